/** The curves behind an adoption by their parameters, for a statistician; each is fitted with its ceiling free. */
import {
  bass,
  bassPeak,
  bassPerPeriod,
  bassRegression,
  bassSpeed,
  bassStarts,
  logistic,
  logisticReaches,
  logisticStarts,
  perPeriod,
} from './statistics/growth';
import { type Curve, type CurveFit, fitCurve, parameterErrors } from './statistics/nonlinear';

export interface CurveCase {
  /** In the unit and from the origin that the parameters are to be in. */
  times: readonly number[];
  values: readonly number[];
  target: number;
  /** True when values are per period and times are 1, 2, 3… */
  increments: boolean;
}

/** Figures by name; a figure that does not exist, such as when a target is reached that lies above the ceiling, is absent. */
export type Estimates = Readonly<Record<string, number>>;

/** Logistic curve b1 / (1 + exp(b2 − b3·t)) with standard errors, where it reaches the target and where it is fastest. */
export function logisticEstimates({ times, values, target, increments }: CurveCase): Estimates {
  const top = increments ? values.reduce((sum, v) => sum + v, 0) : Math.max(...values);
  const fit = fitCurve(increments ? perPeriod(logistic) : logistic, times, values, logisticStarts(times, top));
  if (!fit) return {};
  const [, b2 = Number.NaN, b3 = Number.NaN] = fit.parameters;
  return finite({
    ...named(fit, ['b1', 'b2', 'b3']),
    ...{ rss: fit.rss, rse: Math.sqrt(fit.rss / fit.df), x_inflection: b2 / b3 },
    [`x_reach_${target}`]: logisticReaches(fit.parameters, target),
  });
}

/**
 * Bass's curve, times since its start. By periods: `sm_nls` of Srinivasan and Mason (1986), `pdf_nls` by the density at the
 * period's end, `bass69_ols` of Bass (1969); of totals: `bass_nls`.
 */
export function bassEstimates({ times, values, increments }: CurveCase): Estimates {
  if (!increments) return bassFit('bass_nls', bass, times, values, Math.max(...values));
  const total = values.reduce((sum, v) => sum + v, 0);
  const density = fitCurve(bassSpeed, times, values, bassStarts(times, total));
  const { m, p, q } = bassRegression(values) ?? {};
  return finite({
    ...bassFit('sm_nls', bassPerPeriod, times, values, total),
    ...(density ? prefixed('pdf_nls', named(density, ['M', 'P', 'Q'])) : {}),
    'pdf_nls.rse': density && Math.sqrt(density.rss / density.df),
    ...{ 'bass69_ols.m': m, 'bass69_ols.p': p, 'bass69_ols.q': q },
  });
}

function bassFit(name: string, curve: Curve, times: readonly number[], values: readonly number[], total: number): Estimates {
  const fit = fitCurve(curve, times, values, bassStarts(times, total));
  if (!fit) return {};
  return finite(prefixed(name, { ...named(fit, ['m', 'p', 'q']), rss: fit.rss, t_peak: bassPeak(fit.parameters) }));
}

function named(fit: CurveFit, names: readonly string[]): Record<string, number | undefined> {
  const errors = parameterErrors(fit);
  return Object.fromEntries(names.flatMap((n, i) => [[n, fit.parameters[i]], [`se.${n}`, errors?.[i]]]));
}

function prefixed(prefix: string, figures: Record<string, number | undefined>): Record<string, number | undefined> {
  return Object.fromEntries(Object.entries(figures).map(([name, figure]) => [`${prefix}.${name}`, figure]));
}

function finite(figures: Record<string, number | undefined>): Estimates {
  return Object.fromEntries(Object.entries(figures).flatMap(([name, f]) => (f !== undefined && Number.isFinite(f) ? [[name, f]] : [])));
}
