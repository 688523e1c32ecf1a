import { type LocalPlatform, startPlatform } from '../support/platform';
import { ADMIN, ENGINEER, GLOBAL, type Needle, PROJECT_ADMIN, inSettings, needleOn } from '../support/needle';

let platform: LocalPlatform;
let needle: Needle;

beforeAll(async () => {
  platform = await startPlatform({ seed: 'test/fixtures/harbour.jsonl', now: '2026-03-20T10:00:00.000Z' });
  needle = needleOn(platform);
}, 60_000);
afterAll(() => platform?.stop());

const listed = async (accountId: string) => (await needle.call(accountId, GLOBAL, 'outcome.list', {})).outcomes;
const placeOf = async (accountId: string, outcomeId: string) => (await listed(accountId)).find((one) => one.outcomeId === outcomeId);

describe('where an outcome stands among others', () => {
  let parentId: string;
  let childId: string;

  beforeAll(async () => {
    ({ outcomeId: parentId } = (await needle.call(ADMIN, GLOBAL, 'outcome.create', { title: 'A harbour that ships choose' })).outcome);
    ({ outcomeId: childId } = await needle.outcomeWithKpi('Berths without waiting', { parentId }));
    const link = async (key: string, outcomeId: string) =>
      needle.call(PROJECT_ADMIN, inSettings('HRB'), 'link.set', { issueId: await needle.issueId(key), outcomeId });
    await link('HRB-1', childId);
    await link('HRB-2', parentId);
    await platform.clock({ advance: 'PT5M' });
  });

  it('whoever may see the parent is told of it', async () => {
    for (const who of [ADMIN, ENGINEER]) {
      expect(await placeOf(who, childId)).toMatchObject({ parentId });
      const read = await needle.call(who, GLOBAL, 'outcome.read', { outcomeId: childId });
      expect(read.parent).toEqual({ outcomeId: parentId, title: 'A harbour that ships choose' });
      expect(read.outcome.parentId).toBe(parentId);
    }
  });

  it('each is told which are theirs: owned, approved, or measured by a KPI of theirs', async () => {
    const { outcome } = await needle.call(ADMIN, GLOBAL, 'outcome.create', { title: 'Quays by day', ownerId: PROJECT_ADMIN, approverIds: [ENGINEER] });
    await platform.clock({ advance: 'PT5M' });
    const theirs = async (who: string, id: string) => (await placeOf(who, id))?.yours;
    expect(await Promise.all([PROJECT_ADMIN, ENGINEER, ADMIN].map((who) => theirs(who, outcome.outcomeId)))).toEqual([true, true, undefined]);
    // The administrator made it and owns its KPI.
    expect(await Promise.all([ADMIN, ENGINEER].map((who) => theirs(who, childId)))).toEqual([true, undefined]);
    const { kpis } = await needle.call(ADMIN, GLOBAL, 'kpi.list', {});
    const own = kpis.find(({ name }) => name === 'Berths without waiting: handling time');
    await needle.call(ADMIN, GLOBAL, 'kpi.update', { kpiId: own?.kpiId ?? '', version: own?.version ?? 0, ownerId: ENGINEER });
    expect(await theirs(ENGINEER, childId)).toBe(true);
    await needle.call(ADMIN, GLOBAL, 'kpi.update', { kpiId: own?.kpiId ?? '', version: (own?.version ?? 0) + 1, ownerId: ADMIN });
    await needle.call(ADMIN, GLOBAL, 'outcome.close', { outcomeId: outcome.outcomeId, version: 1, as: 'abandoned', reason: 'It rains.' });
    await platform.clock({ advance: 'PT5M' });
  });

  it('of a restricted parent not even its id is told to others', async () => {
    await needle.call(ADMIN, GLOBAL, 'outcome.update', { outcomeId: parentId, version: 1, restricted: true });
    await platform.clock({ advance: 'PT5M' });
    const mine = await listed(ENGINEER);
    expect(mine.map((one) => one.outcomeId)).toEqual([childId]);
    expect(JSON.stringify(mine)).not.toContain(parentId);
    const read = await needle.call(ENGINEER, GLOBAL, 'outcome.read', { outcomeId: childId });
    expect(JSON.stringify(read)).not.toContain(parentId);
    expect(await placeOf(ADMIN, childId)).toMatchObject({ parentId });
  });

  it('an owner cannot place theirs below one that they may not see, and keeps a place that they do not know of', async () => {
    const { outcome } = await needle.call(ADMIN, GLOBAL, 'outcome.create', { title: 'Mine', ownerId: ENGINEER });
    const sent = { outcomeId: outcome.outcomeId, version: 1, parentId };
    const reply = await needle.ask(ENGINEER, GLOBAL, 'outcome.update', sent);
    expect(reply).toMatchObject({ ok: false, error: { code: 'not-found', field: 'parentId' } });
    await needle.call(ADMIN, GLOBAL, 'outcome.update', sent);
    // Of which not even the version tells.
    const renamed = await needle.call(ENGINEER, GLOBAL, 'outcome.update', { outcomeId: outcome.outcomeId, version: 1, title: 'Still mine' });
    expect(renamed.outcome.parentId).toBeUndefined();
    const seen = await needle.call(ADMIN, GLOBAL, 'outcome.read', { outcomeId: outcome.outcomeId });
    expect(seen.outcome).toMatchObject({ title: 'Still mine', parentId });
  });
});

describe('a change that was live before it was measured', () => {
  const live = { role: 'primary', target: { kind: 'value', value: 6, by: '2026-12-18' }, launch: '2026-03-02' } as const;

  it('begins without a baseline: its values show, a verdict is refused, and older values mend that', async () => {
    const { outcome } = await needle.call(ADMIN, GLOBAL, 'outcome.create', { title: 'Live already', ownerId: ENGINEER });
    const { kpi } = await needle.call(ADMIN, GLOBAL, 'kpi.create', { name: 'Waiting', unit: 'h', direction: 'decrease', cadence: 'week' });
    const pair = { outcomeId: outcome.outcomeId, kpiId: kpi.kpiId };
    await needle.call(ADMIN, GLOBAL, 'value.record', { kpiId: kpi.kpiId, values: [{ at: '2026-03-16', value: 7 }] });
    const { view } = await needle.call(ADMIN, GLOBAL, 'measure.set', { ...pair, ...live, baseline: { kind: 'none' } });
    expect(view).toMatchObject({
      baseline: { kind: 'refused', reason: 'begun-without' },
      newest: { value: 7 },
      way: { kind: 'refused', reason: 'no-baseline' },
      verdict: { kind: 'refused', reason: 'no-baseline' },
    });
    const window = { kind: 'window', from: '2026-02-02', to: '2026-02-23' } as const;
    await needle.call(ADMIN, GLOBAL, 'value.record', {
      ...{ kpiId: kpi.kpiId, source: 'paste' },
      values: [{ at: '2026-02-02', value: 9 }, { at: '2026-02-09', value: 9.4 }],
    });
    // It was agreed to begin without one, so a second person decides on the first.
    expect(await needle.ask(ADMIN, GLOBAL, 'measure.set', { ...pair, ...live, version: 1, baseline: window })).toMatchObject({ ok: false, error: { code: 'forbidden', field: 'baseline' } });
    const { proposal } = await needle.call(ENGINEER, GLOBAL, 'proposal.make', { ...pair, reason: 'The old log was found.', change: { kind: 'terms', ...live, baseline: window } });
    await needle.call(ADMIN, GLOBAL, 'proposal.decide', { outcomeId: pair.outcomeId, proposalId: proposal.proposalId, approve: true, reason: 'Seen.' });
    const { measures } = await needle.call(ADMIN, GLOBAL, 'outcome.read', { outcomeId: pair.outcomeId });
    expect(measures[0]?.view.baseline).toEqual({ kind: 'level', level: 9.2, count: 2 });
  });

  it('a window that reaches past the launch is no baseline', async () => {
    const { outcomeId, kpiId } = await needle.outcomeWithKpi('Late window');
    const reply = await needle.ask(ADMIN, GLOBAL, 'measure.set', {
      ...{ outcomeId, kpiId, version: 1, ...live },
      baseline: { kind: 'window', from: '2026-02-02', to: '2026-03-02' },
    });
    expect(reply).toMatchObject({ ok: false, error: { code: 'invalid-input', field: 'baseline.to' } });
  });
});

describe('an archived outcome', () => {
  it('takes no change but its reopening', async () => {
    const { outcomeId } = (await needle.call(ADMIN, GLOBAL, 'outcome.create', { title: 'Paper forms gone' })).outcome;
    const { kpiId } = (await needle.call(ADMIN, GLOBAL, 'kpi.create', { name: 'Forms', unit: 'n', direction: 'decrease', cadence: 'week' })).kpi;
    const measure = { outcomeId, kpiId, role: 'primary', baseline: { kind: 'stated', level: 9 }, target: { kind: 'value', value: 5, by: '2026-12-18' } } as const;
    await needle.call(ADMIN, GLOBAL, 'measure.set', measure);
    const { outcome } = await needle.call(ADMIN, GLOBAL, 'outcome.update', { outcomeId, version: 1, state: 'archived' });
    const { version } = outcome;
    const archived = { ok: false, error: { code: 'forbidden', field: 'outcomeId', remedy: expect.stringContaining('Reopen it first') } };
    expect(await needle.ask(ADMIN, GLOBAL, 'outcome.update', { outcomeId, version, title: 'Renamed' })).toMatchObject(archived);
    expect(await needle.ask(ADMIN, GLOBAL, 'measure.remove', { outcomeId, kpiId, version: 1 })).toMatchObject(archived);
    expect(await needle.ask(ADMIN, GLOBAL, 'measure.set', { ...measure, version: 1 })).toMatchObject(archived);
    const reopened = await needle.call(ADMIN, GLOBAL, 'outcome.update', { outcomeId, version, state: 'open' });
    expect(reopened.outcome).toMatchObject({ title: 'Paper forms gone', state: 'open' });
  });
});

describe('a corrected value', () => {
  it('keeps what stood there, with when and by whom', async () => {
    const { kpi } = await needle.call(ADMIN, GLOBAL, 'kpi.create', { name: 'Berths', unit: 'n', direction: 'increase', cadence: 'week', ownerId: ENGINEER });
    const record = (who: string, value: number) => needle.call(who, GLOBAL, 'value.record', { kpiId: kpi.kpiId, values: [{ at: '2026-03-16', value }] });
    await record(ADMIN, 4);
    await record(ENGINEER, 5);
    const read = await needle.call(ENGINEER, GLOBAL, 'kpi.read', { kpiId: kpi.kpiId });
    expect(read.values).toMatchObject([{ value: 5, byId: ENGINEER, corrections: 1, history: [{ value: 4, source: 'entry', byId: ADMIN }] }]);
  });
});

it('a KPI names the outcomes that it serves, to whoever may see them', async () => {
  const { kpi } = await needle.call(ADMIN, GLOBAL, 'kpi.create', { name: 'Moves', unit: 'n', direction: 'increase', cadence: 'week', ownerId: ENGINEER });
  for (const [title, restricted] of [['Fewer moves', false], ['A silent sale', true]] as const) {
    const { outcomeId } = (await needle.call(ADMIN, GLOBAL, 'outcome.create', { title, restricted, ...(restricted ? {} : { ownerId: ENGINEER }) })).outcome;
    await needle.call(ADMIN, GLOBAL, 'measure.set', { outcomeId, kpiId: kpi.kpiId, role: 'primary', baseline: { kind: 'stated', level: 5 }, target: { kind: 'value', value: 9, by: '2026-12-18' } });
  }
  const served = async (who: string) => ((await needle.call(who, GLOBAL, 'kpi.read', { kpiId: kpi.kpiId })).serves ?? []).map(({ title }) => title);
  expect(await served(ADMIN)).toEqual(['Fewer moves', 'A silent sale']);
  expect(await served(ENGINEER)).toEqual(['Fewer moves']);
});
