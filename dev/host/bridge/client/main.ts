/**
 * `window.__bridge` inside a page's frame: what the unmodified @forge/bridge calls. It runs before any script of the
 * page, posts each call to the shell, and gives the page the platform's clock.
 */
import { timeBy } from '../../clock';
import { platformDate } from '../../date';
import type { BridgeGlobals, CallbackRef, ToFrame, ToShell } from '../messages';
import { createHistory } from './history';
import { reportHeight } from './height';

type Settle = { resolve: (value: unknown) => void; reject: (error: Error) => void };

const globals = globalThis as typeof globalThis & BridgeGlobals & { __bridge?: { callBridge: typeof callBridge } };

const shellOrigin = globals.__forgeShell;
let clock = globals.__forgeClock;
const realNow = Date.now;
globalThis.Date = platformDate(Date, () => timeBy(clock, realNow()));

let nextCall = 1;
let nextCallback = 1;
const calls = new Map<number, Settle>();
const callbacks = new Map<number, (...args: unknown[]) => unknown>();

function post(message: ToShell): void {
  window.parent.postMessage(message, shellOrigin);
}

function ask(op: string, payload: unknown): Promise<unknown> {
  const id = nextCall++;
  return new Promise((resolve, reject) => {
    calls.set(id, { resolve, reject });
    post({ forge: 'call', id, op, payload: withRefs(payload) });
  });
}

/** Replaces functions, which cannot be posted, by references to them. */
function withRefs(value: unknown): unknown {
  if (typeof value === 'function') return refTo(value as (...args: unknown[]) => unknown);
  if (Array.isArray(value)) return value.map(withRefs);
  if (value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withRefs(part)]));
  }
  return value;
}

function refTo(callback: (...args: unknown[]) => unknown): CallbackRef {
  const id = nextCallback++;
  callbacks.set(id, callback);
  return { __callback: id };
}

async function callBridge(op: string, payload?: unknown): Promise<unknown> {
  switch (op) {
    case 'on':
    case 'onPublic': {
      const subscription = await ask(op, payload);
      return { unsubscribe: () => ask('off', { subscription }) };
    }
    case 'createHistory':
      return createHistory(ask, refTo);
    default:
      return ask(op, payload);
  }
}

/** The shell asks a function of the page; its failure is the shell's to show. */
async function answer(question: number, callback: number): Promise<void> {
  try {
    post({ forge: 'reply', question, ok: true, value: await callbacks.get(callback)?.() });
  } catch (error) {
    post({ forge: 'reply', question, ok: false, message: error instanceof Error ? error.message : String(error) });
  }
}

window.addEventListener('message', (event: MessageEvent<ToFrame>) => {
  if (event.source !== window.parent || event.origin !== shellOrigin) return;
  const message = event.data;
  switch (message.forge) {
    case 'answer': {
      if (message.clock) clock = message.clock;
      const call = calls.get(message.id);
      calls.delete(message.id);
      if (message.ok) call?.resolve(message.value);
      else call?.reject(new Error(message.message));
      break;
    }
    case 'callback':
      callbacks.get(message.callback)?.(...message.args);
      break;
    case 'question':
      void answer(message.question, message.callback);
      break;
    case 'theme':
      document.documentElement.dataset['theme'] = 'dark:dark light:light';
      document.documentElement.dataset['colorMode'] = message.colorMode;
      break;
  }
});

globals.__bridge = { callBridge };
reportHeight((height) => post({ forge: 'height', height }));
