import { type LocalPlatform, startPlatform } from '../support/platform';
import { ADMIN, ENGINEER, GLOBAL, type Needle, PROJECT_ADMIN, inSettings, needleOn, onProject } from '../support/needle';

let platform: LocalPlatform;
let needle: Needle;
let faster: { outcomeId: string; kpiId: string };

/** Another outcome that uses the same KPI, launched in the window. */
async function launchBeside(title: string, more: { restricted?: boolean } = {}): Promise<void> {
  const { outcome } = await needle.call(ADMIN, GLOBAL, 'outcome.create', { title, ...more });
  await needle.call(ADMIN, GLOBAL, 'measure.set', {
    ...{ outcomeId: outcome.outcomeId, kpiId: faster.kpiId, role: 'primary', launch: '2026-03-12' },
    baseline: { kind: 'stated', level: 9 },
    target: { kind: 'value', value: 7, by: '2026-12-18' },
  });
  await needle.call(PROJECT_ADMIN, inSettings('HRB'), 'link.set', { issueId: await needle.issueId('HRB-2'), outcomeId: outcome.outcomeId }).catch(() => undefined);
}

beforeAll(async () => {
  platform = await startPlatform({ seed: 'test/fixtures/harbour.jsonl', now: '2026-03-20T10:00:00.000Z' });
  needle = needleOn(platform);
  faster = await needle.outcomeWithKpi('Faster berth requests');
  await needle.call(ADMIN, GLOBAL, 'value.record', { kpiId: faster.kpiId, values: [{ at: '2026-02-02', value: 9 }] });
  await needle.call(PROJECT_ADMIN, inSettings('HRB'), 'link.set', { issueId: await needle.issueId('HRB-1'), outcomeId: faster.outcomeId });
  await launchBeside('Chat bot');
  await launchBeside('Secret cuts', { restricted: true });
}, 60_000);
afterAll(() => platform?.stop());

const launchesToldTo = async (who: string) => {
  const { measures } = await needle.call(who, onProject('HRB'), 'outcome.read', { outcomeId: faster.outcomeId });
  return measures[0]?.view.alsoLaunched?.map(({ title }) => title);
};

it('tells an administrator of every other launch in the window', async () => {
  expect(await launchesToldTo(ADMIN)).toEqual(['Chat bot', 'Secret cuts']);
});

it('tells an engineer only of outcomes that they may see', async () => {
  expect(await launchesToldTo(ENGINEER)).toEqual(['Chat bot']);
  const page = await needle.call(ENGINEER, onProject('HRB'), 'project.read', {});
  expect(JSON.stringify(page)).not.toContain('Secret');
  const row = page.rows.find(({ outcome }) => outcome.outcomeId === faster.outcomeId);
  expect(row?.outcome.measures[0]?.alsoLaunched).toEqual([{ title: 'Chat bot', at: '2026-03-12' }]);
});
