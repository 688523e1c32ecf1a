/** The personal-data cycle: who is stored is reported every week, and whoever closed their account is nowhere any more. */
import { shapes } from '../../src/forge/shapes';
import { HOLDERS } from '../../src/app/privacy/holders';
import { type Collection } from '../../src/app/ports';
import { type TrailRecord, firstFault } from '../../src/domain/trail';
import { ADMIN, GLOBAL, type Needle, inSettings, needleOn, onIssue } from '../support/needle';
import { type LocalPlatform, startPlatform } from '../support/platform';
import { itemsHolding, storedPeople } from '../support/stored';
import { sha256 } from '../support/trail';

/** Ids that stand nowhere by chance. */
const OWNER = 'vera-quellwasser';
const OTHER = 'otto-brandungswall';
const CROWD = Array.from({ length: 100 }, (_, n) => `member-of-the-crew-${n}`);
const DAY_MS = 86_400_000;

jest.setTimeout(60_000);

let platform: LocalPlatform;
let needle: Needle;
let owned: { outcomeId: string; kpiId: string };

interface Accounts {
  reported: Record<string, string>;
}
const reported = async (): Promise<Record<string, string>> => (await platform.control<Accounts>('GET', '/_host/accounts')).body.reported;
const become = (accountId: string, status: 'closed' | 'updated') => platform.control('POST', '/_host/accounts', { accountId, status });

/** On to a week later; of the schedules, the last hour is let happen. */
async function nextWeek(): Promise<number> {
  const { now } = await platform.clock();
  const later = Date.parse(now) + 7 * DAY_MS;
  await platform.clock({ now: new Date(later - 3_600_000).toISOString() });
  await platform.clock({ advance: 'PT1H' });
  await platform.idle();
  return later;
}

beforeAll(async () => {
  platform = await startPlatform({ seed: 'test/fixtures/harbour.jsonl', now: '2026-03-20T10:00:00.000Z' });
  needle = needleOn(platform);
  for (const accountId of [OWNER, OTHER, ...CROWD]) {
    await platform.jira(ADMIN)('POST', '/rest/api/3/user', { emailAddress: `${accountId}@example.com`, displayName: accountId, products: [] });
  }
  const roles = await platform.jira(ADMIN)<Record<string, string>>('GET', '/rest/api/3/project/HRB/role');
  const member = /\/role\/\d+$/.exec(roles.body['Member'] ?? '')?.[0] ?? '';
  await platform.jira(ADMIN)('POST', `/rest/api/3/project/HRB${member}`, { user: [OWNER] });
  for (let n = 0; n < CROWD.length; n += 10) {
    await needle.call(ADMIN, GLOBAL, 'outcome.create', { title: `Crew ${n}`, ownerId: CROWD[n] ?? '', approverIds: CROWD.slice(n, n + 10) });
  }
  owned = await needle.outcomeWithKpi('Faster berth requests', { ownerId: OWNER, approverIds: [OTHER] });
  const { outcomeId, kpiId } = owned;
  await needle.call(ADMIN, GLOBAL, 'kpi.update', { kpiId, version: 1, ownerId: OWNER });
  await needle.call(OWNER, GLOBAL, 'checkin.record', { outcomeId, reported: 'on-track', note: 'All is well.' });
  await needle.call(ADMIN, GLOBAL, 'outcome.create', { title: 'Calm crews', approverIds: [OWNER, OTHER], restricted: true });
  await needle.call(ADMIN, inSettings('HRB'), 'link.set', { issueId: await needle.issueId('HRB-1'), outcomeId });
  await needle.call(OWNER, onIssue('HRB-2'), 'request.make', { outcomeId });
  // The launch has passed: the hour locks the measure, and a change of it is then a proposal.
  await platform.clock({ advance: 'PT2H' });
  const { measures } = await needle.call(ADMIN, GLOBAL, 'outcome.read', { outcomeId });
  expect(measures).toHaveLength(1);
  await needle.call(OWNER, GLOBAL, 'proposal.make', { outcomeId, kpiId, reason: 'It measures nothing.', change: { kind: 'remove' } });
}, 120_000);
afterAll(() => platform?.stop());

function collectionOf({ entity, key }: { entity: string; key: string }): Collection | undefined {
  // The longest prefix that fits names it: some collections' keys begin like others'.
  const named = (Object.keys(shapes) as Collection[]).filter((one) => shapes[one].entity === entity && key.startsWith(shapes[one].key('')));
  return named.sort((a, b) => shapes[b].key('').length - shapes[a].key('').length)[0];
}

it('every collection that holds an account id says so', () => {
  const items = itemsHolding(platform.data, OWNER);
  const held = new Set(items.map(collectionOf));
  expect([...held].sort()).toEqual(['checkIns', 'kpi', 'outcome', 'outcomeView', 'person', 'proposals']);
  for (const one of held) expect([one, one && HOLDERS[one]]).not.toEqual([one, 'none']);
});

it('everyone who is stored was reported within hours, in batches of ninety, also who only stands in a record', async () => {
  expect(Object.keys(await reported()).sort()).toEqual(expect.arrayContaining([OWNER, OTHER, ...CROWD].sort()));
});

it('over a year everyone is reported at least every seven days, updates are taken, and the closed are nowhere any more', async () => {
  const trailBefore = await needle.call(ADMIN, GLOBAL, 'outcome.trail', { outcomeId: owned.outcomeId, from: 1 });
  let updated = '';
  for (let week = 1; week <= 52; week += 1) {
    if (week === 10) {
      await become(OTHER, 'updated');
      updated = (await platform.clock()).now;
    }
    if (week === 20) await become(OWNER, 'closed');
    const now = await nextWeek();
    const when = await reported();
    const gone = week >= 20 ? [OWNER] : [];
    for (const accountId of [OWNER, OTHER, CROWD[99] ?? ''].filter((one) => !gone.includes(one))) {
      expect([week, accountId, now - Date.parse(when[accountId] ?? '') <= 7 * DAY_MS]).toEqual([week, accountId, true]);
    }
    // Whoever changed their profile counts as read anew since, and nobody else does.
    if (week === 11) expect([OTHER, CROWD[99] ?? ''].map((one) => (storedPeople(platform.data).get(one) ?? '') > updated)).toEqual([true, false]);
    if (week === 19) expect(itemsHolding(platform.data, OWNER).length).toBeGreaterThan(5);
    if (week === 20) expect(itemsHolding(platform.data, OWNER)).toEqual([]);
  }
  const when = await reported();
  // The week in which it was closed is the last in which it was told of.
  expect(Date.parse(when[OTHER] ?? '') - Date.parse(when[OWNER] ?? '')).toBeGreaterThan(31 * 7 * DAY_MS);
  expect(itemsHolding(platform.data, OTHER).length).toBeGreaterThan(2);

  const trail = await needle.call(ADMIN, GLOBAL, 'outcome.trail', { outcomeId: owned.outcomeId, from: 1 });
  expect(trail.records.slice(0, trailBefore.records.length)).toEqual(trailBefore.records);
  expect(trail.records.map(({ kind }) => kind)).toContain('person.erased');
  const { records } = await needle.call(ADMIN, GLOBAL, 'trail.export', {});
  const stream = records.filter((record) => record.stream === `outcome:${owned.outcomeId}`) as TrailRecord[];
  expect([stream.length >= trail.records.length, firstFault(stream, sha256)]).toEqual([true, undefined]);
}, 240_000);

it('what they owned still stands, with nobody in their place until somebody is named', async () => {
  const { outcome, measures } = await needle.call(ADMIN, GLOBAL, 'outcome.read', { outcomeId: owned.outcomeId });
  expect([outcome.ownerId, outcome.approverIds, measures.length]).toEqual(['erased', [OTHER], 1]);
  const { people } = await needle.call(ADMIN, GLOBAL, 'person.names', { accountIds: ['erased'] });
  expect(people).toEqual([]);
  const named = await needle.call(ADMIN, GLOBAL, 'outcome.update', { outcomeId: owned.outcomeId, version: outcome.version, ownerId: OTHER });
  expect(named.outcome.ownerId).toBe(OTHER);
});
