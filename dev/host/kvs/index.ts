/** Forge's key-value store: the wire protocol of `@forge/kvs` over one SQLite file. */
import { json } from '../http';
import type { Clock, Db, EntitySchema, HttpReply, Kvs, Meter } from '../types';
import { batchCalls } from './batch';
import { Catalog } from './catalog';
import { DEFAULT_LAG_MS } from './limits';
import type { Call, Outcome } from './outcome';
import { queryCalls } from './query';
import { Records } from './records';
import { Refusal } from './refusal';
import { Replica } from './replica';
import { singleCalls } from './single';
import { transactionCall } from './transaction';
import { unitsOf } from './units';
import { Versions } from './versions';

const ROOT = '/api/v1/';

export interface KvsParts {
  db: Db;
  entities: readonly EntitySchema[];
  clock: Clock;
  meter: Meter;
  /**
   * How old a write must be before queries see it, in milliseconds of the platform's clock. Without it: a few
   * milliseconds of real time, so that a clock that stands still does not keep writes out of sight.
   */
  lagMs?: number;
  /** Asked with each request: whether the indexes stand still, so that queries do not yet see what was written. */
  standsStill?: () => boolean;
}

/**
 * Opens the store in the database. Reads by key are strictly consistent, queries follow after the lag. Each call is
 * one SQLite transaction, so that what is acknowledged is stored whole, and is counted on the meter.
 */
export function createKvs({ db, entities, clock, meter, lagMs, standsStill = () => false }: KvsParts): Kvs {
  const now = (): number => clock.now();
  const lagNow = lagMs === undefined ? (): number => Date.now() : now;
  const versions = new Versions(db, now, lagNow);
  const replica = new Replica(db, entities, { now, lagNow, lagMs: lagMs ?? DEFAULT_LAG_MS });
  const catalog = new Catalog(entities);
  const records = new Records(versions, catalog, now);
  const calls = new Map<string, Call>(
    Object.entries({
      ...singleCalls(records),
      ...batchCalls(records),
      ...queryCalls(replica, catalog),
      transaction: transactionCall(records),
    }),
  );

  const inTransaction = (call: Call, body: unknown): Outcome =>
    db.transaction(() => {
      if (!standsStill()) replica.catchUp();
      return call(body);
    })();

  const answer = (path: string, body: unknown): Outcome => {
    const call = path.startsWith(ROOT) ? calls.get(path.slice(ROOT.length)) : undefined;
    if (!call) return { refused: notOffered(path) };
    try {
      return inTransaction(call, body);
    } catch (error) {
      if (error instanceof Refusal) return { refused: error };
      throw error;
    }
  };

  return {
    handle(path, body) {
      const outcome = answer(path, body);
      const reply = replyOf(outcome);
      const { reads = 0, writes = 0, content } = outcome;
      const bytesIn = Buffer.byteLength(JSON.stringify(body) ?? '');
      const bytesOut = Buffer.byteLength(reply.body);
      const units = { readUnits: unitsOf(reads, content, bytesOut), writeUnits: unitsOf(writes, body, bytesIn) };
      meter.add({ kvs: { requests: 1, reads, writes, ...units, bytesIn, bytesOut } });
      return reply;
    },
  };
}

function replyOf({ refused, content }: Outcome): HttpReply {
  if (refused) return json(refused.status, { code: refused.code, message: refused.message });
  return content === undefined ? { status: 204, headers: {}, body: '' } : json(200, content);
}

function notOffered(path: string): Refusal {
  return new Refusal(501, 'NOT_IMPLEMENTED', `The key-value store's call ${path} is not offered by the local platform.`);
}
