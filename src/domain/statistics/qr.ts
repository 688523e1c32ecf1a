/**
 * Least squares by Householder's QR factorisation, which keeps about twice the digits that normal equations do
 * (Golub and Van Loan, Matrix Computations, algorithms 5.2.1 and 5.3.2).
 */

export interface LeastSquares {
  /** One per column, in its order. */
  coefficients: number[];
  /** Response less fit, one per row. */
  residuals: number[];
  /** Sum of squared residuals. */
  rss: number;
  /** Rows less columns. */
  df: number;
  /** (XᵀX)⁻¹: times the variance of the noise it is the coefficients' covariance. */
  unscaled: number[][];
}

/** A column whose remainder is this much shorter than itself repeats the columns before it. */
const REPEATED = 1e-12;

/**
 * Fits `response` by the columns of `rows`. Undefined when there are fewer rows than columns, when a column repeats
 * others, or when a figure is not finite.
 */
export function leastSquares(rows: readonly (readonly number[])[], response: readonly number[]): LeastSquares | undefined {
  const n = rows.length;
  const k = rows[0]?.length ?? 0;
  if (k === 0 || n < k) return undefined;
  const columns = Array.from({ length: k }, (_, c) => Float64Array.from(rows, (row) => row[c] ?? Number.NaN));
  const rotated = Float64Array.from(response);
  const diagonal: number[] = [];
  for (const [c, column] of columns.entries()) {
    const below = column.subarray(c);
    const reflection = reflect(below, norm(column));
    if (reflection === undefined) return undefined;
    diagonal.push(reflection);
    for (const later of columns.slice(c + 1)) apply(below, later.subarray(c));
    apply(below, rotated.subarray(c));
  }
  const upper = (r: number, c: number) => (r === c ? diagonal[r] : columns[c]?.[r]) ?? 0;
  const coefficients = backSubstitute(upper, Array.from(rotated.subarray(0, k)));
  const residuals = rows.map((row, i) => row.reduce((left, x, c) => left - x * (coefficients[c] ?? 0), response[i] ?? 0));
  const rss = residuals.reduce((sum, r) => sum + r * r, 0);
  if (!Number.isFinite(rss)) return undefined;
  return { coefficients, residuals, rss, df: n - k, unscaled: inverseGram(upper, k) };
}

/** The coefficients' standard errors for independent noise of one size; undefined without a degree of freedom. */
export function standardErrors({ unscaled, rss, df }: LeastSquares): number[] | undefined {
  return df < 1 ? undefined : unscaled.map((row, i) => Math.sqrt(((row[i] ?? 0) * rss) / df));
}

/**
 * Turns a column into the vector of the reflection that leaves only its first entry, and gives that entry;
 * undefined when nothing but rounding is left of a column of the given length.
 */
function reflect(column: Float64Array, length: number): number | undefined {
  const left = norm(column);
  if (!(left > REPEATED * length)) return undefined;
  const first = column[0] ?? 0;
  // The sign that adds up, so that no digits cancel.
  const entry = first > 0 ? -left : left;
  column[0] = first - entry;
  return entry;
}

/** Reflects a column by the vector: x − 2 v (vᵀx) / (vᵀv). */
function apply(vector: Float64Array, column: Float64Array): void {
  let product = 0;
  let square = 0;
  for (let i = 0; i < vector.length; i += 1) {
    product += (vector[i] ?? 0) * (column[i] ?? 0);
    square += (vector[i] ?? 0) ** 2;
  }
  const factor = (2 * product) / square;
  for (let i = 0; i < vector.length; i += 1) column[i] = (column[i] ?? 0) - factor * (vector[i] ?? 0);
}

function norm(column: Float64Array): number {
  // The largest is taken out, so that no square overflows or vanishes.
  const top = column.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  return top > 0 ? top * Math.sqrt(column.reduce((sum, x) => sum + (x / top) ** 2, 0)) : top;
}

function backSubstitute(upper: (r: number, c: number) => number, right: readonly number[]): number[] {
  const solved = [...right];
  for (let r = right.length - 1; r >= 0; r -= 1) {
    let sum = right[r] ?? 0;
    for (let c = r + 1; c < right.length; c += 1) sum -= upper(r, c) * (solved[c] ?? 0);
    solved[r] = sum / upper(r, r);
  }
  return solved;
}

/** (RᵀR)⁻¹ as R⁻¹R⁻ᵀ. */
function inverseGram(upper: (r: number, c: number) => number, k: number): number[][] {
  const unit = (at: number) => Array.from({ length: k }, (_, i) => (i === at ? 1 : 0));
  const inverse = Array.from({ length: k }, (_, c) => backSubstitute(upper, unit(c)));
  const entry = (r: number, c: number) => inverse.reduce((sum, column) => sum + (column[r] ?? 0) * (column[c] ?? 0), 0);
  return Array.from({ length: k }, (_, r) => Array.from({ length: k }, (_, c) => entry(r, c)));
}
