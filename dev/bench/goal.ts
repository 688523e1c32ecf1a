import { type Cell, type Shape, type Tally } from './simulation';

/** The error rates that verdicts must keep, in %, as the method's prototype reached them; and what other methods reach. */

export const RHOS = [0, 0.3, 0.6] as const;

type ByRho = readonly [number, number, number];

interface GoalRow {
  before: number;
  after: number;
  /** Found of true steps of 2 and of 3 σ. */
  step2: ByRho;
  step3: ByRho;
}

const ROWS: readonly GoalRow[] = [
  { before: 6, after: 6, step2: [33, 40, 55], step3: [64, 75, 83] },
  { before: 8, after: 4, step2: [31, 44, 58], step3: [75, 75, 88] },
  { before: 12, after: 4, step2: [51, 51, 69], step3: [84, 87, 92] },
  { before: 12, after: 12, step2: [66, 59, 62], step3: [92, 90, 92] },
  { before: 24, after: 4, step2: [79, 70, 74], step3: [98, 96, 96] },
  { before: 24, after: 12, step2: [93, 81, 77], step3: [100, 97, 97] },
  { before: 30, after: 30, step2: [97, 88, 82], step3: [100, 99, 97] },
];

/** Highest share of claims where nothing happened, by what the series did instead. */
const MOST_CLAIMS: Partial<Record<Shape, number>> = { flat: 5, drift: 8.5, season: 8.5, outliers: 6, missing: 5, irregular: 5 };
/** Lowest share of 95 % intervals that hold the truth. */
const LEAST_COVERED = 91;
/** The goal's own figures are counts of 2,000 draws or fewer, so a power may be this much below one of them. */
const POWER_ALLOWANCE = 6;

/** One bound on what is measured in a cell, in %. */
export interface Bound {
  cell: Cell;
  what: 'claimed' | 'found' | 'covered';
  limit: number;
  /** Whether the measured share must not lie above, or not below, the limit. */
  side: 'most' | 'least';
}

/** Every bound, by length, shape and autocorrelation. */
export const BOUNDS: readonly Bound[] = ROWS.flatMap(({ before, after, step2, step3 }) =>
  RHOS.flatMap((rho, i) => [
    ...Object.entries(MOST_CLAIMS).map(
      ([shape, limit]): Bound => ({ cell: { before, after, rho, shape: shape as Shape }, what: 'claimed', limit, side: 'most' }),
    ),
    ...([['step 2', step2], ['step 3', step3]] as const).flatMap(([shape, power]): Bound[] => [
      { cell: { before, after, rho, shape }, what: 'found', limit: (power[i] ?? 0) - POWER_ALLOWANCE, side: 'least' },
      { cell: { before, after, rho, shape }, what: 'covered', limit: LEAST_COVERED, side: 'least' },
    ]),
  ]),
);

/** How far beyond its limit a share may be measured by chance alone: 2.6 standard errors, passed by one in 200. */
function allowance({ limit }: Bound, runs: number): number {
  return 2.6 * Math.sqrt((limit * (100 - limit)) / runs);
}

export function isBroken(bound: Bound, tally: Tally): boolean {
  const measured = 100 * tally[bound.what];
  const margin = allowance(bound, tally.runs);
  return bound.side === 'most' ? measured > bound.limit + margin : measured < bound.limit - margin;
}

/** Other methods at 24 points and rho 0, .3, .6: claims where nothing happened, and power at rho .3 for 2 and 3 σ (R 4.2.2). */
export const OTHERS = [
  { name: 'XmR, NHS rules', flat: '27/47/76', drift: '100', power: '99 / 100' },
  { name: 'Welch t', flat: '4/13/32', drift: '100/97/96', power: '99 / 100' },
  { name: 'ITS Newey-West', flat: '15/22/27', drift: '15/20/28', power: '72 / 93' },
] as const;
