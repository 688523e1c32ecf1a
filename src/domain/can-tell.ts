import { type Noise, noiseOf } from './statistics/engine';
import { CLAIM_P, detectable, powerFor } from './statistics/power';
import { tameOutliers } from './statistics/robust';
import { type Scale, chooseScale, effectInUnit, forward, scaleFits } from './statistics/scale';
import { type Verdict, judge } from './verdict';

/** Whether a KPI can show the planned change, from its own baseline and before anything is launched. */
export type CanTell =
  | {
      kind: 'answer';
      /** Smallest change found in 8 of 10 cases after `after` more values, in the KPI's unit. */
      detectable: { power80: number };
      /** Chance, 0 to 1, that a change of the planned size is found. */
      powerForPlanned: number;
      after: number;
      /** The engine run at trial dates inside the baseline, where nothing was launched. */
      placebo: { dates: number; claims: number };
      noise: { sigma: number; rho: number; scale: Scale };
    }
  | { kind: 'refused'; reason: (typeof CANNOT_TELL)[number] };

export const CANNOT_TELL = ['too-few-values', 'constant', 'scale-does-not-fit'] as const;

/** Fewer values say too little of the ordinary variation. */
export const MIN_BASELINE = 8;
/** Values before and after a trial date inside the baseline. */
const MIN_TRIAL_BEFORE = 6;
const MIN_TRIAL_AFTER = 4;
const MAX_TRIALS = 12;
const DEFAULT_AFTER = 12;

export function canTell(input: {
  times: readonly number[];
  values: readonly number[];
  planned: number;
  after?: number | undefined;
  season?: number | undefined;
  scale?: Scale | 'auto' | undefined;
}): CanTell {
  const { times, values, planned, season } = input;
  if (values.length < MIN_BASELINE) return { kind: 'refused', reason: 'too-few-values' };
  const scale = input.scale === undefined || input.scale === 'auto' ? chooseScale(values) : input.scale;
  if (!scaleFits(values, scale)) return { kind: 'refused', reason: 'scale-does-not-fit' };
  const nothing = values.map(() => false);
  const scaled = tameOutliers(values.map((v) => forward(v, scale)), nothing).values;
  const noise: Noise | undefined = noiseOf({ times, values: scaled, season });
  if (!noise) return { kind: 'refused', reason: 'constant' };
  const more = input.after ?? DEFAULT_AFTER;
  const smallest = detectable(noise, times, nothing, more);
  const level = scaled.reduce((sum, v) => sum + v, 0) / scaled.length;
  // The planned change on the scale: what takes the baseline's level to that level and the change.
  const plannedOnScale = scale === 'none' ? planned : onScale(planned, level, scale);
  const power = powerFor(plannedOnScale, noise, times, nothing, more);
  if (smallest === undefined || power === undefined) return { kind: 'refused', reason: 'too-few-values' };
  return {
    kind: 'answer',
    detectable: { power80: Math.abs(effectInUnit(smallest, level, scale)) },
    powerForPlanned: power,
    after: more,
    placebo: placebo(times, values, season, scale),
    noise: { sigma: noise.sigma, rho: noise.rho, scale },
  };
}

function onScale(change: number, level: number, scale: Scale): number {
  const base = scale === 'log' ? Math.exp(level) : level * level;
  const moved = Math.max(base - Math.abs(change), scale === 'log' ? base * 1e-6 : 0);
  return level - forward(moved, scale);
}

function placebo(times: readonly number[], values: readonly number[], season: number | undefined, scale: Scale) {
  const places = values.map((_, i) => i).slice(MIN_TRIAL_BEFORE, values.length - MIN_TRIAL_AFTER + 1);
  const step = Math.max(1, Math.ceil(places.length / MAX_TRIALS));
  const trials = places.filter((_, i) => i % step === 0);
  const claims = trials.filter((i) => isClaim(judge({ times, values, launch: times[i] ?? 0, better: 1, season, scale })));
  return { dates: trials.length, claims: claims.length };
}

function isClaim(verdict: Verdict): boolean {
  return (verdict.kind === 'improved' || verdict.kind === 'worsened') && verdict.effect.p < CLAIM_P;
}
