/**
 * The verdict's engine: did a series change after a known date, by more than its own ordinary variation explains?
 *
 * Segmented regression with AR(1) errors, whose uncertain parts are averaged over instead of being plugged in:
 * autocorrelation ρ (a plugged-in estimate is too low in short series and makes intervals too narrow: Turner et al.,
 * BMC Med Res Methodol 2021, 21:181), a drift that was there before, and a ramp after the launch. Each combination is one
 * generalised least squares fit with a t-distributed answer and a restricted likelihood; the whole is a mixture of t's.
 */
import { type Series, buildDesign } from './design';
import { type Fit, type Penalties, solver } from './gls';
import { mixtureOf } from './mixture';
import { gramFor, products } from './whitening';

export interface Estimate {
  /** Mean of what the launch added over the points after it, in the unit of the values. */
  effect: number;
  /** 95 % interval. */
  low: number;
  high: number;
  /** Two-sided: twice the smaller tail of the mixture. */
  p: number;
  noise: Noise;
}

/** What the series' ordinary variation was found to be. */
export interface Noise {
  /** Marginal standard deviation, in the unit of the values. */
  sigma: number;
  /** Mean autocorrelation at one cadence. */
  rho: number;
  /** How much each member of the grid is believed; adds up to 1. */
  weights: readonly number[];
  df: number;
}

/** One combination that is averaged over. */
interface Member extends Penalties {
  rho: number;
  /** Log of the prior weight, the normalising constants of the penalties' priors included. */
  logPrior: number;
}

/** ρ on a grid with a flat prior; above 0.95 a series cannot be told from a drift. */
const RHOS = Array.from({ length: 20 }, (_, i) => i * 0.05);
const DRIFTS: readonly (number | null)[] = [null, 4, 16];
const NO_DRIFT_WEIGHT = 1.5;
const RAMPS: readonly (number | null)[] = [null, 2];
const CONFIDENCE = 0.95;

/** The grid, by ρ ascending, so that each whitening serves all members of its ρ. */
export const GRID: readonly Member[] = RHOS.flatMap((rho) =>
  DRIFTS.flatMap((drift) =>
    RAMPS.map((ramp) => ({
      ...{ rho, drift, ramp },
      logPrior:
        (drift === null ? Math.log(NO_DRIFT_WEIGHT) : -Math.log(drift)) - (ramp === null ? 0 : Math.log(ramp)),
    })),
  ),
);

/** One member's fit, in the design's scaled units, in which no square overflows. */
interface MemberFit extends Fit {
  /** In the grid. */
  place: number;
  logWeight: number;
}

interface MemberFits {
  fits: MemberFit[];
  df: number;
  /** What a scaled unit is, in the unit of the values. */
  scale: number;
}

/**
 * The effect of the launch. Undefined when there is nothing to estimate it from: no degree of freedom is left, the series
 * does not vary, or it follows the model without any noise.
 */
export function estimate(series: Series): Estimate | undefined {
  const fitted = fitGrid(series);
  if (!fitted) return undefined;
  const { fits, noise, scale } = fitted;
  const { smallerTail, quantile } = mixtureOf({
    df: noise.df,
    components: fits.map((fit, i) => ({ weight: noise.weights[i] ?? 0, mean: fit.effect, scale: fit.sigma * fit.spread })),
  });
  return {
    effect: scale * weighted(noise.weights, fits.map((f) => f.effect)),
    low: scale * quantile((1 - CONFIDENCE) / 2),
    high: scale * quantile((1 + CONFIDENCE) / 2),
    p: 2 * smallerTail(0),
    noise,
  };
}

/** The ordinary variation of a series in which nothing was launched. */
export function noiseOf(series: Omit<Series, 'after' | 'control'>): Noise | undefined {
  return fitGrid({ ...series, after: series.times.map(() => false) })?.noise;
}

/** Members believed less than this, taken together, move no figure of a plan. */
const HARDLY_BELIEVED = 1e-3;

/**
 * Standard error that the effect would have in a series with these times and launch, for noise as given: the root of the
 * mean of the members' variances. In the unit of the noise's sigma.
 */
export function expectedError(noise: Noise, times: readonly number[], after: readonly boolean[]): number | undefined {
  // The error depends on the design alone; the response only has to vary.
  const values = times.map((_, i) => (i % 2 === 0 ? 1 : -1));
  const believed = (place: number) => (noise.weights[place] ?? 0) >= HARDLY_BELIEVED;
  const fits = fitMembers({ times, values, after }, believed)?.fits;
  if (!fits) return undefined;
  const total = fits.reduce((sum, { place }) => sum + (noise.weights[place] ?? 0), 0);
  const variance = fits.reduce((sum, { place, spread }) => sum + (noise.weights[place] ?? 0) * spread * spread, 0);
  return noise.sigma * Math.sqrt(variance / total);
}

function fitGrid(series: Series): (MemberFits & { noise: Noise }) | undefined {
  const fitted = fitMembers(series, () => true);
  if (!fitted) return undefined;
  const { fits, df, scale } = fitted;
  const weights = normalised(fits.map((f) => f.logWeight));
  const sigma = scale * Math.sqrt(weighted(weights, fits.map((f) => f.sigma ** 2)));
  const rho = weighted(weights, GRID.map((m) => m.rho));
  return { ...fitted, noise: { sigma, rho, weights, df } };
}

/** Fits the members whose place in the grid is wanted. */
function fitMembers(series: Series, wanted: (place: number) => boolean): MemberFits | undefined {
  const design = buildDesign(series);
  if (!design) return undefined;
  const fit = solver(design);
  const sums = products(design.rows, design.width, series.times);
  const gram = new Float64Array(design.width * design.width);
  const fits: MemberFit[] = [];
  let logDet = 0;
  let whitenedFor = -1;
  for (const [place, member] of GRID.entries()) {
    if (!wanted(place)) continue;
    if (member.rho !== whitenedFor) {
      logDet = gramFor(sums, member.rho, gram);
      whitenedFor = member.rho;
    }
    const found = fit(gram, member);
    if (!found) return undefined;
    fits.push({ ...found, place, logWeight: found.logLikelihood - logDet / 2 + member.logPrior });
  }
  return { fits, df: design.n - design.flat, scale: design.scale };
}

/** Weights that add up to 1, from their logarithms. */
function normalised(logWeights: readonly number[]): number[] {
  const top = Math.max(...logWeights);
  const raw = logWeights.map((l) => Math.exp(l - top));
  const sum = raw.reduce((s, w) => s + w, 0);
  return raw.map((w) => w / sum);
}

function weighted(weights: readonly number[], values: readonly number[]): number {
  return weights.reduce((sum, w, i) => sum + w * (values[i] ?? 0), 0);
}
