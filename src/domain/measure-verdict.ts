import { type Kpi } from './kpi';
import { type BaselineLevel, type Measure, type Target } from './measure';
import { dayNumber, onAxis, plusDays } from './timeline';
import { plannedEffectRuledOut } from './trap';
import { type Verdict, judge } from './verdict';

interface Value {
  at: string;
  value: number;
}

/**
 * The verdict of a measure: the values since the baseline's beginning, judged at the launch. Values between the launch
 * and its expected lag are left out: the effect is not due yet.
 */
export function measureVerdict(
  measure: Measure,
  kpi: Pick<Kpi, 'direction' | 'cadence'>,
  values: readonly Value[],
  baseline: BaselineLevel,
  today: string,
): Verdict {
  const nothing = { nBefore: 0, nAfter: 0 };
  const { launch, target } = measure;
  if (values.length === 0) return { kind: 'refused', reason: 'no-values', plain: nothing };
  if (measure.baseline.kind === 'none') return { kind: 'refused', reason: 'no-baseline', plain: nothing };
  if (!launch) return { kind: 'refused', reason: 'no-launch', plain: nothing };
  if (baseline.kind === 'refused') return { kind: 'refused', reason: 'no-baseline', plain: nothing };
  const effectFrom = effectDueFrom(measure) ?? launch;
  const from = measure.baseline.kind === 'window' ? measure.baseline.from : '';
  const used = values.filter((v) => v.at >= from && (v.at < launch || v.at >= effectFrom));
  const times = onAxis(used.map((v) => v.at), kpi.cadence);
  const firstAfter = used.findIndex((v) => v.at >= effectFrom);
  const scored = scoring(target);
  return judge({
    times,
    values: used.map((v) => scored.of(v.value)),
    launch: times[firstAfter] ?? Infinity,
    better: kpi.direction === 'increase' ? 1 : -1,
    scale: 'auto',
    season: undefined,
    baseline: scored.of(baseline.level),
    target: scored.target,
    planned: plannedByNow(measure, scored.target - scored.of(baseline.level), today),
  });
}

/** ISO date from which an effect is due: the launch and its lag; undefined while there is no launch. */
export function effectDueFrom({ launch, lagDays = 0 }: Pick<Measure, 'launch' | 'lagDays'>): string | undefined {
  return launch === undefined ? undefined : plusDays(launch, lagDays);
}

/** Whether a measure's verdict leaves no room for the effect that was planned for by `today` (ISO date). */
export function isPlannedRuledOut(
  measure: Measure,
  { direction }: Pick<Kpi, 'direction'>,
  verdict: Verdict,
  baseline: BaselineLevel,
  today: string,
): boolean {
  if (baseline.kind === 'refused') return false;
  const scored = scoring(measure.target);
  const planned = plannedByNow(measure, scored.target - scored.of(baseline.level), today);
  return plannedEffectRuledOut(verdict, planned, direction === 'increase' ? 1 : -1) === 'yes';
}

/** A band is judged by the distance from its middle, which should fall to half its width; a value by itself. */
function scoring(target: Target): { of(value: number): number; target: number } {
  if (target.kind === 'value') return { of: (value) => value, target: target.value };
  const middle = (target.low + target.high) / 2;
  return { of: (value) => Math.abs(value - middle), target: (target.high - target.low) / 2 };
}

/**
 * The effect that was planned for by today: as stated, else the target's gap by the share of its time that has gone. A
 * guardrail's target is a limit, and the room up to it is what must be ruled out at any time.
 */
function plannedByNow(measure: Measure, gap: number, today: string): number {
  const { launch = today, target } = measure;
  const size = Math.abs(measure.plannedEffect ?? gap);
  const span = dayNumber(target.by) - dayNumber(launch);
  const gone = dayNumber(today) - dayNumber(launch);
  if (measure.role === 'guardrail' || span <= 0 || gone >= span) return size;
  // A day's share, at least: nothing is planned before the launch, and 0 would mean "not stated".
  return size * (Math.max(gone, 1) / span);
}
