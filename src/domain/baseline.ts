import { type Noise, noiseOf } from './statistics/engine';
import { tameOutliers } from './statistics/robust';
import { type Scale, backward, chooseScale, forward, scaleFits } from './statistics/scale';

export const BASELINE_FAULTS = ['too-few-values', 'constant', 'scale-does-not-fit'] as const;

/** What a KPI did before anything was launched, or why that cannot be said. */
export type Baseline =
  | {
      kind: 'baseline';
      /** In the KPI's unit: the level at which it varied, outliers pulled in. */
      level: number;
      /** The same on the scale, on which `noise` is. */
      levelOnScale: number;
      scale: Scale;
      /** Its ordinary variation, and the correlation of neighbouring values. */
      noise: Noise;
      /** Where it comes from: values, the first and last time, and the places of those set aside. */
      count: number;
      from: number;
      to: number;
      outliers: number[];
    }
  | { kind: 'refused'; reason: (typeof BASELINE_FAULTS)[number] };

/** Fewer values say too little of the ordinary variation. */
export const MIN_BASELINE = 8;

/** The baseline in values at ascending times, in units of the cadence. */
export function baselineOf(input: {
  times: readonly number[];
  values: readonly number[];
  season?: number | undefined;
  scale?: Scale | 'auto' | undefined;
}): Baseline {
  const { times, values, season } = input;
  if (values.length < MIN_BASELINE) return { kind: 'refused', reason: 'too-few-values' };
  const scale = input.scale === undefined || input.scale === 'auto' ? chooseScale(values) : input.scale;
  if (!scaleFits(values, scale)) return { kind: 'refused', reason: 'scale-does-not-fit' };
  const tamed = tameOutliers(values.map((v) => forward(v, scale)), values.map(() => false));
  const noise = noiseOf({ times, values: tamed.values, season });
  if (!noise) return { kind: 'refused', reason: 'constant' };
  const levelOnScale = tamed.values.reduce((sum, v) => sum + v / values.length, 0);
  return {
    kind: 'baseline',
    ...{ level: backward(levelOnScale, scale), levelOnScale, scale, noise },
    ...{ count: values.length, from: times[0] ?? 0, to: times.at(-1) ?? 0, outliers: tamed.outliers },
  };
}
