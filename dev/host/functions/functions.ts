/** The app's functions: finds the one a module names, runs it in a process, and says how it went. */
import { randomUUID } from 'node:crypto';
import type { PlatformClock } from '../clock';
import { messageOf } from '../error';
import type { Faults } from '../faults/faults';
import { endedEarly, type Ending } from '../faults/invocation';
import type { Quotas } from '../faults/quotas';
import { answerWithFaults } from '../faults/requests';
import type { AppModule, Manifest } from '../manifest';
import { SITE, SITE_ARI } from '../site';
import type { Meter } from '../types';
import type { FunctionBundles } from './bundle';
import type { Outcome } from './child';
import { REPLY_BYTES, timeLimit } from './limits';
import { answerFetch, type Origin, type Outbound } from './outbound';
import { FunctionPool } from './pool';
import type { FetchReply, FromFunction, Invocation } from './protocol';

/** Processes for people waiting at a page, and for events and schedules, so that neither starves the other. */
const INTERACTIVE_PROCESSES = 2;
const BACKGROUND_PROCESSES = 2;

const MEGABYTE = 1024 * 1024;

/** Module types that nobody waits for. */
const BACKGROUND = new Set(['consumer', 'scheduledTrigger', 'trigger']);

/** Why an invocation failed, as events treat it: a time-out is retried by the platform, an exception is not. */
export type Failure = 'FUNCTION_TIME_OUT' | 'FUNCTION_CRASHED' | 'FUNCTION_ERROR' | 'REPLY_TOO_LARGE' | 'RATE_LIMITED';

export type InvocationResult =
  | { ok: true; value: unknown; json: string | undefined; cpuMs: number }
  | { ok: false; failure: Failure; message: string };

export interface Call extends Origin {
  module: AppModule;
  /** Key of the manifest's function; by default the module's own. */
  functionKey?: string;
  payload: unknown;
}

export class Functions {
  private readonly interactive: FunctionPool;
  private readonly background: FunctionPool;

  constructor(
    private readonly parts: {
      manifest: Manifest;
      bundles: FunctionBundles;
      variables: Readonly<Record<string, string>>;
      clock: PlatformClock;
      meter: Meter;
      outbound: Outbound;
      faults: Faults;
      quotas: Quotas;
      log: (line: string) => void;
    },
  ) {
    const { bundles, variables, clock, manifest } = parts;
    const log = (text: string): void => {
      for (const line of text.trimEnd().split('\n')) parts.log(`function: ${line}`);
    };
    const shared = { bundles, variables, memoryMB: manifest.memoryMB, clock, log };
    this.interactive = new FunctionPool({ ...shared, size: INTERACTIVE_PROCESSES });
    this.background = new FunctionPool({ ...shared, size: BACKGROUND_PROCESSES });
  }

  warm(): void {
    this.interactive.warm();
  }

  close(): void {
    this.interactive.close();
    this.background.close();
  }

  /** Invokes a module's function. Never rejects: the failure's inside goes to the log, not to the caller. */
  async invoke(call: Call): Promise<InvocationResult> {
    const { manifest, meter, faults, quotas } = this.parts;
    const functionKey = call.functionKey ?? functionOf(call.module);
    const entry = manifest.functions.find(({ key }) => key === functionKey);
    if (!entry) return this.fail(call, 'FUNCTION_ERROR', `The module names the function "${functionKey}", which the manifest does not have.`);
    if (!quotas.admitsInvocation(call.accountId)) return this.fail(call, 'RATE_LIMITED', 'More invocations than Forge allows.');
    const invocation: Invocation = {
      id: randomUUID(),
      handler: entry.handler,
      payload: call.payload,
      context: backendContext(manifest, call.accountId),
      runtime: this.runtimeOf(call),
      timeoutMs: timeLimit(call.module.type, entry.timeoutSeconds),
    };
    meter.add({ invocations: 1 });
    const early = endedEarly(faults);
    const onFetch = async (message: Extract<FromFunction, { type: 'fetch' }>): Promise<FetchReply | Ending> => {
      meter.add({ memory: { peakBytes: message.memoryBytes } });
      if (quotas.enforced && message.memoryBytes > manifest.memoryMB * MEGABYTE) return 'kill';
      try {
        return await early(() => this.answer(call, message));
      } catch (error) {
        this.parts.log(`platform: ${message.path}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        return { status: 500, headers: {}, body: JSON.stringify({ message: messageOf(error) }) };
      }
    };
    const pool = BACKGROUND.has(call.module.type) ? this.background : this.interactive;
    const outcome = await pool.run(invocation, onFetch, faults.strikes('function.cold'));
    return this.judge(call, invocation, outcome);
  }

  private answer(call: Call, message: Extract<FromFunction, { type: 'fetch' }>): Promise<FetchReply> {
    const { outbound, faults, quotas } = this.parts;
    const lifted = { faults, secondsLeft: () => quotas.secondsLeft() };
    return answerWithFaults(lifted, message, async (request) => {
      const refused = quotas.refusalOf(request);
      if (refused) return refused;
      const reply = await answerFetch(outbound, call, request);
      return request.target.remote === 'jira' ? { ...reply, headers: { ...reply.headers, ...quotas.headers() } } : reply;
    });
  }

  private judge(call: Call, invocation: Invocation, outcome: Outcome): InvocationResult {
    switch (outcome.kind) {
      case 'returned': {
        const { json, cpuMs, memoryBytes } = outcome;
        this.parts.meter.add({ cpuMs, memory: { peakBytes: memoryBytes } });
        if (json !== undefined && Buffer.byteLength(json) > REPLY_BYTES) {
          return this.fail(call, 'REPLY_TOO_LARGE', `The reply is larger than ${REPLY_BYTES} bytes.`);
        }
        return { ok: true, value: json === undefined ? undefined : JSON.parse(json), json, cpuMs };
      }
      case 'threw':
        return this.fail(call, 'FUNCTION_ERROR', outcome.stack);
      case 'timedOut':
        return this.fail(call, 'FUNCTION_TIME_OUT', `It did not finish within ${invocation.timeoutMs / 1000} seconds.`);
      case 'crashed':
        return this.fail(call, 'FUNCTION_CRASHED', `Its process ended: ${outcome.reason}.`);
    }
  }

  private fail(call: Call, failure: Failure, detail: string): InvocationResult {
    this.parts.log(`${call.module.type} ${call.module.key} failed (${failure}): ${detail}`);
    return { ok: false, failure, message: PUBLIC_MESSAGES[failure] };
  }

  private runtimeOf(call: Call): Invocation['runtime'] {
    const { manifest } = this.parts;
    return {
      appContext: {
        appId: manifest.appId,
        appVersion: SITE.appVersion,
        environmentId: SITE.environmentId,
        environmentType: SITE.environmentType,
        invocationId: randomUUID(),
        installationId: SITE.installationId,
        moduleKey: call.module.key,
        ...(manifest.licensed ? { license: { active: true } } : {}),
        installation: INSTALLATION,
        permissions: { scopes: manifest.scopes, external: manifest.permissions.external ?? {} },
      },
      contextAri: SITE_ARI,
      ...(call.accountId === undefined ? {} : { aaid: call.accountId }),
    };
  }
}

const INSTALLATION = { ari: { installationId: SITE.installationId }, contexts: [{ cloudId: SITE.cloudId }] };

/** What a page is told: the inside of a failure stays in the platform's log. */
const PUBLIC_MESSAGES: Readonly<Record<Failure, string>> = {
  FUNCTION_TIME_OUT: 'There was an error invoking the function - the function exceeded its time limit.',
  FUNCTION_CRASHED: 'There was an error invoking the function - its process ended.',
  FUNCTION_ERROR: 'There was an error invoking the function - something went wrong.',
  REPLY_TOO_LARGE: 'There was an error invoking the function - its reply is too large.',
  RATE_LIMITED: 'There was an error invoking the function - rate limit exceeded.',
};

/** The second argument of every handler. */
function backendContext(manifest: Manifest, accountId: string | undefined): Record<string, unknown> {
  return {
    installContext: SITE_ARI,
    ...(accountId === undefined ? {} : { principal: { accountId } }),
    ...(manifest.licensed ? { license: { active: true } } : {}),
    installation: INSTALLATION,
  };
}

function functionOf(module: AppModule): string {
  return module.function ?? module.resolver?.function ?? '';
}
