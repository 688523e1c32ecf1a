/**
 * The XmR chart (Wheeler, Understanding Variation) with the rules of the NHS's "Making Data Count". A picture to start a
 * conversation with, never a verdict: on autocorrelated series its rules raise false signals in most cases.
 */
export const XMR_RULES = ['outside', 'shift', 'trend', 'two-of-three'] as const;
/**
 * outside: beyond a limit. shift: 7 in a row on one side of the mean. trend: 7 in a row, each higher (or each lower) than
 * the one before. two-of-three: 2 of 3 in a row in the outer third between the mean and the same limit.
 */
export type XmrRule = (typeof XMR_RULES)[number];

export interface Xmr {
  mean: number;
  /** Mean distance between neighbours. */
  movingRange: number;
  upper: number;
  lower: number;
  /** Each point that is part of a pattern, once per rule; places in the input, ascending. */
  signals: { place: number; rule: XmrRule }[];
}

/** Makes the mean moving range three standard deviations of independent normal noise (3 / 1.128). */
const LIMIT_FACTOR = 2.66;
const RUN = 7;
const NEAR = 2 / 3;

/**
 * Limits from the first `baseline` places (all when left out) and signals over all values; a value that is null is
 * missing. Undefined when the baseline holds fewer than two values, or values too large to add up.
 */
export function xmr(values: readonly (number | null)[], baseline = values.length): Xmr | undefined {
  const points = values.flatMap((value, place) => (value !== null && Number.isFinite(value) ? [{ value, place }] : []));
  const base = points.filter((p) => p.place < baseline).map((p) => p.value);
  if (base.length < 2) return undefined;
  const mean = base.reduce((sum, v) => sum + v, 0) / base.length;
  const movingRange = base.slice(1).reduce((sum, v, i) => sum + Math.abs(v - (base[i] ?? v)), 0) / (base.length - 1);
  const reach = LIMIT_FACTOR * movingRange;
  if (!Number.isFinite(mean + reach) || !Number.isFinite(mean - reach)) return undefined;
  const series = points.map((p) => p.value);
  const marked: Record<XmrRule, ReadonlySet<number>> = {
    outside: new Set(series.flatMap((v, i) => (Math.abs(v - mean) > reach ? [i] : []))),
    shift: inRuns(series.map((v) => Math.sign(v - mean)), RUN),
    trend: inTrends(series),
    'two-of-three': nearLimits(series, mean, reach),
  };
  const signals = points.flatMap(({ place }, i) =>
    XMR_RULES.filter((rule) => marked[rule].has(i)).map((rule) => ({ place, rule })),
  );
  return { mean, movingRange, upper: mean + reach, lower: mean - reach, signals };
}

/** Places in runs of at least `length` equal signs; 0 ends a run. */
function inRuns(signs: readonly number[], length: number): Set<number> {
  const found = new Set<number>();
  let from = 0;
  for (let i = 0; i <= signs.length; i += 1) {
    if (i < signs.length && signs[i] !== 0 && signs[i] === signs[from]) continue;
    if (i - from >= length && signs[from] !== 0) for (let k = from; k < i; k += 1) found.add(k);
    from = i;
  }
  return found;
}

/** A trend of 7 points is a run of 6 steps one way; the point that it starts from belongs to it. */
function inTrends(series: readonly number[]): Set<number> {
  const steps = inRuns(series.slice(1).map((v, i) => Math.sign(v - (series[i] ?? v))), RUN - 1);
  return new Set([...steps].flatMap((step) => [step, step + 1]));
}

function nearLimits(series: readonly number[], mean: number, reach: number): Set<number> {
  const side = series.map((v) => {
    const distance = Math.abs(v - mean);
    return distance > NEAR * reach && distance <= reach ? Math.sign(v - mean) : 0;
  });
  const found = new Set<number>();
  for (let from = 0; from + 2 < side.length; from += 1) {
    const three = [from, from + 1, from + 2];
    for (const sign of [1, -1]) {
      const near = three.filter((i) => side[i] === sign);
      if (near.length >= 2) near.forEach((i) => found.add(i));
    }
  }
  return found;
}
