/** Distribution functions by standard series; each is proved in the tests against an independent library or table. */
import { rootOf } from './root';

const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** ln Γ(x) for x > 0 (Lanczos, g = 7, n = 9; about 15 digits). */
export function lnGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - lnGamma(1 - x);
  const z = x - 1;
  let sum = LANCZOS[0] ?? 0;
  for (let i = 1; i < LANCZOS.length; i += 1) sum += (LANCZOS[i] ?? 0) / (z + i);
  const t = z + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum);
}

const TINY = 1e-300;
const MAX_TERMS = 500;

function lnBeta(a: number, b: number): number {
  return lnGamma(a) + lnGamma(b) - lnGamma(a + b);
}

/** Regularised incomplete beta function I_x(a, b), a, b > 0 (continued fraction by Lentz's method; DLMF 8.17.22). */
export function incompleteBeta(x: number, a: number, b: number): number {
  return betaTail(x, a, b, lnBeta(a, b));
}

/** The same with ln B(a, b) at hand: callers that keep a and b save most of the work. */
function betaTail(x: number, a: number, b: number, lnB: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges fast only below the mean; above it use the symmetry.
  if (x > (a + 1) / (a + b + 2)) return 1 - betaTail(1 - x, b, a, lnB);
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - lnB);
  let c = 1;
  let d = 1 - ((a + b) * x) / (a + 1);
  d = 1 / (Math.abs(d) < TINY ? TINY : d);
  let fraction = d;
  for (let m = 1; m < MAX_TERMS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 + even * d;
    d = 1 / (Math.abs(d) < TINY ? TINY : d);
    c = 1 + even / c;
    if (Math.abs(c) < TINY) c = TINY;
    fraction *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 + odd * d;
    d = 1 / (Math.abs(d) < TINY ? TINY : d);
    c = 1 + odd / c;
    if (Math.abs(c) < TINY) c = TINY;
    fraction *= c * d;
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return (front * fraction) / a;
}

/** Student's t with a fixed number of degrees of freedom: what does not depend on t is worked out once. */
export interface StudentT {
  /** P(T ≤ t). */
  cdf(t: number): number;
}

/** Above so many degrees of freedom the finite series is no shorter than the continued fraction. */
const LONGEST_SERIES = 200;
/** Beyond this many scales the series' 1 − P would lose digits of the tail. */
const FAR = 4;

export function studentT(df: number): StudentT {
  const lnB = lnBeta(df / 2, 0.5);
  const central = Number.isInteger(df) && df <= LONGEST_SERIES ? centralT(df) : undefined;
  return {
    cdf(t) {
      if (central && Math.abs(t) < FAR) return 0.5 + central(t) / 2;
      const tail = 0.5 * betaTail(df / (df + t * t), df / 2, 0.5, lnB);
      return t > 0 ? 1 - tail : tail;
    },
  };
}

/** P(|T| ≤ |t|) with the sign of t, for whole degrees of freedom (Abramowitz and Stegun 26.7.3 and 26.7.4). */
function centralT(df: number): (t: number) => number {
  const odd = df % 2;
  const ratios = Float64Array.from({ length: Math.max((df - odd) / 2 - 1, 0) }, (_, i) => {
    const above = 2 * (i + 1) - 1 + odd;
    return above / (above + 1);
  });
  return (t) => {
    const slope = t / Math.sqrt(df);
    const cosSquared = 1 / (1 + slope * slope);
    const cos = Math.sqrt(cosSquared);
    let term = odd === 1 ? cos : 1;
    let sum = df === 1 ? 0 : term;
    for (let i = 0; i < ratios.length; i += 1) {
      term *= (ratios[i] ?? 0) * cosSquared;
      sum += term;
    }
    const sine = slope * cos;
    return odd === 1 ? (2 / Math.PI) * (Math.atan(slope) + sine * sum) : sine * sum;
  };
}

/** P(T ≤ t) of Student's t with `df` > 0 degrees of freedom. */
export function tCdf(t: number, df: number): number {
  return studentT(df).cdf(t);
}

/** The t with P(T ≤ t) = p, 0 < p < 1. */
export function tQuantile(p: number, df: number): number {
  if (!(p > 0 && p < 1)) return atTheEdge(p);
  if (p === 0.5) return 0;
  // From the lower half, whose tails keep their digits.
  if (p > 0.5) return -tQuantile(1 - p, df);
  const { cdf } = studentT(df);
  let far = -1;
  while (cdf(far) > p && far > -1e300) far *= 2;
  return rootOf((t) => cdf(t) - p, far, far === -1 ? 0 : far / 2, -1e-15 * far);
}

/** What a quantile function gives for a probability that is 0, 1 or none. */
function atTheEdge(p: number): number {
  return p === 0 ? -Infinity : p === 1 ? Infinity : Number.NaN;
}

/** P(Z ≤ z) of the standard normal distribution, from the incomplete gamma function (series or continued fraction). */
export function normalCdf(z: number): number {
  const x = (z * z) / 2;
  const inside = lowerGamma(0.5, x);
  return z >= 0 ? 0.5 + inside / 2 : z > -6 ? 0.5 - inside / 2 : upperGamma(0.5, x) / 2;
}

/** The z with P(Z ≤ z) = p, 0 < p < 1. */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) return atTheEdge(p);
  if (p > 0.5) return -normalQuantile(1 - p);
  return rootOf((z) => normalCdf(z) - p, -40, 0, 1e-15);
}

/** Regularised lower incomplete gamma function P(a, x) (DLMF 8.11.4; 8.9.2 through its complement). */
export function lowerGamma(a: number, x: number): number {
  if (x <= 0) return 0;
  if (x >= a + 1) return 1 - upperGamma(a, x);
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < MAX_TERMS; n += 1) {
    term *= x / (a + n);
    sum += term;
    if (term < sum * 1e-17) break;
  }
  return sum * Math.exp(a * Math.log(x) - x - lnGamma(a));
}

function upperGamma(a: number, x: number): number {
  if (x < a + 1) return 1 - lowerGamma(a, x);
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let fraction = d;
  for (let i = 1; i < MAX_TERMS; i += 1) {
    const an = -i * (i - a);
    b += 2;
    d = an * d + b;
    d = 1 / (Math.abs(d) < TINY ? TINY : d);
    c = b + an / c;
    if (Math.abs(c) < TINY) c = TINY;
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return Math.exp(a * Math.log(x) - x - lnGamma(a)) * fraction;
}

/**
 * P(N ≤ k) of the negative binomial distribution with the given mean and dispersion (variance = mean + dispersion·mean²);
 * dispersion 0 is the Poisson distribution.
 */
export function negativeBinomialCdf(k: number, mean: number, dispersion: number): number {
  if (k < 0) return 0;
  if (mean <= 0) return 1;
  const whole = Math.floor(k);
  if (dispersion <= 0) return upperGamma(whole + 1, mean);
  const size = 1 / dispersion;
  return incompleteBeta(size / (size + mean), size, whole + 1);
}
