import { type MeasureRole } from '../../src/domain/measure';
import { tallyOf } from '../../src/domain/tally';
import { type Verdict } from '../../src/domain/verdict';

const plain = { nBefore: 10, nAfter: 10 };
const effect = { effect: -2, low: -3, high: -1, p: 0.01, rho: 0, sigma: 1, scale: 'none' as const, outliers: [] };
const moved = (kind: 'improved' | 'worsened', strength: 'tentative' | 'confirmed'): Verdict => ({ kind, strength, effect, plain });
const measure = (role: MeasureRole, verdict: Verdict) => ({ role, verdict });

test('counts what improved and worsened of the measures that should move; guardrails and refusals do not count as moved', () => {
  const refused: Verdict = { kind: 'refused', reason: 'no-baseline', plain };
  const measures = [
    measure('primary', moved('improved', 'confirmed')),
    measure('supporting', moved('improved', 'tentative')),
    measure('supporting', moved('worsened', 'tentative')),
    measure('supporting', refused),
    measure('guardrail', moved('improved', 'confirmed')),
  ];
  expect(tallyOf(measures)).toEqual({ all: 4, improved: 2, confirmed: 1, worsened: 1 });
  expect(tallyOf([])).toEqual({ all: 0, improved: 0, confirmed: 0, worsened: 0 });
});
