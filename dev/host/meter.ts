import type { Meter, MeterReading } from './types';

function empty(): MeterReading {
  return {
    invocations: 0,
    kvs: { requests: 0, reads: 0, writes: 0, readUnits: 0, writeUnits: 0, bytesIn: 0, bytesOut: 0 },
    memory: { peakBytes: 0 },
    cpuMs: 0,
    jira: { requests: 0, points: 0 },
    events: { pushed: 0, delivered: 0 },
    replyBytes: 0,
  };
}

export type MeterPart = Parameters<Meter['add']>[0];

/**
 * Counts what the app does. Requests that a person or a script makes to Jira are none of the app's, so they run
 * inside `unmetered`, during which additions are dropped (the parts answer synchronously, so nothing else can run).
 */
export class PlatformMeter implements Meter {
  private reading = empty();
  private muted = false;

  /** `also` hears everything that is counted, across resets. */
  constructor(private readonly also: (part: MeterPart) => void = () => undefined) {}

  read(): MeterReading {
    return structuredClone(this.reading);
  }

  reset(): void {
    this.reading = empty();
  }

  add(part: MeterPart): void {
    if (this.muted) return;
    this.also(part);
    const { invocations, kvs, jira, events, replyBytes, cpuMs, memory } = part;
    const total = this.reading;
    total.invocations += invocations ?? 0;
    total.kvs.requests += kvs?.requests ?? 0;
    total.kvs.reads += kvs?.reads ?? 0;
    total.kvs.writes += kvs?.writes ?? 0;
    total.kvs.readUnits += kvs?.readUnits ?? 0;
    total.kvs.writeUnits += kvs?.writeUnits ?? 0;
    total.kvs.bytesIn += kvs?.bytesIn ?? 0;
    total.kvs.bytesOut += kvs?.bytesOut ?? 0;
    total.jira.requests += jira?.requests ?? 0;
    total.jira.points += jira?.points ?? 0;
    total.events.pushed += events?.pushed ?? 0;
    total.events.delivered += events?.delivered ?? 0;
    total.replyBytes += replyBytes ?? 0;
    total.cpuMs += cpuMs ?? 0;
    total.memory.peakBytes = Math.max(total.memory.peakBytes, memory?.peakBytes ?? 0);
  }

  unmetered<T>(work: () => T): T {
    this.muted = true;
    try {
      return work();
    } finally {
      this.muted = false;
    }
  }
}
