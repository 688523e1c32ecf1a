/** Which signal an outcome would have shown at the end of each past week, by what was known then. Browser-safe. */
import { type PastWeek } from './past-weeks';
import { type SignalKind, signalOf } from './signal';
import { stall } from './stall';
import { plusDays } from './timeline';
import { isActivityUp } from './trap';

export interface PastMeasure {
  kpiId: string;
  name: string;
  role: 'primary' | 'supporting' | 'guardrail';
  launch?: string | undefined;
  past: readonly PastWeek[];
}

/** The outcome's work by week, as far as the reader may see it. */
export interface PastWork {
  weeks: readonly string[];
  delivered: readonly number[];
  run: readonly number[];
  scope: readonly number[];
  open: readonly number[];
}

/** Weeks by their Mondays, oldest first; only those of which the primary KPIs are known. Without work, by the KPIs alone. */
export function pastSignals(measures: readonly PastMeasure[], work: PastWork | undefined): { week: string; signal: SignalKind }[] {
  const primary = measures.filter(({ role }) => role === 'primary');
  const weeks = [...new Set(primary.flatMap(({ past }) => past.map(({ week }) => week)))].sort();
  const change = work?.delivered.map((n) => Math.max(0, n)) ?? [];
  const judged = work ? stall({ change, run: work.run, openChange: work.open }).weeks : [];
  const launch = primary.flatMap((one) => one.launch ?? []).sort()[0];
  const launchedIn = launch === undefined ? -1 : (work?.weeks.findIndex((week) => week >= launch) ?? -1);
  return weeks.map((week) => {
    const at = work?.weeks.indexOf(week) ?? -1;
    const stop = judged[at];
    const scope = work?.scope[at] ?? 0;
    const { kind } = signalOf({
      measures: measures.flatMap(({ kpiId, name, role, launch: launched, past }) => {
        const then = past.find((one) => one.week === week);
        if (!then) return [];
        const { kind: verdict, strength, early, ruledOut, onTarget } = then;
        const soFar = verdict === 'not enough data' && !early ? true : undefined;
        return { kpiId, name, role, verdict: { kind: verdict, strength, soFar }, since: null, onTarget, dueFrom: launched ?? null, plannedRuledOut: ruledOut };
      }),
      delivery: {
        isActivityUp: at >= 0 && launchedIn > 0 && launchedIn <= at && isActivityUp(change.slice(0, at + 1), launchedIn),
        doneShare: scope > 0 ? 1 - (work?.open[at] ?? 0) / scope : null,
        epicsDoneByDue: false,
      },
      stall: stop?.kind === 'alarm' ? { since: week, evidence: stop.evidence } : null,
      today: plusDays(week, 6),
    });
    return { week, signal: kind };
  });
}
