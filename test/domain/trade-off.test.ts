import fc from 'fast-check';
import { tradeOff } from '../../src/domain/trade-off';

const halved = { remaining: 30, pace: 3, usualPace: 6, run: 12, usualRun: 6 };

it('half the pace doubles what remains: 30 items take 10 weeks in place of 5', () => {
  expect(tradeOff(halved)).toEqual({ kind: 'slip', days: 35 });
  expect(tradeOff({ ...halved, costPerDay: 2_000 })).toEqual({ kind: 'slip', days: 35, cost: 70_000 });
});

it.each([
  ['no change work gets done', { ...halved, pace: 0 }, { kind: 'stopped' }],
  ['faster than usual', { ...halved, pace: 8 }, { kind: 'none' }],
  ['slower, and run work did not grow: it is not what run work costs', { ...halved, run: 6 }, { kind: 'none' }],
  ['nothing remains', { ...halved, remaining: 0 }, { kind: 'refused', reason: 'no-scope' }],
  ['there never was a pace', { ...halved, usualPace: 0 }, { kind: 'refused', reason: 'no-usual-pace' }],
  ['there never was a pace, and the plan leaves 7 weeks: 30 items take 10', { ...halved, usualPace: 0, usualRun: 0, planDays: 49 }, { kind: 'slip', days: 21, against: 'plan' }],
  ['the plan leaves room', { ...halved, usualPace: 0, usualRun: 0, planDays: 100 }, { kind: 'none' }],
  ['the plan is missed, and no run work is done: it is not what run work costs', { ...halved, usualPace: 0, run: 0, planDays: 49 }, { kind: 'none' }],
  ['nothing was done yet, whatever the plan', { ...halved, usualPace: 0, pace: 0, planDays: 49 }, { kind: 'refused', reason: 'no-usual-pace' }],
])('%s', (_what, input, answer) => {
  expect(tradeOff(input)).toEqual(answer);
});

it('whatever comes in, days are whole and above 0', () => {
  const any = fc.double();
  fc.assert(
    fc.property(any, any, any, any, any, (remaining, pace, usualPace, run, usualRun) => {
      const answer = tradeOff({ remaining, pace, usualPace, run, usualRun });
      if (answer.kind === 'slip') expect(Number.isSafeInteger(answer.days) && answer.days > 0).toBe(true);
    }),
  );
});
