import { type CallInput } from '../../src/contract';
import { ADMIN, ENGINEER, GLOBAL, type Needle, PROJECT_ADMIN, inSettings, needleOn, onIssue, onProject } from '../support/needle';
import { type LocalPlatform, startPlatform } from '../support/platform';

let platform: LocalPlatform;
let needle: Needle;

beforeAll(async () => {
  platform = await startPlatform({ seed: 'test/fixtures/harbour.jsonl', now: '2026-03-06T10:00:00.000Z' });
  needle = needleOn(platform);
}, 60_000);
afterAll(() => platform?.stop());

/** Weekly values around 9 with a little variation, then around 7. */
const WEEKS = ['2025-11-03', '2025-11-10', '2025-11-17', '2025-11-24', '2025-12-01', '2025-12-08', '2025-12-15', '2025-12-22', '2026-01-05', '2026-01-12', '2026-01-19', '2026-01-26', '2026-02-02', '2026-02-09', '2026-02-16', '2026-02-23'];
const valueAt = (index: number) => (index < 8 ? 9 : 7) + ([0.1, -0.2, 0.15, -0.05][index % 4] ?? 0);
const VALUES = WEEKS.map((at, index) => ({ at, value: valueAt(index) }));
const MEASURE = {
  role: 'primary',
  baseline: { kind: 'window', from: '2025-11-01', to: '2025-12-31' },
  target: { kind: 'value', value: 6, by: '2026-06-30' },
  launch: '2026-01-01',
} as const;

async function newKpi(): Promise<string> {
  const { kpi } = await needle.call(ADMIN, GLOBAL, 'kpi.create', { name: 'Berth time', unit: 'hours', direction: 'decrease', cadence: 'week' });
  await needle.call(ADMIN, GLOBAL, 'value.record', { kpiId: kpi.kpiId, values: VALUES });
  return kpi.kpiId;
}

async function newOutcome(title: string): Promise<string> {
  return (await needle.call(ADMIN, GLOBAL, 'outcome.create', { title, approverIds: [PROJECT_ADMIN] })).outcome.outcomeId;
}

async function link(outcomeId: string, epic: string, version?: number): Promise<void> {
  const issueId = await needle.issueId(epic);
  await needle.call(PROJECT_ADMIN, inSettings('HRB'), 'link.set', { issueId, outcomeId, ...(version === undefined ? {} : { version }) });
}

describe('what panel and project page show of a verdict', () => {
  let kpiId: string;
  let outcomeId: string;
  let isSet = false;

  async function set(more: Partial<CallInput<'measure.set'>> = {}): Promise<void> {
    // Set once, and launched then: further changes take a second person.
    if (isSet) return needle.agree(PROJECT_ADMIN, { outcomeId, kpiId }, { kind: 'terms', ...MEASURE, ...more });
    await needle.call(ADMIN, GLOBAL, 'measure.set', { outcomeId, kpiId, ...MEASURE, ...more });
    isSet = true;
  }
  async function shown() {
    const panel = await needle.call(ENGINEER, onIssue('HRB-1'), 'panel.read', {});
    const page = await needle.call(ENGINEER, onProject('HRB'), 'project.read', {});
    const [onPanel] = panel.outcomes[0]?.outcome.measures ?? [];
    const [onPage] = page.rows.find(({ outcome }) => outcome.outcomeId === outcomeId)?.outcome.measures ?? [];
    expect(onPage).toEqual(onPanel);
    if (!onPanel) throw new Error('No measure is shown.');
    return onPanel;
  }

  beforeAll(async () => {
    kpiId = await newKpi();
    outcomeId = await newOutcome('Ships wait less');
    await link(outcomeId, 'HRB-1');
    await set();
  });

  it('is the verdict on the values, baseline, target and launch as they are', async () => {
    expect(await shown()).toMatchObject({ verdict: { kind: 'improved', strength: 'confirmed' }, baseline: { kind: 'level', count: 8 } });
  });

  it('changes with a value', async () => {
    const before = await shown();
    await needle.call(ADMIN, GLOBAL, 'value.record', { kpiId, values: [{ at: '2026-03-02', value: 8.4 }] });
    const after = await shown();
    expect(after.newest).toEqual({ at: '2026-03-02', value: 8.4 });
    expect(after.verdict.plain.nAfter).toBe(before.verdict.plain.nAfter + 1);
    expect(after.verdict).not.toEqual(before.verdict);
  });

  it('changes with the baseline', async () => {
    const before = await shown();
    await set({ baseline: { kind: 'window', from: '2025-11-20', to: '2025-12-31' } });
    const after = await shown();
    expect(after.baseline).toMatchObject({ count: 5 });
    expect(after.verdict.plain.nBefore).toBe(5);
    expect(after.verdict).not.toEqual(before.verdict);
    await set();
  });

  it('changes with the target', async () => {
    const shareOf = async () => ((await shown()).verdict as { effect?: { share?: number } }).effect?.share ?? 0;
    const before = await shareOf();
    await set({ target: { kind: 'value', value: 3, by: '2026-06-30' } });
    expect(await shareOf()).toBeCloseTo(before / 2, 1);
    await set();
  });

  it('changes with the launch', async () => {
    await set({ launch: '2026-02-20', lagDays: 3 });
    expect(await shown()).toMatchObject({ launch: '2026-02-20', verdict: { kind: 'not enough data', plain: { nAfter: 2 } }, enoughBy: expect.any(String) as string });
    await set();
    expect((await shown()).verdict.kind).toBe('improved');
  });

  it('keeps when it changed', async () => {
    const { measures } = await needle.call(ENGINEER, onProject('HRB'), 'outcome.read', { outcomeId });
    expect(measures[0]?.history.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['improved', 'not enough data']));
  });
});

describe('a staged rollout', () => {
  it('is judged by its first launch and tells the later ones in order', async () => {
    const kpiId = await newKpi();
    const outcomeId = await newOutcome('Cranes book themselves');
    const sent = { outcomeId, kpiId, ...MEASURE };
    const { record, view } = await needle.call(ADMIN, GLOBAL, 'measure.set', { ...sent, laterLaunches: ['2026-03-02', '2026-02-02', '2026-03-02'] });
    expect(record.laterLaunches).toEqual(['2026-02-02', '2026-03-02']);
    expect(view).toMatchObject({ launch: '2026-01-01', laterLaunches: ['2026-02-02', '2026-03-02'], alsoLaunched: [{ at: '2026-02-02' }, { at: '2026-03-02' }] });
    expect(view.verdict.plain).toMatchObject({ nBefore: 8, nAfter: 8 });
  });

  it.each([
    ['before the first', { laterLaunches: ['2025-12-01'] }],
    ['without a first', { launch: undefined, laterLaunches: ['2026-02-02'] }],
  ])('refuses a later launch %s', async (_what, more) => {
    const sent = { outcomeId: await newOutcome('Refused'), kpiId: await newKpi(), ...MEASURE, ...more };
    expect(await needle.ask(ADMIN, GLOBAL, 'measure.set', sent)).toMatchObject({ ok: false, error: { code: 'invalid-input', field: 'laterLaunches' } });
  });
});

describe('launches of other outcomes with the same KPI', () => {
  it('are named to those who may see the outcome, and to nobody else', async () => {
    const kpiId = await newKpi();
    const mine = await newOutcome('Berths are found at once');
    const other = await newOutcome('A pilot app');
    await link(mine, 'HRB-2');
    await link(other, 'HRB-2', 1);
    await needle.call(ADMIN, GLOBAL, 'measure.set', { outcomeId: mine, kpiId, ...MEASURE });
    await needle.call(ADMIN, GLOBAL, 'measure.set', { outcomeId: other, kpiId, ...MEASURE, launch: '2026-02-02' });
    const named = async () => {
      const { measures } = await needle.call(ENGINEER, onProject('HRB'), 'outcome.read', { outcomeId: mine });
      return measures[0]?.view.alsoLaunched;
    };
    expect(await named()).toEqual([{ at: '2026-02-02', title: 'A pilot app' }]);
    const panel = await needle.call(ENGINEER, onIssue('HRB-2'), 'panel.read', {});
    expect(JSON.stringify(panel.outcomes.find(({ outcome }) => outcome.outcomeId === mine))).toContain('A pilot app');

    await needle.call(ADMIN, GLOBAL, 'outcome.update', { outcomeId: other, version: 1, restricted: true });
    expect(await named()).toBeUndefined();
    await needle.call(ADMIN, GLOBAL, 'outcome.update', { outcomeId: other, version: 2, restricted: false });
    expect(await named()).toHaveLength(1);
    await needle.agree(PROJECT_ADMIN, { outcomeId: other, kpiId }, { kind: 'remove' });
    expect(await named()).toBeUndefined();
  });
});
