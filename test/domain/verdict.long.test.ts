import fc from 'fast-check';
import { judge } from '../../src/domain/verdict';
import { arbitraryCase, numbersOf } from '../support/arbitrary-case';

it('100,000 arbitrary series: nothing throws and no number that is not finite leaves', () => {
  fc.assert(
    fc.property(arbitraryCase, (input) => numbersOf(judge(input)).every(Number.isFinite)),
    { numRuns: 100_000 },
  );
}, 1_800_000);
