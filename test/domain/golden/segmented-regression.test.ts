/** Segmented regression as R's lm and sandwich::NeweyWest compute it, by our least squares. */
import { type LeastSquares, leastSquares, standardErrors } from '../../../src/domain/statistics/qr';
import { type KpiCase, columnOf, describeWithCases, expectFigure, kpiCase } from '../../support/kpi-cases';

const NAMES = ['(Intercept)', 't', 'post', 'since'] as const;

function rowsOf(one: KpiCase): { rows: number[][]; y: number[] } {
  const y = columnOf(one, one.value).map((v) => v ?? Number.NaN);
  const launch = one.launch_index!;
  const rows = y.map((_, i) => [1, i + 1, i + 1 >= launch ? 1 : 0, Math.max(i + 1 - launch, 0)]);
  return { rows, y };
}

/** Newey and West (1987) with Bartlett's kernel and the factor n / (n − k). */
function neweyWest(rows: readonly number[][], { residuals, unscaled, df }: LeastSquares, lag: number): number[] {
  const scores = rows.map((row, i) => row.map((x) => x * residuals[i]!));
  const k = unscaled.length;
  const meat = Array.from({ length: k }, () => new Array<number>(k).fill(0));
  for (let d = -lag; d <= lag; d += 1) {
    for (let i = Math.max(0, -d); i < rows.length - Math.max(0, d); i += 1) {
      for (let a = 0; a < k; a += 1) for (let b = 0; b < k; b += 1) meat[a]![b]! += (1 - Math.abs(d) / (lag + 1)) * scores[i]![a]! * scores[i + d]![b]!;
    }
  }
  const times = (left: readonly number[][], right: readonly number[][]) =>
    left.map((row) => right[0]!.map((_, c) => row.reduce((sum, x, j) => sum + x * right[j]![c]!, 0)));
  const factor = rows.length / df;
  return times(times(unscaled, meat), unscaled).map((row, i) => Math.sqrt(factor * row[i]!));
}

describeWithCases('segmented regression', () => {
  it.each(['05_nile_known_date_60', '06_prop99_california'])('%s has R’s coefficients and errors', (id) => {
    const one = kpiCase(id);
    const { rows, y } = rowsOf(one);
    const fit = leastSquares(rows, y)!;
    const errors = standardErrors(fit)!;
    const robust = [1, 2].map((lag) => neweyWest(rows, fit, lag));
    for (const [i, name] of NAMES.entries()) {
      expectFigure(one, `its_ols.${name}`, fit.coefficients[i]!);
      expectFigure(one, `its_ols.se.${name}`, errors[i]!);
      if (i > 0) for (const lag of [1, 2]) expectFigure(one, `its_nw${lag}.se.${name}`, robust[lag - 1]![i]!);
    }
    const steps = fit.residuals.slice(1).reduce((sum, r, i) => sum + (r - fit.residuals[i]!) ** 2, 0);
    expectFigure(one, 'its_dw', steps / fit.rss);
  });

  it('has Linden’s published coefficients for Proposition 99', () => {
    const one = kpiCase('06_prop99_california');
    const { rows, y } = rowsOf(one);
    const [, slope = 0, step = 0, bend = 0] = leastSquares(rows, y)!.coefficients;
    expectFigure(one, 'linden.pre_slope', slope);
    expectFigure(one, 'linden.step', step);
    expectFigure(one, 'linden.post_slope', slope + bend);
  });

  it('has R’s log rate of Sicily, with season and Newey-West', () => {
    const one = kpiCase('01_sicily_smoking_ban');
    const [aces, population, ban, time] = ['aces', 'stdpop', 'smokban', 'time'].map((name) => columnOf(one, name).map((v) => v ?? Number.NaN));
    const waves = (t: number) => [1, 2].flatMap((k) => [Math.sin((2 * Math.PI * k * t) / 12), Math.cos((2 * Math.PI * k * t) / 12)]);
    const rows = time!.map((t, i) => [1, ban![i]!, t, ...waves(t)]);
    const fit = leastSquares(rows, aces!.map((a, i) => Math.log((a / population![i]!) * 1e5)))!;
    expectFigure(one, 'lograte_ols.smokban', fit.coefficients[1]!);
    expectFigure(one, 'lograte_nw3.se.smokban', neweyWest(rows, fit, 3)[1]!);
  });
});
