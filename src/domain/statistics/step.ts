import { studentT } from './distributions';
import { leastSquares } from './qr';

/** Averaged over the autocorrelation of neighbours: a plugged-in estimate would be too low in short series. */
const RHOS = Array.from({ length: 20 }, (_, i) => i * 0.05);
/** Prior (1 − ρ)²: work that gets finished is seldom strongly autocorrelated, and a flat prior costs a tenth of the power. */
const logPrior = (rho: number) => 2 * Math.log(1 - rho);

/**
 * One-sided p of "the level from `launch` on (a place in the list) is not higher than before", for evenly spaced values
 * whose noise is AR(1): a t-test by generalised least squares for each autocorrelation, averaged by restricted likelihood.
 * Undefined when there is nothing to test: no place before or after, no variation, or no degree of freedom left.
 */
export function chanceOfNoRise(values: readonly number[], launch: number): number | undefined {
  if (!(launch > 0 && launch < values.length)) return undefined;
  const fits: { logWeight: number; p: number }[] = [];
  for (const rho of RHOS) {
    const found = fitStep(values, launch, rho);
    if (!found) return undefined;
    fits.push(found);
  }
  const top = Math.max(...fits.map((f) => f.logWeight));
  const weights = fits.map((f) => Math.exp(f.logWeight - top));
  const total = weights.reduce((sum, w) => sum + w, 0);
  return fits.reduce((sum, { p }, i) => sum + ((weights[i] ?? 0) / total) * p, 0);
}

function fitStep(values: readonly number[], launch: number, rho: number): { logWeight: number; p: number } | undefined {
  const shrink = Math.sqrt(1 - rho * rho);
  const whitened = (at: (i: number) => number) =>
    values.map((_, i) => (i === 0 ? at(0) : (at(i) - rho * at(i - 1)) / shrink));
  const level = whitened(() => 1);
  const step = whitened((i) => (i >= launch ? 1 : 0));
  const fit = leastSquares(level.map((l, i) => [l, step[i] ?? 0]), whitened((i) => values[i] ?? 0));
  if (!fit || fit.df < 1 || !(fit.rss > 0)) return undefined;
  const [[a = 0, b = 0] = [], [c = 0, d = 0] = []] = fit.unscaled;
  const logDetCorrelation = (values.length - 1) * Math.log(1 - rho * rho);
  // |XᵀX| of the whitened columns is one over the determinant of its inverse.
  const logLikelihood = (Math.log(a * d - b * c) - logDetCorrelation - fit.df * Math.log(fit.rss)) / 2;
  const logWeight = logLikelihood + logPrior(rho);
  const t = (fit.coefficients[1] ?? 0) / Math.sqrt((d * fit.rss) / fit.df);
  const p = studentT(fit.df).cdf(-t);
  return Number.isFinite(logWeight) && Number.isFinite(p) ? { logWeight, p } : undefined;
}
