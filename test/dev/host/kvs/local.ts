/** The local store for tests: in memory or in a file, with a clock that stands still until it is moved. */
import { openDatabase } from '../../../../dev/host/database';
import { createKvs } from '../../../../dev/host/kvs';
import { PlatformMeter } from '../../../../dev/host/meter';
import type { Db, EntitySchema, HttpReply, Kvs } from '../../../../dev/host/types';
import { SUITE_ENTITIES, type ForgeFetch, type KvsEnvironment } from './environment';

export const START = Date.parse('2026-03-01T12:00:00.250Z');

export interface LocalStore {
  kvs: Kvs;
  db: Db;
  meter: PlatformMeter;
  clock: { now(): number; time: number };
  /** Calls the wire path after `/api/v1/`. */
  call(path: string, body: unknown): HttpReply;
  /** The reply as `204`, `200` or `status code`. */
  verdict(path: string, body: unknown): string;
  /** The content of an accepted reply. */
  read<T>(path: string, body: unknown): T;
}

interface Options {
  file?: string;
  /** Opens the store anew in a database that is open. */
  db?: Db;
  lagMs?: number;
  entities?: readonly EntitySchema[];
  time?: number;
}

/** Queries see writes at once unless `lagMs` says otherwise. */
export function localStore(options: Options = {}): LocalStore {
  const { file = ':memory:', lagMs = 0, entities = SUITE_ENTITIES, time = START } = options;
  const clock = {
    time,
    now() {
      return this.time;
    },
  };
  const meter = new PlatformMeter();
  const db = options.db ?? openDatabase(file);
  const kvs = createKvs({ db, entities, clock, meter, lagMs });
  // Over JSON, as on the wire: what JSON cannot carry never reaches the store.
  const call = (path: string, body: unknown): HttpReply =>
    kvs.handle(`/api/v1/${path}`, JSON.parse(JSON.stringify(body)));
  const contentOf = ({ body }: HttpReply): unknown => (body === '' ? undefined : JSON.parse(body));
  return {
    kvs,
    db,
    meter,
    clock,
    call,
    verdict(path, body) {
      const reply = call(path, body);
      return reply.status < 400 ? String(reply.status) : `${reply.status} ${(contentOf(reply) as { code: string }).code}`;
    },
    read<T>(path: string, body: unknown) {
      const reply = call(path, body);
      if (reply.status !== 200) throw new Error(`${path}: ${reply.status} ${reply.body}`);
      return contentOf(reply) as T;
    },
  };
}

/** The local store as the contract suite takes it. */
export function localEnvironment(): KvsEnvironment {
  const { kvs, db } = localStore();
  return { fetch: fetchOf(kvs), settle: async () => {}, close: async () => void db.close() };
}

export function fetchOf(kvs: Kvs): ForgeFetch {
  return async ({ type }, path, { body }) => {
    if (type !== 'kvs') throw new Error(`A request to ${type} is none to the store.`);
    const { status, headers, body: text } = kvs.handle(path, JSON.parse(body));
    return new Response(status === 204 ? null : text, { status, headers });
  };
}
