/** The segmented regression's columns. Everything is centred and scaled, so that normal equations stay accurate. */

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

const MIN_SEASONS = 1.5;
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
