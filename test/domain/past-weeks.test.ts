import { type Measure } from '../../src/domain/measure';
import { PAST_WEEKS, pastWeeks } from '../../src/domain/past-weeks';
import { plusDays } from '../../src/domain/timeline';

/** Launched on a Monday after twelve weeks around 9. */
const LAUNCH = '2026-03-30';
const measure: Measure = {
  ...{ outcomeId: 'out_1', kpiId: 'kpi_1', role: 'primary', launch: LAUNCH },
  ...{ baseline: { kind: 'window', from: '2026-01-05', to: '2026-03-29' }, target: { kind: 'value', value: 6, by: '2026-12-18' } },
};
const kpi = { direction: 'decrease', cadence: 'week' } as const;
const noise = [0.2, -0.15, 0.05, -0.1, 0.18, -0.2];
const values = Array.from({ length: 26 }, (_, week) => ({ at: plusDays('2026-01-05', week * 7), value: (week < 12 ? 9 : 7.2) + (noise[week % noise.length] ?? 0) }));
const TODAY = '2026-07-02';

it('tells each complete week since the launch by what was known at its end, and no more of them than it keeps', () => {
  const weeks = pastWeeks(measure, kpi, values, TODAY);
  expect(weeks.map(({ week }) => week)).toEqual(Array.from({ length: PAST_WEEKS }, (_, i) => plusDays('2026-04-06', i * 7)));
  expect(weeks[0]).toMatchObject({ kind: 'not enough data', early: true });
  expect(weeks.at(-1)).toMatchObject({ kind: 'improved', strength: 'confirmed', onTarget: false, early: false });
  expect(weeks.at(-1)?.share).toBeCloseTo(0.6, 1);
  expect(pastWeeks(measure, kpi, values.filter(({ at }) => at <= plusDays('2026-06-01', 6)), plusDays('2026-06-01', 7)).at(-1)).toEqual(weeks.find(({ week }) => week === '2026-06-01'));
});

it('keeps what it found, and finds anew what a corrected value or a changed measure touches', () => {
  const known = pastWeeks(measure, kpi, values, TODAY).map((week) => ({ ...week, share: 99 }));
  const shares = (weeks: typeof known) => weeks.map(({ share }) => share === 99);
  expect(shares(pastWeeks(measure, kpi, values, TODAY, known) as typeof known)).toEqual(known.map(() => true));
  const corrected = values.map((one) => (one.at === '2026-06-08' ? { ...one, value: 7.3 } : one));
  expect(shares(pastWeeks(measure, kpi, corrected, TODAY, known) as typeof known)).toEqual(known.map(({ week }) => week < '2026-06-08'));
  const moved = { ...measure, target: { ...measure.target, value: 5 } } as Measure;
  expect(shares(pastWeeks(moved, kpi, values, TODAY, known) as typeof known)).toEqual(known.map(() => false));
});

it('tells nothing before a launch', () => {
  expect(pastWeeks({ ...measure, launch: undefined }, kpi, values, TODAY)).toEqual([]);
  expect(pastWeeks({ ...measure, launch: '2026-08-03' }, kpi, values, TODAY)).toEqual([]);
});
