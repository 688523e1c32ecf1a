import { otherLaunches } from '../../src/domain/other-launches';
import { type MeasureView, type OutcomeSnapshot } from '../../src/domain/snapshot';

const measure = (more: Partial<MeasureView> = {}): MeasureView => ({
  ...{ kpiId: 'kpi_1', name: 'Handling time', unit: 'h', direction: 'decrease', cadence: 'week', role: 'primary' },
  baseline: { kind: 'level', level: 9, count: 12 },
  target: { kind: 'value', value: 6, by: '2026-12-18' },
  ...{ launch: '2026-03-30', from: '2026-01-05', newest: { at: '2026-06-22', value: 7 } },
  way: { kind: 'share', share: 0.67 },
  verdict: { kind: 'not enough data', moreNeeded: 1, plain: { nBefore: 12, nAfter: 2 } },
  history: [],
  ...more,
});
const outcome = (id: string, title: string, ...measures: MeasureView[]): OutcomeSnapshot => ({
  ...{ outcomeId: id, title, ownerId: 'a', period: {}, restricted: false, state: 'open' },
  ...{ measures, delivery: {} },
});
const own = outcome('out_1', 'Faster requests', measure());
const chatBot = (launch: string | undefined, kpiId = 'kpi_1') => outcome('out_2', 'Chat bot', measure({ kpiId, launch }));
const told = (one: OutcomeSnapshot, ...beside: OutcomeSnapshot[]) => otherLaunches(one.measures[0] ?? measure(), one, beside);

it('names the launch of another outcome that uses the same KPI', () => {
  expect(told(own, own, chatBot('2026-05-04'))).toEqual([{ title: 'Chat bot', at: '2026-05-04' }]);
});

it.each([
  ['before the first value that counts', chatBot('2026-01-04')],
  ['after the newest value', chatBot('2026-06-23')],
  ['on the same day', chatBot('2026-03-30')],
  ['not yet', chatBot(undefined)],
  ['with another KPI', chatBot('2026-05-04', 'kpi_2')],
])('not one that was launched %s', (_what, other) => {
  expect(told(own, other)).toEqual([]);
});

it('names another launch within the outcome by its KPI, and puts all by date', () => {
  const staged = outcome('out_1', 'Faster requests', measure(), measure({ kpiId: 'kpi_9', name: 'Satisfaction', launch: '2026-04-20' }));
  expect(told(staged, chatBot('2026-02-02'))).toEqual([
    { title: 'Chat bot', at: '2026-02-02' },
    { title: 'Satisfaction', at: '2026-04-20' },
  ]);
});
