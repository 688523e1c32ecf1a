/** What the contract suite needs of a store: nothing but the way in, so that any implementation can be put to it. */

/** As the packages call it: `(target, path, init)`. */
export type ForgeFetch = (
  target: { type: string; provider?: string; remote?: string },
  path: string,
  init: { method: string; body: string; headers: Record<string, string> },
) => Promise<Response>;

export interface KvsEnvironment {
  fetch: ForgeFetch;
  /** Resolves once queries see everything that has been written. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** The entities that the store under test must declare. */
export const SUITE_ENTITIES = [
  {
    name: 'suite-record',
    attributes: {
      area: { type: 'string' },
      seq: { type: 'integer' },
      title: { type: 'string' },
      ratio: { type: 'float' },
      open: { type: 'boolean' },
      body: { type: 'any' },
    },
    indexes: [
      'title',
      { name: 'by-area', partition: ['area'], range: ['seq'] },
      { name: 'by-area-open', partition: ['area', 'open'], range: ['title'] },
    ],
  },
] as const;

/** One value of `suite-record`. */
export interface SuiteRecord {
  area: string;
  seq?: number;
  title?: string;
  ratio?: number;
  open?: boolean;
  body?: unknown;
}

export const RECORD = 'suite-record';

/** Puts a store behind the globals that `@forge/kvs` calls. */
export function installForgeGlobals(fetch: ForgeFetch): void {
  Object.assign(globalThis, {
    // Without a `kvs` part the package takes the plain way, through `__forge_fetch__` with the target "kvs".
    __forge_runtime__: { proxy: {}, tracing: {} },
    __forge_fetch__: fetch,
  });
}

let names = 0;

/** A beginning of keys that no other test and no earlier run has used: a real site's store is not empty. */
export function freshPrefix(): string {
  names += 1;
  return `suite-${Date.now().toString(36)}-${names}:`;
}

/** The platform's refusal as `status code`, or `accepted`. */
export async function outcomeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'accepted';
  } catch (error) {
    if (error instanceof Error && 'code' in error && 'responseDetails' in error) {
      const { status } = error.responseDetails as { status: number };
      return `${status} ${String(error.code)}`;
    }
    throw error;
  }
}
