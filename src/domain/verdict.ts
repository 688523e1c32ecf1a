import { type Estimate, estimate } from './statistics/engine';
import { CLAIM_P, CONFIRM_P, detectable, valuesNeeded } from './statistics/power';
import { tameOutliers } from './statistics/robust';
import { type Scale, chooseScale, effectInUnit, forward, scaleFits } from './statistics/scale';

/** A KPI's values around a launch, on a plain time axis; see `measureVerdict` for dates. */
export interface Case {
  /** In units of the cadence, in any order; a value that is null is missing. */
  times: readonly number[];
  values: readonly (number | null)[];
  /** The first time that counts as after the launch (the lag included). */
  launch: number;
  /** 1 when more is better, −1 when less is. */
  better: 1 | -1;
  scale?: Scale | 'auto' | undefined;
  season?: number | undefined;
  control?: readonly (number | null)[] | undefined;
  target?: number | undefined;
  /** Stated level before the launch; else the mean of the values before it. */
  baseline?: number | undefined;
  /** The size of effect that was planned for by now, in the KPI's unit; the target's gap, else 2 σ, when left out. */
  planned?: number | undefined;
}

export const VERDICT_REFUSALS = ['no-values', 'no-baseline', 'no-launch', 'constant', 'scale-does-not-fit', 'stale'] as const;
export type VerdictRefusal = (typeof VERDICT_REFUSALS)[number];

/** Means before and after, as they are: shown beside every verdict, an effect only where there is one. */
export interface Plain {
  before?: number | undefined;
  after?: number | undefined;
  nBefore: number;
  nAfter: number;
}

/** What moved after the launch, in the KPI's unit, with a 95 % interval. */
export interface Effect {
  effect: number;
  low: number;
  high: number;
  p: number;
  rho: number;
  /** Noise at the level of the series: on a logarithmic scale a ratio, on a square root scale in roots. */
  sigma: number;
  /** Signed share of the way from baseline to target; absent without a target. */
  share?: number | undefined;
  /** Share of the plain movement that was already under way as a trend; absent when hardly anything moved. */
  trendShare?: number | undefined;
  scale: Scale;
  /** Places of the input's points that were set aside as outliers. */
  outliers: number[];
}

/** The smallest change that the values would have shown in 8 of 10 cases, without sign: in the KPI's unit, and in σ. */
export interface LeastSeen {
  size: number;
  sd: number;
}

/** An honest answer. A refusal holds no effect, and the type sees to it that nobody reads one from it. */
export type Verdict =
  | { kind: 'improved' | 'worsened'; strength: 'tentative' | 'confirmed'; effect: Effect; plain: Plain }
  | { kind: 'no detectable change'; planned: number; least?: LeastSeen | undefined; effect: Effect; plain: Plain }
  | {
      kind: 'not enough data';
      /** Further values until a change of the planned size would be found in 8 of 10 cases; null = too many to wait for. */
      moreNeeded: number | null;
      /** For "How is this worked out?" only; absent while there are too few values for an estimate. */
      soFar?: Effect | undefined;
      plain: Plain;
    }
  | { kind: 'refused'; reason: VerdictRefusal; plain: Plain };

export const MIN_BEFORE = 4;
export const MIN_AFTER = 3;
/** The planned effect, in σ, when nobody stated one. */
const DEFAULT_PLANNED_SD = 2;
/** A movement smaller than this share of σ has no meaningful trend share. */
const HARDLY_MOVED_SD = 0.1;

interface Point {
  place: number;
  time: number;
  value: number;
  control: number;
}

/** The verdict on a case. Pure and total: whatever comes in, it answers, and no number in the answer is not finite. */
export function judge(given: Case): Verdict {
  const { target, baseline, planned: stated } = given;
  const input: Case = { ...given, target: finite(target), baseline: finite(baseline), planned: finite(stated) };
  const points = usable(input);
  const after = points.map((p) => p.time >= input.launch);
  const plain = plainFigures(points, after);
  if (points.length === 0) return { kind: 'refused', reason: 'no-values', plain };
  if (plain.nBefore === 0) return { kind: 'refused', reason: 'no-baseline', plain };
  if (plain.nBefore < MIN_BEFORE || plain.nAfter < MIN_AFTER) {
    const missing = Math.max(MIN_AFTER - plain.nAfter, 0);
    // Values before the launch no longer come: only backfilling mends that, and no number of future values does.
    return { kind: 'not enough data', moreNeeded: plain.nBefore < MIN_BEFORE ? null : missing, plain };
  }
  const raw = points.map((p) => p.value);
  const scale = input.scale === undefined || input.scale === 'auto' ? chooseScale(raw) : input.scale;
  if (!scaleFits(raw, scale)) return { kind: 'refused', reason: 'scale-does-not-fit', plain };
  const tamed = tameOutliers(raw.map((v) => forward(v, scale)), after);
  const times = points.map((p) => p.time);
  const found = estimate({
    times,
    values: tamed.values,
    after,
    season: input.season,
    ...(input.control ? { control: points.map((p) => p.control) } : {}),
  });
  if (!found) return { kind: 'refused', reason: 'constant', plain };
  const effect = inUnit(found, tamed, after, scale, points, input, plain);
  if (!isFiniteEffect(effect)) return { kind: 'refused', reason: 'scale-does-not-fit', plain };
  if (effect.p < CLAIM_P) {
    return {
      kind: effect.effect * input.better > 0 ? 'improved' : 'worsened',
      strength: effect.p < CONFIRM_P ? 'confirmed' : 'tentative',
      effect,
      plain,
    };
  }
  const planned = Math.min(plannedEffect(input, plain, found, tamed.values, after, scale), Number.MAX_VALUE);
  if (effect.low > -planned && effect.high < planned) {
    const least = leastSeen(found, times, after, tamed.values, scale);
    return { kind: 'no detectable change', planned, ...(least ? { least } : {}), effect, plain };
  }
  const onScale = (planned / Math.max(effect.high - effect.low, Number.MIN_VALUE)) * (found.high - found.low);
  const moreNeeded = valuesNeeded(onScale, found.noise, times, after);
  return { kind: 'not enough data', moreNeeded: moreNeeded === null ? null : Math.max(moreNeeded, 1), soFar: effect, plain };
}

/** Points with finite figures, by time; of several at one time the last given counts, as a correction does. */
function usable({ times, values, control }: Case): Point[] {
  const byTime = new Map<number, Point>();
  for (const [place, time] of times.entries()) {
    const value = values[place];
    const beside = control ? control[place] : 0;
    if (!isFiniteNumber(time) || !isFiniteNumber(value) || !isFiniteNumber(beside)) continue;
    byTime.set(time, { place, time, value, control: beside });
  }
  return [...byTime.values()].sort((a, b) => a.time - b.time);
}

/** A target, level or size that is no finite number was not stated. */
function finite(value: number | undefined): number | undefined {
  return isFiniteNumber(value) ? value : undefined;
}

function isFiniteNumber(value: number | null | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function plainFigures(points: readonly Point[], after: readonly boolean[]): Plain {
  const before = mean(points.filter((_, i) => !after[i]).map((p) => p.value));
  const since = mean(points.filter((_, i) => after[i]).map((p) => p.value));
  const nAfter = after.filter(Boolean).length;
  return { before, after: since, nBefore: points.length - nAfter, nAfter };
}

function mean(values: readonly number[]): number | undefined {
  // Divided first, so that the sum of huge values stays finite.
  return values.length === 0 ? undefined : values.reduce((sum, v) => sum + v / values.length, 0);
}

function inUnit(
  found: Estimate,
  tamed: { values: number[]; outliers: number[] },
  after: readonly boolean[],
  scale: Scale,
  points: readonly Point[],
  input: Case,
  plain: Plain,
): Effect {
  const levelAfter = mean(tamed.values.filter((_, i) => after[i])) ?? 0;
  const of = (onScale: number) => effectInUnit(onScale, levelAfter, scale);
  const effect = of(found.effect);
  const level = input.baseline ?? plain.before ?? 0;
  const gap = input.target === undefined ? 0 : input.target - level;
  const movement = (plain.after ?? 0) - (plain.before ?? 0);
  const moved = Math.abs(movement) > HARDLY_MOVED_SD * Math.abs(of(found.noise.sigma));
  return {
    ...{ effect, low: of(found.low), high: of(found.high), p: found.p },
    ...{ rho: found.noise.rho, sigma: found.noise.sigma, scale },
    ...(gap === 0 ? {} : { share: effect / gap + 0 }),
    ...(moved ? { trendShare: 1 - effect / movement } : {}),
    outliers: tamed.outliers.map((i) => points[i]?.place ?? i),
  };
}

function isFiniteEffect({ effect, low, high, p, rho, sigma, share = 0, trendShare = 0 }: Effect): boolean {
  return [effect, low, high, p, rho, sigma, share, trendShare].every(Number.isFinite);
}

/** The planned effect by now, in the KPI's unit and without sign. */
function plannedEffect(
  input: Case,
  plain: Plain,
  found: Estimate,
  tamed: readonly number[],
  after: readonly boolean[],
  scale: Scale,
): number {
  if (input.planned !== undefined && input.planned !== 0) return Math.abs(input.planned);
  const gap = input.target === undefined ? 0 : (input.target - (input.baseline ?? plain.before ?? 0)) * input.better;
  if (gap > 0) return gap;
  const levelAfter = mean(tamed.filter((_, i) => after[i])) ?? 0;
  return Math.abs(effectInUnit(DEFAULT_PLANNED_SD * found.noise.sigma, levelAfter, scale));
}

/** Undefined where it cannot be told. */
function leastSeen({ noise }: Estimate, times: readonly number[], after: readonly boolean[], tamed: readonly number[], scale: Scale): LeastSeen | undefined {
  const least = detectable(noise, times, after, 0);
  if (least === undefined) return undefined;
  const size = Math.abs(effectInUnit(least, mean(tamed.filter((_, i) => after[i])) ?? 0, scale));
  const sd = least / noise.sigma;
  return Number.isFinite(size) && Number.isFinite(sd) ? { size, sd } : undefined;
}
