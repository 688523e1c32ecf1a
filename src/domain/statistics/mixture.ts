import { type StudentT, studentT, tQuantile } from './distributions';

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

/** The lightest components, as long as they weigh no more than this together, are left out of quantiles. */
const NEGLIGIBLE = 1e-5;
/** Of the mixture's standard width: no digit further on is ever shown. */
const TOLERANCE = 1e-9;
const MAX_STEPS = 100;

/** The mixture as functions; weights must add up to 1. */
export function mixtureOf({ components, df }: Mixture): {
  /** The smaller of P(X ≤ x) and P(X ≥ x); many digits of it however small. */
  smallerTail(x: number): number;
  /** The x with P(X ≤ x) = probability, 0 < probability < 1. */
  quantile(probability: number): number;
} {
  const t: StudentT = studentT(df);
  const heavy = withoutLightest(components);
  const mass = sumOf(heavy, () => 1);
  const mean = sumOf(heavy, (c) => c.mean) / mass;
  const width = Math.sqrt(sumOf(heavy, (c) => c.scale ** 2 + (c.mean - mean) ** 2) / mass);
  const below = (x: number) => sumOf(heavy, (c) => t.cdf((x - c.mean) / c.scale)) / mass;
  return {
    smallerTail(x) {
      const lower = sumOf(components, (c) => t.cdf((x - c.mean) / c.scale));
      return lower < 0.5 ? lower : sumOf(components, (c) => t.cdf((c.mean - x) / c.scale));
    },
    quantile(probability) {
      const typical = tQuantile(probability, df);
      const quantiles = heavy.map((c) => c.mean + typical * c.scale);
      const excess = (x: number) => below(x) - probability;
      // All components' quantiles lie between the two, so the mixture's does; near a single t of the same width.
      return secant(excess, Math.min(...quantiles), Math.max(...quantiles), mean + typical * width, TOLERANCE * width);
    },
  };
}

function withoutLightest(components: readonly Component[]): Component[] {
  const byWeight = [...components].sort((a, b) => a.weight - b.weight);
  let dropped = 0;
  return byWeight.filter((c) => (dropped += c.weight) > NEGLIGIBLE);
}

function sumOf(components: readonly Component[], part: (c: Component) => number): number {
  let sum = 0;
  for (const c of components) sum += c.weight * part(c);
  return sum;
}

/** Where an increasing function that is below 0 at `from` and above at `to` crosses 0; `guess` should be near. */
function secant(f: (x: number) => number, from: number, to: number, guess: number, tolerance: number): number {
  let [low, high] = [from, to];
  let last: { x: number; y: number } | undefined;
  let x = Math.min(Math.max(guess, low), high);
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const y = f(x);
    if (y < 0) low = x;
    else high = x;
    // The first step goes a thousandth of the way aside, only to learn the slope.
    const aside = x + (y < 0 ? 1e-3 : -1e-3) * (to - from);
    const straight = last ? x - (y * (x - last.x)) / (y - last.y) : aside;
    const next = straight >= low && straight <= high ? straight : (low + high) / 2;
    if (Math.abs(next - x) <= tolerance || y === 0) return y === 0 ? x : next;
    last = { x, y };
    x = next;
  }
  return x;
}
