import type { MeasureView } from '../../../src/contract/views';
import { type UsualRange } from '../../../src/domain/usual-range';
import { type Format } from '../format';
import { say } from '../text/say';
import { text } from '../text/charts';
import { text as common } from '../text/en';
import { type ChartValue, type FormerLevel, type KpiChart } from './kpi-scene';

/** A measure as its chart is drawn. `usual` is what its values varied by before the launch. */
export function chartOf(measure: MeasureView, values: readonly ChartValue[], usual: UsualRange | undefined, now: string, format: Format): KpiChart {
  const { name, unit, baseline, target, launch, laterLaunches, role, direction } = measure;
  return {
    ...{ name, unit, values, now, launch, laterLaunches },
    limits: usual,
    moved: movedTo(measure, format),
    baseline: baseline.kind === 'level' ? baseline.level : undefined,
    wanted: { levels: target.kind === 'value' ? [target.value] : [target.low, target.high], by: target.by, limit: role === 'guardrail' },
    former: formerOf(measure),
    worse: target.kind === 'band' ? awayOf(baseline, target) : direction === 'increase' ? 'below' : 'above',
  };
}

/** Former levels that the present ones are not, each up to the day on which it was changed. */
function formerOf({ former = [], baseline, target }: MeasureView): FormerLevel[] {
  const present = new Set(target.kind === 'value' ? [target.value] : [target.low, target.high]);
  return former.flatMap(({ until, baseline: was, target: wanted }) => [
    ...(was.kind === 'level' && !(baseline.kind === 'level' && baseline.level === was.level) ? [{ mark: 'former-baseline' as const, level: was.level, until }] : []),
    ...(wanted.kind === 'value' ? [wanted.value] : [wanted.low, wanted.high]).filter((level) => !present.has(level)).map((level) => ({ mark: 'former-target' as const, level, until })),
  ]);
}

type Band = Extract<MeasureView['target'], { kind: 'band' }>;

/** How far from a band's middle it is worse than the baseline: further out than that, and outside the band. */
function awayOf(baseline: MeasureView['baseline'], { low, high }: Band): KpiChart['worse'] {
  if (baseline.kind === 'refused') return undefined;
  const middle = (low + high) / 2;
  return { middle, away: Math.max(Math.abs(baseline.level - middle), (high - low) / 2) };
}

/** Where a movement that was judged leads from the baseline; of a band it is that of the distance from its middle. */
function movedTo({ verdict, baseline, target, launch, unit }: MeasureView, format: Format): KpiChart['moved'] {
  if (launch === undefined || baseline.kind === 'refused') return undefined;
  if (verdict.kind === 'refused' || verdict.kind === 'not enough data') return undefined;
  const { effect, low, high } = verdict.effect;
  const figure = (value: number): string => signed(value, high - low, format);
  const params = { effect: `${figure(effect)} ${unit === '%' ? common.points : unit}`, low: figure(low), high: figure(high) };
  const { level } = baseline;
  if (target.kind === 'value') return { low: level + low, high: level + high, level: level + effect, from: launch, words: say(text.effect, params) };
  const middle = (target.low + target.high) / 2;
  const side = level < middle ? -1 : 1;
  // No distance is below nothing.
  const at = (moved: number): number => middle + side * Math.max(Math.abs(level - middle) + moved, 0);
  const [one, other] = [at(low), at(high)];
  return { low: Math.min(one, other), high: Math.max(one, other), level: at(effect), from: launch, words: say(text.effectAway, params), middle };
}

/** With two digits of what is uncertain: more would claim a precision that is not there. */
function signed(value: number, width: number, format: Format): string {
  const decimals = width > 0 ? Math.min(Math.max(1 - Math.floor(Math.log10(width / 2)), 0), 9) : 2;
  const words = format.decimals(value, decimals);
  return value > 0 ? `+${words}` : words;
}
