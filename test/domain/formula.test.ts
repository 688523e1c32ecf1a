import fc from 'fast-check';
import { faultOfFormula, formulaValues } from '../../src/domain/formula';
import { type KpiSource } from '../../src/domain/kpi-source';

const at = (...values: number[]) => values.map((value, i) => ({ at: `2026-01-0${i + 1}`, value }));
const formula = (leftId: string, rightId: string): KpiSource => ({ kind: 'formula', operation: 'ratio', leftId, rightId, percent: false });

describe('a formula of two KPIs', () => {
  it('has a value on each date on which both have one', () => {
    const left = [{ at: '2026-01-05', value: 3 }, { at: '2026-01-12', value: 5 }];
    const right = [{ at: '2026-01-12', value: 20 }, { at: '2026-01-19', value: 7 }];
    expect(formulaValues({ operation: 'ratio', percent: true }, left, right)).toEqual([{ at: '2026-01-12', value: 25 }]);
    expect(formulaValues({ operation: 'difference', percent: false }, left, right)).toEqual([{ at: '2026-01-12', value: -15 }]);
  });

  it('has none where it would be divided by zero, and 0 where nothing is divided', () => {
    expect(formulaValues({ operation: 'ratio', percent: false }, at(1, 0, 4), at(0, 2, 2))).toEqual([{ at: '2026-01-02', value: 0 }, { at: '2026-01-03', value: 2 }]);
  });

  it('never gives what is no number', () => {
    const value = fc.double({ noNaN: true, min: -1e15, max: 1e15 });
    fc.assert(
      fc.property(value, value, fc.constantFrom('ratio' as const, 'difference' as const), fc.boolean(), (left, right, operation, percent) => {
        for (const { value: result } of formulaValues({ operation, percent }, at(left), at(right))) expect(Math.abs(result)).toBeLessThanOrEqual(1e15);
      }),
    );
  });

  it('is refused where it would use itself, the same KPI twice, or formulas too deep', () => {
    const sources = new Map<string, KpiSource>([['b', formula('c', 'd')], ['c', formula('a', 'e')]]);
    const of = (id: string) => sources.get(id);
    expect(faultOfFormula('a', { leftId: 'b', rightId: 'x' }, of)).toBe('uses-itself');
    expect(faultOfFormula('a', { leftId: 'a', rightId: 'x' }, of)).toBe('uses-itself');
    expect(faultOfFormula('a', { leftId: 'x', rightId: 'x' }, of)).toBe('same-twice');
    expect(faultOfFormula('z', { leftId: 'b', rightId: 'x' }, of)).toBeUndefined();
    // A chain that goes on for ever is found to be too deep, not followed for ever.
    expect(faultOfFormula('z', { leftId: 'l', rightId: 'r' }, () => formula('l', 'r'))).toBe('too-deep');
  });
});
