import { buildDesign } from '../../../src/domain/statistics/design';
import { tCdf, tQuantile } from '../../../src/domain/statistics/distributions';
import { solver } from '../../../src/domain/statistics/gls';
import { gramFor, products } from '../../../src/domain/statistics/whitening';
import { judge } from '../../../src/domain/verdict';
import { type KpiCase, columnOf, describeWithCases, expectFigure, kpiCase, kpiCases } from '../../support/kpi-cases';

function verdictOn(one: KpiCase) {
  const values = columnOf(one, one.value);
  const times = values.map((_, i) => i + 1);
  const better = one.direction === 'lower_better' ? -1 : 1;
  return judge({ times, values, launch: one.launch_index ?? Infinity, better, season: one.season_period });
}

describeWithCases('real series with a known story', () => {
  const judged = kpiCases.filter((one) => one.verdict && one.launch_index !== undefined);

  it.each(judged.map((one) => [one.id, one] as const))('%s has the verdict that it must have', (_id, one) => {
    const { must_be: may = [], must_not: never = [], effect_abs_range: range, effect_relative_range: shares } = one.verdict ?? {};
    const verdict = verdictOn(one);
    if (may.length > 0) expect(may).toContain(verdict.kind);
    expect(never).not.toContain(verdict.kind);
    if (!('effect' in verdict)) return;
    const { effect } = verdict.effect;
    if (range) expect(effect >= range[0] && effect <= range[1]).toBe(true);
    // Of what the level would have been without the effect.
    const share = effect / ((verdict.plain.after ?? 0) - effect);
    if (shares) expect(share >= shares[0] && share <= shares[1]).toBe(true);
  });
});

describeWithCases('Student’s t in R', () => {
  it('has the same quantiles and probabilities', () => {
    const one = kpiCase('28_t_quantiles');
    const [p, df, t, below2] = ['p', 'df', 't', 'pt2'].map((name) => columnOf(one, name).map((v) => v ?? Number.NaN));
    for (const [i, probability] of p!.entries()) {
      const freedom = df![i]!;
      expect(Math.abs(tQuantile(probability, freedom) - t![i]!)).toBeLessThanOrEqual(1e-8 * Math.abs(t![i]!));
      expect(Math.abs(tCdf(2, freedom) / below2![i]! - 1)).toBeLessThan(1e-8);
    }
  });
});

describeWithCases('the restricted likelihood of the engine', () => {
  it('is R’s: at its top a plain step in Lake Huron has the rho and p of nlme::gls', () => {
    const one = kpiCase('21_negctl_lakehuron');
    const values = columnOf(one, one.value).map((v) => v ?? Number.NaN);
    const times = values.map((_, i) => i);
    const design = buildDesign({ times, values, after: times.map((t) => t + 1 >= one.launch_index!) })!;
    const sums = products(design.rows, design.width, times);
    const gram = new Float64Array(design.width ** 2);
    const fit = solver(design);
    const fits = Array.from({ length: 999 }, (_, i) => {
      const rho = (i + 1) / 1000;
      const logDet = gramFor(sums, rho, gram);
      const found = fit(gram, { drift: null, ramp: null })!;
      return { rho, ...found, logLikelihood: found.logLikelihood - logDet / 2 };
    });
    const top = fits.reduce((best, one) => (one.logLikelihood > best.logLikelihood ? one : best));
    expectFigure(one, 'step_reml.rho', top.rho);
    expectFigure(one, 'step_reml.p', 2 * tCdf(-Math.abs(top.effect) / (top.sigma * top.spread), values.length - 2));
  });
});
