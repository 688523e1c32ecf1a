/**
 * The entry of a function's process: loads the app's handlers and runs one invocation at a time with the globals that
 * the unmodified @forge packages call. Bundled to plain JavaScript, so that a process starts quickly.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { platformDate } from '../date';
import { timeBy, type ClockReading } from '../clock';
import { FunctionReply } from './reply';
import type { FetchInit, FetchReply, FetchTarget, FromFunction, Invocation, RuntimeData, ToFunction } from './protocol';

type Handler = (payload: unknown, context: unknown) => unknown;
type Handlers = Record<string, Record<string, unknown>>;

interface Running {
  invocation: Invocation;
  deadline: number;
}

const realNow = Date.now;
const handlersFile = process.argv[2] ?? '';

let clock: ClockReading = { instant: realNow(), real: realNow(), frozen: false };
let handlers: Handlers | undefined;
let latest: Running | undefined;
let nextFetchId = 1;
const waiting = new Map<number, (reply: FetchReply) => void>();
const running = new AsyncLocalStorage<Running>();

/** The invocation that the calling code belongs to; module-level code runs before any, so the latest stands in. */
function current(): Running | undefined {
  return running.getStore() ?? latest;
}

function send(message: FromFunction): void {
  process.send?.(message);
}

/** Microseconds of processor time that the local platform itself took in this invocation to pass requests on: not the app's. */
let carrying = 0;

function carry(message: FromFunction): void {
  const before = process.cpuUsage();
  send(message);
  carrying += sumOf(process.cpuUsage(before));
}

function sumOf({ user, system }: NodeJS.CpuUsage): number {
  return user + system;
}

/** How long a reading of the memory serves, in milliseconds: each costs as much as a small request. */
const MEMORY_READING_MS = 10;
let memory = { bytes: 0, until: 0 };

function memoryBytes(): number {
  const now = performance.now();
  if (now >= memory.until) memory = { bytes: process.memoryUsage.rss(), until: now + MEMORY_READING_MS };
  return memory.bytes;
}

function forgeFetch(target: FetchTarget, path: string, init?: RequestInit): Promise<Response> {
  const now = current();
  if (!now) return Promise.reject(new Error('Requests can be made only during an invocation.'));
  const fetchId = nextFetchId++;
  return new Promise((resolve) => {
    // Everything that functions use of a Response is there.
    waiting.set(fetchId, (reply) => resolve(new FunctionReply(reply) as unknown as Response));
    carry({ type: 'fetch', fetchId, invocationId: now.invocation.id, target, path, init: plainInit(init), memoryBytes: memoryBytes() });
  });
}

function plainInit(init: RequestInit | undefined): FetchInit {
  const plain: FetchInit = { headers: Object.fromEntries(new Headers(init?.headers)) };
  if (init?.method) plain.method = init.method;
  if (typeof init?.body === 'string') plain.body = init.body;
  else if (init?.body !== undefined && init.body !== null) throw new TypeError('Only text bodies are supported.');
  return plain;
}

/** Forge lets a function reach only the hosts that the manifest names; the local platform reaches none. */
function refuseEgress(input: RequestInfo | URL): Promise<Response> {
  const url = input instanceof Request ? input.url : String(input);
  const error = new Error(`The local platform makes no requests to other hosts: ${url}`);
  error.name = 'REQUEST_EGRESS_ALLOWLIST_ERR';
  return Promise.reject(error);
}

/** `__forge_runtime__` as the packages read it. Its absence outside an invocation is the packages' own error. */
function runtime(): (RuntimeData & Record<string, unknown>) | undefined {
  const now = current();
  if (!now) return undefined;
  return {
    ...now.invocation.runtime,
    lambdaContext: { getRemainingTimeInMillis: () => Math.max(0, now.deadline - realNow()) },
    metrics: {
      counter: () => ({ incr: () => undefined, decr: () => undefined }),
      timing: () => ({ measure: () => ({ stop: () => undefined }) }),
    },
    proxy: { token: '', url: '', host: '' },
    tracing: { traceId: now.invocation.id.replaceAll('-', ''), spanId: now.invocation.id.slice(0, 8) },
  };
}

/** How often a process looks whether its platform still lives. */
const PARENT_CHECK_MS = 1000;

/**
 * Ends this process when its platform was killed. The closed channel says so too, but a function that never yields
 * does not hear it, and would run for ever; another thread sees it.
 */
function followParent(): void {
  const watch = `const parent = ${process.ppid};
    setInterval(() => { if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL'); }, ${PARENT_CHECK_MS});`;
  new Worker(watch, { eval: true }).unref();
}

function install(): void {
  globalThis.Date = platformDate(Date, () => timeBy(clock, realNow()));
  globalThis.fetch = refuseEgress;
  Object.defineProperty(globalThis, '__forge_fetch__', { value: forgeFetch });
  Object.defineProperty(globalThis, '__forge_runtime__', { get: runtime });
}

/** Loaded at the first invocation, as on Forge, so that module-level code sees the platform's clock. */
function handlerOf(name: string): Handler {
  handlers ??= createRequire(handlersFile)(handlersFile) as Handlers;
  const dot = name.lastIndexOf('.');
  const file = handlers[name.slice(0, dot)];
  const exported = file && Object.hasOwn(file, name.slice(dot + 1)) ? file[name.slice(dot + 1)] : undefined;
  if (typeof exported !== 'function') throw new Error(`The app exports no function ${name}.`);
  return exported as Handler;
}

async function invoke(invocation: Invocation): Promise<void> {
  const state: Running = { invocation, deadline: realNow() + invocation.timeoutMs };
  latest = state;
  carrying = 0;
  const before = process.cpuUsage();
  try {
    const result = await running.run(state, async () => handlerOf(invocation.handler)(invocation.payload, invocation.context));
    const cpuMs = (sumOf(process.cpuUsage(before)) - carrying) / 1000;
    send({ type: 'returned', invocationId: invocation.id, json: JSON.stringify(result), cpuMs, memoryBytes: process.memoryUsage.rss() });
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    send({
      type: 'threw',
      invocationId: invocation.id,
      name: error.name,
      message: error.message,
      stack: error.stack ?? error.message,
    });
  }
}

process.on('message', (message: ToFunction) => {
  switch (message.type) {
    case 'invoke':
      clock = message.clock;
      void invoke(message.invocation);
      break;
    case 'clock':
      clock = message.clock;
      break;
    case 'fetched':
      waiting.get(message.fetchId)?.(message.reply);
      waiting.delete(message.fetchId);
      break;
  }
});
process.on('disconnect', () => process.exit(0));

followParent();
install();
