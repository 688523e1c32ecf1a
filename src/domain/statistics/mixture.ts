import { type StudentT, studentT } from './distributions';

/** A t-distribution, moved and scaled, with a weight. */
export interface Component {
  weight: number;
  mean: number;
  scale: number;
}

/** Weighted t-distributions that share their degrees of freedom. */
export interface Mixture {
  components: readonly Component[];
  df: number;
}

/** Components lighter than this, taken together, move no digit that anyone reads. */
const NEGLIGIBLE = 1e-6;
const MAX_STEPS = 60;

/** The mixture as functions; weights must add up to 1. */
export function mixtureOf({ components, df }: Mixture): {
  /** P(X ≤ x). */
  cdf(x: number): number;
  /** The x with P(X ≤ x) = probability, 0 < probability < 1. */
  quantile(probability: number): number;
} {
  const t: StudentT = studentT(df);
  const heavy = components.filter((c) => c.weight > NEGLIGIBLE);
  const cdf = (x: number) => {
    let sum = 0;
    for (const c of heavy) sum += c.weight * t.cdf((x - c.mean) / c.scale);
    return sum;
  };
  const density = (x: number) => {
    let sum = 0;
    for (const c of heavy) sum += (c.weight / c.scale) * t.density((x - c.mean) / c.scale);
    return sum;
  };
  return { cdf, quantile: (probability) => solve(cdf, density, bracket(heavy, cdf, probability), probability) };
}

/** An interval that surely holds the quantile. */
function bracket(heavy: readonly Component[], cdf: (x: number) => number, probability: number): [number, number] {
  let low = Math.min(...heavy.map((c) => c.mean - 4 * c.scale));
  let high = Math.max(...heavy.map((c) => c.mean + 4 * c.scale));
  for (let step = 0; step < MAX_STEPS && cdf(low) > probability; step += 1) low -= 2 * (high - low);
  for (let step = 0; step < MAX_STEPS && cdf(high) < probability; step += 1) high += 2 * (high - low);
  return [low, high];
}

/** Newton's method, kept inside the bracket by bisection (as `rtsafe` of Numerical Recipes, section 9.4, describes it). */
function solve(
  cdf: (x: number) => number,
  density: (x: number) => number,
  [from, to]: [number, number],
  probability: number,
): number {
  let low = from;
  let high = to;
  let x = (low + high) / 2;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const error = cdf(x) - probability;
    if (error < 0) low = x;
    else high = x;
    const newton = x - error / density(x);
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - x) <= 1e-9 * (to - from)) return next;
    x = next;
  }
  return x;
}
