/**
 * Adoption after a launch: how fast it goes, and when it can reach its target. Few points of a growing curve hardly tell
 * where it will level off, so ceilings are tried over their whole range, each weighed by how well a logistic and a Bass
 * curve with it fit; a date is given only as far as that range allows, and never as a single day.
 */
import { tQuantile } from './statistics/distributions';
import { bass, bassReaches, bassStarts, logistic, logisticReaches, logisticStarts, perPeriod } from './statistics/growth';
import { type Curve, type CurveFit, fitCurve, varianceOf } from './statistics/nonlinear';
import { weightedQuantile } from './statistics/robust';

export interface AdoptionCase {
  /** Weeks since the launch, in any order. */
  times: readonly number[];
  /** Adopted in all by then, in the KPI's unit; null is missing. */
  values: readonly (number | null)[];
  /** True when each value is what was adopted in the week that ends at its time, and the times are 1, 2, 3… */
  increments?: boolean | undefined;
  target: number;
  /** All who could adopt: no ceiling lies above it. Twice the target when left out. */
  population?: number | undefined;
  curve?: 'auto' | 'logistic' | 'bass' | undefined;
}

/** A figure with its 80 % interval. */
export interface Interval {
  value: number;
  low: number;
  high: number;
}

export const ADOPTION_REFUSALS = ['too-few-values', 'no-growth', 'target-not-positive', 'no-curve-fits'] as const;
export type AdoptionRefusal = (typeof ADOPTION_REFUSALS)[number];

/** Times are in weeks, on the axis of the input. */
export type Adoption =
  | { kind: 'reached'; speed: Interval; ceiling: Interval }
  | {
      kind: 'on-the-way';
      /** Nothing plausible gets there sooner. */
      earliest: number;
      /** 80 % range of the time at which the target is reached; null when its end is not finite. */
      range: { low: number; high: number } | null;
      speed: Interval;
      ceiling: Interval;
    }
  /** Most of the weight lies on curves that level off below the target. */
  | { kind: 'ceiling-below-target'; earliest: number | null; speed: Interval; ceiling: Interval }
  | { kind: 'refused'; reason: AdoptionRefusal };

export const MIN_POINTS = 4;
/** Ceilings tried, first over the whole range and then again where they are believed. */
const CEILINGS = 24;
/** Believed this much less than the best, a ceiling is out. */
const UNBELIEVED = 1e-4;
const DEFAULT_POPULATION = 2;
/** A ceiling is tried from this share of the target on. */
const LOWEST_CEILING = 0.8;
const TAIL = 0.1;
/** "Earliest plausible" leaves this share of the curves that arrive out. */
const EARLIEST_TAIL = 0.05;
/** Residuals smaller than this share of the values' spread are rounding. */
const EXACT = 1e-12;
const MAX_RHO = 0.9;
/** An arrival further off than this many times the time observed is as good as never. */
const HORIZON = 20;
/** A curve's own uncertainty as equally likely nodes: the middles of fifths of a t-distribution. */
const FIFTHS = [0.1, 0.3, 0.5, 0.7, 0.9];
/** Parameters of a curve whose ceiling is given. */
const FREE = 2;

interface Family {
  name: 'logistic' | 'bass';
  curve: Curve;
  reaches(parameters: readonly number[], level: number): number | undefined;
  /** Starts for the parameters other than the ceiling. */
  starts(times: readonly number[]): number[][];
}

const FAMILIES: readonly Family[] = [
  { name: 'logistic', curve: logistic, reaches: logisticReaches, starts: (times) => logisticStarts(times, 1, [1]) },
  { name: 'bass', curve: bass, reaches: bassReaches, starts: (times) => bassStarts(times, 1, [1]) },
];

/** What was observed, by time: what the curves are fitted to, and the level reached. */
interface Observed {
  times: number[];
  now: number;
  /** The last time that counts as a time at all. */
  end: number;
  fitted: number[];
  level: number;
  isGrowing: boolean;
  increments: boolean;
}

interface Member {
  family: Family;
  ceiling: number;
  fit: CurveFit;
}

/** The adoption of a case. Pure and total: whatever comes in, it answers, and no number in the answer is not finite. */
export function adoption(input: AdoptionCase): Adoption {
  const found = believed(input);
  if ('reason' in found) return { kind: 'refused', reason: found.reason };
  const { observed, members, weights, nodes } = found;
  const { level } = observed;
  const { target } = input;
  const speed = interval(members.map((m) => speedOf(m, observed, nodes)), weights);
  const ceiling = interval(members.map((m) => [m.ceiling]), weights);
  const figures = [...Object.values(speed), ...Object.values(ceiling)];
  if (!figures.every(Number.isFinite)) return { kind: 'refused', reason: 'no-curve-fits' };
  if (level >= target) return { kind: 'reached', speed, ceiling };
  const arrivals = spread(members.map((m) => arrivalsOf(m, target, observed, nodes)), weights);
  return { ...arrivalRange(arrivals), speed, ceiling };
}

/** The curves that are believed, and what they were fitted to. */
function believed(input: AdoptionCase): { reason: AdoptionRefusal } | (WeighedMembers & { observed: Observed }) {
  const observed = observe(input);
  const { times, level } = observed;
  const { target } = input;
  if (times.length < MIN_POINTS) return { reason: 'too-few-values' };
  if (!(target > 0 && Number.isFinite(target))) return { reason: 'target-not-positive' };
  if (!observed.isGrowing) return { reason: 'no-growth' };
  const from = Math.max(level, LOWEST_CEILING * target);
  const most = Math.max(input.population ?? DEFAULT_POPULATION * Math.max(target, level), from);
  const families = FAMILIES.filter((f) => input.curve === undefined || input.curve === 'auto' || f.name === input.curve);
  const weighed = weighedMembers(families, observed, from, most);
  return weighed ? { observed, ...weighed } : { reason: 'no-curve-fits' };
}

/** What will be adopted in all by each of the times, with its 80 % interval; empty where no curve is believed. */
export function adoptionAhead(input: AdoptionCase, times: readonly number[]): Interval[] {
  const found = believed(input);
  if ('reason' in found) return [];
  const { observed, members, weights, nodes } = found;
  const ahead = times.map((t) => interval(members.map((member) => levelsAt(member, t, observed, nodes)), weights));
  return ahead.every(({ value, low, high }) => [value, low, high].every(Number.isFinite)) ? ahead : [];
}

/** What the curve has reached by a time, as nodes; a total that is the sum of what was observed only adds what is to come. */
function levelsAt({ family, ceiling, fit }: Member, t: number, { now, level, increments }: Observed, nodes: readonly number[]): number[] {
  const curve = held(family.curve, ceiling);
  const [there, here] = [curve(t, fit.parameters), increments ? curve(now, fit.parameters) : undefined];
  if (!there) return [Number.NaN];
  const gradient = there.gradient.map((g, i) => g - (here?.gradient[i] ?? 0));
  return around(there.value + (here ? level - here.value : 0), gradient, fit, nodes);
}

function arrivalRange(
  arrivals: readonly Weighed[],
): { kind: 'on-the-way'; earliest: number; range: { low: number; high: number } | null } | { kind: 'ceiling-below-target'; earliest: number | null } {
  const arriving = arrivals.filter(({ value }) => Number.isFinite(value));
  const earliest = quantileOf(arriving, EARLIEST_TAIL);
  const weight = arriving.reduce((sum, a) => sum + a.weight, 0);
  if (earliest === undefined || weight < 0.5) return { kind: 'ceiling-below-target', earliest: earliest ?? null };
  const low = quantileOf(arrivals, TAIL) ?? earliest;
  const high = quantileOf(arrivals, 1 - TAIL) ?? Infinity;
  return { kind: 'on-the-way', earliest, range: Number.isFinite(high) ? { low, high } : null };
}

function observe({ times, values, increments = false }: AdoptionCase): Observed {
  const byTime = new Map<number, number>();
  times.forEach((t, i) => {
    const value = values[i];
    if (Number.isFinite(t) && typeof value === 'number' && Number.isFinite(value)) byTime.set(t, value);
  });
  const sorted = [...byTime].sort(([a], [b]) => a - b);
  const fitted = sorted.map(([, v]) => v);
  const level = increments ? fitted.reduce((sum, v) => sum + v, 0) : (fitted.at(-1) ?? 0);
  const isGrowing = level > 0 && (increments || level > Math.min(...fitted));
  const now = sorted.at(-1)?.[0] ?? 0;
  const end = now + HORIZON * (now - (sorted[0]?.[0] ?? now));
  return { times: sorted.map(([t]) => t), now, end, fitted, level, isGrowing, increments };
}

interface WeighedMembers {
  members: Member[];
  weights: number[];
  /** A curve's uncertainty, as nodes in standard errors for independent values. */
  nodes: number[];
}

/** Curves of all ceilings that are believed, the finer the narrower their range. */
function weighedMembers(families: readonly Family[], observed: Observed, from: number, most: number): WeighedMembers | undefined {
  const wide = weigh(families.flatMap((family) => membersOf(family, observed, from, most)), observed.fitted);
  if (!wide) return undefined;
  const best = Math.max(...wide.weights);
  const believed = wide.members.filter((_, i) => (wide.weights[i] ?? 0) > UNBELIEVED * best).map((m) => m.ceiling);
  const step = (most - from) / CEILINGS;
  const narrow = [Math.max(from, Math.min(...believed) - step), Math.min(most, Math.max(...believed) + step)] as const;
  if (narrow[1] - narrow[0] > (most - from) / 2) return wide;
  return weigh(families.flatMap((family) => membersOf(family, observed, ...narrow)), observed.fitted) ?? wide;
}

/** One fit per ceiling, each started where its neighbour ended. */
function membersOf(family: Family, { times, fitted, increments }: Observed, from: number, most: number): Member[] {
  const members: Member[] = [];
  let starts = family.starts(times).map(([, ...rest]) => rest);
  for (let i = 0; i < CEILINGS; i += 1) {
    const ceiling = from + ((most - from) * (i + 0.5)) / CEILINGS;
    const curve = held(family.curve, ceiling);
    const fit = fitCurve(increments ? perPeriod(curve) : curve, times, fitted, starts);
    if (!fit) continue;
    members.push({ family, ceiling, fit });
    starts = [fit.parameters];
  }
  return members;
}

/** The curve with its ceiling given: two parameters are left. */
function held(curve: Curve, ceiling: number): Curve {
  return (t, rest) => {
    const point = curve(t, [ceiling, ...rest]);
    return point && { value: point.value, gradient: point.gradient.slice(1) };
  };
}

/** Weights RSS^(−n/2), n the number of independent points that the residuals' autocorrelation leaves. */
function weigh(members: Member[], values: readonly number[]): WeighedMembers | undefined {
  if (members.length === 0) return undefined;
  const best = members.reduce((a, b) => (b.fit.rss < a.fit.rss ? b : a));
  const rho = Math.min(Math.max(neighbours(best.fit.residuals), 0), MAX_RHO);
  // How many values are worth one independent value.
  const inflation = (1 + rho) / (1 - rho);
  const independent = values.length / inflation;
  const floor = EXACT * values.reduce((sum, v) => sum + v * v, 0);
  const logs = members.map((m) => (-independent / 2) * Math.log(Math.max(m.fit.rss, floor)));
  const top = Math.max(...logs);
  const raw = logs.map((l) => Math.exp(l - top));
  const sum = raw.reduce((s, w) => s + w, 0);
  const t = FIFTHS.map((p) => tQuantile(p, Math.max(independent - FREE, 1)));
  return { members, weights: raw.map((w) => w / sum), nodes: t.map((z) => z * Math.sqrt(inflation)) };
}

function neighbours(residuals: readonly number[]): number {
  const square = residuals.reduce((sum, r) => sum + r * r, 0);
  return square > 0 ? residuals.slice(1).reduce((sum, r, i) => sum + r * (residuals[i] ?? 0), 0) / square : 0;
}

/** What the curve gained in the last week, as nodes. */
function speedOf({ family, ceiling, fit }: Member, { now }: Observed, nodes: readonly number[]): number[] {
  const gained = perPeriod(held(family.curve, ceiling))(now, fit.parameters);
  return gained ? around(gained.value, gained.gradient, fit, nodes) : [Number.NaN];
}

/** When the curve reaches the target, as nodes; infinite when it never does, and never in the past. */
function arrivalsOf(member: Member, target: number, observed: Observed, nodes: readonly number[]): number[] {
  const { family, ceiling, fit } = member;
  const { now, end, level, increments } = observed;
  const curve = held(family.curve, ceiling);
  const here = curve(now, fit.parameters);
  // A total that is the sum of what was observed is known exactly: only what is still to come is the curve's.
  const aim = increments ? target - level + (here?.value ?? Number.NaN) : target;
  const at = family.reaches([ceiling, ...fit.parameters], aim);
  if (at === undefined || !Number.isFinite(at)) return [Infinity];
  const there = curve(at, fit.parameters);
  const speed = perPeriod(curve)(at, fit.parameters)?.value ?? 0;
  if (!there || !(speed > 0)) return [Infinity];
  const gradient = there.gradient.map((g, i) => (g - (increments ? (here?.gradient[i] ?? 0) : 0)) / speed);
  return around(at, gradient, fit, nodes).map((t) => (t > end ? Infinity : Math.max(t, now)));
}

function around(middle: number, gradient: readonly number[], fit: CurveFit, nodes: readonly number[]): number[] {
  if (!fit.covariance) return [middle];
  const error = Math.sqrt(varianceOf(gradient, fit.covariance));
  return Number.isFinite(error) ? nodes.map((z) => middle + z * error) : [middle];
}

interface Weighed {
  value: number;
  weight: number;
}

function spread(lists: readonly (readonly number[])[], weights: readonly number[]): Weighed[] {
  return lists.flatMap((list, i) => list.map((value) => ({ value, weight: (weights[i] ?? 0) / list.length })));
}

function quantileOf(weighed: readonly Weighed[], p: number): number | undefined {
  return weightedQuantile(weighed.map((w) => w.value), weighed.map((w) => w.weight), p);
}

function interval(lists: readonly (readonly number[])[], weights: readonly number[]): Interval {
  const weighed = spread(lists, weights);
  const at = (p: number) => quantileOf(weighed, p) ?? Number.NaN;
  return { value: at(0.5), low: at(TAIL), high: at(1 - TAIL) };
}
