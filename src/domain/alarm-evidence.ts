/** The figures on which an alarm rests, from the outcome's snapshot. */
import { type StandingAlarm } from './decision';
import { type Target } from './measure';
import { type MeasureView, type OutcomeSnapshot, sumCounts } from './snapshot';
import { type Effect } from './verdict';

export type Evidence =
  /** What the KPI did after the launch, in its unit, with its 95 % interval; and what was planned, where that is ruled out. */
  | { kind: 'effect'; name: string; unit: string; before?: number | undefined; after?: number | undefined; effect: number; low: number; high: number; planned?: number | undefined }
  /** A guardrail's newest value beside its limit. */
  | { kind: 'limit'; name: string; unit: string; value: number; at: string; limit: Target }
  /** Change work of the last weeks beside what was to be expected, run work as a share of that, and the chance of so little. */
  | { kind: 'stall'; weeks: number; done: number; expected: number; runShare: number | null; chance: number }
  /** Issues done of all. */
  | { kind: 'delivered'; done: number; total: number };

/** Figures of work tell of projects, so only those who may see all of them are told: `seesAll`. */
export function evidenceOf({ kind, kpiId }: Pick<StandingAlarm, 'kind' | 'kpiId'>, outcome: Pick<OutcomeSnapshot, 'measures' | 'delivery' | 'activity'>, seesAll: boolean): Evidence[] {
  const measure = outcome.measures.find((one) => one.kpiId === kpiId);
  switch (kind) {
    case 'silent-stall':
      return seesAll ? stalled(outcome) : [];
    case 'guardrail-breached':
      return measure ? beyond(measure) : [];
    case 'activity-trap':
      return [...(measure ? moved(measure, true) : []), ...(seesAll ? delivered(outcome) : [])];
    case 'wrong-way':
      return measure ? moved(measure, false) : [];
  }
}

function moved({ name, unit, verdict }: MeasureView, isTrap: boolean): Evidence[] {
  if (verdict.kind === 'refused') return [];
  const effect: Effect | undefined = verdict.kind === 'not enough data' ? verdict.soFar : verdict.effect;
  if (!effect) return [];
  const { before, after } = verdict.plain;
  const planned = isTrap && verdict.kind === 'no detectable change' ? { planned: verdict.planned } : {};
  return [{ kind: 'effect', name, unit, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }), effect: effect.effect, low: effect.low, high: effect.high, ...planned }];
}

function beyond({ name, unit, newest, target }: MeasureView): Evidence[] {
  return newest ? [{ kind: 'limit', name, unit, value: newest.value, at: newest.at, limit: target }] : [];
}

function stalled({ activity }: Pick<OutcomeSnapshot, 'activity'>): Evidence[] {
  if (!activity?.stall) return [];
  const { weeks, done, expected, runShare, p } = activity.stall.evidence;
  return [{ kind: 'stall', weeks, done, expected, runShare, chance: p }];
}

function delivered({ delivery }: Pick<OutcomeSnapshot, 'delivery'>): Evidence[] {
  const sum = sumCounts(Object.values(delivery).map(({ count }) => count));
  return sum && sum.total > 0 ? [{ kind: 'delivered', done: sum.done, total: sum.total }] : [];
}
