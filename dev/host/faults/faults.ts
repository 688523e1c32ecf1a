import { randomFrom } from '../random';
import { FAULTS, faultSettings, type Fault, type FaultSettings } from './kinds';

/** Decides what goes wrong. Each fault draws from a stream of its own, so that one more of one kind changes no other. */
export class Faults {
  private current: FaultSettings = faultSettings.parse({});
  private streams = new Map<Fault, () => number>();
  private struck: Partial<Record<Fault, number>> = {};

  get settings(): FaultSettings {
    return this.current;
  }

  /** How often each fault has struck since the settings were last set. */
  get counts(): Partial<Record<Fault, number>> {
    return { ...this.struck };
  }

  set(settings: FaultSettings): void {
    this.current = settings;
    this.streams = new Map();
    this.struck = {};
  }

  /** Whether the fault strikes now. */
  strikes(fault: Fault): boolean {
    const { rates } = this.current;
    const rate = rates[fault] ?? rates.all ?? 0;
    if (rate === 0 || this.part(fault) >= rate) return false;
    this.struck[fault] = (this.struck[fault] ?? 0) + 1;
    return true;
  }

  /** A number from 0 to 1 of the fault's stream, for how much or where it strikes. */
  part(fault: Fault): number {
    const stream = this.streams.get(fault) ?? randomFrom(this.current.seed + Object.keys(FAULTS).indexOf(fault) * STREAM_DISTANCE);
    this.streams.set(fault, stream);
    return stream();
  }
}

/** Keeps the seeds of the streams apart. */
const STREAM_DISTANCE = 0x9e3779b1;
