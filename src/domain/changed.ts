/** What changed of an outcome within the week, as far as its snapshot holds it; all else is in the trail. */
import { type ClosedAs } from './closed-as';
import { type Choice } from './decision';
import { type Target } from './measure';
import { outcomeSignal } from './outcome-signal';
import { type SignalKind } from './signal';
import { type MeasureView, type OutcomeSnapshot, type VerdictChange } from './snapshot';
import { plusDays } from './timeline';

/** `at` is the ISO date of the change. */
export type OutcomeChange = { at: string } & (
  | { kind: 'created' }
  | { kind: 'closed'; as: ClosedAs }
  /** It is so since then; an alarm since it was raised. That nothing can be told yet is none. */
  | { kind: 'signal'; signal: SignalKind }
  /** Somebody decided on an alarm that still stands. */
  | { kind: 'decided'; choice: Choice }
  /** A stage of a rollout; `names` are the KPIs that it is measured by. */
  | { kind: 'launched'; names: string[] }
  /** An approved change to what was agreed; with the targets, where it changed the target. */
  | { kind: 'agreed'; kpiId: string; name: string; unit: string; targets?: { from: Target; to: Target } }
  /** A KPI's verdict became another one; without `from` it is the first. */
  | { kind: 'verdict'; kpiId: string; name: string; from?: VerdictChange; to: VerdictChange }
);

export const REVIEW_DAYS = 7;

/** The changes of the seven days up to `today` (ISO date), the newest first. */
export function changesOf(outcome: OutcomeSnapshot, today: string): OutcomeChange[] {
  const weekAgo = plusDays(today, -REVIEW_DAYS);
  const { createdAt, closed, measures } = outcome;
  const all: OutcomeChange[] = [
    ...(createdAt === undefined ? [] : [{ kind: 'created' as const, at: dateOf(createdAt) }]),
    ...(closed ? [{ kind: 'closed' as const, at: dateOf(closed.at), as: closed.as }] : signals(outcome, today)),
    ...(outcome.alarms ?? []).flatMap(({ decision }) => (decision ? [{ kind: 'decided' as const, at: dateOf(decision.at), choice: decision.choice }] : [])),
    ...launches(measures),
    ...measures.flatMap(agreements),
    ...measures.flatMap((measure) => verdictChanges(measure, weekAgo)),
  ];
  return all.filter(({ at }) => at > weekAgo && at <= today).sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

function signals(outcome: OutcomeSnapshot, today: string): OutcomeChange[] {
  const { kind, since } = outcomeSignal(outcome, today);
  const raised = outcome.alarms?.find((alarm) => alarm.kind === kind)?.raisedAt;
  const at = raised === undefined ? since : dateOf(raised);
  return at === null || kind === 'too-early' || kind === 'unproven' ? [] : [{ kind: 'signal', at, signal: kind }];
}

function launches(measures: readonly MeasureView[]): OutcomeChange[] {
  const names = new Map<string, string[]>();
  for (const { name, launch, laterLaunches = [] } of measures) {
    for (const at of launch === undefined ? [] : [launch, ...laterLaunches]) names.set(at, [...(names.get(at) ?? []), name]);
  }
  return [...names].map(([at, of]) => ({ kind: 'launched', at, names: of }));
}

function agreements({ kpiId, name, unit, former = [], target }: MeasureView): OutcomeChange[] {
  return former.map((was, index) => {
    const to = former[index + 1]?.target ?? target;
    const isOther = JSON.stringify(was.target) !== JSON.stringify(to);
    return { kind: 'agreed', at: was.until, kpiId, name, unit, ...(isOther ? { targets: { from: was.target, to } } : {}) };
  });
}

function verdictChanges({ kpiId, name, history }: MeasureView, weekAgo: string): OutcomeChange[] {
  const to = history.at(-1);
  // What it was before the week began, however often it changed within it.
  const from = history.filter(({ at }) => at <= weekAgo).at(-1);
  if (!to || to.at <= weekAgo || (from?.kind === to.kind && from.strength === to.strength)) return [];
  if (!from && !isVerdict(to)) return [];
  return [{ kind: 'verdict', at: to.at, kpiId, name, ...(from ? { from } : {}), to }];
}

/** Whether anything can be told; that nothing can yet is no news of a new KPI. */
function isVerdict({ kind }: VerdictChange): boolean {
  return kind !== 'refused' && kind !== 'not enough data';
}

function dateOf(instant: string): string {
  return instant.slice(0, 10);
}
