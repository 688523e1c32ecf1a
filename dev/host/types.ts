/**
 * What the parts of the local platform say to each other. The platform knows Forge and Jira; it knows no app.
 */
import type Database from 'libsql';

/** The embedded database: one file, better-sqlite3's interface, synchronous. */
export type Db = Database.Database;

/** Milliseconds since the epoch on the platform's clock. */
export interface Clock {
  now(): number;
}

/** An HTTP request as the parts see it: header names in lower case, path with its query string. */
export interface HttpRequest {
  method: string;
  path: string;
  headers: Readonly<Record<string, string>>;
  body?: string | undefined;
}

/** An HTTP reply; `body` is text (JSON unless the headers say otherwise), empty for 204. */
export interface HttpReply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Who calls the Jira REST API. The app acts with the scopes of the manifest; a user with their rights. */
export type Caller =
  | { kind: 'app'; scopes: readonly string[] }
  | { kind: 'user'; accountId: string; scopes?: readonly string[] }
  | { kind: 'anonymous' };

/** Counts since the last reset, in the shape that `GET /_host/meter` returns. */
export interface MeterReading {
  invocations: number;
  kvs: { requests: number; reads: number; writes: number; readUnits: number; writeUnits: number; bytesIn: number; bytesOut: number };
  /** Largest resident set of a function's process at one of its requests or its end, in bytes. */
  memory: { peakBytes: number };
  /** Processor time of the functions, in milliseconds. */
  cpuMs: number;
  jira: { requests: number; points: number };
  events: { pushed: number; delivered: number };
  replyBytes: number;
}

export interface Meter {
  read(): MeterReading;
  reset(): void;
  /** Adds what happened; absent figures count as 0. */
  add(part: {
    invocations?: number;
    kvs?: Partial<MeterReading['kvs']>;
    jira?: Partial<MeterReading['jira']>;
    cpuMs?: number;
    memory?: MeterReading['memory'];
    events?: Partial<MeterReading['events']>;
    replyBytes?: number;
  }): void;
}

/** A custom entity of `app.storage.entities`, as the manifest declares it. */
export interface EntitySchema {
  name: string;
  attributes: Readonly<Record<string, { type: 'string' | 'boolean' | 'float' | 'integer' | 'any' }>>;
  indexes: readonly (string | { name: string; partition?: readonly string[]; range?: readonly string[] })[];
}

/** Forge's key-value store with custom entities and secrets, over its wire protocol (`/api/v1/...`). */
export interface Kvs {
  /** `path` is the wire path, for example `/api/v1/entity/get`; `body` the parsed JSON. */
  handle(path: string, body: unknown): HttpReply;
}

/** A Jira site. */
export interface Jira {
  handle(request: HttpRequest, caller: Caller): HttpReply;
  /** Everyone who can be chosen in the shell, with roles such as `siteAdmin`, `projectAdmin:KEY`, `member:KEY`. */
  users(): { accountId: string; displayName: string; locale: string; roles: string[] }[];
  /** What a Forge module's context says of an issue or a project, without a permission check; undefined when unknown. */
  issueContext(idOrKey: string): { id: string; key: string; type: string; typeId: string; projectId: string } | undefined;
  projectContext(idOrKey: string): { id: string; key: string; type: string } | undefined;
  /** Loads one Jira issue with changelog a line. Nothing is loaded when a line is broken: throws SeedError with its number. */
  seed(lines: Iterable<string>, progress: (done: number) => void): SeedReport;
  /** True once a seed has been loaded into this data folder. */
  isSeeded(): boolean;
  /** Asks the guard about each workflow validator of the app that a transition must pass; its text is the refusal. */
  setTransitionGuard?(guard: TransitionGuard): void;
  /** Applies a history file as if it happened now, emitting its events. Throws SeedError as `seed` does. */
  replay?(lines: Iterable<string>, options: ReplayOptions): ReplayReport;
}

/** One validator of a transition that is about to happen. */
export interface TransitionCheck {
  /** Key of the app's `jira:workflowValidator` module that the workflow names. */
  moduleKey: string;
  /** What the rule was configured with, as the workflow keeps it. */
  configuration: unknown;
  issue: { key: string };
  transition: { from: { id: string }; to: { id: string }; modifiedFields: Record<string, unknown> };
  /** Who moves the issue; absent when the app does. */
  accountId?: string | undefined;
}

/** Undefined lets the transition pass; a text refuses it, and is what the person reads. Nothing may have changed yet. */
export type TransitionGuard = (check: TransitionCheck) => string | undefined;

/** What a guard says while the validator has not run: the request must change nothing, and is made again. */
export const NOT_YET = 'The validator has not run yet.';

export interface ReplayOptions {
  /** Decides which events are repeated and how the order is shuffled. */
  seed: number;
  /** Share of the events that come twice, from 0 to 1. */
  duplicate: number;
  /** How many places an event may move in the order. */
  shuffle: number;
}

export interface ReplayReport {
  events: number;
  notes: string[];
}

/** What a seed held and what could not be mapped, in plain sentences. */
export interface SeedReport {
  issues: number;
  projects: string[];
  users: number;
  notes: string[];
}

/** A product event for triggers, for example `avi:jira:updated:issue`. Emitted after the change is stored. */
export interface ProductEvent {
  eventType: string;
  /** The app's own writes are `selfGenerated`; triggers with `ignoreSelf` do not see them. */
  selfGenerated: boolean;
  payload: Record<string, unknown>;
}
