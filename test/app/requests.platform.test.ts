import { type LocalPlatform, startPlatform } from '../support/platform';
import { ADMIN, ENGINEER, GLOBAL, type Needle, OUTSIDER, PROJECT_ADMIN, inSettings, needleOn, onIssue } from '../support/needle';

let platform: LocalPlatform;
let needle: Needle;
/** Linked to HRB-1, so that whoever browses the project sees it; HRB-2 serves nothing, and HRB-11 lies below it. */
let outcomeId: string;
let epicId: string;

beforeAll(async () => {
  platform = await startPlatform({ seed: 'test/fixtures/harbour.jsonl', now: '2026-03-20T10:00:00.000Z' });
  needle = needleOn(platform);
  ({ outcomeId } = await needle.outcomeWithKpi('Faster berth requests'));
  epicId = await needle.issueId('HRB-2');
  await linkTo('HRB-1', outcomeId);
}, 60_000);
afterAll(() => platform?.stop());

async function linkTo(key: string, outcome: string, as = PROJECT_ADMIN): Promise<number> {
  const issueId = await needle.issueId(key);
  const version = await versionOf(key);
  const linked = await needle.call(as, inSettings('HRB'), 'link.set', { issueId, outcomeId: outcome, ...(version ? { version } : {}) });
  return linked.version ?? 0;
}
async function versionOf(key: string): Promise<number | undefined> {
  const { epics } = await needle.call(ADMIN, inSettings('HRB'), 'epic.list', {});
  return epics.find((epic) => epic.key === key)?.version;
}
const panel = (key: string, as = ENGINEER) => needle.call(as, onIssue(key), 'panel.read', {});
const suggest = (key: string, outcome = outcomeId, as = ENGINEER) => needle.ask(as, onIssue(key), 'request.make', { outcomeId: outcome });
const waiting = async (as = PROJECT_ADMIN) => (await needle.call(as, inSettings('HRB'), 'request.read', {})).requests;
const decline = (reason: string, as = PROJECT_ADMIN) => needle.ask(as, inSettings('HRB'), 'request.decline', { issueId: epicId, outcomeId, reason });
const reopen = (as = PROJECT_ADMIN) => needle.ask(as, inSettings('HRB'), 'request.reopen', { issueId: epicId, outcomeId });

describe('an engineer suggests an outcome', () => {
  it('finds those that they may see, and no others', async () => {
    await needle.outcomeWithKpi('Linked nowhere');
    const { outcomes } = await needle.call(ENGINEER, onIssue('HRB-11'), 'outcome.list', {});
    expect(outcomes.map((o) => o.title)).toEqual(['Faster berth requests']);
  });

  it('is told on the issue which one would be linked', async () => {
    expect(await panel('HRB-11')).toMatchObject({ outcomes: [], requests: [], linkable: { key: 'HRB-2', summary: 'Paperless customs' } });
    expect((await panel('HRB-9')).linkable).toBeUndefined();
  });

  it('and everyone at the epic sees that it awaits an answer', async () => {
    const made = await needle.call(ENGINEER, onIssue('HRB-11'), 'request.make', { outcomeId, note: 'It shortens the wait.\nAsk Anna.' });
    expect(made).toEqual({ issueId: epicId, key: 'HRB-2', summary: 'Paperless customs' });
    const expected = [{ outcomeId, title: 'Faster berth requests', at: expect.stringMatching(/^2026-03-20T10:/) }];
    expect((await panel('HRB-11')).requests).toEqual(expected);
    expect((await panel('HRB-2', PROJECT_ADMIN)).requests).toEqual(expected);
    expect((await panel('HRB-4')).requests).toEqual([]);
  });

  it('once only', async () => {
    expect(await suggest('HRB-2')).toMatchObject({ ok: false, error: { code: 'already-exists', field: 'outcomeId' } });
    expect(await suggest('HRB-4')).toMatchObject({ ok: false, error: { code: 'already-exists', message: 'HRB-1 serves this outcome already.' } });
  });

  it('not where there is no epic to link', async () => {
    expect(await suggest('HRB-9')).toMatchObject({ ok: false, error: { code: 'invalid-input', message: 'HRB-9 has no epic above it that could be linked.' } });
  });
});

describe('the project’s administrators', () => {
  it('are the only ones to see and answer suggestions', async () => {
    for (const as of [ENGINEER, OUTSIDER]) {
      const code = as === ENGINEER ? 'forbidden' : 'not-found';
      expect(await needle.ask(as, inSettings('HRB'), 'request.read', {})).toMatchObject({ ok: false, error: { code } });
      expect(await decline('no', as)).toMatchObject({ ok: false, error: { code } });
    }
    expect(await waiting()).toEqual([
      {
        ...{ issueId: epicId, key: 'HRB-2', summary: 'Paperless customs', outcomeId, title: 'Faster berth requests' },
        ...{ note: 'It shortens the wait.\nAsk Anna.', at: expect.any(String) },
        from: { issueId: await needle.issueId('HRB-11'), key: 'HRB-11', summary: 'Scan customs papers' },
      },
    ]);
  });

  it('take an answer back, so that the suggestion awaits one again', async () => {
    expect(await decline('A slip.')).toMatchObject({ ok: true });
    for (const as of [ENGINEER, OUTSIDER]) expect(await reopen(as)).toMatchObject({ ok: false, error: { code: as === ENGINEER ? 'forbidden' : 'not-found' } });
    expect(await reopen()).toMatchObject({ ok: true });
    expect(await waiting()).toMatchObject([{ key: 'HRB-2', note: 'It shortens the wait.\nAsk Anna.', from: { key: 'HRB-11' } }]);
    expect((await panel('HRB-11')).requests).toEqual([{ outcomeId, title: 'Faster berth requests', at: expect.any(String) }]);
    const nothing = { ok: false, error: { code: 'not-found', field: 'outcomeId', message: 'There is no such answered request, or you may not see it.' } };
    expect(await reopen()).toMatchObject(nothing);
    const version = await linkTo('HRB-2', outcomeId);
    expect(await reopen()).toMatchObject({ ok: false, error: { code: 'already-exists', message: 'HRB-2 serves this outcome already.' } });
    await needle.call(PROJECT_ADMIN, inSettings('HRB'), 'link.remove', { issueId: epicId, outcomeId, version });
    expect(await reopen()).toMatchObject({ ok: true });
  });

  it('decline with a reason, which the issue shows for a while, unless it is linked after all', async () => {
    expect(await decline(' ')).toMatchObject({ ok: false, error: { code: 'invalid-input', field: 'reason' } });
    expect(await decline('It serves customs, not berths.')).toMatchObject({ ok: true });
    expect(await decline('Again')).toMatchObject({ ok: false, error: { code: 'not-found' } });
    expect(await waiting()).toEqual([]);
    expect((await panel('HRB-11')).requests).toMatchObject([{ declined: { reason: 'It serves customs, not berths.' } }]);
    const version = await linkTo('HRB-2', outcomeId);
    expect(await panel('HRB-11')).toMatchObject({ outcomes: [{ via: { key: 'HRB-2' } }], requests: [] });
    await needle.call(PROJECT_ADMIN, inSettings('HRB'), 'link.remove', { issueId: epicId, outcomeId, version });
    expect((await panel('HRB-11')).requests).toHaveLength(1);
    await platform.clock({ now: '2026-04-21T10:00:00.000Z' });
    expect((await panel('HRB-11')).requests).toEqual([]);
  });

  it('accept by linking', async () => {
    expect(await suggest('HRB-2')).toMatchObject({ ok: true });
    const version = await linkTo('HRB-2', outcomeId);
    expect(await waiting()).toEqual([]);
    expect(await panel('HRB-11')).toMatchObject({ outcomes: [{ via: { key: 'HRB-2' } }], requests: [] });
    await needle.call(PROJECT_ADMIN, inSettings('HRB'), 'link.remove', { issueId: epicId, outcomeId, version });
    const { records } = await needle.call(ADMIN, GLOBAL, 'outcome.trail', { outcomeId });
    expect(records.map((r) => r.kind).filter((kind) => kind.startsWith('request.'))).toEqual([
      'request.made',
      ...['request.declined', 'request.reopened', 'request.accepted', 'request.reopened'],
      'request.declined',
      'request.made',
      'request.accepted',
    ]);
    expect(JSON.stringify(records)).not.toMatch(/customs, not berths|Ask Anna/);
  });

  it('lose sight of what nobody answered in half a year, which can then be suggested again', async () => {
    expect(await suggest('HRB-2')).toMatchObject({ ok: true });
    expect(await waiting()).toHaveLength(1);
    await platform.clock({ now: '2026-10-20T10:00:00.000Z' });
    expect(await waiting()).toEqual([]);
    expect((await panel('HRB-11')).requests).toEqual([]);
    expect(await suggest('HRB-11')).toMatchObject({ ok: true });
    expect(await waiting()).toHaveLength(1);
  });
});

describe('a restricted outcome', () => {
  it('cannot be suggested by those who may not see it, nor is it told from one that does not exist', async () => {
    const secret = await needle.outcomeWithKpi('Secret berths', { restricted: true });
    const refused = await suggest('HRB-2', secret.outcomeId);
    expect(refused).toMatchObject({ ok: false, error: { code: 'not-found', field: 'outcomeId' } });
    expect(await suggest('HRB-2', 'out_0000000000000000')).toEqual(refused);
    expect(await suggest('HRB-2', secret.outcomeId, ADMIN)).toMatchObject({ ok: true });
    expect((await waiting(ADMIN)).map((r) => r.title)).toContain('Secret berths');
    expect(JSON.stringify([await waiting(), await panel('HRB-2'), await panel('HRB-2', PROJECT_ADMIN)])).not.toContain('Secret');
    await needle.call(ADMIN, inSettings('HRB'), 'request.decline', { issueId: epicId, outcomeId: secret.outcomeId, reason: 'Not now.' });
    const back = (outcome: string) => needle.ask(PROJECT_ADMIN, inSettings('HRB'), 'request.reopen', { issueId: epicId, outcomeId: outcome });
    expect(await back(secret.outcomeId)).toEqual(await back('out_0000000000000000'));
    expect(await back(secret.outcomeId)).toMatchObject({ ok: false, error: { code: 'not-found', field: 'outcomeId' } });
  });
});

describe('bounds', () => {
  it('200 open suggestions a project and 10 an epic; beyond, a clear refusal', async () => {
    const outcomes: string[] = [];
    for (let n = 0; n <= 10; n += 1) {
      outcomes.push((await needle.call(ADMIN, GLOBAL, 'outcome.create', { title: `Outcome ${n}` })).outcome.outcomeId);
    }
    const open = (await waiting(ADMIN)).length;
    const replies: Awaited<ReturnType<typeof suggest>>[] = [];
    for (let n = 0; n <= 20; n += 1) {
      const key = await newEpic(`Harbour works ${n}`);
      for (const outcome of outcomes.slice(0, 10)) replies.push(await suggest(key, outcome, ADMIN));
      if (n === 0) {
        expect(await suggest(key, outcomes[10], ADMIN)).toMatchObject({ ok: false, error: { code: 'limit-reached', message: expect.stringMatching(/^10 /) } });
      }
    }
    expect(replies.slice(0, 200 - open).every((reply) => reply.ok)).toBe(true);
    expect(replies[200 - open]).toMatchObject({ ok: false, error: { code: 'limit-reached', message: expect.stringMatching(/^200 /), remedy: expect.any(String) } });
    expect(await waiting(ADMIN)).toHaveLength(200);
    // What was answered made room, which is needed for coming back.
    const [first, other] = await waiting(ADMIN);
    const answered = { issueId: first?.issueId ?? '', outcomeId: first?.outcomeId ?? '' };
    await needle.call(ADMIN, inSettings('HRB'), 'request.decline', { ...answered, reason: 'A slip.' });
    expect(await suggest(await newEpic('One more'), outcomes[0], ADMIN)).toMatchObject({ ok: true });
    expect(await needle.ask(ADMIN, inSettings('HRB'), 'request.reopen', answered)).toMatchObject({ ok: false, error: { code: 'limit-reached' } });
    await needle.call(ADMIN, inSettings('HRB'), 'request.decline', { issueId: other?.issueId ?? '', outcomeId: other?.outcomeId ?? '', reason: 'Upkeep.' });
    expect(await needle.ask(ADMIN, inSettings('HRB'), 'request.reopen', answered)).toMatchObject({ ok: true });
  }, 60_000);

  async function newEpic(summary: string): Promise<string> {
    const fields = { project: { key: 'HRB' }, issuetype: { name: 'Epic' }, summary };
    const { status, body } = await platform.jira(ADMIN)<{ key: string }>('POST', '/rest/api/3/issue', { fields });
    if (status !== 201) throw new Error(`No epic was made: ${JSON.stringify(body)}`);
    return body.key;
  }
});
