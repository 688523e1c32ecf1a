/** What Northbank's figures say does not depend on the day and hour at which the demo is opened. */
import { KPIS, OUTCOMES, type OutcomePlan } from '../../../dev/demo/northbank';
import { beginning, happenings } from '../../../dev/demo/timeline';
import { type Measure, baselineLevel } from '../../../src/domain/measure';
import { measureVerdict } from '../../../src/domain/measure-verdict';
import { type Verdict } from '../../../src/domain/verdict';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
const isoDate = (at: number) => new Date(at).toISOString().slice(0, 10);

/** Every sixth hour of a week, a Monday's first and a Sunday's last minute among them. */
const MONDAY = Date.parse('2026-11-23T00:00:00Z');
const OPENINGS = [...Array.from({ length: 28 }, (_, n) => MONDAY + n * 6 * HOUR), MONDAY + 60_000, MONDAY + WEEK - 60_000];

function verdictOf(plan: OutcomePlan, now: number): Verdict {
  const primary = plan.measures.find((m) => m.role === 'primary');
  const kpi = KPIS.find(({ id }) => id === primary?.kpi);
  if (!primary || !kpi) throw new Error(`${plan.id} has no primary KPI.`);
  const values = happenings(now).flatMap((h) => (h.kind === 'value' && h.kpi === kpi.id ? [{ at: h.date, value: h.value }] : []));
  const begin = beginning(now);
  const launch = begin + plan.launch * WEEK;
  const measure: Measure = {
    ...{ outcomeId: plan.id, kpiId: kpi.id, role: 'primary', launch: isoDate(launch) },
    baseline: { kind: 'window', from: isoDate(begin), to: isoDate(launch - DAY) },
    target: { kind: 'value', value: primary.target, by: isoDate(now + plan.dueIn * WEEK) },
  };
  return measureVerdict(measure, { direction: kpi.direction, cadence: 'week' }, values, baselineLevel(measure.baseline, values), isoDate(now));
}

it.each([
  ['off-old-portal', 'no detectable change', undefined],
  ['self-service', 'no detectable change', undefined],
  ['faster-requests', 'improved', 'confirmed'],
  ['day-one', 'not enough data', undefined],
  ['one-portal', 'no detectable change', undefined],
  ['end-contract', 'no detectable change', undefined],
])('%s: %s, whenever it is opened', (id, kind, strength) => {
  const plan = OUTCOMES.find((o) => o.id === id);
  if (!plan) throw new Error(`There is no outcome ${id}.`);
  const told = OPENINGS.map((now) => {
    const verdict = verdictOf(plan, now);
    return JSON.stringify({ kind: verdict.kind, strength: 'strength' in verdict ? verdict.strength : undefined });
  });
  expect(new Set(told)).toEqual(new Set([JSON.stringify({ kind, strength })]));
});

it('the same present makes the same story', () => {
  expect(happenings(MONDAY)).toEqual(happenings(MONDAY));
});

it('nothing happens in the hour before the opening, and every full week has its issues', () => {
  for (const now of OPENINGS) {
    const story = happenings(now);
    expect(Math.max(...story.map(({ at }) => at))).toBeLessThanOrEqual(now - HOUR);
    const weeks = new Set(story.filter(({ kind }) => kind === 'finish').map(({ at }) => Math.floor((at - beginning(now)) / WEEK)));
    for (let week = 0; week < 25; week += 1) expect(weeks).toContain(week);
  }
});
