import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Failure } from './failure';

const instant = z.string().refine((text) => !Number.isNaN(Date.parse(text)), 'is no instant');
const name = z.object({ name: z.string() });

/** Own keys only: where Jira leaves `toString` out, the function that every object has would be taken for it. */
const item = z.record(z.string(), z.unknown()).transform((read) => {
  const text = (key: string) => {
    const value = Object.hasOwn(read, key) ? read[key] : null;
    return typeof value === 'string' ? value : null;
  };
  return { field: text('field'), from: text('fromString'), to: text('toString') };
});

const issue = z.object({
  id: z.string().optional(),
  key: z.string(),
  fields: z.object({
    project: z.object({ key: z.string() }),
    issuetype: z.object({ name: z.string(), subtask: z.boolean() }),
    status: name.extend({ statusCategory: z.object({ key: z.string() }).optional() }),
    created: instant,
    resolution: name.nullish(),
    resolutiondate: instant.nullish(),
  }),
  changelog: z
    .object({
      histories: z.array(
        z.object({
          id: z.string(),
          created: instant,
          items: z.array(item),
        }),
      ),
    })
    .optional(),
});

/** An issue as Jira's REST interface gives it, changelog included. */
export type JiraIssue = z.infer<typeof issue>;

/** The issues of a file with one JSON object a line; of several with one key the last counts. */
export function readIssues(file: string): JiraIssue[] {
  const byKey = new Map<string, JiraIssue>();
  for (const [i, text] of contentOf(file).split('\n').entries()) {
    if (text.trim() === '') continue;
    const read = parsed(text, `${file}, line ${i + 1}`);
    byKey.set(read.key, read);
  }
  if (byKey.size === 0) throw new Failure(`${file} holds no issues.`);
  return [...byKey.values()];
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Failure(`The file ${file} cannot be read.`);
  }
}

function parsed(text: string, place: string): JiraIssue {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Failure(`${place}: this is no JSON.`);
  }
  const result = issue.safeParse(json);
  if (result.success) return result.data;
  const [first] = result.error.issues;
  throw new Failure(`${place}: ${first?.path.join('.') || 'the issue'}: ${first?.message ?? 'invalid'}.`);
}
