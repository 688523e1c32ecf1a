import Database from 'libsql';
import { createJira, type LocalJira } from '../../../../dev/host/jira';
import { PlatformMeter } from '../../../../dev/host/meter';
import type { Caller, ProductEvent } from '../../../../dev/host/types';
import type { Reply } from './json';

/** An instant that tests begin at. */
export const NOW = Date.parse('2026-06-15T09:30:20.000Z');

export type Who = string | Caller;

/** A Jira in memory with its clock, events and meter at hand. */
export interface Local {
  jira: LocalJira;
  events: ProductEvent[];
  meter: PlatformMeter;
  /** Moves the clock on. */
  wait(milliseconds: number): void;
  ask(who: Who, method: string, path: string, body?: unknown): Reply;
}

export function openLocal(lines: Iterable<string> = []): Local {
  let now = NOW;
  const events: ProductEvent[] = [];
  const meter = new PlatformMeter();
  const jira = createJira({ db: new Database(':memory:'), clock: { now: () => now }, meter, emit: (event) => events.push(event) });
  jira.seed(lines, () => undefined);
  return {
    jira,
    events,
    meter,
    wait: (milliseconds) => {
      now += milliseconds;
    },
    ask(who, method, path, body) {
      const caller: Caller = typeof who === 'string' ? { kind: 'user', accountId: who } : who;
      const reply = jira.handle({ method, path, headers: {}, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }, caller);
      return { status: reply.status, json: reply.body === '' ? undefined : (JSON.parse(reply.body) as unknown) };
    },
  };
}

/** The app with every scope that the operations here can need. */
export const APP: Caller = {
  kind: 'app',
  scopes: ['read:jira-work', 'write:jira-work', 'read:jira-user', 'manage:jira-project', 'manage:jira-configuration'],
};
