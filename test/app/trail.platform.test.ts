import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TrailHead, type TrailRecord, WITHHELD, firstFault, nextRecord, recordKey } from '../../src/domain/trail';
import { trailExport, verifyTrail } from '../../src/domain/trail-export';
import { ADMIN, ENGINEER, GLOBAL, type Needle, OUTSIDER, PROJECT_ADMIN, inSettings, needleOn, onIssue } from '../support/needle';
import { type LocalPlatform, startPlatform } from '../support/platform';
import { tamperWith } from '../support/stored';
import { exportOf, sha256 } from '../support/trail';

const START = { seed: 'test/fixtures/harbour.jsonl', now: '2026-03-20T10:00:00.000Z' };

let data: string;
let platform: LocalPlatform;
let needle: Needle;
beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'needle-trail-'));
  platform = await startPlatform({ ...START, data });
  needle = needleOn(platform);
}, 60_000);
afterAll(async () => {
  await platform?.stop();
  rmSync(data, { recursive: true, force: true });
});

async function kpiTrail(kpiId: string): Promise<TrailRecord[]> {
  const records: TrailRecord[] = [];
  let from: number | undefined = 1;
  while (from !== undefined) {
    const page: Awaited<ReturnType<typeof needle.call<'kpi.trail'>>> = await needle.call(ADMIN, GLOBAL, 'kpi.trail', { kpiId, from });
    records.push(...page.records);
    from = page.next;
  }
  return records;
}

const newKpi = async () =>
  (await needle.call(ADMIN, GLOBAL, 'kpi.create', { name: 'Ships', unit: 'ships', direction: 'increase', cadence: 'day' })).kpi.kpiId;

it('holds every change of an outcome from the first one, chained, and names nobody', async () => {
  const { outcomeId, kpiId } = await needle.outcomeWithKpi('Faster berths');
  const issueId = await needle.issueId('HRB-1');
  const linked = await needle.call(PROJECT_ADMIN, inSettings('HRB'), 'link.set', { issueId, outcomeId });
  await needle.call(ADMIN, GLOBAL, 'outcome.update', { outcomeId, version: 1, title: 'Faster berths for all' });
  await needle.call(PROJECT_ADMIN, inSettings('HRB'), 'link.remove', { issueId, outcomeId, version: linked.version ?? 0 });
  const { head, records } = await needle.call(ADMIN, GLOBAL, 'outcome.trail', { outcomeId });
  expect(records.map((r) => r.kind)).toEqual([
    'outcome.created',
    'measure.added',
    'measure.locked',
    'link.set',
    'outcome.changed',
    'link.removed',
  ]);
  expect(records[4]?.data).toEqual({ title: { from: 'Faster berths', to: 'Faster berths for all' } });
  expect(firstFault(records, sha256)).toBeUndefined();
  expect(head).toEqual({ seq: 6, hash: records[5]?.hash });
  expect(new Set(records.map((r) => r.actor)).size).toBe(2);
  expect(JSON.stringify(records)).not.toContain(PROJECT_ADMIN);
  expect((await kpiTrail(kpiId)).map((r) => r.kind)).toEqual(['kpi.created', 'values.recorded']);
});

async function exportedWith(accountId: string): Promise<{ records: TrailRecord[]; heads: TrailHead[] }> {
  const records = new Map<string, TrailRecord>();
  const heads = new Map<string, TrailHead>();
  let after: NonNullable<Parameters<typeof needle.call<'trail.export'>>[3]['after']> | undefined;
  do {
    const page: Awaited<ReturnType<typeof needle.call<'trail.export'>>> = await needle.call(accountId, GLOBAL, 'trail.export', after ? { after } : {});
    for (const record of page.records) records.set(recordKey(record.stream, record.seq), record);
    for (const head of page.heads) heads.set(head.stream, head);
    after = page.next;
  } while (after);
  return { records: [...records.values()], heads: [...heads.values()] };
}

const exported = async (accountId: string): Promise<TrailRecord[]> => (await exportedWith(accountId)).records;

it('is exported whole, as far as the one who asks may see', async () => {
  const shared = await needle.outcomeWithKpi('Cleaner quays');
  const { outcome: secret } = await needle.call(ADMIN, GLOBAL, 'outcome.create', { title: 'Quiet merger', restricted: true });
  await needle.call(PROJECT_ADMIN, inSettings('HRB'), 'link.set', { issueId: await needle.issueId('HRB-2'), outcomeId: shared.outcomeId });
  const { records: all, heads } = await exportedWith(ADMIN);
  expect(await verifyTrail(Buffer.from(await trailExport(all, heads, sha256)), sha256)).toMatchObject({ ok: true, records: all.length });
  const streamsOf = (records: TrailRecord[]) => new Set(records.map((r) => r.stream));
  expect([...streamsOf(all)]).toEqual(expect.arrayContaining([`outcome:${shared.outcomeId}`, `kpi:${shared.kpiId}`, `outcome:${secret.outcomeId}`]));
  const theirs = await exported(ENGINEER);
  expect([...streamsOf(theirs)]).toEqual(expect.arrayContaining([`outcome:${shared.outcomeId}`, `kpi:${shared.kpiId}`]));
  expect(JSON.stringify(theirs)).not.toContain(secret.outcomeId);
  expect((await verifyTrail(Buffer.from(await exportOf(theirs)), sha256)).ok).toBe(true);
  expect(await exported(OUTSIDER)).toEqual([]);
});

it('withholds records that name what the reader may not see, and stays whole for them', async () => {
  const parent = await needle.outcomeWithKpi('Quiet takeover', { restricted: true });
  const { outcomeId, kpiId } = await needle.outcomeWithKpi('Calmer quays', { parentId: parent.outcomeId, approverIds: [OUTSIDER] });
  const newEpic = async (summary: string) =>
    (await platform.jira(ADMIN)<{ id: string }>('POST', '/rest/api/3/issue', { fields: { project: { key: 'HRB' }, issuetype: { name: 'Epic' }, summary } })).body;
  const epic = await newEpic('Softer fenders');
  await needle.call(PROJECT_ADMIN, inSettings('HRB'), 'link.set', { issueId: epic.id, outcomeId });
  const page = (who: string) => needle.call(who, GLOBAL, 'outcome.trail', { outcomeId });
  const read = async (who: string) => (await page(who)).records;
  // That it was put below a restricted outcome stands in the history of that one, so that here nothing is withheld for it.
  const placed = await needle.call(ADMIN, GLOBAL, 'outcome.trail', { outcomeId: parent.outcomeId });
  expect(placed.records.filter(({ kind }) => kind === 'child.added').map(({ data }) => data)).toEqual([{ childId: outcomeId }]);
  const [all, theirs] = [await read(ADMIN), await read(OUTSIDER)];
  expect(all.map(({ kind }) => kind)).toEqual(['outcome.created', 'measure.added', 'measure.locked', 'link.set']);
  expect(theirs.map(({ kind }) => kind)).toEqual(['outcome.created', 'measure.added', 'measure.locked', WITHHELD]);
  expect(theirs[3]).toEqual({ v: 1, stream: `outcome:${outcomeId}`, seq: 4, at: '', actor: '', kind: WITHHELD, data: null, prev: all[3]?.prev, hash: all[3]?.hash });
  expect(firstFault(theirs, sha256)).toBeUndefined();
  // What records name is told by name to whom the records are told.
  const names = async (who: string) => new Set(((await page(who)).names ?? []).map(({ key, name }) => [key, name].filter(Boolean).join(' ')));
  const kpi = (await needle.call(ADMIN, GLOBAL, 'kpi.read', { kpiId })).kpi.name;
  const issue = await platform.jira(ADMIN)<{ key: string }>('GET', `/rest/api/3/issue/${epic.id}`);
  expect(await names(ADMIN)).toEqual(new Set([kpi, `${issue.body.key} Softer fenders`]));
  expect(await names(OUTSIDER)).toEqual(new Set([kpi]));
  expect(await names(ENGINEER)).toEqual(new Set([kpi, `${issue.body.key} Softer fenders`]));
  // Whoever sees the project reads of its epic, and of the restricted outcome still nothing.
  expect((await read(ENGINEER)).map(({ kind }) => kind)).toEqual(['outcome.created', 'measure.added', 'measure.locked', 'link.set']);
  const out = await exported(OUTSIDER);
  expect(new Set(out.map(({ stream }) => stream))).toEqual(new Set([`outcome:${outcomeId}`, `kpi:${kpiId}`]));
  expect(await verifyTrail(Buffer.from(await exportOf(out)), sha256, all[3]?.hash)).toEqual({ ok: true, records: out.length, streams: 2, withheld: 1 });
  // With the epic gone from Jira, what was linked is still told to its administrators.
  // A second link keeps the outcome in sight of the project's members, whenever the deletion takes the first away.
  const { id: issueId } = await newEpic('Quieter winches');
  await needle.call(PROJECT_ADMIN, inSettings('HRB'), 'link.set', { issueId, outcomeId });
  await platform.jira(ADMIN)('DELETE', `/rest/api/3/issue/${epic.id}`);
  const linked = async (who: string) => (await read(who)).filter(({ kind }) => kind === 'link.set').map(({ data }) => data);
  expect(await linked(ADMIN)).toEqual([expect.objectContaining({ issueId: epic.id }), expect.objectContaining({ issueId })]);
  expect(await linked(ENGINEER)).toEqual([expect.objectContaining({ issueId })]);
});

it('hands the site’s own streams and the overrides of gates to administrators of Jira alone', async () => {
  await needle.call(ADMIN, { moduleKey: 'admin-page' }, 'settings.set', { notices: false, zone: 'Europe/Berlin' });
  await needle.call(PROJECT_ADMIN, onIssue('HRB-10'), 'gate.override', { rule: 'linked', reason: 'Once.' });
  const kinds = async (who: string) => new Map((await exported(who)).map(({ stream, kind }) => [stream, kind]));
  const [told, theirs] = [await kinds(ADMIN), await kinds(PROJECT_ADMIN)];
  expect([told.get('site'), told.get('gates')]).toEqual(['settings.set', 'override.recorded']);
  expect([theirs.get('site'), theirs.get('gates')]).toEqual([undefined, undefined]);
});

it('goes on from page to page by what tells nothing of where the page ended', async () => {
  // A page looks at 25 outcomes by title; this one's last is restricted, and more that are theirs follow it.
  const titles = Array.from({ length: 30 }, (_, n) => `A ${String(n).padStart(2, '0')}`);
  for (const [n, title] of titles.entries()) await needle.call(ADMIN, GLOBAL, 'outcome.create', { title, ...(n === 24 ? { restricted: true } : { ownerId: ENGINEER }) });
  await platform.clock({ advance: 'PT5M' });
  const { next } = await needle.call(ENGINEER, GLOBAL, 'trail.export', {});
  const cursor = next?.cursor ?? '';
  expect(cursor).not.toBe('');
  for (const told of [cursor, Buffer.from(cursor, 'base64url').toString(), Buffer.from(cursor, 'base64').toString()]) expect(told).not.toContain('A 24');
  const readOn = (made: string, list = 0) => needle.ask(ENGINEER, GLOBAL, 'trail.export', { after: { list, cursor: made } });
  expect(await readOn(cursor)).toMatchObject({ ok: true });
  for (const list of [1, 2, 3]) expect(await readOn(cursor, list)).toMatchObject({ ok: false, error: { code: 'invalid-input', field: 'cursor' } });
  for (const made of ['x', 'A'.repeat(80), `${cursor.slice(0, -4)}AAAA`]) expect(await readOn(made)).toMatchObject({ ok: false, error: { code: 'invalid-input', field: 'cursor' } });
});

it('goes on also where titles are as long as they may be, in any script', async () => {
  for (let n = 0; n < 27; n += 1) await needle.call(ADMIN, GLOBAL, 'outcome.create', { title: `${String(n).padStart(3, '0')}${'漢'.repeat(197)}`, ownerId: ENGINEER });
  await platform.clock({ advance: 'PT5M' });
  const told = (await exported(ENGINEER)).filter(({ stream, seq }) => stream.startsWith('outcome:') && seq === 1);
  expect(told.length).toBeGreaterThanOrEqual(27);
});

it('is exported page by page where a stream is long', async () => {
  const kpiId = await newKpi();
  for (let n = 0; n < 205; n += 1) {
    await needle.call(ADMIN, GLOBAL, 'value.record', { kpiId, values: [{ at: '2026-01-05', value: n }] });
  }
  const out = await exportedWith(ADMIN);
  const records = out.records.filter((r) => r.stream === `kpi:${kpiId}`);
  expect(records).toHaveLength(206);
  expect(await verifyTrail(Buffer.from(await trailExport(out.records, out.heads, sha256)), sha256)).toMatchObject({ ok: true });
  expect(firstFault(records.sort((a, b) => a.seq - b.seq), sha256)).toBeUndefined();
}, 60_000);

it('is one unbroken chain with every acknowledged change of twenty writers at once', async () => {
  const kpiId = await newKpi();
  const days = Array.from({ length: 20 }, (_, i) => `2026-02-${String(i + 1).padStart(2, '0')}`);
  const replies = await Promise.all(
    days.map((at, value) => needle.ask(ADMIN, GLOBAL, 'value.record', { kpiId, values: [{ at, value }] })),
  );
  const acknowledged = days.filter((_, i) => replies[i]?.ok);
  expect(acknowledged.length).toBeGreaterThanOrEqual(15);
  const records = await kpiTrail(kpiId);
  expect(firstFault(records, sha256)).toBeUndefined();
  expect(records.length - 1).toBe(acknowledged.length);
  const { values } = await needle.call(ADMIN, GLOBAL, 'kpi.read', { kpiId });
  expect(values.map((v) => v.at)).toEqual(acknowledged);
});

it('loses nothing acknowledged when the platform is killed while twenty write', async () => {
  const kpiId = await newKpi();
  const acknowledged: string[] = [];
  let killed: Promise<void> | undefined;
  const writer = async (first: number): Promise<void> => {
    for (let day = first; day < 2_000; day += 20) {
      const at = new Date(Date.UTC(2019, 0, 1 + day)).toISOString().slice(0, 10);
      const reply = await needle.ask(ADMIN, GLOBAL, 'value.record', { kpiId, values: [{ at, value: day }] });
      if (reply.ok) acknowledged.push(at);
      if (acknowledged.length === 40) killed ??= platform.kill();
    }
  };
  // The kill ends every connection, most of them in the middle of a write.
  const ended = await Promise.allSettled(Array.from({ length: 20 }, (_, first) => writer(first)));
  expect(new Set(ended.map(({ status }) => status))).toEqual(new Set(['rejected']));
  await killed;
  platform = await startPlatform({ data });
  needle = needleOn(platform);
  expect(acknowledged.length).toBeGreaterThanOrEqual(40);
  const { values } = await needle.call(ADMIN, GLOBAL, 'kpi.read', { kpiId });
  expect(values.map((v) => v.at)).toEqual(expect.arrayContaining(acknowledged));
  const records = await kpiTrail(kpiId);
  expect(firstFault(records, sha256)).toBeUndefined();
  // What was under way may have been written whole without its answer: never half.
  expect(records.length - 1).toBe(values.length);
  expect(values.length - acknowledged.length).toBeLessThanOrEqual(20);
}, 120_000);

it('is not whole where its last record was written anew in the storage, and not read at all where that is gone', async () => {
  const kpiId = await newKpi();
  for (const value of [1, 2]) await needle.call(ADMIN, GLOBAL, 'value.record', { kpiId, values: [{ at: '2026-01-05', value }] });
  const [stream, key] = [`kpi:${kpiId}`, recordKey(`kpi:${kpiId}`, 3)];
  const checked = async () => {
    const { records, heads } = await exportedWith(ADMIN);
    return (await verifyTrail(Buffer.from(await trailExport(records, heads, sha256)), sha256)).firstBad;
  };
  expect(await checked()).toBeUndefined();
  const [, before] = await kpiTrail(kpiId);
  if (!before) throw new Error('There is no record before the last.');
  // Of the same chain, with another value: each hash is right.
  tamperWith<TrailRecord>(data, 'trail', key, ({ at, actor, kind }) => nextRecord({ stream, seq: before.seq, hash: before.hash }, { at, actor, kind, data: { forged: true } }, sha256));
  expect((await kpiTrail(kpiId)).at(-1)?.data).toEqual({ forged: true });
  expect(await checked()).toMatchObject({ kind: 'end' });
  tamperWith<TrailRecord>(data, 'trail', key, () => undefined);
  expect(await needle.ask(ADMIN, GLOBAL, 'kpi.trail', { kpiId, from: 1 })).toMatchObject({ ok: false, error: { code: 'internal' } });
  await expect(exportedWith(ADMIN)).rejects.toThrow('internal');
});
