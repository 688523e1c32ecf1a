import type { MeasureView } from '../../src/contract/views';
import { withinLimit } from '../../src/domain/guardrail';
import { text } from './text/en';

type Refusal = Extract<MeasureView['way'], { kind: 'refused' }>['reason'];
type Effect = Extract<MeasureView['verdict'], { kind: 'improved' | 'worsened' }>['effect'];

/** The 95 % interval of a judged share. Without one the share is only where the newest value lies: nothing is claimed. */
export type Range = readonly [low: number, high: number] | undefined;

/** Where a measure stands, as gauges draw it and sentences say it. A refusal holds no number. */
export type Standing =
  /** `still` where the verdict found no change: the share is then no movement to be proud of. */
  | { kind: 'way'; share: number; range: Range; still?: true }
  /** `position` is on the gauge's scale, where the limit lies at `limit`; absent when there is no baseline to draw it from. */
  | { kind: 'guardrail'; holds: boolean; position: number | undefined; limit: -1 | 1; range: Range }
  | { kind: 'refused'; reason: Refusal };

export function standingOf(measure: MeasureView): Standing {
  const { role, way, newest, direction, target } = measure;
  if (role === 'guardrail' && !newest) return { kind: 'refused', reason: 'no-values' };
  const judged = way.kind === 'share' ? judgedWay(measure) : undefined;
  const share = judged?.share ?? (way.kind === 'share' ? way.share : undefined);
  if (role !== 'guardrail' || !newest) {
    return share === undefined || way.kind === 'refused' ? refused(way) : { kind: 'way', share, range: judged?.range, ...(measure.verdict.kind === 'no detectable change' && { still: true }) };
  }
  // A limit on the worse side of the baseline is what the way leads to, so the way then points to the left.
  const limit = limitSide(measure);
  return {
    kind: 'guardrail',
    holds: withinLimit(newest.value, direction, target),
    position: share === undefined ? undefined : share * limit + 0,
    limit,
    range: judged && turned(judged.range, limit),
  };
}

function refused(way: MeasureView['way']): Standing {
  return { kind: 'refused', reason: way.kind === 'refused' ? way.reason : 'no-values' };
}

/** The share of the way by the verdict's effect, with its interval; undefined where the verdict claims nothing. */
function judgedWay({ verdict, baseline, target }: MeasureView): { share: number; range: readonly [number, number] } | undefined {
  if (verdict.kind === 'refused' || verdict.kind === 'not enough data' || baseline.kind === 'refused') return undefined;
  const effect: Effect = verdict.effect;
  const gap = target.kind === 'value' ? target.value - baseline.level : bandGap(baseline.level, target);
  if (gap === 0 || effect.share === undefined) return undefined;
  return { share: effect.share, range: turned([effect.low / Math.abs(gap), effect.high / Math.abs(gap)], gap > 0 ? 1 : -1) };
}

/** A band is judged by the distance from its middle, which should fall to half its width. */
function bandGap(level: number, band: { low: number; high: number }): number {
  return (band.high - band.low) / 2 - Math.abs(level - (band.low + band.high) / 2);
}

function turned([low, high]: readonly [number, number], side: -1 | 1): readonly [number, number] {
  return side === 1 ? [low, high] : [0 - high, 0 - low];
}

function limitSide({ baseline, target, direction }: MeasureView): -1 | 1 {
  if (baseline.kind === 'refused' || target.kind === 'band') return 1;
  const higher = target.value > baseline.level;
  return higher === (direction === 'increase') ? 1 : -1;
}

/** Whether the share is only where the newest value lies, as nothing was judged. */
export function isNewestAlone({ verdict }: MeasureView, standing: Standing): boolean {
  return standing.kind === 'way' && !standing.range && (verdict.kind === 'refused' || verdict.kind === 'not enough data');
}

/** A few words to stand beside the gauge; undefined for a refusal, which has words of its own. */
export function shortOf(standing: Standing) {
  switch (standing.kind) {
    case 'way':
      if (standing.share >= 1) return text.shortReached;
      if (standing.share > 0) return text.shortPart;
      return standing.share === 0 ? text.shortNone : text.shortWorse;
    case 'guardrail':
      return standing.holds ? text.shortHolds : text.shortBreached;
    case 'refused':
      return undefined;
  }
}

export const refusals = (): Record<Refusal, { label: string; why: string }> => ({
  'no-baseline': { label: text.refusedNoBaseline, why: text.refusedNoBaselineWhy },
  'no-values': { label: text.refusedNoValues, why: text.refusedNoValuesWhy },
  'target-equals-baseline': { label: text.refusedNoDistance, why: text.refusedNoDistanceWhy },
});

export const roleWords = (): Record<MeasureView['role'], { label: string; meaning: string }> => ({
  primary: { label: text.rolePrimary, meaning: text.rolePrimaryMeaning },
  supporting: { label: text.roleSupporting, meaning: text.roleSupportingMeaning },
  guardrail: { label: text.roleGuardrail, meaning: text.roleGuardrailMeaning },
});

const ROLE_ORDER: Record<MeasureView['role'], number> = { primary: 0, supporting: 1, guardrail: 2 };

/** Primary measures first, then the others in their own order; never averaged. */
export function byRole(measures: readonly MeasureView[]): MeasureView[] {
  return [...measures].sort((a, b) => ROLE_ORDER[a.role] - ROLE_ORDER[b.role]);
}
