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

/** The reading as the data folder keeps it. */
interface Kept extends ClockReading {
  /** Stands still while the platform is off. */
  waits?: boolean;
}

const STATE_KEY = 'clock';

export class PlatformClock implements Clock {
  private current: ClockReading;
  private waits: boolean;
  private readonly listeners: ((reading: ClockReading) => void)[] = [];

  constructor(private readonly state: HostState) {
    const now = Date.now();
    const { instant, real, frozen, waits = false } = state.get<Kept>(STATE_KEY) ?? { instant: now, real: now, frozen: false };
    this.waits = waits;
    this.current = { instant, real: waits ? now : real, frozen };
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

  get waitsWhileOff(): boolean {
    return this.waits;
  }

  /** Sets the instant; without `frozen` the clock keeps running or standing as it was. */
  set(instant: number, frozen = this.current.frozen): void {
    this.current = { instant, real: Date.now(), frozen };
    this.keep();
    for (const listener of this.listeners) listener(this.current);
  }

  /** From now on it stands still while the platform is off, and goes on from where it was last kept. */
  waitWhileOff(): void {
    this.waits = true;
    this.keep();
  }

  /** Notes how late it is; for a clock that waits, often enough that a killed platform loses little time. */
  keep(): void {
    this.state.set(STATE_KEY, { ...this.current, instant: this.now(), real: Date.now(), waits: this.waits } satisfies Kept);
  }

  onChange(listener: (reading: ClockReading) => void): void {
    this.listeners.push(listener);
  }
}
