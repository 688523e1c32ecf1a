import fc from 'fast-check';
import { type Case } from '../../src/domain/verdict';

/** Any number at all, and those that series are made of more often. */
const number = fc.oneof(fc.double(), fc.double({ min: -100, max: 100 }), fc.integer({ min: 0, max: 9 }), fc.constantFrom(0, -0, 1e308, -1e308, 5e-324, NaN, Infinity));
const value = fc.option(fc.oneof({ weight: 3, arbitrary: fc.double({ min: -100, max: 100, noNaN: true }) }, number), { freq: 8 });
const point = fc.record({ gap: fc.oneof({ weight: 5, arbitrary: fc.constant(1) }, number), value, control: value });
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** Any case that the types permit, sensible or not. */
export const arbitraryCase: fc.Arbitrary<Case> = fc
  .record({
    // Mostly long enough for the engine, which short ones never reach.
    points: fc.oneof({ weight: 4, arbitrary: fc.array(point, { minLength: 12, maxLength: 40 }) }, fc.array(point, { maxLength: 12 })),
    order: fc.constantFrom('running', 'running', 'running', 'as drawn'),
    launchAt: fc.oneof({ weight: 4, arbitrary: fc.double({ min: 0.3, max: 0.7, noNaN: true }) }, fc.constantFrom(0, 0.1, 1)),
    better: fc.constantFrom(1 as const, -1 as const),
    scale: fc.constantFrom('none' as const, 'log' as const, 'sqrt' as const, 'auto' as const, undefined),
    season: optional(fc.oneof(number, fc.integer({ min: 2, max: 14 }))),
    withControl: fc.boolean(),
    ...{ target: optional(number), baseline: optional(number), planned: optional(number) },
  })
  .map(({ points, order, launchAt, withControl, ...rest }) => {
    let time = 0;
    const times = points.map(({ gap }) => (time = order === 'running' ? time + Math.abs(gap) : gap));
    return {
      ...rest,
      times,
      values: points.map((p) => p.value),
      launch: times[Math.floor(launchAt * times.length)] ?? Infinity,
      control: withControl ? points.map((p) => p.control) : undefined,
    };
  });

/** Every number in an answer, however deep. */
export function numbersOf(answer: unknown): number[] {
  if (typeof answer === 'number') return [answer];
  return typeof answer === 'object' && answer !== null ? Object.values(answer).flatMap(numbersOf) : [];
}
