/** One process that runs functions: at most one invocation at a time, killed and not reused when it goes wrong. */
import { fork, type ChildProcess } from 'node:child_process';
import type { ClockReading } from '../clock';
import type { FunctionBundles } from './bundle';
import type { Ending } from '../faults/invocation';
import type { FetchReply, FromFunction, Invocation, ToFunction } from './protocol';

/** How an invocation ended. `failed` is what the page must not see the inside of. */
export type Outcome =
  | { kind: 'returned'; json: string | undefined; cpuMs: number; memoryBytes: number }
  | { kind: 'threw'; name: string; message: string; stack: string }
  | { kind: 'timedOut' }
  | { kind: 'crashed'; reason: string };

/** Answers a request of the function, or ends its invocation. Never rejects. */
export type OnFetch = (message: Extract<FromFunction, { type: 'fetch' }>) => Promise<FetchReply | Ending>;

interface Active {
  invocation: Invocation;
  onFetch: OnFetch;
  finish: (outcome: Outcome) => void;
}

/** What an app finds in its environment beside its own variables: none of the platform's; Forge's functions run in UTC. */
const ENVIRONMENT = { TZ: 'UTC', NODE_ENV: 'production' };

export class FunctionProcess {
  private readonly child: ChildProcess;
  private active: Active | undefined;
  private ended = false;

  constructor(bundles: FunctionBundles, variables: Readonly<Record<string, string>>, memoryMB: number, log: (line: string) => void) {
    this.child = fork(bundles.worker, [bundles.handlers], {
      env: { ...variables, ...ENVIRONMENT },
      execArgv: [`--max-old-space-size=${memoryMB}`, '--enable-source-maps', '--no-warnings'],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      serialization: 'json',
    });
    this.child.stdout?.setEncoding('utf8').on('data', log);
    this.child.stderr?.setEncoding('utf8').on('data', log);
    this.child.on('message', (message: FromFunction) => this.receive(message));
    this.child.on('exit', (code, signal) => this.end(signal ?? `exit code ${code ?? 'unknown'}`));
    this.child.on('error', (error) => this.end(error.message));
  }

  get alive(): boolean {
    return !this.ended;
  }

  /** Runs one invocation to its end. Never rejects. */
  run(invocation: Invocation, clock: ClockReading, onFetch: OnFetch): Promise<Outcome> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.active = undefined;
        this.kill();
        resolve({ kind: 'timedOut' });
      }, invocation.timeoutMs);
      const finish = (outcome: Outcome): void => {
        clearTimeout(timer);
        this.active = undefined;
        resolve(outcome);
      };
      this.active = { invocation, onFetch, finish };
      if (this.ended) finish({ kind: 'crashed', reason: 'the process had ended' });
      else this.send({ type: 'invoke', invocation, clock });
    });
  }

  tellClock(clock: ClockReading): void {
    if (!this.ended) this.send({ type: 'clock', clock });
  }

  kill(): void {
    this.ended = true;
    this.child.kill('SIGKILL');
  }

  /** As if the invocation had reached its limit of time. */
  private cutOff(active: Active): void {
    if (this.active !== active) return;
    this.kill();
    active.finish({ kind: 'timedOut' });
  }

  private receive(message: FromFunction): void {
    const active = this.active;
    // What an earlier invocation left running is no longer heard: Forge freezes it.
    if (!active || message.invocationId !== active.invocation.id) return;
    switch (message.type) {
      case 'fetch':
        void active.onFetch(message).then((reply) => {
          if (reply === 'kill') this.kill();
          else if (reply === 'cutOff') this.cutOff(active);
          else this.send({ type: 'fetched', fetchId: message.fetchId, reply });
        });
        break;
      case 'returned':
        active.finish({ kind: 'returned', json: message.json, cpuMs: message.cpuMs, memoryBytes: message.memoryBytes });
        break;
      case 'threw':
        active.finish({ kind: 'threw', name: message.name, message: message.message, stack: message.stack });
        break;
    }
  }

  private send(message: ToFunction): void {
    if (this.ended) return;
    // A process that has just died is reported by its exit; the failed write adds nothing.
    this.child.send(message, () => undefined);
  }

  private end(reason: string): void {
    this.ended = true;
    this.active?.finish({ kind: 'crashed', reason });
  }
}
