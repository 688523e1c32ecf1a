/**
 * Non-linear least squares by Levenberg and Marquardt's method, each step by QR (Moré 1978, The Levenberg-Marquardt
 * algorithm: implementation and theory), with the coefficients' asymptotic covariance.
 */
import { leastSquares } from './qr';

/** A curve at one point: its value there and the value's derivative by each parameter. */
export interface CurvePoint {
  value: number;
  gradient: readonly number[];
}

/** A curve by its parameters; undefined where the parameters lie outside its domain. */
export type Curve = (t: number, parameters: readonly number[]) => CurvePoint | undefined;

export interface CurveFit {
  parameters: number[];
  /** Asymptotic covariance of the parameters; undefined without a degree of freedom or when they cannot be told apart. */
  covariance: number[][] | undefined;
  /** Observed less fitted, one per point. */
  residuals: number[];
  /** Sum of squared residuals. */
  rss: number;
  /** Points less parameters. */
  df: number;
}

interface State {
  parameters: readonly number[];
  rows: (readonly number[])[];
  residuals: number[];
  rss: number;
}

const MAX_STEPS = 400;
const FIRST_DAMPING = 1e-3;
const DAMPING_FACTOR = 10;
const MIN_DAMPING = 1e-15;
/** Damping beyond this moves no digit: the search has ended. */
const MAX_DAMPING = 1e16;
/** Converged when no parameter moves by more than this share of its size… */
const STILL = 1e-12;
/** …or by more than this without coming nearer: then rounding decides. */
const NO_NEARER = 1e-7;

/** So many of the starts that begin nearest are followed to their end. */
const FOLLOWED = 5;

/**
 * Fits the curve to the points from the best of several starts. Undefined when no start leads to a finite fit or there
 * are fewer points than parameters.
 */
export function fitCurve(
  curve: Curve,
  times: readonly number[],
  values: readonly number[],
  starts: readonly (readonly number[])[],
): CurveFit | undefined {
  let best: State | undefined;
  const nearest = starts.flatMap((start) => stateAt(curve, times, values, start) ?? []).sort((a, b) => a.rss - b.rss);
  for (const start of nearest.slice(0, FOLLOWED)) {
    const found = descend(curve, times, values, start);
    if (best === undefined || found.rss < best.rss) best = found;
  }
  if (!best || times.length < best.parameters.length) return undefined;
  const df = times.length - best.parameters.length;
  const local = df > 0 ? leastSquares(best.rows, best.residuals) : undefined;
  const variance = best.rss / df;
  return {
    parameters: [...best.parameters],
    covariance: local?.unscaled.map((row) => row.map((entry) => entry * variance)),
    residuals: best.residuals,
    rss: best.rss,
    df,
  };
}

/** Standard errors of a fit's parameters; undefined when it has no covariance. */
export function parameterErrors({ covariance }: CurveFit): number[] | undefined {
  return covariance?.map((row, i) => Math.sqrt(row[i] ?? Number.NaN));
}

/** Variance of a quantity whose derivatives by the parameters are `gradient` (delta method). */
export function varianceOf(gradient: readonly number[], covariance: readonly (readonly number[])[]): number {
  let sum = 0;
  covariance.forEach((row, i) => row.forEach((entry, j) => (sum += (gradient[i] ?? 0) * entry * (gradient[j] ?? 0))));
  return Math.max(sum, 0);
}

function descend(
  curve: Curve,
  times: readonly number[],
  values: readonly number[],
  start: State,
): State {
  let state = start;
  let damping = FIRST_DAMPING;
  const lengths = start.parameters.map(() => 0);
  for (let step = 0; step < MAX_STEPS && damping < MAX_DAMPING && state.rss > 0; step += 1) {
    const move = dampedStep(state, damping, lengths);
    if (!move) {
      damping *= DAMPING_FACTOR;
      continue;
    }
    const next = stateAt(curve, times, values, state.parameters.map((p, i) => p + (move[i] ?? 0)));
    if (!next || !(next.rss <= state.rss)) {
      if (isStill(move, state.parameters, NO_NEARER)) return state;
      damping *= DAMPING_FACTOR;
      continue;
    }
    state = next;
    damping = Math.max(damping / DAMPING_FACTOR, MIN_DAMPING);
    if (isStill(move, state.parameters, STILL)) return state;
  }
  return state;
}

function isStill(move: readonly number[], parameters: readonly number[], share: number): boolean {
  return move.every((by, i) => Math.abs(by) <= share * Math.abs(parameters[i] ?? 0));
}

/** Solves for the step with one pseudo-row per parameter, as long as that parameter's longest column until now. */
function dampedStep({ rows, residuals }: State, damping: number, lengths: number[]): number[] | undefined {
  const pseudo = lengths.map((_, c) => {
    const length = Math.sqrt(rows.reduce((sum, row) => sum + (row[c] ?? 0) ** 2, 0));
    lengths[c] = Math.max(lengths[c] ?? 0, length);
    return lengths.map((_unused, k) => (k === c ? Math.sqrt(damping) * (lengths[c] ?? 0) : 0));
  });
  return leastSquares([...rows, ...pseudo], [...residuals, ...lengths.map(() => 0)])?.coefficients;
}

function stateAt(
  curve: Curve,
  times: readonly number[],
  values: readonly number[],
  parameters: readonly number[],
): State | undefined {
  const rows: (readonly number[])[] = [];
  const residuals: number[] = [];
  let rss = 0;
  for (const [i, t] of times.entries()) {
    const point = curve(t, parameters);
    if (!point) return undefined;
    const residual = (values[i] ?? Number.NaN) - point.value;
    rows.push(point.gradient);
    residuals.push(residual);
    rss += residual * residual;
  }
  return Number.isFinite(rss) ? { parameters, rows, residuals, rss } : undefined;
}
