/** Alarms await a decision by one accountable person, the outcome's owner; what was decided stays beside the alarm. */
import { type Alarm, type Message } from './signal';
import { dayNumber } from './timeline';

export const CHOICES = ['protect-capacity', 're-plan', 'change-target', 'stop', 'false-alarm'] as const;
export type Choice = (typeof CHOICES)[number];

export interface Decision {
  /** ISO instant. */
  at: string;
  /** Account id of whoever decided. */
  byId: string;
  choice: Choice;
  reason: string;
  /** ISO date on which it is looked at again, if the alarm still stands. */
  reviewBy: string;
}

/** An alarm from the day on which it was first found until it clears. */
export interface StandingAlarm {
  /** Names it within its outcome; the same alarm that comes back after it cleared is a new one. */
  alarmId: string;
  kind: Alarm['kind'];
  /** The KPI that it is about, when it is about one. */
  kpiId?: string | undefined;
  /** ISO date from which it holds; that on which it was found when nothing tells. */
  since: string;
  /** ISO instant at which it was first found. */
  raisedAt: string;
  why: Message;
  clears: Message;
  /** The newest decision. Earlier ones are in the trail. */
  decision?: Decision | undefined;
}

/** Undecided for longer than this, it also shows on the parent outcome. */
export const UNDECIDED_DAYS = 14;

export type AlarmState = 'awaiting' | 'overdue' | 'decided' | 'review-due';

/** Where an alarm stands on `today` (ISO date). */
export function stateOf({ raisedAt, decision }: Pick<StandingAlarm, 'raisedAt' | 'decision'>, today: string): AlarmState {
  if (decision) return today < decision.reviewBy ? 'decided' : 'review-due';
  return dayNumber(today) - dayNumber(raisedAt.slice(0, 10)) > UNDECIDED_DAYS ? 'overdue' : 'awaiting';
}

/** Whether some alarm was left undecided for so long that it is shown on the outcome above. */
export function isLeftUndecided(alarms: readonly StandingAlarm[] | undefined, today: string): boolean {
  return (alarms ?? []).some((alarm) => stateOf(alarm, today) === 'overdue');
}

/** What became of an outcome's alarms. `raised` and `cleared` are those that were not, or are no longer, standing. */
export interface AlarmChange {
  standing: StandingAlarm[];
  raised: StandingAlarm[];
  cleared: StandingAlarm[];
}

/**
 * The alarms that stand once `found` is what is found at `now` (ISO instant). One that still holds keeps its beginning
 * and its decision; finding the same twice changes nothing.
 */
export function withAlarms(before: readonly StandingAlarm[], found: readonly Alarm[], now: string): AlarmChange {
  const kept = new Map(before.map((alarm) => [subjectOf(alarm), alarm]));
  const raised: StandingAlarm[] = [];
  const standing = found.map((alarm) => {
    const known = kept.get(subjectOf(toSubject(alarm)));
    if (known) return { ...known, why: alarm.why, clears: alarm.clears };
    const fresh = { ...toSubject(alarm), alarmId: `${alarm.kind}:${now}`, since: alarm.since ?? now.slice(0, 10), raisedAt: now, why: alarm.why, clears: alarm.clears };
    raised.push(fresh);
    return fresh;
  });
  const still = new Set(standing.map(subjectOf));
  return { standing, raised, cleared: before.filter((alarm) => !still.has(subjectOf(alarm))) };
}

type Subject = Pick<StandingAlarm, 'kind' | 'kpiId'>;

/** A guardrail's alarm is that KPI's own; of the others an outcome has one at a time. */
function toSubject({ kind, why }: Alarm): Subject {
  const kpiId = why.params['kpiId'];
  return { kind, ...(typeof kpiId === 'string' ? { kpiId } : {}) };
}

function subjectOf({ kind, kpiId }: Subject): string {
  return `${kind} ${kpiId ?? ''}`;
}
