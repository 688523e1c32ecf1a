/** How outcomes end: with a reason, and as achieved only on evidence that a second person confirms. */
import { ADMIN, ENGINEER, GLOBAL, type Needle, OUTSIDER, PROJECT_ADMIN, needleOn } from '../support/needle';
import { type LocalPlatform, startPlatform } from '../support/platform';

const OWNER = ENGINEER;
const APPROVER = PROJECT_ADMIN;

let platform: LocalPlatform;
let needle: Needle;
beforeAll(async () => {
  platform = await startPlatform({ seed: 'test/fixtures/harbour.jsonl', now: '2026-03-20T10:00:00.000Z' });
  needle = needleOn(platform);
}, 60_000);
afterAll(() => platform?.stop());

const week = (n: number): string => new Date(Date.UTC(2025, 9, 6 + 7 * n)).toISOString().slice(0, 10);
/** Twelve weeks around 9.5, then eleven around 4.5, which is better than the target of 5. */
const VALUES = Array.from({ length: 23 }, (_, n) => ({ at: week(n), value: (n < 12 ? 9.5 : 4.5) + [0.3, -0.4, 0.1, 0.3, -0.2, -0.3, 0.2][n % 7]! }));

/** An outcome that its owner and somebody else approve; what was measured supports that it is achieved, or there is too little. */
async function launched(isSupported: boolean) {
  const { outcome } = await needle.call(ADMIN, GLOBAL, 'outcome.create', { title: 'Ships wait less', ownerId: OWNER, approverIds: [OWNER, APPROVER] });
  const { kpi } = await needle.call(ADMIN, GLOBAL, 'kpi.create', { name: 'Berth time', unit: 'h', direction: 'decrease', cadence: 'week' });
  const pair = { outcomeId: outcome.outcomeId, kpiId: kpi.kpiId };
  await needle.call(ADMIN, GLOBAL, 'value.record', { kpiId: kpi.kpiId, values: isSupported ? VALUES : VALUES.slice(0, 14) });
  await needle.call(ADMIN, GLOBAL, 'measure.set', {
    ...{ ...pair, role: 'primary', launch: week(12) },
    baseline: { kind: 'window', from: week(0), to: week(11) },
    target: { kind: 'value', value: 5, by: '2026-12-18' },
  });
  const read = async () => (await needle.call(ADMIN, GLOBAL, 'outcome.read', { outcomeId: pair.outcomeId })).outcome;
  const trail = async () => (await needle.call(ADMIN, GLOBAL, 'outcome.trail', { outcomeId: pair.outcomeId })).records.map(({ kind, data }) => ({ kind, data }));
  const close = async (who: string, as: 'achieved' | 'not-achieved' | 'abandoned', reason = 'So it ended.') => needle.ask(who, GLOBAL, 'outcome.close', { outcomeId: pair.outcomeId, version: (await read()).version, as, reason });
  const decide = (who: string, proposalId: string) => needle.ask(who, GLOBAL, 'proposal.decide', { outcomeId: pair.outcomeId, proposalId, approve: true, reason: 'Seen.' });
  return { ...pair, read, trail, close, decide };
}

const UNSUPPORTED = { ok: false, error: { code: 'forbidden', field: 'as', message: expect.stringContaining('do not support') } };

it.each(['not-achieved', 'abandoned'] as const)('as %s it is closed by its owner with a reason, read-only then, and reopened with another', async (as) => {
  const { outcomeId, read, trail, close } = await launched(false);
  expect(await close(OWNER, as, '  ')).toMatchObject({ ok: false, error: { code: 'invalid-input', field: 'reason' } });
  expect((await read()).state).toBe('open');
  expect(await close(OWNER, as, 'The quay was sold.')).toMatchObject({ ok: true, data: { outcome: { state: 'archived' } } });
  const closed = await read();
  expect(closed.closed).toMatchObject({ as, reason: 'The quay was sold.', byId: OWNER });
  const told = async (who: string) => (await needle.call(who, GLOBAL, 'review.list', {})).outcomes.find((one) => one.outcomeId === outcomeId);
  await platform.clock({ advance: 'PT1H' });
  expect(await told(OWNER)).toMatchObject({ items: [], changes: [{ kind: 'created' }, { kind: 'closed', as }] });
  expect(await told(OUTSIDER)).toBeUndefined();
  const { version } = closed;
  for (const patch of [{ title: 'Another' }, { state: 'open' as const }]) {
    expect(await needle.ask(ADMIN, GLOBAL, 'outcome.update', { outcomeId, version, ...patch })).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  }
  expect(await needle.ask(OWNER, GLOBAL, 'outcome.reopen', { outcomeId, version, reason: '' })).toMatchObject({ ok: false, error: { code: 'invalid-input', field: 'reason' } });
  await needle.call(OWNER, GLOBAL, 'outcome.reopen', { outcomeId, version, reason: 'It was bought back.' });
  const reopened = await read();
  await platform.clock({ advance: 'PT1H' });
  expect((await told(OWNER))?.changes.map(({ kind }) => kind)).toEqual(['created']);
  expect([reopened.state, reopened.closed]).toEqual(['open', undefined]);
  expect((await trail()).slice(-2)).toEqual([
    { kind: 'outcome.closed', data: { as, reason: 'The quay was sold.' } },
    { kind: 'outcome.reopened', data: { reason: 'It was bought back.', wasClosedAs: as } },
  ]);
});

it('as achieved is refused to everybody while what was measured does not support it', async () => {
  const { read, close } = await launched(false);
  for (const who of [OWNER, ADMIN]) expect(await close(who, 'achieved')).toMatchObject(UNSUPPORTED);
  expect((await read()).state).toBe('open');
});

it('as achieved it takes someone other than its owner, and other than whoever proposed it', async () => {
  const { outcomeId, read, trail, close, decide } = await launched(true);
  const byOwner = await close(OWNER, 'achieved', 'The target is held.');
  const proposalId = (byOwner.ok && byOwner.data.proposal?.proposalId) || '';
  expect((await read()).state).toBe('open');
  expect(await decide(OWNER, proposalId)).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  await needle.call(OWNER, GLOBAL, 'proposal.withdraw', { outcomeId, proposalId });
  // Proposed by somebody else, its owner still does not confirm it, though they approve other changes.
  const byAdmin = await close(ADMIN, 'achieved', 'The target is held.');
  const second = (byAdmin.ok && byAdmin.data.proposal?.proposalId) || '';
  for (const who of [OWNER, ADMIN]) expect(await decide(who, second)).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  expect(await decide(APPROVER, second)).toMatchObject({ ok: true, data: { proposal: { state: 'approved' } } });
  expect((await read()).closed).toMatchObject({ as: 'achieved', reason: 'The target is held.', byId: ADMIN, confirmedById: APPROVER });
  expect((await trail()).map(({ kind }) => kind).slice(-2)).toEqual(expect.arrayContaining(['proposal.approved', 'outcome.closed']));
});

it('is not confirmed by whoever owned it when that was proposed, though they own it no more', async () => {
  const { outcomeId, read, close, decide } = await launched(true);
  const made = await close(ADMIN, 'achieved');
  const proposalId = (made.ok && made.data.proposal?.proposalId) || '';
  await needle.call(OWNER, GLOBAL, 'outcome.update', { outcomeId, version: (await read()).version, ownerId: APPROVER });
  for (const who of [OWNER, APPROVER]) expect(await decide(who, proposalId)).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  const { outcomes } = await needle.call(OWNER, GLOBAL, 'review.list', {});
  expect(outcomes.find((one) => one.outcomeId === outcomeId)?.items.filter(({ kind }) => kind === 'proposal')).toMatchObject([{ change: 'close', awaitsYou: false }]);
  expect((await read()).state).toBe('open');
});

it('is not confirmed once what was measured no longer supports it', async () => {
  const { kpiId, read, close, decide } = await launched(true);
  const made = await close(OWNER, 'achieved');
  await needle.call(ADMIN, GLOBAL, 'value.record', { kpiId, values: [{ at: '2026-03-16', value: 8 }] });
  expect(await decide(APPROVER, (made.ok && made.data.proposal?.proposalId) || '')).toMatchObject(UNSUPPORTED);
  expect((await read()).state).toBe('open');
});

it('what was launched is not archived instead, which asks for no reason', async () => {
  const { outcomeId, read } = await launched(false);
  expect(await needle.ask(OWNER, GLOBAL, 'outcome.update', { outcomeId, version: (await read()).version, state: 'archived' })).toMatchObject({ ok: false, error: { code: 'forbidden', field: 'state', remedy: expect.stringContaining('with a reason') } });
  const { outcome } = await needle.call(ADMIN, GLOBAL, 'outcome.create', { title: 'Made by mistake' });
  expect(await needle.ask(ADMIN, GLOBAL, 'outcome.update', { outcomeId: outcome.outcomeId, version: 1, state: 'archived' })).toMatchObject({ ok: true });
});
