import type { AppModule, Manifest } from '../manifest';
import type { HostState } from '../state';

const INTERVAL_MS = { fiveMinute: 300_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 } as const;

/** A schedule first runs about this long after deployment. Source: manifest reference, scheduledTrigger. */
const FIRST_RUN_MS = 300_000;

/** Schedules that one app may have. Source: manifest reference, scheduledTrigger. */
export const SCHEDULES_PER_APP = 5;

export interface DueSchedule {
  module: AppModule;
  due: number;
}

/** When each scheduled trigger of the app runs next, on the platform's clock, kept in the data folder. */
export class Schedules {
  private readonly modules: readonly AppModule[];

  constructor(
    manifest: Manifest,
    private readonly state: HostState,
    now: number,
  ) {
    this.modules = manifest.modules.filter(({ type, interval }) => type === 'scheduledTrigger' && interval);
    for (const module of this.modules) {
      if (state.get<number>(keyOf(module)) === undefined) state.set(keyOf(module), now + FIRST_RUN_MS);
    }
  }

  /** The schedule that falls due first. */
  next(): DueSchedule | undefined {
    return this.modules
      .map((module) => ({ module, due: this.state.get<number>(keyOf(module)) ?? Infinity }))
      .reduce<DueSchedule | undefined>((first, one) => (first && first.due <= one.due ? first : one), undefined);
  }

  /** Notes that a schedule runs now. Occurrences missed while the platform was off are not made up for. */
  advance({ module, due }: DueSchedule, now: number): void {
    const interval = INTERVAL_MS[module.interval ?? 'day'];
    const following = due + interval;
    this.state.set(keyOf(module), following > now ? following : now + interval);
  }

  /** Sets the first run anew, for a clock that was set to before the last one. */
  restart(now: number): void {
    for (const module of this.modules) {
      const due = this.state.get<number>(keyOf(module)) ?? Infinity;
      const interval = INTERVAL_MS[module.interval ?? 'day'];
      if (due > now + interval) this.state.set(keyOf(module), now + Math.min(interval, FIRST_RUN_MS));
    }
  }
}

function keyOf(module: AppModule): string {
  return `schedule:${module.key}`;
}
