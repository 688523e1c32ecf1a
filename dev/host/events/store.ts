/** Events on their way to the app, in the data folder: what was accepted is delivered even after a crash. */
import type { Db } from '../types';

export type EventKind = 'queue' | 'product';

export interface NewEvent {
  eventId: string;
  kind: EventKind;
  moduleKey: string;
  jobId?: string | undefined;
  body: Record<string, unknown>;
  due: number;
  pushed: number;
  /** How many events deep the chain is that this one ends. */
  depth: number;
  concurrency?: { key: string; limit: number } | undefined;
}

export interface StoredEvent {
  id: number;
  eventId: string;
  kind: EventKind;
  moduleKey: string;
  jobId: string | undefined;
  body: Record<string, unknown>;
  due: number;
  pushed: number;
  depth: number;
  /** Deliveries before this one. */
  attempt: number;
  retry: { reason: string; data: unknown } | undefined;
}

interface Row {
  id: number;
  event_id: string;
  kind: EventKind;
  module_key: string;
  job_id: string | null;
  body: string;
  due: number;
  pushed: number;
  depth: number;
  attempt: number;
  retry: string | null;
}

export interface JobStats {
  success: number;
  inProgress: number;
  failed: number;
}

export class EventStore {
  /** `disturbed` are the events that are in the end delivered of those that were accepted. */
  constructor(
    private readonly db: Db,
    private readonly disturbed: (events: readonly NewEvent[]) => readonly NewEvent[] = (events) => events,
  ) {
    db.exec(`
      CREATE TABLE IF NOT EXISTS host_event (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        event_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        module_key TEXT NOT NULL,
        job_id TEXT,
        body TEXT NOT NULL,
        due REAL NOT NULL,
        pushed REAL NOT NULL,
        depth INTEGER NOT NULL,
        concurrency_key TEXT,
        concurrency_limit INTEGER,
        attempt INTEGER NOT NULL DEFAULT 0,
        retry TEXT,
        state TEXT NOT NULL DEFAULT 'pending'
      );
      CREATE INDEX IF NOT EXISTS host_event_due ON host_event (state, due);
      CREATE INDEX IF NOT EXISTS host_event_pushed ON host_event (kind, pushed);
      CREATE INDEX IF NOT EXISTS host_event_job ON host_event (job_id);
    `);
    // What was being delivered when the platform ended is delivered again: at least once.
    db.exec(`UPDATE host_event SET state = 'pending' WHERE state = 'running'`);
  }

  add(events: readonly NewEvent[]): void {
    const insert = this.db.prepare(
      `INSERT INTO host_event (event_id, kind, module_key, job_id, body, due, pushed, depth, concurrency_key, concurrency_limit)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    for (const event of this.disturbed(events)) {
      const { key = null, limit = null } = event.concurrency ?? {};
      insert.run(
        event.eventId,
        event.kind,
        event.moduleKey,
        event.jobId ?? null,
        JSON.stringify(event.body),
        event.due,
        event.pushed,
        event.depth,
        key,
        limit,
      );
    }
  }

  /** Takes the earliest event that is due and whose concurrency key has room, and marks it as running. */
  claim(now: number): StoredEvent | undefined {
    const row = this.db
      .prepare(
        `SELECT * FROM host_event AS e
         WHERE state = 'pending' AND due <= ?
           AND (concurrency_key IS NULL OR concurrency_limit >
             (SELECT count(*) FROM host_event WHERE state = 'running' AND concurrency_key = e.concurrency_key))
         ORDER BY due, id LIMIT 1`,
      )
      .get(now) as Row | undefined;
    if (!row) return undefined;
    this.db.prepare(`UPDATE host_event SET state = 'running' WHERE id = ?`).run(row.id);
    return {
      id: row.id,
      eventId: row.event_id,
      kind: row.kind,
      moduleKey: row.module_key,
      jobId: row.job_id ?? undefined,
      body: JSON.parse(row.body) as Record<string, unknown>,
      due: row.due,
      pushed: row.pushed,
      depth: row.depth,
      attempt: row.attempt,
      retry: row.retry === null ? undefined : (JSON.parse(row.retry) as StoredEvent['retry']),
    };
  }

  finish(id: number, state: 'success' | 'failed'): void {
    this.db.prepare(`UPDATE host_event SET state = ? WHERE id = ? AND state = 'running'`).run(state, id);
  }

  retry(id: number, due: number, retry: { reason: string; data: unknown }): void {
    this.db
      .prepare(`UPDATE host_event SET state = 'pending', attempt = attempt + 1, due = ?, retry = ? WHERE id = ?`)
      .run(due, JSON.stringify(retry), id);
  }

  /** When the next pending event falls due; undefined when none waits. */
  nextDue(): number | undefined {
    const row = this.db.prepare(`SELECT min(due) AS due FROM host_event WHERE state = 'pending'`).get() as { due: number | null };
    return row.due ?? undefined;
  }

  pendingAfter(now: number): number {
    const row = this.db.prepare(`SELECT count(*) AS n FROM host_event WHERE state = 'pending' AND due > ?`).get(now) as { n: number };
    return row.n;
  }

  pushedSince(instant: number): number {
    const row = this.db
      .prepare(`SELECT count(*) AS n FROM host_event WHERE kind = 'queue' AND pushed > ?`)
      .get(instant) as { n: number };
    return row.n;
  }

  /** How a job stands, or undefined when there is none. */
  jobStats(jobId: string): JobStats | undefined {
    const rows = this.db.prepare(`SELECT state, count(*) AS n FROM host_event WHERE job_id = ? GROUP BY state`).all(jobId) as {
      state: string;
      n: number;
    }[];
    if (rows.length === 0) return undefined;
    const count = (...states: string[]): number =>
      rows.filter(({ state }) => states.includes(state)).reduce((sum, { n }) => sum + n, 0);
    return { success: count('success'), inProgress: count('pending', 'running'), failed: count('failed', 'cancelled') };
  }

  cancelJob(jobId: string): void {
    this.db.prepare(`UPDATE host_event SET state = 'cancelled' WHERE job_id = ? AND state = 'pending'`).run(jobId);
  }
}
