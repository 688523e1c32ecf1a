/** Gates on the local Jira: what is observed, stopped, let pass and recorded when issues move. */
import { type CallReply } from '../../src/contract';
import { type GateRule } from '../../src/domain/gate';
import { moveTo, setGate } from '../support/gates';
import { itemsHolding } from '../support/stored';
import { ADMIN, ENGINEER, GLOBAL, type Needle, OUTSIDER, PROJECT_ADMIN, type Place, inSettings, needleOn, onIssue } from '../support/needle';
import { type LocalPlatform, startPlatform } from '../support/platform';

jest.setTimeout(60_000);

let platform: LocalPlatform;
let needle: Needle;
let statusIds: Map<string, string>;
const ADMIN_PAGE: Place = { moduleKey: 'admin-page' };
const GATE_PAGE: Place = { moduleKey: 'gate' };

beforeAll(async () => {
  platform = await startPlatform({ seed: 'test/fixtures/harbour.jsonl', now: '2026-03-20T10:00:00.000Z' });
  needle = needleOn(platform);
  const { body } = await platform.control<{ transitions: { id: string; name: string }[] }>('POST', '/_host/rules', { accountId: ADMIN, projectKey: 'HRB' });
  statusIds = new Map(body.transitions.map(({ id, name }) => [name, id]));
}, 60_000);
afterAll(() => platform?.stop());

const move = (key: string, status: string, who = ENGINEER) => moveTo(platform, who, key, status);
const gateOn = async (key: string, who = ENGINEER): Promise<CallReply<'panel.read'>['gate']> => (await needle.call(who, onIssue(key), 'panel.read', {})).gate;
const newest = async () => (await needle.call(ADMIN, ADMIN_PAGE, 'gate.log', {})).entries[0];

async function link(key: string, outcomeId: string, more: object = {}): Promise<void> {
  const { epics } = await needle.call(ADMIN, inSettings('HRB'), 'epic.list', {});
  const version = epics.find((epic) => epic.key === key)?.version;
  await needle.call(ADMIN, inSettings('HRB'), 'link.set', { issueId: await needle.issueId(key), outcomeId, ...(version ? { version } : {}), ...more });
}

describe('a gate that nobody met yet', () => {
  const asks = { rules: ['linked' as const], baselineValues: 8, leastShare: 0.2 };
  const announce = (who: string, of: { demands?: typeof asks; former?: typeof asks } = { demands: asks }) => needle.ask(who, GATE_PAGE, 'gate.announce', { ...of, statusId: statusIds.get('Closed') ?? '' });
  const shown = () => Promise.all([PROJECT_ADMIN, ADMIN, ENGINEER].map((who) => gateOn('HRB-12', who)));
  /** Of a panel that is read by somebody who may let nothing pass. */
  const cost = async () => {
    await platform.resetMeter();
    await gateOn('HRB-12');
    const { kvs, jira } = await platform.meter();
    return { kvs: kvs.requests, jira: jira.requests };
  };

  it('is announced by administrators of Jira alone, once a day', async () => {
    expect(await shown()).toEqual([undefined, undefined, undefined]);
    const { kvs, jira } = await cost();
    expect(await announce(PROJECT_ADMIN)).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    for (let n = 0; n < 2; n += 1) expect(await announce(ADMIN)).toEqual({ ok: true, data: {} });
    expect(itemsHolding(platform.data, 'gate.announced')).toHaveLength(1);
    // From then on whoever looks is asked about: whether they may let it pass.
    expect(await cost()).toEqual({ kvs: kvs + 1, jira: jira + 1 });
  });

  it('is told to those who may let the issue pass, and to all once it may', async () => {
    const likely = { outcome: 'likely', misses: [{ rule: 'linked', lacks: 'link' }], overrides: [], mayOverride: true };
    const [projectAdmin, admin, engineer] = await shown();
    expect([projectAdmin, admin]).toMatchObject([likely, likely]);
    expect(engineer).toBeUndefined();
    await needle.call(PROJECT_ADMIN, onIssue('HRB-12'), 'gate.override', { rule: 'linked', reason: 'Agreed on Monday.' });
    expect(await gateOn('HRB-12')).toMatchObject({ outcome: 'likely', overrides: [{ rule: 'linked', reason: 'Agreed on Monday.' }], mayOverride: false });
    await setGate(platform, 'HRB', 'Closed', { mode: 'block', rules: ['linked'] });
    expect(await move('HRB-12', 'Closed')).toBeUndefined();
    expect(await newest()).toMatchObject({ outcome: 'overridden', issueKey: 'HRB-12' });
    await setGate(platform, 'HRB', 'Closed', { mode: 'off' });
    expect(await move('HRB-12', 'In Progress')).toBeUndefined();
    await platform.idle();
  });

  it('is told of no more once it blocks no longer', async () => {
    expect(await gateOn('HRB-6', PROJECT_ADMIN)).toMatchObject({ outcome: 'likely' });
    expect(await announce(ADMIN, { former: asks })).toEqual({ ok: true, data: {} });
    expect(await gateOn('HRB-6', PROJECT_ADMIN)).toBeUndefined();
  });
});

describe('a gate that blocks', () => {
  beforeAll(() => setGate(platform, 'HRB', 'In Progress', { mode: 'block', rules: ['linked', 'open'] }));

  it('stops an epic that serves no outcome, and says what is missing and where to mend it', async () => {
    const said = await move('HRB-2', 'In Progress');
    expect(said).toMatch(/^HRB-2 serves no outcome yet\. A project administrator can link its epic in the settings of project HRB, Needle\./);
    expect(await gateOn('HRB-2')).toMatchObject({ outcome: 'stopped', misses: [{ rule: 'linked', lacks: 'link' }], overrides: [], mayOverride: false });
    expect(await newest()).toMatchObject({ outcome: 'stopped', issueKey: 'HRB-2', rules: ['linked'] });
  });

  it('stops it in bulk and for automation too', async () => {
    const transitionId = statusIds.get('In Progress');
    const { body } = await platform.jira(ENGINEER)<{ taskId: string }>('POST', '/rest/api/3/bulk/issues/transition', { bulkTransitionInputs: [{ selectedIssueIdsOrKeys: ['HRB-2', 'HRB-6'], transitionId }] });
    const { body: result } = await platform.jira(ENGINEER)<{ failedAccessibleIssues: Record<string, string[]> }>('GET', `/rest/api/3/bulk/queue/${body.taskId}`);
    expect(result.failedAccessibleIssues[await needle.issueId('HRB-2')]).toEqual([expect.stringContaining('serves no outcome')]);
    // Automation moves issues through the same API, as an account of its own.
    expect(await move('HRB-2', 'In Progress', 'forge-app')).toContain('serves no outcome');
  });

  it('lets it through once that is mended, and forgets what was missing', async () => {
    const { outcomeId } = await needle.outcomeWithKpi('Faster berth requests');
    await link('HRB-2', outcomeId);
    expect(await move('HRB-2', 'In Progress')).toBeUndefined();
    expect(await gateOn('HRB-2')).toBeUndefined();
  });

  it('judges a sub-task by the epic above its story', async () => {
    expect(await move('HRB-7', 'In Progress')).toContain('HRB-7 serves no outcome yet');
  });

  it('judges as if no restricted outcome were there, and tells those of it who see the outcome', async () => {
    const withoutKey = (said: unknown, key: string) => JSON.stringify(said).replaceAll(key, 'KEY').replaceAll(/"at":"[^"]*"/g, '');
    const rules: GateRule[] = ['linked', 'open', 'hypothesis', 'measured', 'guardrail'];
    await setGate(platform, 'HRB', 'Done', { mode: 'block', rules });
    const { outcomeId, kpiId } = await needle.outcomeWithKpi('Quiet takeover', { restricted: true });
    await link('HRB-1', outcomeId, { hypothesis: { kpiId, direction: 'decrease', by: '2026-12-18' } });
    expect(withoutKey(await move('HRB-1', 'Done'), 'HRB-1')).toBe(withoutKey(await move('HRB-10', 'Done'), 'HRB-10'));
    expect(withoutKey(await gateOn('HRB-1'), 'HRB-1')).toBe(withoutKey(await gateOn('HRB-10'), 'HRB-10'));
    expect([(await gateOn('HRB-1'))?.leavesOut, (await gateOn('HRB-1', ADMIN))?.leavesOut]).toEqual([undefined, true]);
    // Whoever owns it may let the work pass all the same.
    await needle.call(ADMIN, GLOBAL, 'outcome.update', { outcomeId, version: 1, ownerId: ENGINEER });
    expect(await needle.ask(ENGINEER, onIssue('HRB-1'), 'gate.override', { rule: 'linked', reason: 'Agreed on elsewhere.' })).toMatchObject({ ok: true });
    expect(await move('HRB-1', 'Done')).toBeUndefined();
    await platform.idle();
    // Beside one that is not restricted it neither helps nor hinders.
    const { outcomeId: open } = await needle.outcomeWithKpi('Open harbour');
    await link('HRB-1', open);
    await setGate(platform, 'HRB', 'In Progress', { mode: 'block', rules: ['hypothesis'] });
    expect(await move('HRB-1', 'In Progress')).toContain('It is not said what HRB-1 is expected to move.');
    await setGate(platform, 'HRB', 'In Progress', { mode: 'block', rules: ['linked', 'open'] });
  });
});

describe('an override', () => {
  it.each([[ENGINEER, 'forbidden'], [OUTSIDER, 'not-found']])('is not for %s', async (who, code) => {
    expect(await needle.ask(who, onIssue('HRB-10'), 'gate.override', { rule: 'linked', reason: 'Please' })).toMatchObject({ ok: false, error: { code } });
  });

  it('by an administrator of the project lets the issue pass that rule, until its status changes', async () => {
    expect(await move('HRB-10', 'In Progress')).toContain('serves no outcome');
    expect(await gateOn('HRB-10', PROJECT_ADMIN)).toMatchObject({ mayOverride: true });
    expect(await needle.call(PROJECT_ADMIN, onIssue('HRB-10'), 'gate.override', { rule: 'linked', reason: 'The harbour master asked.' })).toEqual({ rule: 'linked', until: expect.any(String) as string });
    expect(await gateOn('HRB-10')).toMatchObject({ overrides: [{ rule: 'linked', reason: 'The harbour master asked.' }] });
    expect(await move('HRB-10', 'In Progress')).toBeUndefined();
    expect(await newest()).toMatchObject({ outcome: 'overridden', issueKey: 'HRB-10' });
    await platform.idle();
    expect(await move('HRB-10', 'To Do')).toBeUndefined();
    await platform.idle();
    expect(await move('HRB-10', 'In Progress')).toContain('serves no outcome');
  });

  it('is offered before a gate stops the issue, where one was met on a way out of its status', async () => {
    const ahead = { outcome: 'ahead', misses: [{ rule: 'linked', lacks: 'link' }], overrides: [] };
    expect(await gateOn('HRB-9', PROJECT_ADMIN)).toMatchObject({ ...ahead, mayOverride: true });
    expect(await gateOn('HRB-9')).toMatchObject({ ...ahead, mayOverride: false });
    // Nothing is told where nothing would be missing.
    expect(await gateOn('HRB-11')).toBeUndefined();
    await needle.call(PROJECT_ADMIN, onIssue('HRB-9'), 'gate.override', { rule: 'linked', reason: 'Agreed beforehand.' });
    expect(await gateOn('HRB-9')).toMatchObject({ outcome: 'ahead', overrides: [{ rule: 'linked' }] });
    expect(await move('HRB-9', 'In Progress')).toBeUndefined();
    expect(await newest()).toMatchObject({ outcome: 'overridden', issueKey: 'HRB-9' });
    expect(await move('HRB-9', 'Closed')).toBeUndefined();
    await platform.idle();
  });

  it('ends with that change also when no event tells of it: at the gate at once, and on the panel by the hour', async () => {
    // The first reading of the history is over, so that sweeps look for changes.
    await platform.idle();
    const pass = () => needle.call(PROJECT_ADMIN, onIssue('HRB-10'), 'gate.override', { rule: 'linked', reason: 'Unheard.' });
    const thereAndBack = async () => {
      await platform.control('POST', '/_host/faults', { rates: { 'event.lost': 1 } });
      for (const status of ['In Progress', 'To Do']) {
        await platform.clock({ advance: 'PT1M' });
        expect(await move('HRB-10', status)).toBeUndefined();
      }
      await platform.control('POST', '/_host/faults', {});
    };
    await pass();
    await thereAndBack();
    expect(await move('HRB-10', 'In Progress')).toContain('serves no outcome');
    expect((await gateOn('HRB-10'))?.overrides).toEqual([]);
    await pass();
    await thereAndBack();
    expect((await gateOn('HRB-10'))?.overrides).toHaveLength(1);
    await platform.clock({ advance: 'PT1H' });
    await platform.idle();
    expect((await gateOn('HRB-10'))?.overrides).toEqual([]);
  });

  it('lapses after a day', async () => {
    await needle.call(PROJECT_ADMIN, onIssue('HRB-10'), 'gate.override', { rule: 'linked', reason: 'Once more.' });
    await platform.clock({ advance: 'PT23H' });
    expect((await gateOn('HRB-10'))?.overrides).toHaveLength(1);
    await platform.clock({ advance: 'PT2H' });
    expect((await gateOn('HRB-10'))?.overrides).toEqual([]);
    expect(await move('HRB-10', 'In Progress')).toContain('serves no outcome');
  });

  it('of one rule does not let another pass', async () => {
    await needle.call(PROJECT_ADMIN, onIssue('HRB-10'), 'gate.override', { rule: 'share', reason: 'Another one.' });
    expect(await move('HRB-10', 'In Progress')).toContain('serves no outcome');
  });

  it('is for the owner of an outcome that the issue serves as well', async () => {
    const { outcome } = await needle.call(ADMIN, GLOBAL, 'outcome.create', { title: 'Calm crews', ownerId: ENGINEER });
    await link('HRB-2', outcome.outcomeId);
    expect(await needle.ask(ENGINEER, onIssue('HRB-2'), 'gate.override', { rule: 'measured', reason: 'It starts on Monday.' })).toMatchObject({ ok: true });
  });
});

describe('a gate that observes', () => {
  it('passes, records, and shows on the panel', async () => {
    await setGate(platform, 'HRB', 'In Progress', { mode: 'observe', rules: ['linked'] });
    expect(await move('HRB-9', 'In Progress')).toBeUndefined();
    expect(await gateOn('HRB-9')).toMatchObject({ outcome: 'observed', misses: [{ rule: 'linked' }] });
    expect(await newest()).toMatchObject({ outcome: 'observed', issueKey: 'HRB-9' });
  });

  it('and one that is off does nothing at all', async () => {
    await setGate(platform, 'HRB', 'To Do', { mode: 'off', rules: ['linked'] });
    const before = await newest();
    await platform.resetMeter();
    expect(await move('HRB-12', 'To Do')).toBeUndefined();
    await platform.idle();
    expect(await newest()).toEqual(before);
  });
});

describe('what a check costs and how it fails', () => {
  const metered = async (key: string) => {
    await platform.idle();
    // What events cost afterwards is not the check's.
    await platform.control('POST', '/_host/faults', { rates: { 'event.lost': 1 } });
    await platform.resetMeter();
    const said = await move(key, 'Done');
    const { kvs, jira } = await platform.meter();
    await platform.control('POST', '/_host/faults', {});
    return { passed: said === undefined, kvs: kvs.requests, jira: jira.requests };
  };

  it('answers from snapshots: two requests to the store, two more to record what is missing, one issue of Jira and no search', async () => {
    await setGate(platform, 'HRB', 'Done', { mode: 'block', rules: ['linked', 'open', 'guardrail', 'share'] });
    // That there is such a gate is kept once, with two requests more.
    expect(await metered('HRB-2')).toEqual({ passed: true, kvs: 4, jira: 1 });
    expect(await metered('HRB-4')).toEqual({ passed: true, kvs: 2, jira: 1 });
    // It comes from another status, where the gate is new as well.
    expect(await metered('HRB-12')).toEqual({ passed: false, kvs: 6, jira: 1 });
    expect(await metered('HRB-12')).toEqual({ passed: false, kvs: 4, jira: 1 });
  });

  it.each([
    ['Jira', 'jira.failed', 'pass', undefined],
    ['Jira', 'jira.failed', 'stop', expect.stringContaining('Needle could not check HRB-12')],
    ['the store', 'kvs.failed', 'pass', undefined],
    ['the store', 'kvs.failed', 'stop', expect.stringContaining('Needle could not check HRB-12')],
  ] as const)('when %s fails (%s) it answers "%s", as it is configured, and administrators see it', async (_, fault, onError, said) => {
    await setGate(platform, 'HRB', 'Done', { mode: 'block', rules: ['linked'], onError });
    await platform.control('POST', '/_host/faults', { rates: { [fault]: 1 } });
    const answer = await move('HRB-12', 'Done');
    await platform.control('POST', '/_host/faults', {});
    expect(answer).toEqual(said);
    await platform.idle();
    expect(await newest()).toMatchObject({ outcome: 'failed', failure: { code: 'internal', passed: onError === 'pass' } });
    await move('HRB-12', 'To Do');
  });

  it.each(['jira.failed', 'kvs.failed'])('one that observes lets everything pass, whatever it was told of errors (%s)', async (fault) => {
    await setGate(platform, 'HRB', 'Done', { mode: 'observe', rules: ['linked'], onError: 'stop' });
    await platform.control('POST', '/_host/faults', { rates: { [fault]: 1 } });
    expect(await move('HRB-12', 'Done')).toBeUndefined();
    await platform.control('POST', '/_host/faults', {});
    await platform.idle();
    expect(await newest()).toMatchObject({ outcome: 'failed', failure: { passed: true } });
    await move('HRB-12', 'To Do');
  });

  // That it is five seconds and not more is shown in test/forge/gate.test.ts.
  it('answers when Jira does not', async () => {
    await setGate(platform, 'HRB', 'Done', { mode: 'block', rules: ['linked'], onError: 'stop' });
    await platform.control('POST', '/_host/faults', { rates: { 'jira.timedOut': 1 }, hangMs: 15_000 });
    expect(await move('HRB-12', 'Done')).toContain('Needle could not check HRB-12');
    await platform.control('POST', '/_host/faults', {});
    await platform.idle();
    expect(await newest()).toMatchObject({ failure: { code: 'deadline', passed: false } });
  });

  it('a configuration that is garbled or of another version lets pass, or stops where it says so', async () => {
    await setGate(platform, 'HRB', 'Done', '{"v":99,"onError":"stop"}');
    expect(await move('HRB-12', 'Done')).toContain('cannot be read');
    await platform.idle();
    expect(await newest()).toMatchObject({ failure: { code: 'configuration', passed: false } });
    await setGate(platform, 'HRB', 'Done', 'not even JSON');
    expect(await move('HRB-12', 'Done')).toBeUndefined();
    await platform.idle();
    expect(await newest()).toMatchObject({ failure: { code: 'configuration', passed: true } });
  });
});

describe('the preview', () => {
  const preview = (who: string, more: object = {}) =>
    needle.ask(who, GATE_PAGE, 'gate.preview', { demands: { rules: ['linked'], baselineValues: 8, leastShare: 0.2 }, ...more });

  it('tells which changes of status of the last 30 days would have been stopped', async () => {
    const reply = await preview(ADMIN, { statusId: statusIds.get('Done') });
    expect(reply).toMatchObject({ ok: true, data: { days: 30, isCut: false } });
    const { stopped = [], looked = 0 } = reply.ok ? reply.data : {};
    expect(stopped.map(({ key }) => key)).toContain('HRB-12');
    expect(stopped.map(({ key }) => key)).not.toContain('HRB-2');
    expect(looked).toBeGreaterThan(stopped.length);
    expect(await preview(ADMIN, { projectKey: 'QAY' })).toMatchObject({ ok: true, data: { looked: 0, stopped: [] } });
    expect(await preview(ADMIN, { projectKey: 'NOWHERE' })).toMatchObject({ ok: false, error: { code: 'invalid-input', field: 'projectKey' } });
  });

  it('finds what changed its status among many issues that changed in other ways', async () => {
    const into = async (status: string) => {
      const reply = await preview(ADMIN, { statusId: statusIds.get(status) });
      return reply.ok ? reply.data : { looked: 0, isCut: true, stopped: [] };
    };
    const before = await into('Done');
    await setGate(platform, 'HRB', 'In Progress', { mode: 'off' });
    await platform.control('POST', '/_host/faults', { rates: { 'event.lost': 1 } });
    const jira = platform.jira(ADMIN);
    const keys: string[] = [];
    for (let n = 0; n < 110; n += 1) {
      const { body } = await jira<{ key: string }>('POST', '/rest/api/3/issue', { fields: { project: { key: 'HRB' }, issuetype: { name: 'Story' }, summary: `Work ${n}` } });
      keys.push(body.key);
    }
    expect(await into('Done')).toEqual(before);
    const inProgress = (await into('In Progress')).looked;
    await jira('POST', '/rest/api/3/bulk/issues/transition', { bulkTransitionInputs: [{ selectedIssueIdsOrKeys: keys, transitionId: statusIds.get('In Progress') }] });
    await platform.control('POST', '/_host/faults', {});
    const after = await into('In Progress');
    expect(after).toMatchObject({ looked: inProgress + 110, isCut: false });
    expect(after.stopped.map(({ key }) => key)).toEqual(expect.arrayContaining(keys));
    expect(await into('Done')).toEqual(before);
  });

  it('is for administrators of Jira, as the log is', async () => {
    expect(await preview(PROJECT_ADMIN)).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(await needle.ask(PROJECT_ADMIN, ADMIN_PAGE, 'gate.log', {})).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  });
});
