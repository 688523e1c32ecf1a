import { BASELINE_FAULTS, baselineOf } from './baseline';
import { CLAIM_P, detectable, powerFor } from './statistics/power';
import { type Scale, effectInUnit, forward } from './statistics/scale';
import { judge } from './verdict';

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

export const CANNOT_TELL = BASELINE_FAULTS;

/** Values before and after a trial date inside the baseline. */
const MIN_TRIAL_BEFORE = 6;
const MIN_TRIAL_AFTER = 4;
const MAX_TRIALS = 12;
const DEFAULT_AFTER = 12;

/** The answer for values at ascending times, in units of the cadence, and a planned change in the KPI's unit. */
export function canTell(input: {
  times: readonly number[];
  values: readonly number[];
  planned: number;
  after?: number | undefined;
  season?: number | undefined;
  scale?: Scale | 'auto' | undefined;
}): CanTell {
  const { times, values, planned, season } = input;
  const baseline = baselineOf(input);
  if (baseline.kind === 'refused') return baseline;
  const { noise, scale, levelOnScale } = baseline;
  const nothing = values.map(() => false);
  const after = input.after ?? DEFAULT_AFTER;
  const smallest = detectable(noise, times, nothing, after);
  const power = powerFor(onScale(planned, levelOnScale, scale), noise, times, nothing, after);
  if (smallest === undefined || power === undefined) return { kind: 'refused', reason: 'too-few-values' };
  const power80 = Math.abs(effectInUnit(smallest, levelOnScale, scale));
  if (!Number.isFinite(power80)) return { kind: 'refused', reason: 'scale-does-not-fit' };
  return {
    kind: 'answer',
    detectable: { power80 },
    powerForPlanned: power,
    after,
    placebo: placebo(times, values, season, scale),
    noise: { sigma: noise.sigma, rho: noise.rho, scale },
  };
}

/** The planned change on the scale: what takes the baseline's level to that level less the change. */
function onScale(change: number, level: number, scale: Scale): number {
  if (scale === 'none') return change;
  const base = scale === 'log' ? Math.exp(level) : level * level;
  const moved = Math.max(base - Math.abs(change), scale === 'log' ? base * 1e-6 : 0);
  return level - forward(moved, scale);
}

function placebo(times: readonly number[], values: readonly number[], season: number | undefined, scale: Scale) {
  const places = values.map((_, i) => i).slice(MIN_TRIAL_BEFORE, values.length - MIN_TRIAL_AFTER + 1);
  const step = Math.max(1, Math.ceil(places.length / MAX_TRIALS));
  const trials = places.filter((_, i) => i % step === 0);
  const claims = trials.filter((i) => {
    const verdict = judge({ times, values, launch: times[i] ?? 0, better: 1, season, scale });
    return verdict.kind !== 'refused' && verdict.kind !== 'not enough data' && verdict.effect.p < CLAIM_P;
  });
  return { dates: trials.length, claims: claims.length };
}
