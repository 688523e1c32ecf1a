import type { PlatformClock } from '../clock';
import type { FunctionBundles } from './bundle';
import { FunctionProcess, type OnFetch, type Outcome } from './child';
import type { Invocation } from './protocol';

/** A few processes that share the invocations of one kind, each taking one at a time, first come first served. */
export class FunctionPool {
  private readonly idle: FunctionProcess[] = [];
  private readonly all = new Set<FunctionProcess>();
  private readonly queue: (() => void)[] = [];
  private closed = false;

  constructor(
    private readonly options: {
      size: number;
      bundles: FunctionBundles;
      variables: Readonly<Record<string, string>>;
      memoryMB: number;
      clock: PlatformClock;
      log: (line: string) => void;
    },
  ) {
    options.clock.onChange((reading) => {
      for (const child of this.all) child.tellClock(reading);
    });
  }

  /** Starts a process ahead of its first use. */
  warm(): void {
    if (this.all.size === 0) this.idle.push(this.start());
  }

  /** Runs the invocation when a process is free; a cold one gets a new process. Never rejects. */
  async run(invocation: Invocation, onFetch: OnFetch, isCold: boolean): Promise<Outcome> {
    const child = await this.take(isCold);
    const outcome = await child.run(invocation, this.options.clock.reading, onFetch);
    // After a crash or a time-out the process is not trusted again.
    if (outcome.kind === 'crashed' || outcome.kind === 'timedOut') child.kill();
    this.release(child);
    return outcome;
  }

  close(): void {
    this.closed = true;
    for (const child of this.all) child.kill();
    this.all.clear();
  }

  private async take(isCold: boolean): Promise<FunctionProcess> {
    const ready = this.idle.pop();
    if (ready?.alive && !isCold) return ready;
    if (ready) {
      ready.kill();
      this.all.delete(ready);
    }
    if (this.all.size < this.options.size) return this.start();
    await new Promise<void>((resolve) => this.queue.push(resolve));
    return this.take(isCold);
  }

  private release(child: FunctionProcess): void {
    if (child.alive && !this.closed) this.idle.push(child);
    else this.all.delete(child);
    this.queue.shift()?.();
  }

  private start(): FunctionProcess {
    const { bundles, variables, memoryMB, log } = this.options;
    const child = new FunctionProcess(bundles, variables, memoryMB, log);
    this.all.add(child);
    return child;
  }
}
