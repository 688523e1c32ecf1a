import { gzipSync } from 'node:zlib';
import { calls } from '../../src/contract/index';
import { MAX_PAGE } from '../../src/contract/fields';
import { ACTIVITY_WEEKS, MAX_OUTCOMES_SHOWN } from '../../src/domain/project-activity';
import { PAST_WEEKS } from '../../src/domain/past-weeks';
import { seeded } from '../../src/domain/statistics/random';
import { plusDays } from '../../src/domain/timeline';
import { card, measure, moved } from '../static/fixtures';

/** What one view of a project with 1,000 outcomes may carry, as it is sent. */
const MOST_KIB = 200;
const random = seeded(4);
const figure = (): number => random() * 1000;
const NOW = '2026-09-28T07:12:00.000Z';
const weeks = Array.from({ length: ACTIVITY_WEEKS }, (_, i) => plusDays('2025-09-29', i * 7));
const counts = (): number[] => weeks.map(() => Math.floor(random() * 12));
const id = (prefix: string): string => `${prefix}_${Array.from({ length: 16 }, () => 'abcdefghijklmnopqrstuvwxyz234567'[Math.floor(random() * 32)]).join('')}`;

/** A page as full as pages get: four KPIs an outcome, each judged, with figures that do not compress. */
const page = {
  now: NOW,
  project: { projectId: '10001', key: 'NSP' },
  review: [],
  next: MAX_PAGE,
  rows: Array.from({ length: MAX_PAGE }, (_, n) => ({
    outcome: card({
      ...{ outcomeId: id('out'), title: `Outcome number ${n} of a large project` },
      measures: ['primary', 'supporting', 'supporting', 'guardrail'].map((role) =>
        measure({
          ...{ kpiId: id('kpi'), name: `KPI ${figure().toFixed(0)} of outcome ${n}`, role: role as 'primary' },
          verdict: moved('improved', 'confirmed', { effect: figure(), low: figure(), high: figure(), p: random(), rho: random(), sigma: random(), share: random() }),
          newest: { at: '2026-09-25', value: figure() },
          way: { kind: 'share', share: random() },
        }),
      ),
    }),
    delivery: { epics: 3, count: { total: 400, done: 120, at: NOW } },
    trail: weeks.slice(-PAST_WEEKS).map((week) => ({ week, way: random() })),
  })),
};
const work = () => ({ items: counts(), points: counts(), hours: weeks.map(figure) });
const activity = {
  now: NOW,
  status: { state: 'current' as const, filledAt: NOW },
  activity: {
    ...{ at: NOW, weeks, change: work(), run: work(), share: { now: 0.4, before: 0.5 } },
    outcomes: Array.from({ length: MAX_OUTCOMES_SHOWN }, () => ({
      ...{ outcomeId: id('out'), delivered: counts(), added: counts(), removed: counts(), scope: counts(), open: counts() },
      forecast: { kind: 'forecast' as const, low: 3, median: 5, high: 9 },
      tradeOff: { kind: 'none' as const },
    })),
  },
};

it('a view of a project with 1,000 outcomes carries little: it is paged, and so is its work', () => {
  expect(() => calls['project.read'].reply.parse(page)).not.toThrow();
  expect(() => calls['project.activity'].reply.parse(activity)).not.toThrow();
  const sent = [page, activity].map((reply) => gzipSync(JSON.stringify({ ok: true, data: reply })).length / 1024);
  expect(sent.reduce((sum, kib) => sum + kib, 0)).toBeLessThanOrEqual(MOST_KIB);
  expect(Math.min(...sent)).toBeGreaterThan(5);
});
