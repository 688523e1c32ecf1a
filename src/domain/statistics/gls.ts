/**
 * One generalised least squares fit of the segmented regression, for a given autocorrelation and given penalties, by
 * Cholesky from cross products (a test compares it with QR).
 */
import { type Design } from './design';

/** Prior standard deviations, in σ, of a drift over the whole span and of a ramp after the launch; null = none. */
export interface Penalties {
  drift: number | null;
  ramp: number | null;
}

/** A fit in scaled units: multiply `effect` and `sigma` by the design's scale. */
export interface Fit {
  effect: number;
  /** Standard error of the effect, in sigmas. */
  spread: number;
  /** Marginal standard deviation of the noise. */
  sigma: number;
  /** Restricted log-likelihood up to a constant, without the correlation matrix's determinant and without priors. */
  logLikelihood: number;
}

/** A pivot below this means that a column repeats others, as with a control that equals the intercept. */
const SINGULAR = 1e-10;
/** Below this share of the total the fit is exact: no noise is left to measure an effect against. */
const EXACT = 1e-12;

/**
 * A function that fits the design from the cross products `gram` of its whitened columns (see whitening.ts). A penalised
 * column gets one pseudo-row: its coefficient is 0 with a standard deviation of `penalty` × σ. Degrees of freedom are
 * n − flat, since a penalised column brings its own row. The function gives undefined when columns repeat each other or the
 * fit is exact. It is called for a hundred combinations a verdict, so it keeps its working space.
 */
export function solver(design: Design): (gram: Float64Array, penalties: Penalties) => Fit | undefined {
  const { flat, width, n, hasPost, rampMean } = design;
  const response = width - 1;
  const df = n - flat;
  const lower = new Float64Array(width * width);
  const forward = new Float64Array(width);
  const contrast = new Float64Array(width);
  const columns = Array.from({ length: flat }, (_, c) => c);

  return (gram, { drift, ramp }) => {
    columns.length = flat;
    if (drift !== null) columns.push(flat);
    if (ramp !== null && hasPost) columns.push(flat + 1);
    const k = columns.length;
    const total = gram[response * width + response] ?? 0;
    let rss = total;
    let logDet = 0;
    let effect = 0;
    let spread = 0;
    for (let i = 0; i < k; i += 1) {
      const column = columns[i] ?? 0;
      let right = gram[column * width + response] ?? 0;
      // The effect is the step plus the mean of the ramp; without points after the launch there is none.
      let part = !hasPost ? 0 : column === 1 ? 1 : column === flat + 1 ? rampMean : 0;
      for (let j = 0; j < i; j += 1) {
        let sum = gram[(columns[j] ?? 0) * width + column] ?? 0;
        for (let m = 0; m < j; m += 1) sum -= (lower[i * width + m] ?? 0) * (lower[j * width + m] ?? 0);
        const left = sum / (lower[j * width + j] ?? 1);
        lower[i * width + j] = left;
        right -= left * (forward[j] ?? 0);
        part -= left * (contrast[j] ?? 0);
      }
      let pivot = gram[column * width + column] ?? 0;
      if (column === flat && drift !== null) pivot += 1 / (drift * drift);
      if (column === flat + 1 && ramp !== null) pivot += 1 / (ramp * ramp);
      for (let m = 0; m < i; m += 1) pivot -= (lower[i * width + m] ?? 0) ** 2;
      if (!(pivot > SINGULAR)) return undefined;
      const root = Math.sqrt(pivot);
      lower[i * width + i] = root;
      forward[i] = right / root;
      contrast[i] = part / root;
      logDet += Math.log(pivot);
      rss -= (forward[i] ?? 0) ** 2;
      effect += (contrast[i] ?? 0) * (forward[i] ?? 0);
      spread += (contrast[i] ?? 0) ** 2;
    }
    if (!(rss > EXACT * total)) return undefined;
    return {
      effect,
      spread: Math.sqrt(spread),
      sigma: Math.sqrt(rss / df),
      logLikelihood: -logDet / 2 - (df / 2) * Math.log(rss),
    };
  };
}
