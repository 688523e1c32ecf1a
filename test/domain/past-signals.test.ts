import { pastSignals } from '../../src/domain/past-signals';
import { type PastWeek } from '../../src/domain/past-weeks';
import { plusDays } from '../../src/domain/timeline';

const week = (i: number): string => plusDays('2026-01-05', i * 7);
const past = (i: number, more: Partial<PastWeek> = {}): PastWeek => ({ week: week(i), kind: 'not enough data', ruledOut: false, early: true, onTarget: false, basis: '', ...more });
const primary = (weeks: PastWeek[]) => ({ kpiId: 'kpi_1', name: 'Handling time', role: 'primary' as const, launch: week(2), past: weeks });
const work = (delivered: number[]) => ({ weeks: delivered.map((_, i) => week(i)), delivered, run: delivered.map(() => 8), scope: delivered.map(() => 100), open: delivered.map(() => 40) });

it('tells the signal of each week by the KPI alone where there is no work to look at', () => {
  const weeks = [past(10), past(11, { kind: 'improved', strength: 'tentative', early: false }), past(12, { kind: 'worsened', strength: 'confirmed', early: false }), past(13, { kind: 'improved', strength: 'confirmed', onTarget: true, early: false })];
  expect(pastSignals([primary(weeks)], undefined).map(({ signal }) => signal)).toEqual(['too-early', 'moving', 'wrong-way', 'achieved']);
});

it('tells when change work had stopped by then, whatever the KPI shows', () => {
  const delivered = [...Array.from({ length: 14 }, () => 7), ...Array.from({ length: 6 }, () => 0)];
  const told = pastSignals([primary(delivered.map((_, i) => past(i, { kind: 'improved', strength: 'confirmed', early: false })))], work(delivered));
  expect(told.slice(0, 14).every(({ signal }) => signal === 'moving')).toBe(true);
  expect(told.at(-1)?.signal).toBe('silent-stall');
});

it('tells of an activity trap where the planned effect is ruled out and most is delivered', () => {
  const delivered = Array.from({ length: 20 }, () => 4);
  const told = pastSignals([primary([past(19, { kind: 'no detectable change', ruledOut: true, early: false })])], { ...work(delivered), open: delivered.map(() => 10) });
  expect(told).toEqual([{ week: week(19), signal: 'activity-trap' }]);
});
