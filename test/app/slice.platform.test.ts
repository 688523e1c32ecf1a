import { type LocalPlatform, startPlatform } from '../support/platform';
import { ADMIN, ENGINEER, GLOBAL, type Needle, OUTSIDER, PROJECT_ADMIN, inSettings, needleOn, onIssue, onProject } from '../support/needle';

let platform: LocalPlatform;
let needle: Needle;
/** An outcome with one measure, linked to HRB-1. */
let faster: { outcomeId: string; kpiId: string };

beforeAll(async () => {
  platform = await startPlatform({ seed: 'test/fixtures/harbour.jsonl', now: '2026-03-20T10:00:00.000Z' });
  needle = needleOn(platform);
  faster = await needle.outcomeWithKpi('Faster berth requests');
  await needle.call(PROJECT_ADMIN, inSettings('HRB'), 'link.set', {
    issueId: await needle.issueId('HRB-1'),
    outcomeId: faster.outcomeId,
  });
}, 60_000);
afterAll(() => platform?.stop());

describe('an engineer opens an issue', () => {
  it.each([
    ['the epic itself', 'HRB-1'],
    ['a story below it', 'HRB-4'],
    ['a sub-task below the story', 'HRB-7'],
  ])('%s shows the outcome, its measure and the way gone', async (_what, key) => {
    const panel = await needle.call(ENGINEER, onIssue(key), 'panel.read', {});
    expect(panel.now).toMatch(/^2026-03-20T10:/);
    expect(panel.issue.key).toBe(key);
    expect(panel.outcomes).toEqual([
      {
        primary: true,
        since: '2026-02-02',
        via: { issueId: '2001', key: 'HRB-1', summary: 'Faster berth requests' },
        outcome: expect.objectContaining({
          title: 'Faster berth requests',
          measures: [
            expect.objectContaining({
              baseline: { kind: 'level', level: 9, count: null },
              newest: { at: '2026-03-16', value: 7.5 },
              way: { kind: 'share', share: 0.5 },
            }),
          ],
        }),
        drawn: [{ kpiId: expect.any(String), recent: [{ at: '2026-03-09', value: 8.4 }, { at: '2026-03-16', value: 7.5 }] }],
        mayRecord: [],
      },
    ]);
  });

  it('an issue without an outcome says so and no more', async () => {
    const panel = await needle.call(ENGINEER, onIssue('HRB-9'), 'panel.read', {});
    expect(panel.outcomes).toEqual([]);
  });

  it('is told nothing about an issue that Jira would not show', async () => {
    const reply = await needle.ask(OUTSIDER, onIssue('HRB-4'), 'panel.read', {});
    expect(reply).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });
});

describe('a manager opens the project page', () => {
  it('reads delivery and impact apart', async () => {
    const page = await needle.call(ENGINEER, onProject('HRB'), 'project.read', {});
    expect(page.rows).toHaveLength(1);
    expect(page.rows[0]).toMatchObject({
      outcome: { outcomeId: faster.outcomeId, measures: [{ way: { kind: 'share', share: 0.5 } }] },
      delivery: { epics: 1, count: { total: 4, done: 2 } },
    });
  });

  it('counts again when work was finished', async () => {
    const transition = await transitionTo('HRB-6', 'Done');
    const moved = await platform.jira(ADMIN)('POST', '/rest/api/3/issue/HRB-6/transitions', { transition });
    expect(moved.status).toBe(204);
    await platform.clock({ advance: 'PT5M' });
    expect(await needle.call(ENGINEER, onProject('HRB'), 'project.count', {})).toEqual({ epics: 1 });
    const page = await needle.call(ENGINEER, onProject('HRB'), 'project.read', {});
    expect(page.rows[0]?.delivery.count).toMatchObject({ total: 4, done: 3 });
    expect(await needle.call(ENGINEER, onProject('HRB'), 'project.count', {})).toEqual({ epics: 0 });
  });

  it('sees nothing of another project’s outcomes', async () => {
    expect((await needle.call(ENGINEER, onProject('QAY'), 'project.read', {})).rows).toEqual([]);
    const reply = await needle.ask(OUTSIDER, onProject('HRB'), 'project.read', {});
    expect(reply).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });

  async function transitionTo(key: string, status: string): Promise<{ id: string }> {
    type Transitions = { transitions: { id: string; to: { name: string } }[] };
    const { body } = await platform.jira(ADMIN)<Transitions>('GET', `/rest/api/3/issue/${key}/transitions`);
    const found = body.transitions.find((t) => t.to.name === status);
    if (!found) throw new Error(`No transition to ${status}`);
    return { id: found.id };
  }
});

describe('a project admin maps epics', () => {
  it('sees each epic with its links', async () => {
    const { epics } = await needle.call(PROJECT_ADMIN, inSettings('HRB'), 'epic.list', {});
    expect(epics.map((e) => [e.key, e.links.map((l) => l.title)])).toEqual([
      ['HRB-2', []],
      ['HRB-1', ['Faster berth requests']],
    ]);
  });

  it('links and unlinks; the trail of versions refuses a stale click', async () => {
    const issueId = await needle.issueId('HRB-2');
    const { outcomeId } = await needle.outcomeWithKpi('Paperless');
    const linked = await needle.call(PROJECT_ADMIN, inSettings('HRB'), 'link.set', { issueId, outcomeId });
    expect(linked.links).toEqual([{ outcomeId, title: 'Paperless', state: 'open', primary: true, since: '2026-03-02' }]);
    const stale = await needle.ask(PROJECT_ADMIN, inSettings('HRB'), 'link.set', { issueId, outcomeId });
    expect(stale).toMatchObject({ ok: false, error: { code: 'changed-meanwhile' } });
    const version = linked.version ?? 0;
    const unlinked = await needle.call(PROJECT_ADMIN, inSettings('HRB'), 'link.remove', { issueId, outcomeId, version });
    expect(unlinked.links).toEqual([]);
    expect((await needle.call(ENGINEER, onIssue('HRB-11'), 'panel.read', {})).outcomes).toEqual([]);
  });

  it.each([
    ['a story, which inherits', 'HRB-4', 'HRB', 'invalid-input'],
    ['an epic of another project', 'QAY-1', 'HRB', 'not-found'],
  ])('cannot link %s', async (_what, key, projectKey, code) => {
    const reply = await needle.ask(PROJECT_ADMIN, inSettings(projectKey), 'link.set', {
      issueId: await needle.issueId(key),
      outcomeId: faster.outcomeId,
    });
    expect(reply).toMatchObject({ ok: false, error: { code, field: 'issueId' } });
  });

  it('is the only one who may: an engineer is refused', async () => {
    const payload = { issueId: await needle.issueId('HRB-2'), outcomeId: faster.outcomeId };
    const reply = await needle.ask(ENGINEER, inSettings('HRB'), 'link.set', payload);
    expect(reply).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  });
});

describe('whoever manages outcomes', () => {
  it('is the only one to create them', async () => {
    const reply = await needle.ask(ENGINEER, GLOBAL, 'outcome.create', { title: 'Mine' });
    expect(reply).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  });

  it('loses nothing to a concurrent edit: one wins, the other is told', async () => {
    const { outcome } = await needle.call(ADMIN, GLOBAL, 'outcome.create', { title: 'Quiet nights' });
    const edit = (title: string) =>
      needle.ask(ADMIN, GLOBAL, 'outcome.update', { outcomeId: outcome.outcomeId, version: outcome.version, title });
    const replies = await Promise.all([edit('Quieter nights'), edit('Silent nights')]);
    expect(replies.filter((r) => r.ok)).toHaveLength(1);
    expect(replies.find((r) => !r.ok)).toMatchObject({ error: { code: 'changed-meanwhile', field: 'version' } });
    const now = await needle.call(ADMIN, GLOBAL, 'outcome.read', { outcomeId: outcome.outcomeId });
    const winner = replies.find((r) => r.ok);
    expect(winner).toMatchObject({ data: { outcome: { title: now.outcome.title, version: 2 } } });
  });

  it('keeps every value that was recorded at the same time', async () => {
    const { kpi } = await needle.call(ADMIN, GLOBAL, 'kpi.create', {
      ...{ name: 'Ships a day', unit: 'ships', direction: 'increase', cadence: 'day' },
    });
    const days = Array.from({ length: 8 }, (_, day) => `2026-03-0${day + 1}`);
    const replies = await Promise.all(
      days.map((at, value) => needle.ask(ADMIN, GLOBAL, 'value.record', { kpiId: kpi.kpiId, values: [{ at, value }] })),
    );
    const kept = await needle.call(ADMIN, GLOBAL, 'kpi.read', { kpiId: kpi.kpiId });
    const acknowledged = days.filter((_, i) => replies[i]?.ok);
    expect(acknowledged.length).toBeGreaterThan(0);
    expect(kept.values.map((v) => v.at)).toEqual(acknowledged);
  });

  it('restricts an outcome, which then does not appear to others at all', async () => {
    const { outcomeId } = await needle.outcomeWithKpi('Secret berths', { restricted: true });
    const issueId = await needle.issueId('QAY-1');
    await needle.call(ADMIN, inSettings('QAY'), 'link.set', { issueId, outcomeId });
    expect((await needle.call(ADMIN, onIssue('QAY-2'), 'panel.read', {})).outcomes).toHaveLength(1);
    expect((await needle.call(ENGINEER, onIssue('QAY-2'), 'panel.read', {})).outcomes).toEqual([]);
    expect((await needle.call(ENGINEER, onProject('QAY'), 'project.read', {})).rows).toEqual([]);
    const reply = await needle.ask(ENGINEER, GLOBAL, 'outcome.read', { outcomeId });
    expect(reply).toMatchObject({ ok: false, error: { code: 'not-found' } });
    const listed = await needle.call(PROJECT_ADMIN, inSettings('QAY'), 'outcome.list', {});
    expect(listed.outcomes.map((o) => o.title)).not.toContain('Secret berths');
  });
});

describe('bad input', () => {
  const base = { title: 'Fine' };
  it.each([
    ['a title of blanks', { title: '   ' }, 'title'],
    ['a title that is too long', { title: 'x'.repeat(1_000) }, 'title'],
    ['a title with a line break', { title: 'two\nlines' }, 'title'],
    ['a title that is a number', { title: 7 }, 'title'],
    ['no title', {}, 'title'],
    ['a date that does not exist', { ...base, period: { from: '2026-02-30' } }, 'period.from'],
    ['a period that ends before it begins', { ...base, period: { from: '2026-03-01', to: '2026-02-01' } }, 'period.to'],
    ['a parent that is no id', { ...base, parentId: 'constructor' }, 'parentId'],
    ['a parent that does not exist', { ...base, parentId: 'out_0000000000000000' }, 'parentId'],
    ['a field that is none of ours', { ...base, isAdmin: true }, 'isAdmin'],
  ])('%s is refused, naming the field', async (_what, payload, field) => {
    const answer = await platform.invoke(ADMIN, { ...GLOBAL, functionKey: 'outcome.create', payload });
    expect(answer).toMatchObject({ ok: true, result: { ok: false, error: { field, remedy: expect.any(String) } } });
  });

  it.each(['constructor', '__proto__', 'toString', 'no.such', ''])('the call %p reaches nothing', async (functionKey) => {
    const answer = await platform.invoke(ADMIN, { ...GLOBAL, functionKey, payload: {} });
    expect(answer).toMatchObject({ ok: true, result: { ok: false, error: { code: 'unknown-call' } } });
  });

  it('a call from a surface that it does not belong to is refused', async () => {
    const answer = await platform.invoke(ADMIN, { ...onIssue('HRB-1'), functionKey: 'outcome.create', payload: base });
    expect(answer).toMatchObject({ ok: true, result: { ok: false, error: { code: 'not-allowed-here' } } });
  });

  it.each([
    ['equal to the baseline', 9, 'target.value'],
    ['on the worse side', 12, 'target.value'],
  ])('a target %s is refused', async (_what, value, field) => {
    const { outcome } = await needle.call(ADMIN, GLOBAL, 'outcome.create', base);
    const reply = await needle.ask(ADMIN, GLOBAL, 'measure.set', {
      ...{ outcomeId: outcome.outcomeId, kpiId: faster.kpiId, role: 'primary' },
      baseline: { kind: 'stated', level: 9 },
      target: { kind: 'value', value, by: '2026-12-18' },
    });
    expect(reply).toMatchObject({ ok: false, error: { code: 'invalid-input', field } });
    const read = await needle.call(ADMIN, GLOBAL, 'outcome.read', { outcomeId: outcome.outcomeId });
    expect(read.measures).toEqual([]);
  });

  it('a value of the future is refused with its row, and none of the batch is kept', async () => {
    const before = await needle.call(ADMIN, GLOBAL, 'kpi.read', { kpiId: faster.kpiId });
    const reply = await needle.ask(ADMIN, GLOBAL, 'value.record', {
      kpiId: faster.kpiId,
      values: [
        { at: '2026-03-17', value: 7 },
        { at: '2027-01-01', value: 6 },
      ],
    });
    expect(reply).toMatchObject({ ok: false, error: { field: 'values.1.at' } });
    expect(await needle.call(ADMIN, GLOBAL, 'kpi.read', { kpiId: faster.kpiId })).toEqual(before);
  });
});

describe('the verdict', () => {
  const weeks = (first: string, values: readonly number[]) =>
    values.map((value, week) => ({ at: new Date(Date.parse(first) + week * 7 * 86_400_000).toISOString().slice(0, 10), value }));
  const WOBBLE = [0.1, -0.2, 0.05, 0.2, -0.15, -0.05];
  const series = (before: number, after: number) => [
    ...weeks('2025-11-03', Array.from({ length: 12 }, (_, i) => before + (WOBBLE[i % 6] ?? 0))),
    ...weeks('2026-01-26', Array.from({ length: 8 }, (_, i) => after + (WOBBLE[i % 6] ?? 0))),
  ];

  it('appears on the issue as values come in, is kept with its date, and is refused when they stop coming', async () => {
    const { outcome } = await needle.call(ADMIN, GLOBAL, 'outcome.create', { title: 'Shorter queues' });
    const { kpi } = await needle.call(ADMIN, GLOBAL, 'kpi.create', {
      ...{ name: 'Queue', unit: 'ships', direction: 'decrease', cadence: 'week' },
    });
    const { outcomeId } = outcome;
    await needle.call(ADMIN, GLOBAL, 'measure.set', {
      ...{ outcomeId, kpiId: kpi.kpiId, role: 'primary', launch: '2026-01-26' },
      baseline: { kind: 'window', from: '2025-11-01', to: '2026-01-25' },
      target: { kind: 'value', value: 3, by: '2026-09-01' },
    });
    const verdict = async () => {
      const read = await needle.call(ADMIN, GLOBAL, 'outcome.read', { outcomeId });
      return read.measures[0];
    };
    expect((await verdict())?.view.verdict).toMatchObject({ kind: 'refused', reason: 'no-values' });
    await needle.call(ADMIN, GLOBAL, 'value.record', { kpiId: kpi.kpiId, source: 'paste', values: series(7, 5) });
    expect((await verdict())?.view.verdict).toMatchObject({ kind: 'improved', strength: 'confirmed' });
    expect((await verdict())?.history.map((h) => h.kind)).toEqual(['refused', 'improved']);
    const check = await needle.call(ADMIN, GLOBAL, 'kpi.check', { kpiId: kpi.kpiId, to: '2026-01-25', planned: 2 });
    expect(check).toMatchObject({ planned: 2, result: { kind: 'answer', placebo: { claims: 0 } } });
    expect(check.result.kind === 'answer' && check.result.detectable.power80).toBeLessThan(1);
    const young = await needle.call(ADMIN, GLOBAL, 'kpi.check', { kpiId: kpi.kpiId, to: '2025-11-20', planned: 2 });
    expect(young.result).toEqual({ kind: 'refused', reason: 'too-few-values' });
    await platform.clock({ now: '2026-04-19T10:00:00.000Z' });
    expect((await verdict())?.view.verdict).toMatchObject({ kind: 'refused', reason: 'stale' });
    await platform.clock({ now: '2026-03-20T10:30:00.000Z' });
  });
});

describe('what it costs', () => {
  it.each([
    ['the epic', 'HRB-1', 2],
    ['its child', 'HRB-4', 2],
    ['a sub-task', 'HRB-7', 3],
  ])('opening %s: one invocation, few requests, a small reply', async (_what, key, jira) => {
    await platform.idle();
    await platform.resetMeter();
    await needle.call(ENGINEER, onIssue(key), 'panel.read', {});
    const meter = await platform.meter();
    expect(meter.invocations).toBe(1);
    expect(meter.kvs.requests).toBeLessThanOrEqual(4);
    expect(meter.jira.requests).toBeLessThanOrEqual(jira);
    expect(meter.replyBytes).toBeLessThanOrEqual(16 * 1024);
  });

  it('opening the project page: one invocation, few requests', async () => {
    await platform.idle();
    await platform.resetMeter();
    await needle.call(ENGINEER, onProject('HRB'), 'project.read', {});
    const meter = await platform.meter();
    expect(meter.invocations).toBe(1);
    expect(meter.kvs.requests).toBeLessThanOrEqual(6);
    expect(meter.jira.requests).toBeLessThanOrEqual(1);
  });
});
