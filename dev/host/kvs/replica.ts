/**
 * What queries read: the indexes, which follow the writes after a delay as an eventually consistent store's do. Each
 * version waits until it is `lagMs` old on the lag's clock and then takes the place of its key's older versions, in the
 * order of writing. There is no timer: what has become due is settled at the start of the next request, so that the
 * outcome depends on the clock alone. A clock that is set back settles what seems to come from the future.
 */
import type { Db, EntitySchema } from '../types';
import { BY_KEY_INDEX, Catalog, isScalar, type Index } from './catalog';
import { EXPIRED_READABLE_MS } from './limits';
import type { Scalar } from './requests';
import { PLAIN, isRow, type Row, type Version } from './versions';

/** Text is kept as its UTF-8 bytes: their order is the store's, and the driver cuts text at a NUL. */
type Stored = number | Buffer;

/** A part of one index, in its order. */
export interface Scan {
  space: string;
  index: string;
  partition: readonly Scalar[];
  descending: boolean;
  /** SQL conditions on `e.range`, with their parameters. */
  bounds: readonly { sql: string; value: Stored }[];
  after: Position | undefined;
  limit: number;
}

/** Where a page ended. */
export interface Position {
  range: Scalar;
  key: string;
}

export interface Found extends Pick<Row, 'key' | 'value' | 'created_at' | 'updated_at' | 'expires_at'> {
  range: Stored;
}

export class Replica {
  private readonly catalog: Catalog;
  private readonly statements;

  constructor(
    private readonly db: Db,
    entities: readonly EntitySchema[],
    private readonly clocks: { now: () => number; lagNow: () => number; lagMs: number },
  ) {
    this.catalog = new Catalog(entities);
    db.exec(`
      CREATE TABLE IF NOT EXISTS kvs_entry (
        space TEXT NOT NULL,
        name TEXT NOT NULL,
        partition TEXT NOT NULL,
        range NOT NULL,
        key TEXT NOT NULL,
        seq INTEGER NOT NULL,
        PRIMARY KEY (space, name, partition, range, key)
      ) WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS kvs_entry_of ON kvs_entry (seq);
      CREATE TABLE IF NOT EXISTS kvs_schema (json TEXT NOT NULL);
    `);
    this.statements = {
      oldestUnsettled: db.prepare('SELECT * FROM kvs_version WHERE settled = 0 ORDER BY seq LIMIT 1'),
      older: db.prepare('SELECT seq FROM kvs_version WHERE space = ? AND key = ? AND settled = 1'),
      forget: db.prepare('DELETE FROM kvs_version WHERE seq = ?'),
      forgetEntries: db.prepare('DELETE FROM kvs_entry WHERE seq = ?'),
      settle: db.prepare('UPDATE kvs_version SET settled = 1 WHERE seq = ?'),
      enter: db.prepare('INSERT INTO kvs_entry (space, name, partition, range, key, seq) VALUES (?, ?, ?, ?, ?, ?)'),
      gone: db.prepare('SELECT seq FROM kvs_version WHERE expires_at <= ? AND settled = 1'),
    };
    this.followSchema(entities);
  }

  /** Brings the indexes up to date and drops what expired long enough ago. */
  catchUp(): void {
    const { now, lagNow, lagMs } = this.clocks;
    const lagged = lagNow();
    for (;;) {
      const version = this.statements.oldestUnsettled.get([]) as Version | undefined;
      if (!version || (version.written_at > lagged - lagMs && version.written_at <= lagged)) break;
      this.settle(version);
    }
    for (const { seq } of this.statements.gone.all([now() - EXPIRED_READABLE_MS]) as Version[]) this.forget(seq);
  }

  /** One page of an index. */
  scan({ space, index, partition, descending, bounds, after, limit }: Scan): Found[] {
    const wheres = ['e.space = ?', 'e.name = ?', 'e.partition = ?', ...bounds.map(({ sql }) => sql)];
    const params: (string | Stored)[] = [space, index, JSON.stringify(partition), ...bounds.map(({ value }) => value)];
    if (after) {
      wheres.push(`(e.range, e.key) ${descending ? '<' : '>'} (?, ?)`);
      params.push(storedForm(after.range), after.key);
    }
    const direction = descending ? 'DESC' : 'ASC';
    return this.db
      .prepare(
        `SELECT e.range, e.key, v.value, v.created_at, v.updated_at, v.expires_at
         FROM kvs_entry e JOIN kvs_version v ON v.seq = e.seq
         WHERE ${wheres.join(' AND ')} ORDER BY e.range ${direction}, e.key ${direction} LIMIT ?`,
      )
      .all([...params, limit]) as Found[];
  }

  private settle(version: Version): void {
    for (const { seq } of this.statements.older.all([version.space, version.key]) as Version[]) this.forget(seq);
    if (!isRow(version)) {
      this.forget(version.seq);
      return;
    }
    this.statements.settle.run([version.seq]);
    this.enter(version);
  }

  private enter({ space, key, value, seq }: Row): void {
    const entity = this.catalog.find(space);
    const parsed: unknown = entity ? JSON.parse(value) : undefined;
    const indexes = entity ? entity.indexes.values() : space === PLAIN ? [BY_KEY_INDEX] : [];
    for (const index of indexes) {
      const place = placeIn(index, key, parsed);
      if (place) this.statements.enter.run([space, index.name, place.partition, place.range, key, seq]);
    }
  }

  private forget(seq: number): void {
    this.statements.forgetEntries.run([seq]);
    this.statements.forget.run([seq]);
  }

  /** Builds the indexes anew when the manifest's entities are others than at the last start. */
  private followSchema(entities: readonly EntitySchema[]): void {
    const json = JSON.stringify(entities);
    this.db.transaction(() => {
      const known = this.db.prepare('SELECT json FROM kvs_schema').get([]) as { json: string } | undefined;
      if (known?.json === json) return;
      this.db.exec('DELETE FROM kvs_schema; DELETE FROM kvs_entry;');
      this.db.prepare('INSERT INTO kvs_schema (json) VALUES (?)').run([json]);
      for (const version of this.db.prepare('SELECT * FROM kvs_version WHERE settled = 1').all([]) as Version[]) {
        if (isRow(version)) this.enter(version);
      }
    })();
  }
}

/** Where a value stands in an index; undefined when it lacks one of the index's attributes and so is not in it. */
function placeIn(index: Index, key: string, value: unknown): { partition: string; range: Stored } | undefined {
  const attribute = (name: string): unknown =>
    typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(name) : undefined;
  const partition = index.partition.map(attribute);
  const range = index.range === undefined ? key : attribute(index.range);
  if (!partition.every(isScalar) || !isScalar(range)) return undefined;
  return { partition: JSON.stringify(partition), range: storedForm(range) };
}

export function storedForm(value: Scalar): Stored {
  if (typeof value === 'string') return Buffer.from(value);
  return Number(value);
}

export function scalarForm(stored: Stored): Scalar {
  return typeof stored === 'number' ? stored : Buffer.from(stored).toString();
}
