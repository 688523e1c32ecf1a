/** An outcome's signal and alarms, from its snapshot. */
import { withinLimit } from './guardrail';
import { type Alarm, type OutcomeActivity, type Signal, type SignalCase, type SignalMeasure, alarmsOf, signalOf } from './signal';
import { type MeasureView, type OutcomeSnapshot, sumCounts } from './snapshot';
import { isStale } from './timeline';
import { type Verdict } from './verdict';

const UNKNOWN: OutcomeActivity = { isActivityUp: false, epicsDoneByDue: false, stall: null };

type Source = Pick<OutcomeSnapshot, 'measures' | 'delivery' | 'activity'>;

/** The outcome's signal as of `today` (ISO date): values that are too old by then tell nothing. */
export function outcomeSignal(outcome: Source, today: string): Signal {
  return signalOf(caseOf(outcome, today, (measure) => currentVerdict(measure, today)));
}

/** Its alarms, by the last verdicts: that no more values come in clears no alarm. */
export function outcomeAlarms(outcome: Source, today: string): Alarm[] {
  return alarmsOf(caseOf(outcome, today, ({ verdict }) => verdict));
}

function caseOf(
  { measures, delivery, activity = UNKNOWN }: Source,
  today: string,
  verdictOf: (measure: MeasureView) => Verdict,
): SignalCase {
  const { isActivityUp, epicsDoneByDue, stall } = activity;
  const counts = Object.values(delivery).map((project) => project.count);
  const sum = sumCounts(counts);
  const doneShare = sum && sum.total > 0 ? sum.done / sum.total : null;
  return {
    measures: measures.map((measure) => signalMeasure(measure, verdictOf(measure))),
    delivery: { isActivityUp, epicsDoneByDue, doneShare },
    stall,
    today,
  };
}

/** The verdict as of today: values that are too old by now say nothing. */
export function currentVerdict({ verdict, newest, cadence }: Pick<MeasureView, 'verdict' | 'newest' | 'cadence'>, today: string): Verdict {
  if (newest === undefined || !isStale(newest.at, today, cadence)) return verdict;
  return { kind: 'refused', reason: 'stale', plain: verdict.plain };
}

function signalMeasure(measure: MeasureView, verdict: Verdict): SignalMeasure {
  const { kpiId, name, role, newest, way, direction, target, history, dueFrom } = measure;
  return {
    ...{ kpiId, name, role, verdict },
    since: history.at(-1)?.at ?? null,
    onTarget: newest === undefined ? null : role === 'guardrail' ? withinLimit(newest.value, direction, target) : way.kind === 'share' && way.share >= 1,
    dueFrom: dueFrom ?? null,
    plannedRuledOut: verdict.kind !== 'refused' && measure.plannedRuledOut === true,
  };
}
