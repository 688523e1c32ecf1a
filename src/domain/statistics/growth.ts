/** Curves of adoption: how something spreads through those who can take it up. Times in any unit, from any origin. */
import { type Curve } from './nonlinear';
import { leastSquares } from './qr';

/**
 * Logistic growth, b1 / (1 + exp(b2 − b3·t)), by ceiling, offset and rate (NIST StRD, Rat42).
 * Parameters: [b1, b2, b3].
 */
export const logistic: Curve = (t, [ceiling = Number.NaN, offset = Number.NaN, rate = Number.NaN]) => {
  const share = 1 / (1 + Math.exp(offset - rate * t));
  const slope = ceiling * share * (1 - share);
  return { value: ceiling * share, gradient: [share, -slope, slope * t] };
};

/** Where a logistic curve reaches `level`; undefined when it never does. */
export function logisticReaches([ceiling = 0, offset = 0, rate = 0]: readonly number[], level: number): number | undefined {
  if (!(level > 0 && level < ceiling) || rate === 0) return undefined;
  return (offset - Math.log(ceiling / level - 1)) / rate;
}

/**
 * Bass's curve of cumulative adoption since its start at t = 0 (Bass 1969, Management Science 15:215):
 * m (1 − e) / (1 + (q/p) e), e = exp(−(p + q) t). Parameters: [m, p, q], ceiling, innovation and imitation, p > 0, q ≥ 0.
 */
export const bass: Curve = (t, [m = Number.NaN, p = Number.NaN, q = Number.NaN]) => {
  if (!(p > 0 && q >= 0)) return undefined;
  const ratio = q / p;
  const e = Math.exp(-(p + q) * t);
  const below = 1 + ratio * e;
  const share = (1 - e) / below;
  const byRate = (e * t * (1 + ratio)) / (below * below);
  return {
    value: m * share,
    gradient: [
      share,
      m * (byRate + (e * (1 - e) * ratio) / (p * below * below)),
      m * (byRate - (e * (1 - e)) / (p * below * below)),
    ],
  };
};

/** What a curve gains in the unit of time that ends at t: for values that are given per period. */
export function perPeriod(curve: Curve): Curve {
  return (t, parameters) => {
    const until = curve(t, parameters);
    const from = curve(t - 1, parameters);
    if (!until || !from) return undefined;
    return { value: until.value - from.value, gradient: until.gradient.map((g, i) => g - (from.gradient[i] ?? 0)) };
  };
}

/** Bass's curve by periods (Srinivasan and Mason 1986, Marketing Science 5:169). */
export const bassPerPeriod = perPeriod(bass);

/** Bass's speed of adoption at t: m (p + q)² / p · e / (1 + (q/p) e)². */
export const bassSpeed: Curve = (t, [m = Number.NaN, p = Number.NaN, q = Number.NaN]) => {
  if (!(p > 0 && q >= 0)) return undefined;
  const ratio = q / p;
  const sum = p + q;
  const e = Math.exp(-sum * t);
  const below = 1 + ratio * e;
  const density = ((sum * sum) / p) * (e / (below * below));
  const belowByP = -(ratio * e) / p - ratio * t * e;
  const belowByQ = e / p - ratio * t * e;
  return {
    value: m * density,
    gradient: [
      density,
      m * density * (2 / sum - 1 / p - t - (2 * belowByP) / below),
      m * density * (2 / sum - t - (2 * belowByQ) / below),
    ],
  };
};

/** Where Bass's curve reaches `level`, in time since its start; undefined when it never does. */
export function bassReaches([m = 0, p = 0, q = 0]: readonly number[], level: number): number | undefined {
  const share = level / m;
  if (!(share >= 0 && share < 1) || !(p > 0)) return undefined;
  return -Math.log((1 - share) / (1 + (q / p) * share)) / (p + q);
}

/** When adoption by Bass's curve is fastest, ln(q/p) / (p + q) since its start. */
export function bassPeak([, p = 0, q = 0]: readonly number[]): number {
  return Math.log(q / p) / (p + q);
}

/** Ceilings to start from, in shares of the highest value. */
const CEILINGS: readonly number[] = [1.05, 1.5, 4];

/** Starts that lead to the logistic fit for slow, usual and fast growth, whatever the times' unit; `top` is the highest value. */
export function logisticStarts(times: readonly number[], top: number, ceilings = CEILINGS): number[][] {
  const { first, span } = extent(times);
  return ceilings.flatMap((ceiling) =>
    [2, 5, 12].flatMap((growth) =>
      [0.3, 0.7, 1.3].map((middle) => [ceiling * top, (growth / span) * (first + middle * span), growth / span]),
    ),
  );
}

/** Starts for Bass's curve over times since its start; `total` is what has been adopted so far. */
export function bassStarts(times: readonly number[], total: number, ceilings = CEILINGS): number[][] {
  const { first, span } = extent(times);
  const last = Math.max(first + span, span);
  return ceilings.flatMap((ceiling) =>
    [0.005, 0.03, 0.15].flatMap((share) =>
      [1, 4, 10].map((growth) => [ceiling * total, (share * growth) / last, ((1 - share) * growth) / last]),
    ),
  );
}

export interface BassRegression {
  m: number;
  p: number;
  q: number;
}

/**
 * Bass's own estimate of 1969: what is adopted per period regressed on what was adopted before and on its square.
 * Undefined when the parabola has no positive root, as when adoption has not begun to slow down.
 */
export function bassRegression(perPeriod: readonly number[]): BassRegression | undefined {
  let before = 0;
  const rows = perPeriod.map((adopted) => {
    const row = [1, before, before * before];
    before += adopted;
    return row;
  });
  const [a = Number.NaN, b = Number.NaN, c = Number.NaN] = leastSquares(rows, perPeriod)?.coefficients ?? [];
  const m = (-b - Math.sqrt(b * b - 4 * a * c)) / (2 * c);
  const found = { m, p: a / m, q: -m * c };
  return m > 0 && Object.values(found).every(Number.isFinite) ? found : undefined;
}

function extent(times: readonly number[]): { first: number; span: number } {
  const first = Math.min(...times);
  return { first, span: Math.max(...times) - first || 1 };
}
