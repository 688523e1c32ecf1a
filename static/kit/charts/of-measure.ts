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
    worse: target.kind === 'band' ? undefined : direction === 'increase' ? 'below' : 'above',
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

/** Where a confirmed or early movement leads from the baseline; a band is judged by its distance, which has no place here. */
function movedTo({ verdict, baseline, target, launch, unit }: MeasureView, format: Format): KpiChart['moved'] {
  if (launch === undefined || baseline.kind === 'refused' || target.kind === 'band') return undefined;
  if (verdict.kind === 'refused' || verdict.kind === 'not enough data') return undefined;
  const { effect, low, high } = verdict.effect;
  const figure = (value: number): string => signed(value, high - low, format);
  const words = say(text.effect, { effect: `${figure(effect)} ${unit === '%' ? common.points : unit}`, low: figure(low), high: figure(high) });
  return { low: baseline.level + low, high: baseline.level + high, level: baseline.level + effect, from: launch, words };
}

/** With two digits of what is uncertain: more would claim a precision that is not there. */
function signed(value: number, width: number, format: Format): string {
  const decimals = width > 0 ? Math.min(Math.max(1 - Math.floor(Math.log10(width / 2)), 0), 9) : 2;
  const words = format.decimals(value, decimals);
  return value > 0 ? `+${words}` : words;
}
