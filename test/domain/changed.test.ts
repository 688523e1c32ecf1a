import { changesOf } from '../../src/domain/changed';
import { type MeasureView, type OutcomeSnapshot } from '../../src/domain/snapshot';
import { plusDays } from '../../src/domain/timeline';
import { alarmOf, measureView, snapshot } from '../support/snapshots';

const TODAY = '2026-06-23';
const kinds = (one: OutcomeSnapshot, today = TODAY) => changesOf(one, today).map(({ kind }) => kind);
/** Told on the day itself and up to six days later, neither before nor after. */
const expectForAWeek = (one: OutcomeSnapshot, at: string, change: object): void => {
  expect(changesOf(one, at)).toMatchObject([{ at, ...change }]);
  expect(changesOf(one, plusDays(at, 6))).toMatchObject([{ at, ...change }]);
  expect(changesOf(one, plusDays(at, 7))).toEqual([]);
  expect(changesOf(one, plusDays(at, -1))).toEqual([]);
};

it('an outcome of which nothing changed tells nothing', () => {
  expect(changesOf(snapshot(), TODAY)).toEqual([]);
});

it('that it was created', () => {
  expectForAWeek(snapshot({ createdAt: '2026-06-17T09:00:00.000Z' }), '2026-06-17', { kind: 'created' });
});

it('that it was closed, and as what; of its signal nothing more', () => {
  const closed = { as: 'not-achieved' as const, reason: 'x', at: '2026-06-17T09:00:00.000Z', byId: 'a' };
  expectForAWeek(snapshot({ state: 'archived', closed }), '2026-06-17', { kind: 'closed', as: 'not-achieved' });
});

it('a launch, one to come aside, once for all that it is measured by, and each further stage', () => {
  const launched = { launch: '2026-05-04', laterLaunches: ['2026-06-17', '2026-07-01'] };
  const one = snapshot({ measures: [measureView(launched), measureView({ ...launched, kpiId: 'kpi_2', name: 'Backlog', role: 'supporting' })] });
  expectForAWeek(one, '2026-06-17', { kind: 'launched', names: ['Handling time', 'Backlog'] });
  expect(changesOf(snapshot({ measures: [measureView({ launch: '2026-06-22' })] }), TODAY)).toMatchObject([{ kind: 'launched', at: '2026-06-22' }]);
});

describe('a change of what was agreed', () => {
  const was = (until: string, value: number) => ({ until, baseline: { kind: 'level' as const, level: 9, count: 12 }, target: { kind: 'value' as const, value, by: '2026-12-18' } });

  it('of the target: from what to what, by each approval', () => {
    const one = snapshot({ measures: [measureView({ former: [was('2026-05-04', 4), was('2026-06-18', 5), was('2026-06-20', 5.5)] })] });
    expect(changesOf(one, TODAY)).toMatchObject([
      { kind: 'agreed', at: '2026-06-20', unit: 'h', targets: { from: { value: 5.5 }, to: { value: 6 } } },
      { kind: 'agreed', at: '2026-06-18', targets: { from: { value: 5 }, to: { value: 5.5 } } },
    ]);
  });

  it('of something else: without targets', () => {
    const [change] = changesOf(snapshot({ measures: [measureView({ former: [was('2026-06-18', 6)] })] }), TODAY);
    expect(change).toEqual({ kind: 'agreed', at: '2026-06-18', kpiId: 'kpi_1', name: 'Handling time', unit: 'h' });
  });
});

it('a decision on an alarm', () => {
  const decision = { at: '2026-06-17T09:00:00.000Z', byId: 'a', choice: 're-plan' as const, reason: 'x', reviewBy: '2026-09-01' };
  expectForAWeek(snapshot({ alarms: [alarmOf('guardrail-breached', '2026-05-04T06:00:00.000Z', { decision })] }), '2026-06-17', { kind: 'decided', choice: 're-plan' });
});

describe('the signal', () => {
  const effect = { unit: 'absolute', change: -2, low: -3, high: -1 } as unknown as never;
  const improved = measureView({
    verdict: { kind: 'improved', strength: 'confirmed', effect, plain: { nBefore: 12, nAfter: 9 } } as unknown as MeasureView['verdict'],
    history: [{ at: '2026-06-18', kind: 'improved', strength: 'confirmed' }],
  });

  it('that turned good, since the verdict did', () => {
    expect(changesOf(snapshot({ measures: [improved] }), TODAY)).toContainEqual({ kind: 'signal', at: '2026-06-18', signal: 'moving' });
  });

  it('that became an alarm, since it was raised, however long ago work stopped', () => {
    const stall = { since: '2026-05-04', evidence: { weeks: 4 } } as unknown as NonNullable<OutcomeSnapshot['activity']>['stall'];
    const alarm = alarmOf('silent-stall', '2026-06-19T06:00:00.000Z', { since: '2026-05-04' });
    const stalled = snapshot({ activity: { isActivityUp: false, epicsDoneByDue: false, stall }, alarms: [alarm] });
    expect(changesOf(stalled, TODAY)).toEqual([{ kind: 'signal', at: '2026-06-19', signal: 'silent-stall' }]);
  });
});

describe('a verdict that changed', () => {
  const history = (...changes: [string, 'improved' | 'not enough data'][]) => ({
    measures: [measureView({ history: changes.map(([at, kind]) => ({ at, kind, ...(kind === 'improved' ? { strength: 'tentative' as const } : {}) })) })],
  });

  it('within the week is news, and no longer a week later', () => {
    const changed = snapshot(history(['2026-05-04', 'not enough data'], ['2026-06-17', 'improved']));
    expect(changesOf(changed, TODAY)).toMatchObject([{ kind: 'verdict', at: '2026-06-17', from: { kind: 'not enough data' }, to: { kind: 'improved' } }]);
    expect(kinds(changed, '2026-06-24')).toEqual([]);
  });

  it('and changed back is none', () => {
    expect(kinds(snapshot(history(['2026-05-04', 'improved'], ['2026-06-18', 'not enough data'], ['2026-06-22', 'improved'])))).toEqual([]);
  });

  it('is told as the first when there was none before, but not that there is none yet', () => {
    expect(changesOf(snapshot(history(['2026-06-18', 'not enough data'], ['2026-06-22', 'improved'])), TODAY)).toMatchObject([{ kind: 'verdict', to: { kind: 'improved' } }]);
    expect(kinds(snapshot(history(['2026-06-22', 'not enough data'])))).toEqual([]);
  });
});
