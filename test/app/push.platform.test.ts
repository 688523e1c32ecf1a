import { execFile } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ONCE } from '../../src/contract/once';
import { curlLine } from '../../src/domain/curl-line';
import { ADMIN, ENGINEER, GLOBAL, type Needle, needleOn } from '../support/needle';
import { itemsHolding } from '../support/stored';
import { type LocalPlatform, startPlatform } from '../support/platform';

const run = promisify(execFile);
const NOW = '2026-03-20T10:00:00.000Z';
const SECONDS = Date.parse(NOW) / 1000;
const root = join(__dirname, '../..');

let platform: LocalPlatform;
let needle: Needle;
let url: string;
beforeAll(async () => {
  platform = await startPlatform({ seed: 'test/fixtures/harbour.jsonl', now: NOW });
  await platform.clock({ now: NOW, frozen: true });
  needle = needleOn(platform);
  url = (await needle.call(ADMIN, GLOBAL, 'source.list', {})).address;
}, 60_000);
afterAll(() => platform?.stop());

interface Sent {
  sourceId: string;
  secret: string;
  body: string;
  timestamp?: string;
  headers?: Record<string, string | undefined>;
}

const signatureOf = (secret: string, text: string): string => createHmac('sha256', secret).update(text).digest('hex');

async function send({ sourceId, secret, body, timestamp = String(SECONDS), headers = {} }: Sent): Promise<[number, string]> {
  const all = {
    ...{ 'x-needle-source': sourceId, 'x-needle-timestamp': timestamp },
    'x-needle-signature': `v1=${signatureOf(secret, `${timestamp}.${body}`)}`,
    ...headers,
  };
  const present = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const reply = await fetch(url, { method: 'POST', headers: Object.fromEntries(present), body });
  return [reply.status, ((await reply.json()) as { result: string }).result];
}

async function newSource(kpis = 1) {
  const kpiIds: string[] = [];
  for (let n = 0; n < kpis; n += 1) kpiIds.push((await needle.outcomeWithKpi(`Pushed ${n}`)).kpiId);
  const { source, secret } = await needle.call(ADMIN, GLOBAL, 'source.create', { name: 'Monitoring', kpiIds });
  return { sourceId: source.sourceId, version: source.version, secret, kpiIds, kpiId: kpiIds[0] ?? '' };
}

const row = (kpi: string, at: string, value: unknown = 7.5, id: unknown = `m-${at}`) => ({ kpi, at, value, id });
const valuesOf = async (kpiId: string) => (await needle.call(ADMIN, GLOBAL, 'kpi.read', { kpiId })).values;
const inboxOf = async (sourceId: string) => (await needle.call(ADMIN, GLOBAL, 'inbox.list', { sourceId })).items;

it('takes a batch in once, with its source, and leaves one record of it', async () => {
  const source = await newSource();
  const body = JSON.stringify([row(source.kpiId, '2026-03-17'), row(source.kpiId, '2026-03-18', 7)]);
  expect(await send({ ...source, body })).toEqual([202, 'accepted']);
  const values = await valuesOf(source.kpiId);
  expect(values.slice(-2)).toMatchObject([{ at: '2026-03-17', value: 7.5, source: 'push' }, { at: '2026-03-18', value: 7, source: 'push' }]);
  await platform.resetMeter();
  expect(await send({ ...source, body })).toEqual([200, 'duplicate']);
  expect((await platform.meter()).kvs.writes).toBe(0);
  expect(await valuesOf(source.kpiId)).toEqual(values);
  const { records } = await needle.call(ADMIN, GLOBAL, 'trail.export', { after: { list: 4 } });
  expect(records.map((r) => [r.stream, r.kind])).toEqual([[`source:${source.sourceId}`, 'source.created'], [`source:${source.sourceId}`, 'values.pushed']]);
  expect(records[1]?.data).toMatchObject({ rows: 2, added: 2, corrected: 0, repeated: 0, refused: 0, content: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(JSON.stringify(records)).not.toContain(source.secret);
  const [listed] = (await needle.call(ADMIN, GLOBAL, 'source.list', {})).sources.slice(-1);
  expect(listed).toMatchObject({ last: { taken: 2, repeated: 0, refused: 0 }, waiting: 0 });
  expect(JSON.stringify(listed)).not.toContain(source.secret);
});

it('does not take an old batch in again after its values were corrected by hand', async () => {
  const source = await newSource();
  const body = JSON.stringify([row(source.kpiId, '2026-03-17', 99)]);
  await send({ ...source, body });
  await needle.call(ADMIN, GLOBAL, 'value.record', { kpiId: source.kpiId, values: [{ at: '2026-03-17', value: 9 }] });
  expect(await send({ ...source, body })).toEqual([200, 'duplicate']);
  expect((await valuesOf(source.kpiId)).at(-1)).toMatchObject({ value: 9, corrections: 1 });
});

describe('what is wrong as a whole', () => {
  let source: Awaited<ReturnType<typeof newSource>>;
  let other: typeof source;
  let body: string;
  beforeAll(async () => {
    source = await newSource();
    other = await newSource();
    body = JSON.stringify([row(source.kpiId, '2026-03-17')]);
  });

  const signed = (text: string, timestamp = String(SECONDS)) => `v1=${signatureOf(source.secret, `${timestamp}.${text}`)}`;

  it.each<[string, () => Omit<Partial<Sent>, 'sourceId' | 'secret'> & { sourceId?: string; secret?: string }, number, string]>([
    ['no signature', () => ({ headers: { 'x-needle-signature': undefined } }), 401, 'bad-signature'],
    ['no source', () => ({ headers: { 'x-needle-source': undefined } }), 401, 'bad-signature'],
    ['no timestamp', () => ({ headers: { 'x-needle-timestamp': undefined } }), 401, 'bad-signature'],
    ['a signature of another form', () => ({ headers: { 'x-needle-signature': signed(body).slice(3) } }), 401, 'bad-signature'],
    ['a signature of another version', () => ({ headers: { 'x-needle-signature': signed(body).replace('v1', 'v2') } }), 401, 'bad-signature'],
    ['a signature that was cut', () => ({ headers: { 'x-needle-signature': signed(body).slice(0, -2) } }), 401, 'bad-signature'],
    ['a signature with one digit changed', () => ({ headers: { 'x-needle-signature': signed(body).replace(/.$/, (d) => (d === '0' ? '1' : '0')) } }), 401, 'bad-signature'],
    ['a signature in capital letters', () => ({ headers: { 'x-needle-signature': `v1=${signed(body).slice(3).toUpperCase()}` } }), 401, 'bad-signature'],
    ['a signature twice', () => ({ headers: { 'x-needle-signature': `${signed(body)}, ${signed(body)}` } }), 401, 'bad-signature'],
    ['a signature over a byte less', () => ({ headers: { 'x-needle-signature': signed(body.slice(0, -1)) } }), 401, 'bad-signature'],
    ['a signature over another time', () => ({ headers: { 'x-needle-signature': signed(body, String(SECONDS - 1)) } }), 401, 'bad-signature'],
    ['another source’s secret', () => ({ secret: other.secret }), 401, 'bad-signature'],
    ['another source’s id', () => ({ sourceId: other.sourceId }), 401, 'bad-signature'],
    ['a source that is not there', () => ({ sourceId: 'src_0000000000000000' }), 401, 'bad-signature'],
    ['a name in place of an id', () => ({ sourceId: '__proto__' }), 401, 'bad-signature'],
    ['a time five minutes and a second ago', () => ({ timestamp: String(SECONDS - 301) }), 401, 'stale'],
    ['a time five minutes and a second ahead', () => ({ timestamp: String(SECONDS + 301) }), 401, 'stale'],
    ['milliseconds for a time', () => ({ timestamp: String(SECONDS * 1000) }), 401, 'stale'],
    ['no JSON', () => ({ body: '[{' }), 400, 'bad-json'],
    ['an empty body', () => ({ body: '' }), 400, 'bad-json'],
    ['no array', () => ({ body: '{}' }), 400, 'bad-json'],
    ['no rows', () => ({ body: '[]' }), 400, 'bad-json'],
    ['a row that is none', () => ({ body: '[1]' }), 400, 'bad-json'],
    ['too many bytes', () => ({ body: `[${' '.repeat(100_000)}]` }), 413, 'too-large'],
    ['too many rows', () => ({ body: JSON.stringify(Array.from({ length: 501 }, () => ({}))) }), 413, 'too-large'],
  ])('%s', async (_what, wrong, status, result) => {
    const before = await valuesOf(source.kpiId);
    expect(await send({ ...source, body, ...wrong() })).toEqual([status, result]);
    expect(await valuesOf(source.kpiId)).toEqual(before);
  });

  it('is told before anything stored is read', async () => {
    await platform.resetMeter();
    await send({ ...source, body: '[{' });
    await send({ ...source, body, timestamp: String(SECONDS - 301) });
    await send({ ...source, body: `[${' '.repeat(100_000)}]` });
    expect((await platform.meter()).kvs.requests).toBe(0);
  });

  it('takes header names in any case and a time at the edge of the window', async () => {
    const timestamp = String(SECONDS - 300);
    const text = JSON.stringify([row(source.kpiId, '2026-03-01')]);
    const headers = { 'X-Needle-Source': source.sourceId, 'X-NEEDLE-TIMESTAMP': timestamp, 'X-Needle-Signature': signed(text, timestamp) };
    expect((await fetch(url, { method: 'POST', headers, body: text })).status).toBe(202);
  });
});

it('puts rows that cannot be taken into the inbox, by row and field, and takes the others', async () => {
  const source = await newSource();
  const foreign = await newSource();
  const { kpiId } = source;
  const rows = [
    row(kpiId, '2026-03-17'),
    row(foreign.kpiId, '2026-03-17'),
    row(kpiId, '2026-02-30'),
    row(kpiId, '2026-03-21'),
    row(kpiId, '2026-03-15', '7,5'),
    row(kpiId, '2026-03-14', 1e300),
    row(kpiId, '2026-03-13', 1, 7),
    row(kpiId, '2026-03-12', 1),
    row(kpiId, '2026-03-12', 2),
  ];
  expect(await send({ ...source, body: JSON.stringify(rows) })).toEqual([202, 'accepted']);
  expect((await valuesOf(kpiId)).map((v) => v.at)).toEqual(['2026-03-09', '2026-03-16', '2026-03-17']);
  expect((await inboxOf(source.sourceId)).map((i) => [i.row, i.field, i.reason])).toEqual([
    [1, 'kpi', 'not-of-source'],
    [2, 'at', 'not-a-date'],
    [3, 'at', 'future'],
    [4, 'value', 'not-a-number'],
    [5, 'value', 'too-large'],
    [6, 'id', 'not-an-id'],
    [7, 'value', 'disagrees'],
    [8, 'value', 'disagrees'],
  ]);
  const [wrong, ...others] = (await inboxOf(source.sourceId)).filter((i) => i.row >= 4);
  const { sourceId } = source;
  await needle.call(ADMIN, GLOBAL, 'inbox.correct', { sourceId, itemId: wrong?.itemId ?? '', kpiId, at: '2026-03-15', value: 7.5 });
  expect(await valuesOf(kpiId)).toEqual(expect.arrayContaining([expect.objectContaining({ at: '2026-03-15', value: 7.5, source: 'push' })]));
  const left = await needle.call(ADMIN, GLOBAL, 'inbox.dismiss', { sourceId, itemIds: others.map((i) => i.itemId) });
  expect(left.waiting).toBe(3);
  expect((await inboxOf(sourceId)).map((i) => i.row)).toEqual([1, 2, 3]);
});

it('puts a dismissed row back where it stood, for managers alone, once, and never one that was taken in', async () => {
  const source = await newSource();
  const { sourceId } = source;
  expect(await send({ ...source, body: JSON.stringify([1, 2].map((n) => ({ ...row(source.kpiId, 'no day'), id: `r-${n}` }))) })).toEqual([202, 'accepted']);
  await platform.idle();
  const [first, second] = await inboxOf(sourceId);
  const itemIds = [first?.itemId ?? ''];
  const restore = (who: string, ids = itemIds) => needle.ask(who, GLOBAL, 'inbox.restore', { sourceId, itemIds: ids });
  expect(await restore(ADMIN)).toMatchObject({ ok: false, error: { code: 'not-found', field: 'itemIds', message: 'There is no such dismissed row, or you may not see it.' } });
  await needle.call(ADMIN, GLOBAL, 'inbox.dismiss', { sourceId, itemIds });
  expect(await needle.ask(ADMIN, GLOBAL, 'inbox.correct', { sourceId, itemId: itemIds[0] ?? '', kpiId: source.kpiId, at: '2026-03-14', value: 7 })).toMatchObject({ ok: false, error: { code: 'not-found' } });
  expect(await restore(ENGINEER)).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  expect(await restore(ADMIN)).toEqual({ ok: true, data: { waiting: 2 } });
  expect((await inboxOf(sourceId)).map(({ itemId }) => itemId)).toEqual([first?.itemId, second?.itemId]);
  expect(await restore(ADMIN)).toMatchObject({ ok: false, error: { code: 'not-found' } });
  await needle.call(ADMIN, GLOBAL, 'inbox.correct', { sourceId, itemId: itemIds[0] ?? '', kpiId: source.kpiId, at: '2026-03-14', value: 7 });
  expect(await restore(ADMIN)).toMatchObject({ ok: false, error: { code: 'not-found' } });
  expect(itemsHolding(platform.data, 'inbox.restored')).toHaveLength(1);
});

it('lets the old secret count while a rotation overlaps, and none after revoking', async () => {
  const source = await newSource();
  const { sourceId } = source;
  let day = 0;
  const next = () => JSON.stringify([row(source.kpiId, `2026-02-${String((day += 1)).padStart(2, '0')}`)]);
  const { source: rotated, secret } = await needle.call(ADMIN, GLOBAL, 'source.rotate', { sourceId, version: source.version, overlapHours: 1 });
  expect(secret).not.toBe(source.secret);
  expect(await send({ sourceId, secret, body: next() })).toEqual([202, 'accepted']);
  expect(await send({ sourceId, secret: source.secret, body: next() })).toEqual([202, 'accepted']);
  const later = String(SECONDS + 3_601);
  await platform.clock({ now: new Date(Number(later) * 1000).toISOString(), frozen: true });
  expect(await send({ sourceId, secret: source.secret, body: next(), timestamp: later })).toEqual([401, 'bad-signature']);
  expect(await send({ sourceId, secret, body: next(), timestamp: later })).toEqual([202, 'accepted']);
  await needle.call(ADMIN, GLOBAL, 'source.revoke', { sourceId, version: rotated.version });
  expect(await send({ sourceId, secret, body: next(), timestamp: later })).toEqual([401, 'bad-signature']);
  await platform.clock({ now: NOW, frozen: true });
});

it('a rotation that is sent again, as its answer was lost, makes no second secret; one that follows keeps the overlap that was promised', async () => {
  const { sourceId, secret: first, version, kpiId } = await newSource();
  let day = 0;
  const sent = (secret: string, timestamp = String(SECONDS)) => send({ sourceId, secret, timestamp, body: JSON.stringify([row(kpiId, `2026-02-${String((day += 1)).padStart(2, '0')}`)]) });
  const payload = { sourceId, version, overlapHours: 24, [ONCE]: '7f1e6a4e-3d57-4a52-8d8f-3f4c1f4f9f10' };
  const [once, again] = [await needle.call(ADMIN, GLOBAL, 'source.rotate', payload), await needle.call(ADMIN, GLOBAL, 'source.rotate', payload)];
  expect(again).toEqual(once);
  expect(await sent(first)).toEqual([202, 'accepted']);
  const { secret: third, source } = await needle.call(ADMIN, GLOBAL, 'source.rotate', { sourceId, version: once.source.version, overlapHours: 1 });
  for (const secret of [first, once.secret, third]) expect(await sent(secret)).toEqual([202, 'accepted']);
  const later = String(SECONDS + 3_601);
  await platform.clock({ now: new Date(Number(later) * 1000).toISOString(), frozen: true });
  expect([await sent(first, later), await sent(once.secret, later)]).toEqual([[202, 'accepted'], [401, 'bad-signature']]);
  // Without an overlap every former secret ends at once.
  const { secret: last } = await needle.call(ADMIN, GLOBAL, 'source.rotate', { sourceId, version: source.version, overlapHours: 0 });
  expect([await sent(first, later), await sent(third, later), await sent(last, later)]).toEqual([[401, 'bad-signature'], [401, 'bad-signature'], [202, 'accepted']]);
  await platform.clock({ now: NOW, frozen: true });
});

it('asks the store little: 8 requests and one per KPI for 100 values of 5 KPIs', async () => {
  const source = await newSource(5);
  const dates = Array.from({ length: 20 }, (_, i) => `2026-02-${String(i + 1).padStart(2, '0')}`);
  const rows = source.kpiIds.flatMap((kpi) => dates.map((at, i) => row(kpi, at, i)));
  await platform.idle();
  await platform.resetMeter();
  expect(await send({ ...source, body: JSON.stringify(rows) })).toEqual([202, 'accepted']);
  expect((await platform.meter()).kvs.requests).toBeLessThanOrEqual(8 + 5);
  for (const kpiId of source.kpiIds) expect(await valuesOf(kpiId)).toHaveLength(22);
});

it('takes in more KPIs and outcomes than one transaction holds', async () => {
  const source = await newSource(12);
  const rows = source.kpiIds.flatMap((kpi) => ['2024-01-01', '2025-01-01', '2026-01-01'].map((at) => row(kpi, at)));
  expect(await send({ ...source, body: JSON.stringify(rows) })).toEqual([202, 'accepted']);
  for (const kpiId of source.kpiIds) expect(await valuesOf(kpiId)).toHaveLength(5);
  expect(await send({ ...source, body: JSON.stringify(rows) })).toEqual([200, 'duplicate']);
}, 60_000);

it('answers busy while the store asks to slow down, and takes the same batch in once afterwards', async () => {
  const source = await newSource();
  const body = JSON.stringify([row(source.kpiId, '2026-03-17')]);
  await platform.control('POST', '/_host/faults', { rates: { 'kvs.throttled': 1 } });
  expect(await send({ ...source, body })).toEqual([503, 'busy']);
  await platform.control('POST', '/_host/faults', {});
  expect(await valuesOf(source.kpiId)).toHaveLength(2);
  expect(await send({ ...source, body })).toEqual([202, 'accepted']);
  expect(await send({ ...source, body })).toEqual([200, 'duplicate']);
  expect(await valuesOf(source.kpiId)).toHaveLength(3);
});

it('is set up by managers alone', async () => {
  const source = await newSource();
  const refusals = [
    await needle.ask(ENGINEER, GLOBAL, 'source.list', {}),
    await needle.ask(ENGINEER, GLOBAL, 'source.create', { name: 'Mine', kpiIds: source.kpiIds }),
    await needle.ask(ENGINEER, GLOBAL, 'source.rotate', { sourceId: source.sourceId, version: 1 }),
    await needle.ask(ENGINEER, GLOBAL, 'inbox.list', { sourceId: source.sourceId }),
  ];
  for (const reply of refusals) expect(reply).toMatchObject({ ok: false, error: { code: 'forbidden' } });
});

describe('the examples', () => {
  const environment = (source: Awaited<ReturnType<typeof newSource>>) => ({
    ...process.env,
    ...{ NEEDLE_URL: url, NEEDLE_SOURCE: source.sourceId, NEEDLE_SECRET: source.secret, NEEDLE_KPI: source.kpiId, NEEDLE_TIMESTAMP: String(SECONDS) },
  });

  it('curl', async () => {
    const source = await newSource();
    const [, line = ''] = /```sh\n([^`]+)```/.exec(readFileSync(join(root, 'docs/pushing-values.md'), 'utf8')) ?? [];
    const { stdout } = await run('sh', ['-c', line], { env: { ...environment(source) } });
    expect(stdout).toBe('{"result":"accepted"}');
  });

  it('the line that the page shows', async () => {
    const source = await newSource();
    // The shell's clock is not the platform's.
    const line = curlLine(url, source).replace('$(date +%s)', String(SECONDS)).replace('$(date -u +%F)', '2026-03-19');
    const { stdout } = await run('sh', ['-c', line]);
    expect(stdout).toBe('{"result":"accepted"}');
    expect((await valuesOf(source.kpiId)).at(-1)).toMatchObject({ at: '2026-03-19', value: 1 });
  });

  it('Node', async () => {
    const source = await newSource();
    const body = JSON.stringify([row(source.kpiId, '2026-03-17')]);
    const { stdout } = await run(process.execPath, [join(root, 'docs/examples/push.mjs'), body], { env: environment(source) });
    expect(stdout.trim()).toBe('202 {"result":"accepted"}');
  });
});

it('reads 3 years of daily values of a KPI, with who recorded them, in 2 requests to the store', async () => {
  const { kpiId } = await needle.outcomeWithKpi('Daily');
  const values = Array.from({ length: 3 * 365 }, (_, i) => ({ at: new Date(Date.UTC(2023, 0, 1 + i)).toISOString().slice(0, 10), value: i }));
  await needle.call(ADMIN, GLOBAL, 'value.record', { kpiId, values });
  await platform.resetMeter();
  const read = (await needle.call(ADMIN, GLOBAL, 'kpi.read', { kpiId })).values;
  expect((await platform.meter()).kvs.requests).toBeLessThanOrEqual(2);
  expect(read.slice(0, values.length).map(({ at, value }) => ({ at, value }))).toEqual(values);
  expect(read[0]).toMatchObject({ byId: ADMIN });
  await platform.resetMeter();
  expect((await needle.call(ADMIN, GLOBAL, 'kpi.values', { kpiId })).values.slice(0, values.length).map(({ at, value }) => ({ at, value }))).toEqual(values);
  expect((await platform.meter()).kvs.requests).toBeLessThanOrEqual(2);
});
