/**
 * Cross products of a design's columns after whitening with AR(1), for many autocorrelations at once. Whitened rows are
 * (x − φ x₋) / √(1 − φ²) with φ = ρ^Δt, so neighbours Δt apart correlate by φ and gaps need no imputation. Their cross
 * products are polynomials in φ whose sums are taken once per distance Δt; a further ρ then costs nothing per point.
 */

/** Sums over all points that follow their neighbour at one distance; upper triangles. */
interface AtDistance {
  gap: number;
  count: number;
  /** Σ x xᵀ, Σ (x x₋ᵀ + x₋ xᵀ) and Σ x₋ x₋ᵀ. */
  own: Float64Array;
  cross: Float64Array;
  past: Float64Array;
}

export interface Products {
  width: number;
  /** x xᵀ of the first point, which nothing precedes. */
  first: Float64Array;
  distances: AtDistance[];
}

/** The sums for rows of `width` columns, in row-major order, at ascending times. */
export function products(rows: Float64Array, width: number, times: readonly number[]): Products {
  const size = width * width;
  const first = new Float64Array(size);
  const byGap = new Map<number, AtDistance>();
  for (let a = 0; a < width; a += 1) {
    for (let b = a; b < width; b += 1) first[a * width + b] = (rows[a] ?? 0) * (rows[b] ?? 0);
  }
  for (let i = 1; i < times.length; i += 1) {
    const gap = (times[i] ?? 0) - (times[i - 1] ?? 0);
    let sums = byGap.get(gap);
    if (!sums) {
      sums = { gap, count: 0, own: new Float64Array(size), cross: new Float64Array(size), past: new Float64Array(size) };
      byGap.set(gap, sums);
    }
    addPoint(sums, rows, i * width, width);
  }
  return { width, first, distances: [...byGap.values()] };
}

function addPoint(sums: AtDistance, rows: Float64Array, at: number, width: number): void {
  const { own, cross, past } = sums;
  const before = at - width;
  sums.count += 1;
  for (let a = 0; a < width; a += 1) {
    const here = rows[at + a] ?? 0;
    const there = rows[before + a] ?? 0;
    for (let b = a; b < width; b += 1) {
      const hereB = rows[at + b] ?? 0;
      const thereB = rows[before + b] ?? 0;
      const cell = a * width + b;
      own[cell] = (own[cell] ?? 0) + here * hereB;
      cross[cell] = (cross[cell] ?? 0) + here * thereB + there * hereB;
      past[cell] = (past[cell] ?? 0) + there * thereB;
    }
  }
}

/** Times that lie closer than this share of a cadence do not have two independent values. */
const LEAST_VARIANCE = 1e-9;

/**
 * Fills `gram` (upper triangle) for ρ at one cadence, scaled so that the residual variance is the marginal variance.
 * Returns the log determinant of the correlation matrix.
 */
export function gramFor({ first, distances }: Products, rho: number, gram: Float64Array): number {
  gram.set(first);
  let logDet = 0;
  for (const { gap, count, own, cross, past } of distances) {
    const phi = rho === 0 ? 0 : rho ** gap;
    const variance = Math.max(1 - phi * phi, LEAST_VARIANCE);
    logDet += count * Math.log(variance);
    const ownShare = 1 / variance;
    const crossShare = -phi / variance;
    const pastShare = (phi * phi) / variance;
    for (let i = 0; i < gram.length; i += 1) {
      gram[i] = (gram[i] ?? 0) + ownShare * (own[i] ?? 0) + crossShare * (cross[i] ?? 0) + pastShare * (past[i] ?? 0);
    }
  }
  return logDet;
}
