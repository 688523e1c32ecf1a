/**
 * One generalised least squares fit of the segmented regression, for a given autocorrelation and given penalties.
 * Everything is centred and scaled first, so that plain normal equations stay accurate (a test compares them with QR).
 */

/** One series, ready to be fitted: times ascending, in units of the KPI's cadence. */
export interface Series {
  times: readonly number[];
  values: readonly number[];
  /** For each point, whether it counts as after the launch; all false fits the baseline alone. */
  after: readonly boolean[];
  /** Points in one season (12 for months of a year), used when the series holds at least 1.5 of them. */
  season?: number | undefined;
  /** A second series at the same times that the change did not touch. */
  control?: readonly number[] | undefined;
}

/** Prior standard deviations, in σ, of a drift over the whole span and of a ramp after the launch; null = none. */
export interface Penalties {
  drift: number | null;
  ramp: number | null;
}

/**
 * The design in row-major order: intercept, [post], [season and control], drift, ramp, response. Drift and ramp are
 * penalised, so a fit can leave them out.
 */
export interface Design {
  rows: Float64Array;
  width: number;
  n: number;
  /** Unpenalised columns. */
  flat: number;
  hasPost: boolean;
  /** Mean of the ramp over the points after the launch. */
  rampMean: number;
  /** What the values were divided by. */
  scale: number;
}

/** A fit in scaled units: multiply `effect`, `error` and `sigma` by the design's scale. */
export interface Fit {
  effect: number;
  /** Standard error of the effect. */
  error: number;
  /** Marginal standard deviation of the noise. */
  sigma: number;
  /** Restricted log-likelihood up to a constant, without the correlation matrix's determinant and without priors. */
  logLikelihood: number;
}

const MIN_SEASONS = 1.5;
/** A pivot below this means that a column repeats others, as with a control that equals the intercept. */
const SINGULAR = 1e-10;
/** Below this share of the total the fit is exact: no noise is left to measure an effect against. */
const EXACT = 1e-12;

/** Undefined when nothing can be estimated: no time passes, nothing varies, or no degree of freedom is left. */
export function buildDesign({ times, values, after, season, control }: Series): Design | undefined {
  const n = times.length;
  const first = times[0] ?? 0;
  const last = times[n - 1] ?? 0;
  const launchIndex = after.indexOf(true);
  const hasPost = launchIndex >= 0;
  const centred = standardised(values);
  if (last <= first || launchIndex === 0 || !centred) return undefined;
  const launch = times[launchIndex] ?? last;
  const spanAfter = Math.max(last - launch, Number.MIN_VALUE);
  const extra = [...harmonics(times, season), ...controlColumn(control)];
  const flat = (hasPost ? 2 : 1) + extra.length;
  const width = flat + 3;
  if (n - flat < 1) return undefined;
  const rows = new Float64Array(n * width);
  let rampSum = 0;
  let countAfter = 0;
  for (let i = 0; i < n; i += 1) {
    const t = times[i] ?? 0;
    const isAfter = after[i] === true;
    const ramp = isAfter ? (t - launch) / spanAfter : 0;
    rampSum += ramp;
    countAfter += isAfter ? 1 : 0;
    const at = i * width;
    rows[at] = 1;
    if (hasPost) rows[at + 1] = isAfter ? 1 : 0;
    extra.forEach((column, k) => (rows[at + flat - extra.length + k] = column[i] ?? 0));
    rows[at + flat] = (t - first) / (last - first) - 0.5;
    rows[at + flat + 1] = ramp;
    rows[at + flat + 2] = centred.values[i] ?? 0;
  }
  return { rows, width, n, flat, hasPost, rampMean: hasPost ? rampSum / countAfter : 0, scale: centred.scale };
}

function standardised(values: readonly number[]): { values: number[]; scale: number } | undefined {
  // The largest magnitude is taken out first, so that squares of huge values stay finite.
  const top = Math.max(...values.map(Math.abs));
  if (!(top > 0) || !Number.isFinite(top)) return undefined;
  const mean = values.reduce((s, v) => s + v / top, 0) / values.length;
  const spread = Math.sqrt(values.reduce((s, v) => s + (v / top - mean) ** 2, 0) / values.length);
  if (!(spread > 1e-13)) return undefined;
  return { values: values.map((v) => (v / top - mean) / spread), scale: spread * top };
}

function harmonics(times: readonly number[], season: number | undefined): number[][] {
  const span = (times.at(-1) ?? 0) - (times[0] ?? 0) + 1;
  if (!season || season < 3 || span < MIN_SEASONS * season) return [];
  const orders = season > 4 ? [1, 2] : [1];
  return orders.flatMap((k) => {
    const angle = (t: number) => (2 * Math.PI * k * t) / season;
    return [times.map((t) => Math.sin(angle(t))), times.map((t) => Math.cos(angle(t)))];
  });
}

/** A control that does not vary says nothing and would only repeat the intercept. */
function controlColumn(control: readonly number[] | undefined): number[][] {
  const column = control && control.length > 0 ? standardised(control) : undefined;
  return column ? [column.values] : [];
}

/**
 * Fills `gram` (upper triangle) with the cross products of the design's columns after whitening with AR(1) of the given
 * ρ at one cadence, scaled so that the residual variance is the marginal variance. Returns the log determinant of the
 * correlation matrix. Neighbours Δt apart correlate by ρ^Δt, so gaps and irregular dates need no imputation.
 */
export function whitenedGram(design: Design, times: readonly number[], rho: number, gram: Float64Array): number {
  const { rows, width, n } = design;
  gram.fill(0);
  const row = new Float64Array(width);
  let logDet = 0;
  for (let i = 0; i < n; i += 1) {
    const gap = i === 0 ? 0 : (times[i] ?? 0) - (times[i - 1] ?? 0);
    const phi = i === 0 || rho === 0 ? 0 : gap === 1 ? rho : rho ** gap;
    const variance = 1 - phi * phi;
    const shrink = 1 / Math.sqrt(variance);
    logDet += Math.log(variance);
    const at = i * width;
    for (let c = 0; c < width; c += 1) {
      const before = phi === 0 ? 0 : phi * (rows[at - width + c] ?? 0);
      row[c] = ((rows[at + c] ?? 0) - before) * shrink;
    }
    for (let a = 0; a < width; a += 1) {
      const left = row[a] ?? 0;
      if (left === 0) continue;
      for (let b = a; b < width; b += 1) gram[a * width + b] = (gram[a * width + b] ?? 0) + left * (row[b] ?? 0);
    }
  }
  return logDet;
}

/**
 * The fit from the cross products, by Cholesky. A penalised column gets one pseudo-row: its coefficient is 0 with a
 * standard deviation of `penalty` × σ. Degrees of freedom are n − flat: a penalised column brings its own row.
 * Undefined when columns repeat each other or the fit is exact.
 */
export function solve(design: Design, gram: Float64Array, penalties: Penalties): Fit | undefined {
  const { flat, width, n, hasPost } = design;
  const columns = columnsOf(flat, penalties, hasPost);
  const k = columns.length;
  const response = width - 1;
  const lower = new Float64Array(k * k);
  const forward = new Float64Array(k);
  let logDet = 0;
  const total = gram[response * width + response] ?? 0;
  let rss = total;
  for (let i = 0; i < k; i += 1) {
    const column = columns[i] ?? 0;
    for (let j = 0; j <= i; j += 1) {
      let sum = gram[(columns[j] ?? 0) * width + column] ?? 0;
      if (i === j) sum += ridge(column, flat, penalties);
      for (let m = 0; m < j; m += 1) sum -= (lower[i * k + m] ?? 0) * (lower[j * k + m] ?? 0);
      if (i !== j) {
        lower[i * k + j] = sum / (lower[j * k + j] ?? 1);
        continue;
      }
      if (!(sum > SINGULAR)) return undefined;
      lower[i * k + i] = Math.sqrt(sum);
      logDet += Math.log(sum);
    }
    let right = gram[column * width + response] ?? 0;
    for (let m = 0; m < i; m += 1) right -= (lower[i * k + m] ?? 0) * (forward[m] ?? 0);
    forward[i] = right / (lower[i * k + i] ?? 1);
    rss -= (forward[i] ?? 0) ** 2;
  }
  if (!(rss > EXACT * total)) return undefined;
  const df = n - flat;
  const sigma = Math.sqrt(rss / df);
  const { value, variance } = contrast(lower, forward, k, design, penalties.ramp !== null);
  return {
    effect: value,
    error: sigma * Math.sqrt(variance),
    sigma,
    logLikelihood: -logDet / 2 - (df / 2) * Math.log(rss),
  };
}

function columnsOf(flat: number, { drift, ramp }: Penalties, hasPost: boolean): number[] {
  const columns = Array.from({ length: flat }, (_, c) => c);
  if (drift !== null) columns.push(flat);
  if (ramp !== null && hasPost) columns.push(flat + 1);
  return columns;
}

function ridge(column: number, flat: number, { drift, ramp }: Penalties): number {
  if (column === flat && drift !== null) return 1 / (drift * drift);
  if (column === flat + 1 && ramp !== null) return 1 / (ramp * ramp);
  return 0;
}

/** Estimate and variance factor of the mean effect after the launch: the step plus the ramp's mean. */
function contrast(
  lower: Float64Array,
  forward: Float64Array,
  k: number,
  { hasPost, rampMean }: Design,
  hasRamp: boolean,
): { value: number; variance: number } {
  if (!hasPost) return { value: 0, variance: 0 };
  const solved = new Float64Array(k);
  solved[1] = 1;
  if (hasRamp) solved[k - 1] = rampMean;
  let value = 0;
  let variance = 0;
  for (let i = 0; i < k; i += 1) {
    let sum = solved[i] ?? 0;
    for (let m = 0; m < i; m += 1) sum -= (lower[i * k + m] ?? 0) * (solved[m] ?? 0);
    const part = sum / (lower[i * k + i] ?? 1);
    solved[i] = part;
    value += part * (forward[i] ?? 0);
    variance += part * part;
  }
  return { value, variance };
}
