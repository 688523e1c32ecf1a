import { z } from 'zod';
import { JiraError } from '../error';
import type { Site } from '../site';

const reference = z.object({ id: z.union([z.string(), z.number()]).optional(), name: z.string().optional() });

/** A row that a field's value names by id or name. */
export interface Named {
  id: number;
  name: string;
}

/** What a value such as `{id}` or `{name}` refers to in a table, perhaps only in one project; a 400 when to nothing. */
export function named(site: Site, field: string, table: 'issuetype' | 'priority' | 'resolution' | 'component' | 'version' | 'security_level', value: unknown, projectId?: number): Named {
  const parsed = reference.safeParse(value);
  const { id, name } = parsed.success ? parsed.data : {};
  if (id === undefined && name === undefined) throw JiraError.field(field, "Could not find valid 'id' or 'name' in the value.");
  const scope = projectId === undefined ? '' : ' AND projectId = ?';
  const row = site.store.one<Named>(
    `SELECT id, name FROM jira_${table} WHERE ${id === undefined ? 'name' : 'id'} = ?${scope}`,
    ...[id === undefined ? (name ?? '') : Number(id), ...(projectId === undefined ? [] : [projectId])],
  );
  if (row === undefined) throw JiraError.field(field, `'${String(id ?? name)}' is not valid here.`);
  return row;
}

/** The account that `{accountId}` names, or null for nobody. */
export function account(site: Site, field: string, value: unknown): string | null {
  if (value === null) return null;
  const parsed = z.object({ accountId: z.string().nullable().optional(), id: z.string().nullable().optional() }).safeParse(value);
  const accountId = parsed.success ? (parsed.data.accountId ?? parsed.data.id ?? null) : undefined;
  if (accountId === undefined) throw JiraError.field(field, 'Send an object with an accountId, or null.');
  if (accountId === null) return null;
  if (site.user(accountId) === undefined) throw JiraError.field(field, `User '${accountId}' does not exist.`);
  return accountId;
}
