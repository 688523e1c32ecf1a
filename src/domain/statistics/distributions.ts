/** Distribution functions by standard series; each is proved in the tests against an independent library or table. */

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
  density(t: number): number;
}

export function studentT(df: number): StudentT {
  const lnB = lnBeta(df / 2, 0.5);
  const top = Math.exp(-lnB) / Math.sqrt(df);
  return {
    cdf(t) {
      if (t === 0) return 0.5;
      const tail = 0.5 * betaTail(df / (df + t * t), df / 2, 0.5, lnB);
      return t > 0 ? 1 - tail : tail;
    },
    density: (t) => top * (1 + (t * t) / df) ** (-(df + 1) / 2),
  };
}

/** P(T ≤ t) of Student's t with `df` > 0 degrees of freedom. */
export function tCdf(t: number, df: number): number {
  return studentT(df).cdf(t);
}

/** The t with P(T ≤ t) = p, 0 < p < 1, by bisection on the distribution function. */
export function tQuantile(p: number, df: number): number {
  if (!(p > 0 && p < 1)) return p === 0 ? -Infinity : p === 1 ? Infinity : Number.NaN;
  if (p === 0.5) return 0;
  if (p < 0.5) return -tQuantile(1 - p, df);
  const { cdf } = studentT(df);
  let low = 0;
  let high = 1;
  while (cdf(high) < p && high < 1e300) high *= 2;
  for (let i = 0; i < 200 && high - low > 1e-15 * high; i += 1) {
    const middle = (low + high) / 2;
    if (cdf(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** P(Z ≤ z) of the standard normal distribution, from the incomplete gamma function (series or continued fraction). */
export function normalCdf(z: number): number {
  const x = (z * z) / 2;
  const inside = lowerGamma(0.5, x);
  return z >= 0 ? 0.5 + inside / 2 : z > -6 ? 0.5 - inside / 2 : upperGamma(0.5, x) / 2;
}

/** The z with P(Z ≤ z) = p, by bisection. */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) return p === 0 ? -Infinity : p === 1 ? Infinity : Number.NaN;
  let low = -40;
  let high = 40;
  for (let i = 0; i < 100; i += 1) {
    const middle = (low + high) / 2;
    if (normalCdf(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
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
