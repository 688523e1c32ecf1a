/** The demo tells its story: through the app's own calls, read as the people whom it concerns. */
import { type LocalPlatform, startPlatform } from '../../support/platform';
import { ENGINEER, OUTSIDER, PROJECT_ADMIN, type Needle, inSettings, needleOn, onProject } from '../../support/needle';

let platform: LocalPlatform;
let needle: Needle;

beforeAll(async () => {
  platform = await startPlatform({ seed: 'demo' });
  needle = needleOn(platform);
}, 300_000);
afterAll(() => platform?.stop());

async function outcomesOf(projectKey: string) {
  const { rows } = await needle.call(ENGINEER, onProject(projectKey), 'project.read', {});
  return new Map(rows.map((row) => [row.outcome.title, row]));
}
const primary = (row: Awaited<ReturnType<typeof outcomesOf>> extends Map<string, infer R> ? R | undefined : never) =>
  row?.outcome.measures.find((m) => m.role === 'primary')?.verdict;

it('one outcome stopped after six weeks while its reports say on track', async () => {
  const row = (await outcomesOf('NSP')).get('Off the old portal');
  expect(row?.delivery.count).toMatchObject({ total: 62, done: 39 });
  expect(primary(row)).toMatchObject({ kind: 'no detectable change' });
  expect(row?.outcome.report).toMatchObject({ reported: 'on-track' });
  expect(row?.outcome.report?.gap?.weeks).toBeGreaterThan(8);
});

it('one really moves', async () => {
  const row = (await outcomesOf('NSP')).get('Faster service requests');
  expect(primary(row)).toMatchObject({ kind: 'improved', strength: 'confirmed' });
  expect(row?.outcome.report?.gap).toBeUndefined();
});

it('one closes its tickets while its KPI stays flat', async () => {
  const row = (await outcomesOf('NSP')).get('Customers serve themselves');
  const { total = 1, done = 0 } = row?.delivery.count ?? {};
  expect(done / total).toBeGreaterThan(0.8);
  expect(primary(row)).toMatchObject({ kind: 'no detectable change' });
  expect(row?.outcome.signal.kind).toBe('activity-trap');
  expect(row?.outcome.alarms).toMatchObject([{ kind: 'activity-trap', state: 'awaiting' }]);
});

it('one is too early to tell', async () => {
  expect(primary((await outcomesOf('NJM')).get('Ready on day one'))).toMatchObject({ kind: 'not enough data' });
});

it('each linked epic says what it should move, and a suggestion for another awaits its answer', async () => {
  const { epics } = await needle.call(PROJECT_ADMIN, inSettings('NSP'), 'epic.list', {});
  const links = epics.flatMap((epic) => epic.links);
  expect(links.length).toBeGreaterThan(0);
  expect(links.every((link) => link.hypothesis)).toBe(true);
  const { requests } = await needle.call(PROJECT_ADMIN, inSettings('NSP'), 'request.read', {});
  expect(requests).toMatchObject([{ summary: 'Migrate request history from the old portal', title: 'Off the old portal' }]);
});

it('one person has no access to any of it', async () => {
  for (const project of ['NSP', 'NJM', 'NSD']) {
    expect(await needle.ask(OUTSIDER, onProject(project), 'project.read', {})).toMatchObject({ ok: false, error: { code: 'not-found' } });
  }
});
