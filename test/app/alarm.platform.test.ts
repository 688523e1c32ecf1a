import { plusDays } from '../../src/domain/timeline';
import { type LocalPlatform, startPlatform } from '../support/platform';
import { ADMIN, ENGINEER, GLOBAL, type Needle, OUTSIDER, PROJECT_ADMIN, inSettings, needleOn, onProject } from '../support/needle';

let platform: LocalPlatform;
let needle: Needle;
let outcomeId: string;
let kpiId: string;
let parentId: string;

/** Weekly values around 9 hours, then around 12 after the launch: the wrong way for a KPI that should fall. */
const WOBBLE = [0.4, -0.8, 0.1, 0.9, -0.5, -0.1];
const values = (level: number, from: string, weeks: number) =>
  Array.from({ length: weeks }, (_, week) => ({ at: plusDays(from, 7 * week), value: level + (WOBBLE[week % 6] ?? 0) }));

beforeAll(async () => {
  platform = await startPlatform({ seed: 'test/fixtures/harbour.jsonl', now: '2026-06-23T10:00:00.000Z' });
  needle = needleOn(platform);
  parentId = (await needle.call(ADMIN, GLOBAL, 'outcome.create', { title: 'A harbour that flows', approverIds: [ENGINEER] })).outcome.outcomeId;
  ({ outcomeId, kpiId } = await needle.outcomeWithKpi('Faster berth requests', { parentId }));
  await needle.call(PROJECT_ADMIN, inSettings('HRB'), 'link.set', { issueId: await needle.issueId('HRB-1'), outcomeId });
  await needle.call(ADMIN, GLOBAL, 'value.record', { kpiId, values: [...values(9, '2025-12-01', 13), ...values(13, '2026-03-09', 16)] });
}, 60_000);
// Weeks of hourly jobs are run when the clock is moved.
jest.setTimeout(60_000);
afterAll(() => platform?.stop());

const read = (who = ENGINEER) => needle.call(who, onProject('HRB'), 'outcome.read', { outcomeId });

const notices = async () => (await platform.control<{ notices: { issueKey: string; to: string[]; subject: string; text: string }[] }>('GET', '/_host/notices')).body.notices;
const below = async (who: string) => (await needle.call(who, GLOBAL, 'outcome.read', { outcomeId: parentId })).undecidedBelow;

it('is raised by the hourly job, once, and told with the outcome', async () => {
  expect((await read()).signal?.kind).toBe('wrong-way');
  expect((await read()).alarms).toBeUndefined();
  await platform.clock({ advance: 'PT3H' });
  const { alarms } = await read();
  expect(alarms).toMatchObject([{ kind: 'wrong-way', kpiId, state: 'awaiting', why: { key: 'signal.wrong-way.why' } }]);
  const { records } = await needle.call(ADMIN, GLOBAL, 'outcome.trail', { outcomeId });
  expect(records.filter((r) => r.kind === 'alarm.raised')).toMatchObject([{ actor: 'app', data: { kind: 'wrong-way' } }]);
});

it('is told to the owner through Jira', async () => {
  expect(await notices()).toMatchObject([{ issueKey: 'HRB-1', to: [ADMIN], subject: 'Needle: "Faster berth requests" awaits your decision' }]);
  expect((await notices())[0]?.text).toContain('- a KPI moves the wrong way, since ');
  expect(await below(ADMIN)).toBeUndefined();
});

it('shows as overdue after two weeks without a decision', async () => {
  await platform.clock({ advance: 'P15D' });
  expect((await read()).alarms).toMatchObject([{ state: 'overdue' }]);
  const { rows } = await needle.call(ENGINEER, onProject('HRB'), 'project.read', {});
  expect(rows[0]?.outcome.alarms).toMatchObject([{ state: 'overdue' }]);
});

it('then shows on the outcome above, to whoever may see both; the owner is not told twice', async () => {
  expect(await below(ENGINEER)).toMatchObject([{ outcomeId, title: 'Faster berth requests', alarms: [{ kind: 'wrong-way', state: 'overdue' }] }]);
  expect(await notices()).toHaveLength(1);
  const version = (await read(ADMIN)).outcome.version;
  const { outcome } = await needle.call(ADMIN, GLOBAL, 'outcome.update', { outcomeId, version, restricted: true });
  expect(await below(ENGINEER)).toBeUndefined();
  expect(await below(ADMIN)).toHaveLength(1);
  await needle.call(ADMIN, GLOBAL, 'outcome.update', { outcomeId, version: outcome.version, restricted: false });
});

it('is the first thing in the weekly review of whoever may see the outcome', async () => {
  const { outcomes } = await needle.call(ADMIN, GLOBAL, 'review.list', {});
  expect(outcomes).toMatchObject([{ outcomeId, signal: { kind: 'wrong-way' }, items: [{ kind: 'decision', alarm: { state: 'overdue' } }, { kind: 'late', kpiId }] }]);
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
    ['to change a target, without saying to which', ADMIN, { choice: 'change-target' as const }, { code: 'invalid-input', field: 'proposal' }],
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
    expect(await below(ENGINEER)).toBeUndefined();
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

it('is a new one when it comes back, of which the owner is told in their own language, unless notices are off', async () => {
  const admin = { moduleKey: 'admin-page' } as const;
  const { version } = await needle.call(ADMIN, admin, 'settings.set', { notices: false });
  await needle.call(ADMIN, GLOBAL, 'value.record', { kpiId, values: values(13, '2026-03-09', 21) });
  await platform.clock({ advance: 'PT2H' });
  expect((await read()).alarms).toHaveLength(1);
  expect(await notices()).toHaveLength(1);
  await needle.call(ADMIN, admin, 'settings.set', { notices: true, version });
  await platform.jira(ADMIN)('PUT', '/rest/api/3/mypreferences/locale', { locale: 'de_DE' });
  await platform.clock({ advance: 'PT2H' });
  expect(await notices()).toHaveLength(2);
  const [, german] = await notices();
  expect(german?.subject).toBe('Needle: „Faster berth requests“ wartet auf Ihre Entscheidung');
  expect(german?.text).toMatch(/- eine KPI geht in die falsche Richtung, seit \d\d\.\d\d\.2026\n/);
});

it('is decided by another target as a proposal, which a second person decides on', async () => {
  const [alarm] = (await read()).alarms ?? [];
  const input = { outcomeId, alarmId: alarm?.alarmId ?? '', choice: 'change-target' as const, reason: 'Eight will do.', reviewBy: '2026-10-01' };
  const target = { kind: 'value', value: 8, by: '2026-12-18' } as const;
  const { proposal } = await needle.call(ADMIN, GLOBAL, 'alarm.decide', { ...input, proposal: { kpiId, target } });
  expect(proposal).toMatchObject({ state: 'open', mayDecide: false, change: { kind: 'terms', from: { target: { value: 6 } }, to: { target } } });
  const { alarms, measures } = await read();
  expect(alarms).toMatchObject([{ state: 'decided', decision: { choice: 'change-target' } }]);
  expect(measures[0]?.view.target).toMatchObject({ value: 6 });
  const { records } = await needle.call(ADMIN, GLOBAL, 'outcome.trail', { outcomeId });
  expect(records.slice(-2)).toMatchObject([{ kind: 'alarm.decided' }, { kind: 'proposal.made', data: { alarmId: alarm?.alarmId } }]);
});
