import { z } from 'zod';
import { JiraError } from '../error';
import { parseBody, type Call } from '../route';
import type { Edit, Writing } from './edit';
import type { Actor } from './event';
import { writerOf } from './field-writers';
import { labelsOf, namesOf } from './list-writers';

const operations = z.array(z.record(z.string(), z.unknown()));

const updateBody = z.looseObject({
  fields: z.record(z.string(), z.unknown()).optional(),
  update: z.record(z.string(), operations).optional(),
  properties: z.array(z.object({ key: z.string().min(1).max(255), value: z.unknown() })).optional(),
  transition: z.looseObject({ id: z.union([z.string(), z.number()]).transform(String) }).optional(),
});

export type IssueUpdate = z.infer<typeof updateBody>;

export function readUpdate(call: Call): IssueUpdate {
  const update = parseBody(call, updateBody);
  const both = Object.keys(update.fields ?? {}).find((field) => Object.hasOwn(update.update ?? {}, field));
  if (both !== undefined) throw JiraError.field(both, `Field '${both}' cannot appear in both 'fields' and 'update'`);
  return update;
}

/** Who makes the change that the call asks for. */
export function actorOf({ viewer, caller }: Call): Actor {
  return { accountId: viewer.account(), selfGenerated: caller.kind === 'app' || (caller.kind === 'user' && caller.scopes !== undefined) };
}

/** The edits that a request asks for; every field that cannot be written is told, not only the first. */
export function editsOf(update: Pick<IssueUpdate, 'fields' | 'update'>, writing: Writing): Edit[] {
  const wanted: [string, () => unknown][] = [
    ...Object.entries(update.fields ?? {}).map(([field, value]): [string, () => unknown] => [field, () => value]),
    ...Object.entries(update.update ?? {})
      .filter(([field]) => field !== 'comment' && field !== 'worklog')
      .map(([field, steps]): [string, () => unknown] => [field, () => fold(field, steps, writing)]),
  ];
  const errors: Record<string, string> = {};
  const edits: Edit[] = [];
  for (const [field, value] of wanted) {
    try {
      edits.push(writerOf(field)(value(), writing));
    } catch (error) {
      if (!(error instanceof JiraError) || error.status !== 400) throw error;
      Object.assign(errors, error.errors);
    }
  }
  if (Object.keys(errors).length > 0) throw new JiraError(400, [], errors);
  return edits;
}

/** The value that a list of `set`, `add` and `remove` leads to. */
function fold(field: string, steps: readonly Readonly<Record<string, unknown>>[], { site, issue }: Writing): unknown {
  let value: unknown = present(field, { site, issue });
  for (const step of steps) {
    const [[verb, operand] = ['', undefined]] = Object.entries(step);
    if (verb === 'set') value = operand;
    else if (verb === 'add' && Array.isArray(value)) value = [...(value as unknown[]), operand];
    else if (verb === 'remove' && Array.isArray(value)) value = (value as unknown[]).filter((member) => !isSame(member, operand));
    else throw JiraError.field(field, `The operation '${verb}' is not supported.`);
  }
  return value;
}

function present(field: string, { site, issue }: Pick<Writing, 'site' | 'issue'>): unknown {
  if (field === 'labels') return labelsOf(site, issue.id);
  if (field === 'components') return namesOf(site, 'component', issue.id);
  if (field === 'fixVersions') return namesOf(site, 'version', issue.id);
  return undefined;
}

const reference = z.object({ id: z.union([z.string(), z.number()]).transform(String).optional(), name: z.string().optional() });

function isSame(member: unknown, operand: unknown): boolean {
  if (member === operand) return true;
  const [one, other] = [reference.safeParse(member), reference.safeParse(operand)];
  if (!one.success || !other.success) return false;
  return other.data.id === undefined ? one.data.name === other.data.name : one.data.id === other.data.id;
}
