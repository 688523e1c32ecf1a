import { join } from 'node:path';
import Database from 'libsql';
import { COUNTERS, type Counter } from '../../src/domain/history';
import { type ProjectHistory } from '../../src/app/history/ports';
import { type Sums, parseRow } from '../../src/domain/ledger';

/** Reads from a running platform's database what Needle stored there; nothing but tests looks at it this way. */
function storedAt<T>(data: string, entity: string, prefix: string): T[] {
  const db = new Database(join(data, 'platform.db'), { readonly: true });
  try {
    const rows = db.prepare('SELECT value FROM kvs_version WHERE newest = 1 AND value IS NOT NULL AND space = ? AND key LIKE ?').all(entity, `${prefix}%`);
    return (rows as { value: string }[]).map(({ value }) => (JSON.parse(value) as { body: { data: T } }).body.data);
  } finally {
    db.close();
  }
}

export interface WeekOfWork {
  week: string;
  change: Record<Counter, number>;
  run: Record<Counter, number>;
  open: Record<Counter, number>;
}

/** A project's sums by week and ruling, as they are stored. */
export function storedWeeks(data: string, projectId: string): Map<string, WeekOfWork> {
  const [head] = storedAt<ProjectHistory>(data, 'job', `history:${projectId}`);
  const weeks = new Map<string, WeekOfWork>();
  if (!head) return weeks;
  const none = () => Object.fromEntries(COUNTERS.map((c) => [c, 0])) as Record<Counter, number>;
  for (const part of storedAt<Sums>(data, 'ledger', `sums:${projectId}:${head.generation}:`)) {
    for (const [name, row] of Object.entries(part.rows)) {
      const { ruling } = parseRow(name);
      for (const [week, counts] of Object.entries(row)) {
        const sum = weeks.get(week) ?? { week, change: none(), run: none(), open: none() };
        weeks.set(week, sum);
        COUNTERS.forEach((counter, i) => (sum[ruling][counter] += counts[i] ?? 0));
      }
    }
  }
  return weeks;
}

/** When each stored person was last taken from Jira, by account id. */
export function storedPeople(data: string): Map<string, string> {
  return new Map(storedAt<{ accountId: string; at: string }>(data, 'setting', 'person:').map(({ accountId, at }) => [accountId, at]));
}

/** Everything of some entities as it lies in the database, as text: for looking at what must not be there. */
export function storedText(data: string, entities: readonly string[]): { entity: string; key: string; text: string }[] {
  const db = new Database(join(data, 'platform.db'), { readonly: true });
  try {
    return entities.flatMap((entity) =>
      (db.prepare('SELECT key, value FROM kvs_version WHERE space = ? AND value IS NOT NULL').all(entity) as { key: string; value: string }[]).map(({ key, value }) => ({ entity, key, text: value })),
    );
  } finally {
    db.close();
  }
}

/** Writes an item anew behind the app's back, or takes it away: what nothing but the trail finds. */
export function tamperWith<T>(data: string, entity: string, key: string, change: (body: T) => T | undefined): void {
  const db = new Database(join(data, 'platform.db'));
  try {
    const { value } = db.prepare('SELECT value FROM kvs_version WHERE newest = 1 AND space = ? AND key = ?').get([entity, key]) as { value: string };
    const stored = JSON.parse(value) as { body: { data: T } };
    const body = change(stored.body.data);
    const text = body === undefined ? null : JSON.stringify({ ...stored, body: { ...stored.body, data: body } });
    db.prepare('UPDATE kvs_version SET value = ? WHERE newest = 1 AND space = ? AND key = ?').run([text, entity, key]);
  } finally {
    db.close();
  }
}

/** Every item of the app's storage that holds the text, by entity and key. */
export function itemsHolding(data: string, text: string): { entity: string; key: string }[] {
  const db = new Database(join(data, 'platform.db'), { readonly: true });
  try {
    const rows = db.prepare('SELECT space, key FROM kvs_version WHERE newest = 1 AND value IS NOT NULL AND (instr(value, ?) > 0 OR instr(key, ?) > 0)').all(text, text);
    return (rows as { space: string; key: string }[]).map(({ space, key }) => ({ entity: space, key }));
  } finally {
    db.close();
  }
}
