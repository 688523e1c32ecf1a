import { plusDays } from '../../src/domain/timeline';
import { type LocalPlatform, startPlatform } from '../support/platform';
import { ADMIN, ENGINEER, GLOBAL, type Needle, OUTSIDER, PROJECT_ADMIN, inSettings, needleOn, onProject } from '../support/needle';

let platform: LocalPlatform;
let needle: Needle;
let outcomeId: string;
let kpiId: string;

/** Weekly values around 9 hours, then around 12 after the launch: the wrong way for a KPI that should fall. */
const WOBBLE = [0.4, -0.8, 0.1, 0.9, -0.5, -0.1];
const values = (level: number, from: string, weeks: number) =>
  Array.from({ length: weeks }, (_, week) => ({ at: plusDays(from, 7 * week), value: level + (WOBBLE[week % 6] ?? 0) }));

beforeAll(async () => {
  platform = await startPlatform({ seed: 'test/fixtures/harbour.jsonl', now: '2026-06-23T10:00:00.000Z' });
  needle = needleOn(platform);
  ({ outcomeId, kpiId } = await needle.outcomeWithKpi('Faster berth requests'));
  await needle.call(PROJECT_ADMIN, inSettings('HRB'), 'link.set', { issueId: await needle.issueId('HRB-1'), outcomeId });
  await needle.call(ADMIN, GLOBAL, 'value.record', { kpiId, values: [...values(9, '2025-12-01', 13), ...values(13, '2026-03-09', 16)] });
}, 60_000);
// Weeks of hourly jobs are run when the clock is moved.
jest.setTimeout(60_000);
afterAll(() => platform?.stop());

const read = (who = ENGINEER) => needle.call(who, onProject('HRB'), 'outcome.read', { outcomeId });

it('is raised by the hourly job, once, and told with the outcome', async () => {
  expect((await read()).signal?.kind).toBe('wrong-way');
  expect((await read()).alarms).toBeUndefined();
  await platform.clock({ advance: 'PT3H' });
  const { alarms } = await read();
  expect(alarms).toMatchObject([{ kind: 'wrong-way', kpiId, state: 'awaiting', why: { key: 'signal.wrong-way.why' } }]);
  const { records } = await needle.call(ADMIN, GLOBAL, 'outcome.trail', { outcomeId });
  expect(records.filter((r) => r.kind === 'alarm.raised')).toMatchObject([{ actor: 'app', data: { kind: 'wrong-way' } }]);
});

it('shows as overdue after two weeks without a decision', async () => {
  await platform.clock({ advance: 'P15D' });
  expect((await read()).alarms).toMatchObject([{ state: 'overdue' }]);
  const { rows } = await needle.call(ENGINEER, onProject('HRB'), 'project.read', {});
  expect(rows[0]?.outcome.alarms).toMatchObject([{ state: 'overdue' }]);
});

it('is the first thing in the weekly review of whoever may see the outcome', async () => {
  const { outcomes } = await needle.call(ADMIN, GLOBAL, 'review.list', {});
  expect(outcomes).toMatchObject([{ outcomeId, signal: { kind: 'wrong-way' }, items: [{ kind: 'decision', alarm: { state: 'overdue' } }] }]);
  const { review } = await needle.call(ENGINEER, onProject('HRB'), 'project.read', {});
  expect(review).toEqual(outcomes);
  expect((await needle.call(OUTSIDER, GLOBAL, 'review.list', {})).outcomes).toEqual([]);
});

describe('a decision', () => {
  const decision = () => ({ outcomeId, choice: 're-plan' as const, reason: 'Roll back the new form.', reviewBy: '2026-08-01' });
  const alarmId = async () => (await read()).alarms?.[0]?.alarmId ?? '';

  it.each([
    ['by someone who only sees the outcome', ENGINEER, {}, { code: 'forbidden' }],
    ['by someone without access', OUTSIDER, {}, { code: 'not-found' }],
    ['to be looked at today', ADMIN, { reviewBy: '2026-07-08' }, { code: 'invalid-input', field: 'reviewBy' }],
    ['to be looked at in two years', ADMIN, { reviewBy: '2028-08-01' }, { code: 'invalid-input', field: 'reviewBy' }],
    ['without a reason', ADMIN, { reason: ' ' }, { code: 'invalid-input', field: 'reason' }],
    ['about an alarm that does not stand', ADMIN, { alarmId: 'silent-stall:2026-06-23T10:00:00.000Z' }, { code: 'not-found', field: 'alarmId' }],
  ])('%s is refused, and nothing is written', async (_what, who, wrong, error) => {
    const before = await read();
    const input = { ...decision(), alarmId: await alarmId(), ...wrong };
    expect(await needle.ask(who, onProject('HRB'), 'alarm.decide', input)).toMatchObject({ ok: false, error });
    expect(await read()).toEqual(before);
  });

  it('stays beside the alarm until its review date', async () => {
    await needle.call(ADMIN, GLOBAL, 'alarm.decide', { ...decision(), alarmId: await alarmId() });
    expect((await read()).alarms).toMatchObject([{ state: 'decided', decision: { choice: 're-plan', byId: ADMIN } }]);
    await platform.clock({ advance: 'P25D' });
    await needle.call(ADMIN, GLOBAL, 'value.record', { kpiId, values: values(13, '2026-06-29', 5) });
    expect((await read()).alarms).toMatchObject([{ state: 'review-due' }]);
  });
});

it('clears by itself when it no longer holds', async () => {
  await needle.call(ADMIN, GLOBAL, 'value.record', { kpiId, values: values(7, '2026-03-09', 21) });
  expect((await read()).signal?.kind).toBe('moving');
  await platform.clock({ advance: 'PT2H' });
  expect((await read()).alarms).toBeUndefined();
  const { records } = await needle.call(ADMIN, GLOBAL, 'outcome.trail', { outcomeId });
  expect(records.map((r) => r.kind).filter((kind) => kind.startsWith('alarm.'))).toEqual(['alarm.raised', 'alarm.decided', 'alarm.cleared']);
});
