import { IANAZone } from 'luxon';
import { z } from 'zod';
import { SeedError } from '../error';
import { isDay, parseJiraTime } from '../time';

/** What is absent may also be written as null. */
const optional = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? undefined);

const named = optional(z.object({ name: z.string().min(1) }));
const zone = z.string().refine((name) => IANAZone.isValidZone(name), 'is no time zone such as Europe/Berlin');
const person = optional(z.object({ accountId: z.string().min(1).max(128).nullable(), displayName: z.string().optional(), timeZone: zone.optional() })).transform((given) =>
  // Histories name nobody where the account was deleted.
  typeof given?.accountId === 'string' ? { accountId: given.accountId, displayName: given.displayName, timeZone: given.timeZone } : undefined,
);
const time = z.string().transform((text, context) => {
  const instant = parseJiraTime(text);
  if (instant !== undefined) return instant;
  context.addIssue({ code: 'custom', message: `'${text}' is no timestamp such as 2026-09-27T10:03:11.123+0200` });
  return z.NEVER;
});
const dayText = z.string().refine(isDay, 'is no day that exists, such as 2026-09-27');
/** A link as Jira writes it (`outwardIssue: {key}`), or in short (`outward: key`); one end is the issue itself. */
const link = z
  .object({
    type: z.union([z.string().min(1), z.object({ name: z.string().min(1) }).transform(({ name }) => name)]).optional(),
    outwardIssue: optional(z.object({ key: z.string() })),
    inwardIssue: optional(z.object({ key: z.string() })),
    outward: optional(z.string()),
    inward: optional(z.string()),
  })
  .transform((given) => ({
    type: given.type ?? 'Relates',
    outward: given.outwardIssue?.key ?? given.outward,
    inward: given.inwardIssue?.key ?? given.inward,
  }));

const fields = z.looseObject({
  summary: optional(z.string()),
  description: z.unknown().optional(),
  project: optional(z.object({ key: z.string().optional(), name: z.string().optional(), projectTypeKey: z.string().optional() })),
  issuetype: optional(z.object({ name: z.string().min(1), subtask: z.boolean().optional(), hierarchyLevel: z.number().int().optional() })),
  status: optional(z.object({ name: z.string().min(1), statusCategory: z.object({ key: z.string() }).optional() })),
  priority: named,
  resolution: named,
  security: named,
  created: optional(time),
  updated: optional(time),
  resolutiondate: optional(time),
  duedate: optional(dayText),
  labels: optional(z.array(z.string().min(1))),
  components: optional(z.array(z.object({ name: z.string().min(1) }))),
  fixVersions: optional(
    z.array(z.object({ name: z.string().min(1), released: z.boolean().optional(), releaseDate: optional(dayText) })),
  ),
  parent: optional(z.object({ key: z.string() })),
  issuelinks: optional(z.array(link)),
  assignee: person,
  reporter: person,
  creator: person,
  commentCount: optional(z.number().int().nonnegative()),
});

const line = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  key: z.string().regex(/^[A-Z][A-Z0-9_]*-[1-9]\d{0,9}$/, "is no issue key such as 'ABC-12'"),
  fields,
  changelog: z
    .object({
      histories: z.array(
        z.object({
          id: z.union([z.string(), z.number()]).optional(),
          created: time,
          author: person,
          // Not an object's shape: the name `toString` would be found on every object.
          items: z.array(z.record(z.string(), z.unknown())),
        }),
      ),
    })
    .optional(),
});

/** One issue of a seed, checked. */
export type SeedIssue = z.infer<typeof line>;

/** Reads a line; throws a SeedError that names it when it is no Jira issue. */
export function readLine(text: string, number: number): SeedIssue {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new SeedError(number, 'this is not JSON.');
  }
  const parsed = line.safeParse(json);
  if (parsed.success) return parsed.data;
  const [problem] = parsed.error.issues;
  const where = problem?.path.join('.') ?? '';
  throw new SeedError(number, `${where === '' ? 'this is no Jira issue' : where}: ${problem?.message ?? 'invalid'}.`);
}
