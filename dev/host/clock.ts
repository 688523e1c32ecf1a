/** The platform's clock: an instant that advances in real time or stands still, and survives a restart. */
import type { Clock } from './types';
import type { HostState } from './state';

/** Enough to tell the time anywhere: in this process, in a function's process, in a page. */
export interface ClockReading {
  /** The platform's instant, in milliseconds since the epoch, when the real clock showed `real`. */
  instant: number;
  real: number;
  frozen: boolean;
}

/** The platform's time by a reading. */
export function timeBy(reading: ClockReading, realNow: number): number {
  return reading.frozen ? reading.instant : reading.instant + (realNow - reading.real);
}

const STATE_KEY = 'clock';

export class PlatformClock implements Clock {
  private current: ClockReading;
  private readonly listeners: ((reading: ClockReading) => void)[] = [];

  constructor(private readonly state: HostState) {
    const real = Date.now();
    this.current = state.get<ClockReading>(STATE_KEY) ?? { instant: real, real, frozen: false };
  }

  now(): number {
    return timeBy(this.current, Date.now());
  }

  /** As `now`, and running on in real time where that stands still: what seconds and minutes are counted by. */
  running(): number {
    return timeBy({ ...this.current, frozen: false }, Date.now());
  }

  get reading(): ClockReading {
    return this.current;
  }

  get frozen(): boolean {
    return this.current.frozen;
  }

  /** Sets the instant; without `frozen` the clock keeps running or standing as it was. */
  set(instant: number, frozen = this.current.frozen): void {
    this.current = { instant, real: Date.now(), frozen };
    this.state.set(STATE_KEY, this.current);
    for (const listener of this.listeners) listener(this.current);
  }

  onChange(listener: (reading: ClockReading) => void): void {
    this.listeners.push(listener);
  }
}
