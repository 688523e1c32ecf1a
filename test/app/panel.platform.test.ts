import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ADMIN, ENGINEER, GLOBAL, type Needle, PROJECT_ADMIN, inSettings, needleOn, onIssue } from '../support/needle';
import { type LocalPlatform, startPlatform } from '../support/platform';

let folder: string;
let platform: LocalPlatform;
let needle: Needle;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'needle-panel-'));
  platform = await startPlatform({ seed: harbourWithMore(join(folder, 'site.jsonl')), now: '2026-03-20T10:00:00.000Z' });
  needle = needleOn(platform);
}, 60_000);
afterAll(async () => {
  await platform?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/**
 * The harbour with an epic, HRB-90, that only the project's administrators see, a story below it that all see, HRB-91;
 * and an initiative, HRB-92, above an epic, HRB-93.
 */
function harbourWithMore(path: string): string {
  const harbour = readFileSync('test/fixtures/harbour.jsonl', 'utf8').trim();
  const issue = (key: string, fields: object) => {
    const created = '2026-03-01T09:00:00.000+0000';
    const usual = { project: { key: 'HRB' }, status: { name: 'To Do' }, created, updated: created, summary: `Issue ${key}` };
    return JSON.stringify({ id: `29${key.slice(4)}`, key, fields: { ...usual, ...fields }, changelog: { total: 0, histories: [] } });
  };
  const epic = issue('HRB-90', { issuetype: { name: 'Epic', subtask: false }, security: { name: 'Board only' } });
  const story = issue('HRB-91', { issuetype: { name: 'Story', subtask: false }, parent: { key: 'HRB-90' } });
  const initiative = issue('HRB-92', { issuetype: { name: 'Initiative', subtask: false } });
  const below = issue('HRB-93', { issuetype: { name: 'Epic', subtask: false }, parent: { key: 'HRB-92' } });
  writeFileSync(path, [harbour, epic, story, initiative, below, ''].join('\n'));
  return path;
}

const panel = (key: string, as = ENGINEER) => needle.call(as, onIssue(key), 'panel.read', {});

async function link(key: string, outcomeId: string, more: object = {}): Promise<void> {
  const projectKey = key.slice(0, key.indexOf('-'));
  const { epics } = await needle.call(ADMIN, inSettings(projectKey), 'epic.list', {});
  const version = epics.find((epic) => epic.key === key)?.version;
  const input = { issueId: await needle.issueId(key), outcomeId, ...(version ? { version } : {}), ...more };
  await needle.call(ADMIN, inSettings(projectKey), 'link.set', input);
}

it('says what the work should move, which way and by when; a date before the work is refused', async () => {
  const { outcomeId, kpiId } = await needle.outcomeWithKpi('Quiet nights');
  const hypothesis = { kpiId, direction: 'decrease', by: '2026-12-18' } as const;
  const early = { issueId: await needle.issueId('QAY-1'), outcomeId, hypothesis: { ...hypothesis, by: '2026-01-01' } };
  expect(await needle.ask(ADMIN, inSettings('QAY'), 'link.set', early)).toMatchObject({
    ok: false,
    error: { code: 'invalid-input', field: 'hypothesis.by', remedy: expect.any(String) },
  });
  await link('QAY-1', outcomeId, { hypothesis });
  expect((await panel('QAY-2')).outcomes).toMatchObject([{ hypothesis: { ...hypothesis, name: 'Quiet nights: handling time' } }]);
});

it('shows the main outcome first on the epic and all below it, and archived ones last, without figures', async () => {
  const [first, second, third] = [await needle.outcomeWithKpi('First'), await needle.outcomeWithKpi('Second'), await needle.outcomeWithKpi('Third')];
  await link('HRB-1', first.outcomeId);
  await link('HRB-1', second.outcomeId);
  await link('HRB-1', third.outcomeId, { primary: true });
  const shown = async (key: string) => (await panel(key)).outcomes.map(({ outcome, primary }) => [outcome.title, primary, outcome.measures.length]);
  for (const key of ['HRB-1', 'HRB-4', 'HRB-7']) {
    expect(await shown(key)).toEqual([['Third', true, 1], ['First', false, 1], ['Second', false, 1]]);
  }
  await needle.call(ADMIN, GLOBAL, 'outcome.close', { outcomeId: third.outcomeId, version: 1, as: 'abandoned', reason: 'Sold.' });
  expect(await shown('HRB-7')).toEqual([['First', false, 1], ['Second', false, 1], ['Third', true, 0]]);
  expect((await panel('HRB-7')).outcomes[2]?.outcome).toMatchObject({ state: 'archived' });
});

it('tells nothing of an epic above that the person may not see, but that something is not shown', async () => {
  const { outcomeId } = await needle.outcomeWithKpi('Behind closed doors');
  await link('HRB-90', outcomeId);
  expect(await panel('HRB-91', PROJECT_ADMIN)).toMatchObject({ outcomes: [{ via: { key: 'HRB-90' } }], unseenParent: false });
  const seen = await panel('HRB-91');
  expect(seen).toMatchObject({ outcomes: [], unseenParent: true, lostOutcome: false, requests: [] });
  expect(seen.linkable).toBeUndefined();
  expect(JSON.stringify(seen)).not.toMatch(/HRB-90|closed doors/);
  const reply = await needle.ask(ENGINEER, onIssue('HRB-91'), 'request.make', { outcomeId });
  expect(reply).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
});

it('lets an epic inherit from what stands above it', async () => {
  const { outcomeId } = await needle.outcomeWithKpi('A calm harbour');
  await link('HRB-92', outcomeId);
  expect(await panel('HRB-93')).toMatchObject({ outcomes: [{ outcome: { title: 'A calm harbour' }, via: { key: 'HRB-92' } }] });
  const { epics } = await needle.call(PROJECT_ADMIN, inSettings('HRB'), 'epic.list', {});
  expect(epics.find((epic) => epic.key === 'HRB-93')).toMatchObject({ links: [], inherits: [{ outcomeId, title: 'A calm harbour', key: 'HRB-92' }] });
  expect(epics.find((epic) => epic.key === 'HRB-92')).toMatchObject({ links: [{ outcomeId, state: 'open' }], inherits: [] });
});

it('leaves no trace of a restricted outcome, not even the work that stands beside one', async () => {
  const { outcome } = await needle.call(ADMIN, GLOBAL, 'outcome.create', { title: 'Quiet takeover', restricted: true, approverIds: [PROJECT_ADMIN] });
  await link('HRB-2', outcome.outcomeId);
  await platform.idle();
  // Whoever is named on it sees it, and with it where the time of the project went.
  for (const who of [ADMIN, PROJECT_ADMIN]) {
    const told = await panel('HRB-2', who);
    expect(told).toMatchObject({ outcomes: [{ outcome: { title: 'Quiet takeover' } }] });
    expect(told.weeks?.length).toBeGreaterThan(0);
  }
  // To others it is as if it were linked to nothing.
  const ofIssue = ({ outcomes, share, weeks, gate, lostOutcome, unseenParent, requests }: Awaited<ReturnType<typeof panel>>) => ({ outcomes, share, weeks, gate, lostOutcome, unseenParent, requests });
  expect(ofIssue(await panel('HRB-2'))).toEqual(ofIssue(await panel('HRB-12')));
});
