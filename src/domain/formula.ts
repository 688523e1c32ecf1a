import { type FormulaSource, type KpiSource, MAX_FORMULA_DEPTH } from './kpi-source';
import { type NewValue } from './value-log';

const PERCENT = 100;
/** As large as values may be (see the contract's `quantity`). */
const LARGEST = 1e15;

/** The formula's values, by date ascending: on each date on which both KPIs have one. What is divided by 0 has none. */
export function formulaValues({ operation, percent }: Pick<FormulaSource, 'operation' | 'percent'>, left: readonly NewValue[], right: readonly NewValue[]): NewValue[] {
  const divisors = new Map(right.map(({ at, value }) => [at, value]));
  return left.flatMap(({ at, value }) => {
    const other = divisors.get(at);
    if (other === undefined || (operation === 'ratio' && other === 0)) return [];
    const result = operation === 'difference' ? value - other : (value / other) * (percent ? PERCENT : 1);
    // A tiny divisor can make what no value may be.
    return Number.isFinite(result) && Math.abs(result) <= LARGEST ? [{ at, value: result }] : [];
  });
}

export const FORMULA_FAULTS = ['same-twice', 'uses-itself', 'too-deep'] as const;
export type FormulaFault = (typeof FORMULA_FAULTS)[number];

/**
 * Whether a KPI may be this formula. `sourceOf` knows the KPIs below it; what it does not know is taken to be entered.
 * Depth counts formulas: of two entered KPIs it is 1.
 */
export function faultOfFormula(kpiId: string, { leftId, rightId }: Pick<FormulaSource, 'leftId' | 'rightId'>, sourceOf: (kpiId: string) => KpiSource | undefined): FormulaFault | undefined {
  if (leftId === rightId) return 'same-twice';
  let level = new Set([leftId, rightId]);
  for (let depth = 1; level.size > 0; depth += 1) {
    if (level.has(kpiId)) return 'uses-itself';
    if (depth > MAX_FORMULA_DEPTH) return 'too-deep';
    level = new Set([...level].flatMap((id) => operandsOf(sourceOf(id))));
  }
  return undefined;
}

/** The KPIs that a KPI is worked out from. */
export function operandsOf(source: KpiSource | undefined): string[] {
  return source?.kind === 'formula' ? [source.leftId, source.rightId] : [];
}
