import { type LocalPlatform, startPlatform } from '../support/platform';
import { ADMIN, ENGINEER, GLOBAL, type Needle, OUTSIDER, PROJECT_ADMIN, inSettings, needleOn, onProject } from '../support/needle';

let platform: LocalPlatform;
let needle: Needle;
let outcomeId: string;
let kpiId: string;

beforeAll(async () => {
  platform = await startPlatform({ seed: 'test/fixtures/harbour.jsonl', now: '2026-03-20T10:00:00.000Z' });
  needle = needleOn(platform);
  ({ outcomeId, kpiId } = await needle.outcomeWithKpi('Faster berth requests'));
  await needle.call(PROJECT_ADMIN, inSettings('HRB'), 'link.set', { issueId: await needle.issueId('HRB-1'), outcomeId });
}, 60_000);
afterAll(() => platform?.stop());

const read = (who: string) => needle.call(who, onProject('HRB'), 'checkin.read', { outcomeId });

it('the owner reports; whoever sees the outcome reads it, and it is in the trail', async () => {
  expect(await read(ENGINEER)).toEqual({ checkIns: [], mayReport: false });
  await needle.call(ADMIN, GLOBAL, 'checkin.record', { outcomeId, reported: 'on-track', note: 'Two teams moved.' });
  const told = await read(ENGINEER);
  expect(told.checkIns).toMatchObject([{ byId: ADMIN, reported: 'on-track', note: 'Two teams moved.' }]);
  expect(told.report).toMatchObject({ reported: 'on-track', expired: false });
  const { records } = await needle.call(ADMIN, GLOBAL, 'outcome.trail', { outcomeId });
  expect(records.at(-1)).toMatchObject({ kind: 'check-in.recorded', data: { reported: 'on-track', note: 'Two teams moved.' } });
  expect(JSON.stringify(records)).not.toContain(`"${ADMIN}"`);
});

it('a later value makes it expire; the project page shows it with the outcome', async () => {
  await platform.clock({ advance: 'P4D' });
  await needle.call(ADMIN, GLOBAL, 'value.record', { kpiId, values: [{ at: '2026-03-23', value: 7.4 }] });
  expect((await read(ENGINEER)).report).toMatchObject({ expired: true });
  const { rows } = await needle.call(ENGINEER, onProject('HRB'), 'project.read', {});
  expect(rows[0]?.outcome.report).toMatchObject({ reported: 'on-track', expired: true });
});

it.each([
  ['an engineer may see but not report', ENGINEER, { reported: 'on-track' as const, note: 'Fine.' }, { code: 'forbidden' }],
  ['someone without access learns nothing', OUTSIDER, { reported: 'on-track' as const, note: 'Fine.' }, { code: 'not-found' }],
  ['no words', ADMIN, { reported: 'on-track' as const, note: '   ' }, { code: 'invalid-input', field: 'note' }],
  ['an unknown status', ADMIN, { reported: 'green' as never, note: 'Fine.' }, { code: 'invalid-input', field: 'reported' }],
])('%s', async (_what, who, input, error) => {
  const before = await read(ENGINEER);
  expect(await needle.ask(who, onProject('HRB'), 'checkin.record', { outcomeId, ...input })).toMatchObject({ ok: false, error });
  expect(await read(ENGINEER)).toEqual(before);
});
