import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = join(process.env['NEEDLE_SHARED'] ?? '../shared', 'data/jira/fcrepo.jsonl');

/** A real, pseudonymised history of 1,000 issues; undefined where it is not at hand. */
export function realHistory(): string[] | undefined {
  return existsSync(FILE) ? readFileSync(FILE, 'utf8').split('\n').filter((line) => line !== '') : undefined;
}

/** A line of a seed. */
export function line(key: string, fields: Record<string, unknown> = {}, changes: { at: string; items: Record<string, unknown>[]; author?: string }[] = []): string {
  return JSON.stringify({
    key,
    fields: { created: '2026-01-05T10:00:00.000+0000', ...fields },
    changelog: { histories: changes.map(({ at, items, author = 'u-one' }) => ({ created: at, author: { accountId: author }, items })) },
  });
}
