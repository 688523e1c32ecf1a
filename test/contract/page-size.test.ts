import { gzipSync } from 'node:zlib';
import { MAX_CONFLICTS } from '../../src/contract/calls/conflict';
import { calls } from '../../src/contract/index';
import { MAX_PAGE } from '../../src/contract/fields';
import { ACTIVITY_WEEKS, MAX_OUTCOMES_SHOWN, MAX_RESTRICTED_SHOWN } from '../../src/domain/project-activity';
import { PAST_WEEKS } from '../../src/domain/past-weeks';
import { MAX_TEAMS } from '../../src/domain/team';
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
    outcomes: Array.from({ length: MAX_OUTCOMES_SHOWN + MAX_RESTRICTED_SHOWN }, () => ({
      ...{ outcomeId: id('out'), delivered: counts(), added: counts(), removed: counts(), scope: counts(), open: counts() },
      forecast: { kind: 'forecast' as const, low: 3, median: 5, high: 9 },
      tradeOff: { kind: 'none' as const },
    })),
  },
};

const teams = {
  teams: Array.from({ length: MAX_TEAMS }, (_, n) => ({
    ...{ teamId: id('team'), name: `Team number ${n} of the bank`, projects: ['NSP', 'NSD', `P${n}`], isProject: false, pending: false },
    activity: { weeks, change: work(), run: work(), share: { now: random(), before: random() }, inProgress: { change: 12, run: 7 }, switches: counts() },
  })),
};
const conflicts = {
  conflicts: Array.from({ length: MAX_CONFLICTS }, (_, n) => ({
    ...{ team: { teamId: id('team'), name: `Team number ${n} of the bank` }, outcome: { outcomeId: id('out'), title: `Outcome number ${n} of a large project` } },
    ...{ kpi: { kpiId: id('kpi'), name: `KPI ${figure().toFixed(0)}` }, since: '2026-03-02', structural: true },
    pull: { kind: 'pulls' as const, rho: random(), low: random(), high: random(), weeks: 26 },
    adopt: { kpiId: id('kpi'), name: `KPI ${figure().toFixed(0)}` },
    guard: { baseline: { kind: 'window' as const, from: '2026-01-05', to: '2026-06-29' }, target: { kind: 'value' as const, value: figure(), by: '2026-12-31' }, launch: '2026-07-06' },
  })),
  more: 400,
};

it('a view of a project with 1,000 outcomes carries little: it is paged, and so is its work', () => {
  expect(() => calls['project.read'].reply.parse(page)).not.toThrow();
  expect(() => calls['project.activity'].reply.parse(activity)).not.toThrow();
  expect(() => calls['project.teams'].reply.parse(teams)).not.toThrow();
  expect(() => calls['project.conflicts'].reply.parse(conflicts)).not.toThrow();
  const sent = [page, activity, teams, conflicts].map((reply) => gzipSync(JSON.stringify({ ok: true, data: reply })).length / 1024);
  expect(sent.reduce((sum, kib) => sum + kib, 0)).toBeLessThanOrEqual(MOST_KIB);
  expect(Math.min(...sent)).toBeGreaterThan(4);
});
