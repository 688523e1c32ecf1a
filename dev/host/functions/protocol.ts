/** What the platform and a function's process say to each other over IPC. Everything is plain JSON. */
import type { ClockReading } from '../clock';

/** Where a function sends a request: the first argument of `__forge_fetch__`, as the packages fill it. */
export interface FetchTarget {
  type?: string;
  provider?: string;
  remote?: string;
  accountId?: string;
  contextAri?: string;
}

export interface FetchInit {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

export interface FetchReply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** The part of `__forge_runtime__` that is data; the process adds the functions. */
export interface RuntimeData {
  appContext: {
    appId: string;
    appVersion: string;
    environmentId: string;
    environmentType: string;
    invocationId: string;
    installationId: string;
    moduleKey: string;
    license?: { active: boolean };
    installation: { ari: { installationId: string }; contexts: { cloudId: string }[] };
    permissions: { scopes: readonly string[]; external: Record<string, unknown> };
  };
  contextAri: string;
  aaid?: string;
}

export interface Invocation {
  id: string;
  /** `file.export` as in the manifest. */
  handler: string;
  payload: unknown;
  context: unknown;
  runtime: RuntimeData;
  timeoutMs: number;
}

export type ToFunction =
  | { type: 'invoke'; invocation: Invocation; clock: ClockReading }
  | { type: 'clock'; clock: ClockReading }
  | { type: 'fetched'; fetchId: number; reply: FetchReply };

export type FromFunction =
  | { type: 'fetch'; fetchId: number; invocationId: string; target: FetchTarget; path: string; init: FetchInit; memoryBytes: number }
  | { type: 'returned'; invocationId: string; json: string | undefined; cpuMs: number; memoryBytes: number }
  | { type: 'threw'; invocationId: string; name: string; message: string; stack: string };
