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

it('whoever reported takes it back for ten minutes; what was reported before holds again, and the trail tells of both', async () => {
  const before = await read(ENGINEER);
  const { checkIn } = await needle.call(ADMIN, GLOBAL, 'checkin.record', { outcomeId, reported: 'off-track', note: 'The wrong outcome.' });
  const at = { outcomeId, at: checkIn.at };
  expect((await read(ENGINEER)).report).toMatchObject({ reported: 'off-track' });
  await platform.clock({ advance: 'PT9M' });
  expect(await needle.ask(ADMIN, GLOBAL, 'checkin.withdraw', at)).toEqual({ ok: true, data: {} });
  expect(await read(ENGINEER)).toEqual(before);
  const { records } = await needle.call(ADMIN, GLOBAL, 'outcome.trail', { outcomeId });
  expect(records.slice(-2)).toMatchObject([
    { kind: 'check-in.recorded', data: { reported: 'off-track', note: 'The wrong outcome.' } },
    { kind: 'check-in.withdrawn', data: { reported: 'off-track', note: 'The wrong outcome.', at: checkIn.at } },
  ]);
  expect(await needle.ask(ADMIN, GLOBAL, 'checkin.withdraw', at)).toMatchObject({ ok: false, error: { code: 'not-found', field: 'at' } });
  // What was said longer ago stays beside what was measured.
  await platform.clock({ advance: 'PT2M' });
  const first = before.checkIns[0]?.at ?? '';
  expect(await needle.ask(ADMIN, GLOBAL, 'checkin.withdraw', { outcomeId, at: first })).toMatchObject({ ok: false, error: { code: 'forbidden', field: 'at', message: 'A check-in can be taken back for 10 minutes.' } });
  expect(await read(ENGINEER)).toEqual(before);
});

it('not even the outcome’s owner takes back what somebody else reported', async () => {
  const theirs = await needle.outcomeWithKpi('Calm quay', { ownerId: PROJECT_ADMIN });
  const { checkIn } = await needle.call(ADMIN, GLOBAL, 'checkin.record', { outcomeId: theirs.outcomeId, reported: 'at-risk', note: 'Ships wait.' });
  const reply = await needle.ask(PROJECT_ADMIN, GLOBAL, 'checkin.withdraw', { outcomeId: theirs.outcomeId, at: checkIn.at });
  expect(reply).toMatchObject({ ok: false, error: { code: 'forbidden', field: 'at', message: 'Only whoever recorded a check-in may take it back.' } });
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
