import { type CallInput } from '../../src/contract';
import { MAX_PART_VALUES } from '../../src/domain/import';
import { ADMIN, ENGINEER, GLOBAL, type Needle, OUTSIDER, needleOn } from '../support/needle';
import { type LocalPlatform, startPlatform } from '../support/platform';

jest.setTimeout(60_000);

const NOW = '2026-03-20T10:00:00.000Z';
type Values = CallInput<'import.part'>['values'];

let platform: LocalPlatform;
let needle: Needle;
beforeAll(async () => {
  platform = await startPlatform({ seed: 'test/fixtures/harbour.jsonl', now: NOW });
  needle = needleOn(platform);
}, 60_000);
afterAll(() => platform?.stop());

const dayAfter = (from: string, days: number): string => new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10);
/** So many values, one every `step` days from a date on; rows as in a file with a heading. */
const series = (count: number, from = '2020-01-01', step = 1, of = (i: number) => i): Values =>
  Array.from({ length: count }, (_, i) => [i + 2, dayAfter(from, i * step), of(i)] as [number, string, number]);

async function newKpi(name: string, ownerId = ENGINEER): Promise<string> {
  const { kpi } = await needle.call(ADMIN, GLOBAL, 'kpi.create', { name, unit: 'hours', direction: 'decrease', cadence: 'day', ownerId });
  return kpi.kpiId;
}

interface Sent {
  name?: string;
  who?: string;
  rows?: CallInput<'import.start'>['rows'];
}

async function send(parts: { kpiId: string; values: Values }[], { name = 'values.csv', who = ENGINEER, rows = [] }: Sent = {}) {
  const count = parts.reduce((sum, { values }) => sum + values.length, rows.length);
  const { importId } = await needle.call(who, GLOBAL, 'import.begin', { name, rows: count, parts: parts.length, kpiId: parts[0]?.kpiId ?? '' });
  for (const [part, { kpiId, values }] of parts.entries()) await needle.call(who, GLOBAL, 'import.part', { importId, part, kpiId, values });
  const repeated = rows.filter(({ reason }) => reason === 'repeated').length;
  return (await needle.call(who, GLOBAL, 'import.start', { importId, rows, repeated, refused: rows.length - repeated })).import;
}

async function taken(...sent: Parameters<typeof send>) {
  const { importId } = await send(...sent);
  await platform.idle();
  return (await needle.call(sent[1]?.who ?? ENGINEER, GLOBAL, 'import.read', { importId })).import;
}

async function undo(importId: string, who = ENGINEER) {
  await needle.call(who, GLOBAL, 'import.undo', { importId });
  await platform.idle();
  return (await needle.call(who, GLOBAL, 'import.read', { importId })).import;
}

/** Asks until it is answered, as a page does. */
async function insist<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      if (tries === 20) throw error;
    }
  }
}

const valuesOf = async (kpiId: string) => (await needle.call(ADMIN, GLOBAL, 'kpi.read', { kpiId })).values;
const plain = async (kpiId: string) => (await valuesOf(kpiId)).map(({ at, value }) => [at, value]);
const trailOf = async (kpiId: string) => (await needle.call(ADMIN, GLOBAL, 'kpi.trail', { kpiId })).records.map(({ kind, data }) => ({ kind, data: data as Record<string, unknown> }));

it('takes the values of several KPIs in, says how far it is, and leaves one record of each part with its content hash', async () => {
  const [a, b] = [await newKpi('Berths'), await newKpi('Papers')];
  const started = await send([{ kpiId: a, values: series(3) }, { kpiId: b, values: series(2) }], {
    rows: [{ row: 7, column: 'Value', reason: 'not-a-number' }, { row: 9, column: 'Value', reason: 'repeated' }],
  });
  expect(started).toMatchObject({ name: 'values.csv', rows: 7, values: 5, parts: 2, notSent: { repeated: 1, refused: 1 } });
  await platform.idle();
  const { import: done } = await needle.call(ENGINEER, GLOBAL, 'import.read', { importId: started.importId });
  expect(done).toMatchObject({ state: 'done', done: 5, counts: { added: 5, corrected: 0, known: 0, refused: 0 }, byId: ENGINEER, mayUndo: true });
  expect(done.kpis.map(({ name }) => name)).toEqual(['Berths', 'Papers']);
  expect(await valuesOf(a)).toMatchObject([{ at: '2020-01-01', value: 0, source: 'file', byId: ENGINEER }, { value: 1 }, { value: 2 }]);
  const records = (await trailOf(a)).filter(({ kind }) => kind === 'values.imported');
  expect(records.map(({ data }) => data)).toEqual([{ importId: done.importId, part: 0, added: 3, corrected: 0, repeated: 0, content: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
});

it('reports by row what was taken, corrected, known and not sent', async () => {
  const kpiId = await newKpi('Reported');
  await needle.call(ENGINEER, GLOBAL, 'value.record', { kpiId, values: [{ at: '2020-01-01', value: 0 }, { at: '2020-01-02', value: 9 }] });
  const rows = [{ row: 5, column: 'Value', reason: 'future' as const }];
  const { importId, counts } = await taken([{ kpiId, values: series(3) }], { rows });
  expect(counts).toEqual({ added: 1, corrected: 1, known: 1, refused: 0 });
  expect(await needle.call(ENGINEER, GLOBAL, 'import.report', { importId })).toEqual({ notSent: rows, next: 0 });
  expect(await needle.call(ENGINEER, GLOBAL, 'import.report', { importId, part: 0 })).toEqual({ notSent: [], part: { kpiId, rows: [2, 3, 4], outcomes: ['known', 'corrected', 'added'] } });
});

it('changes nothing when the same file is imported again, even after a value was corrected by hand', async () => {
  const kpiId = await newKpi('Twice');
  const first = await taken([{ kpiId, values: series(400) }], { name: 'march.xlsx' });
  await needle.call(ENGINEER, GLOBAL, 'value.record', { kpiId, values: [{ at: '2020-01-05', value: 99 }] });
  const before = await valuesOf(kpiId);
  const trail = await trailOf(kpiId);
  // The same rows in another order of the file.
  const again = await taken([{ kpiId, values: series(400).map(([row, at, value]) => [1_000 - row, at, value]) }]);
  expect(again).toMatchObject({ state: 'duplicate', sameAs: { importId: first.importId, name: 'march.xlsx' }, counts: { added: 0, corrected: 0 } });
  expect(await valuesOf(kpiId)).toEqual(before);
  expect(await trailOf(kpiId)).toEqual(trail);
  // A file that says one thing more is another file: its other values are known already, but for the corrected one.
  const more = await taken([{ kpiId, values: series(401) }]);
  expect(more).toMatchObject({ state: 'done', counts: { added: 1, corrected: 1, known: 399, refused: 0 } });
});

describe('undo', () => {
  it('restores what stood before, keeps what came later, and lets the file be imported again', async () => {
    const kpiId = await newKpi('Undone');
    await needle.call(ENGINEER, GLOBAL, 'value.record', { kpiId, values: [{ at: '2020-01-01', value: 50 }] });
    const before = await plain(kpiId);
    const first = await taken([{ kpiId, values: series(800) }]);
    await needle.call(ADMIN, GLOBAL, 'value.record', { kpiId, values: [{ at: '2021-01-01', value: 77 }] });
    const undone = await undo(first.importId);
    expect(undone).toMatchObject({ state: 'undone', mayUndo: false, undone: { restored: 1, withdrawn: 798, kept: 1, keptAt: [{ kpiId, at: '2021-01-01' }] } });
    expect(await plain(kpiId)).toEqual([...before, ['2021-01-01', 77]]);
    const [restored] = await valuesOf(kpiId);
    expect(restored).toMatchObject({ source: 'entry', corrections: 2, history: [{ value: 50 }, { value: 0, source: 'file' }] });
    const { kpi } = await needle.call(ADMIN, GLOBAL, 'kpi.read', { kpiId });
    expect(kpi).toMatchObject({ count: 2, newest: { at: '2021-01-01', value: 77 } });
    expect((await trailOf(kpiId)).at(-1)).toMatchObject({ kind: 'import.undone', data: { importId: first.importId, restored: 1, withdrawn: 798, kept: 1 } });
    const again = await taken([{ kpiId, values: series(800) }]);
    expect(again).toMatchObject({ state: 'done', counts: { added: 798, corrected: 2 } });
    expect(await plain(kpiId)).toHaveLength(800);
  });

  it('of two imports over one another gives the same in either order', async () => {
    const ends = [];
    for (const order of [[0, 1], [1, 0]] as const) {
      const kpiId = await newKpi(`Order ${order.join('')}`);
      await needle.call(ENGINEER, GLOBAL, 'value.record', { kpiId, values: [{ at: '2020-01-02', value: 50 }] });
      const both = [await taken([{ kpiId, values: series(5) }]), await taken([{ kpiId, values: series(5, '2020-01-02', 1, (i) => i + 100) }])];
      for (const n of order) await undo(both[n]!.importId);
      ends.push(await plain(kpiId));
    }
    expect(ends).toEqual([[['2020-01-02', 50]], [['2020-01-02', 50]]]);
  });

  it('is for whoever may change all its KPIs', async () => {
    const kpiId = await newKpi('Handed on');
    const { importId } = await taken([{ kpiId, values: series(2) }]);
    const { kpi } = await needle.call(ADMIN, GLOBAL, 'kpi.read', { kpiId });
    await needle.call(ADMIN, GLOBAL, 'kpi.update', { kpiId, version: kpi.version, ownerId: ADMIN });
    expect(await needle.ask(ENGINEER, GLOBAL, 'import.undo', { importId })).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(await needle.call(ENGINEER, GLOBAL, 'import.read', { importId })).toMatchObject({ import: { mayUndo: false, kpis: [] } });
    expect(await undo(importId, ADMIN)).toMatchObject({ state: 'undone' });
    expect(await plain(kpiId)).toEqual([]);
  });
});

describe('rights', () => {
  it('are asked for each part: of a KPI that one may not change nothing is sent, and nothing is learned', async () => {
    const [mine, theirs] = [await newKpi('Mine'), await newKpi('Theirs', ADMIN)];
    const { importId } = await needle.call(ENGINEER, GLOBAL, 'import.begin', { name: 'a.csv', rows: 2, parts: 2, kpiId: mine });
    const refused = await needle.ask(ENGINEER, GLOBAL, 'import.part', { importId, part: 0, kpiId: theirs, values: series(1) });
    const unknown = await needle.ask(ENGINEER, GLOBAL, 'import.part', { importId, part: 0, kpiId: 'kpi_0000000000000000', values: series(1) });
    expect(refused).toMatchObject({ ok: false, error: { code: 'not-found' } });
    expect(refused).toEqual(unknown);
    expect(await needle.ask(ENGINEER, GLOBAL, 'import.begin', { name: 'a.csv', rows: 2, parts: 2, kpiId: theirs })).toEqual(unknown);
  });

  it('are asked again by the queue: a KPI that was handed on or archived meanwhile is refused by row', async () => {
    const [given, archived, kept] = [await newKpi('Given away'), await newKpi('Archived'), await newKpi('Kept')];
    const kpis = [given, archived, kept];
    const { importId } = await needle.call(ENGINEER, GLOBAL, 'import.begin', { name: 'a.csv', rows: 6, parts: 3, kpiId: kept });
    for (const [part, kpiId] of kpis.entries()) await needle.call(ENGINEER, GLOBAL, 'import.part', { importId, part, kpiId, values: series(2) });
    await needle.call(ADMIN, GLOBAL, 'kpi.update', { kpiId: given, version: 1, ownerId: ADMIN });
    await needle.call(ADMIN, GLOBAL, 'kpi.update', { kpiId: archived, version: 1, state: 'archived' });
    await needle.call(ENGINEER, GLOBAL, 'import.start', { importId, rows: [], repeated: 0, refused: 0 });
    await platform.idle();
    const { import: done } = await needle.call(ADMIN, GLOBAL, 'import.read', { importId });
    expect(done).toMatchObject({ state: 'done', counts: { added: 2, refused: 4 } });
    expect([await plain(given), await plain(archived), await plain(kept)]).toEqual([[], [], [['2020-01-01', 0], ['2020-01-02', 1]]]);
    expect(await needle.call(ADMIN, GLOBAL, 'import.report', { importId, part: 0 })).toMatchObject({ part: { outcomes: ['not-yours', 'not-yours'] } });
    expect(await needle.call(ADMIN, GLOBAL, 'import.report', { importId, part: 1 })).toMatchObject({ part: { outcomes: ['archived', 'archived'] } });
    // What was refused may be sent again.
    await needle.call(ADMIN, GLOBAL, 'kpi.update', { kpiId: archived, version: 2, state: 'open' });
    expect(await taken([{ kpiId: archived, values: series(2) }], { who: ADMIN })).toMatchObject({ state: 'done', counts: { added: 2 } });
  });

  it('hide the imports of others from all but managers', async () => {
    const kpiId = await newKpi('Seen');
    const { importId } = await taken([{ kpiId, values: series(1) }]);
    for (const name of ['import.read', 'import.report', 'import.undo'] as const) {
      expect(await needle.ask(OUTSIDER, GLOBAL, name, { importId })).toMatchObject({ ok: false, error: { code: 'not-found' } });
    }
    expect((await needle.call(OUTSIDER, GLOBAL, 'import.list', {})).imports).toEqual([]);
    expect((await needle.call(ENGINEER, GLOBAL, 'import.list', {})).imports[0]).toMatchObject({ importId });
    expect((await needle.call(ADMIN, GLOBAL, 'import.list', {})).imports[0]).toMatchObject({ importId, byId: ENGINEER });
    // Nobody adds to another's import.
    expect(await needle.ask(ADMIN, GLOBAL, 'import.part', { importId, part: 0, kpiId, values: series(1) })).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });
});

describe('what is wrong with a part', () => {
  it.each<[string, Values, string]>([
    ['a day that has not come', [[2, '2026-03-21', 1]], 'values.0.1'],
    ['a day that does not exist', [[2, '2026-02-30', 1]], 'values.0.1'],
    ['a date that comes twice', [[2, '2026-01-01', 1], [3, '2026-01-01', 2]], 'values.1.1'],
    ['no number', [[2, '2026-01-01', Number.NaN]], 'values.0.2'],
    ['a number beyond bounds', [[2, '2026-01-01', 1e300]], 'values.0.2'],
    ['no row', [[0, '2026-01-01', 1]], 'values.0.0'],
    ['nothing', [], 'values'],
    ['more than a part', series(MAX_PART_VALUES + 1, '1980-01-01'), 'values'],
  ])('%s is refused by its field', async (_what, values, field) => {
    const kpiId = await newKpi('Wrong');
    const { importId } = await needle.call(ENGINEER, GLOBAL, 'import.begin', { name: 'a.csv', rows: 1, parts: 1, kpiId });
    expect(await needle.ask(ENGINEER, GLOBAL, 'import.part', { importId, part: 0, kpiId, values })).toMatchObject({ ok: false, error: { code: 'invalid-input', field } });
  });

  it('an order of its own or too few parts are refused, and the same part again changes nothing', async () => {
    const kpiId = await newKpi('Parts');
    const { importId } = await needle.call(ENGINEER, GLOBAL, 'import.begin', { name: 'a.csv', rows: 2, parts: 2, kpiId });
    const part = (n: number, values = series(2)) => needle.ask(ENGINEER, GLOBAL, 'import.part', { importId, part: n, kpiId, values });
    expect(await part(1)).toMatchObject({ ok: false, error: { code: 'invalid-input', field: 'part' } });
    expect(await part(0)).toMatchObject({ ok: true, data: { received: 1 } });
    expect(await part(0)).toMatchObject({ ok: true, data: { received: 1 } });
    expect(await part(0, series(3))).toMatchObject({ ok: false, error: { code: 'invalid-input', field: 'part' } });
    expect(await needle.ask(ENGINEER, GLOBAL, 'import.start', { importId, rows: [], repeated: 0, refused: 0 })).toMatchObject({ ok: false, error: { code: 'invalid-input', field: 'parts' } });
    expect(await plain(kpiId)).toEqual([]);
  });
});

it('writes little: at most 0.05 writes a value for 10,000 values of 5 KPIs, daily or weekly, each with an outcome', async () => {
  const daily = [];
  for (let n = 0; n < 5; n += 1) daily.push((await needle.outcomeWithKpi(`Daily ${n}`)).kpiId);
  await platform.resetMeter();
  const done = await taken(daily.map((kpiId) => ({ kpiId, values: series(2_000) })), { who: ADMIN });
  const { writes } = (await platform.meter()).kvs;
  expect(done).toMatchObject({ state: 'done', values: 10_000 });
  expect(writes / 10_000).toBeLessThanOrEqual(0.05);
  const weekly = [];
  for (let n = 0; n < 5; n += 1) weekly.push((await needle.outcomeWithKpi(`Weekly ${n}`)).kpiId);
  await platform.resetMeter();
  expect(await taken(weekly.map((kpiId) => ({ kpiId, values: series(2_000, '1987-01-05', 7) })), { who: ADMIN })).toMatchObject({ state: 'done', counts: { refused: 0 } });
  expect((await platform.meter()).kvs.writes / 10_000).toBeLessThanOrEqual(0.05);
  const [kpiId = ''] = daily;
  expect(await valuesOf(kpiId)).toHaveLength(2_002);
});

it('ends the same when its steps are delivered twice and killed, and the store fails now and then', async () => {
  const kpiId = await newKpi('Troubled');
  const values = series(3_000, '2010-01-01', 1);
  await platform.control('POST', '/_host/faults', { seed: 3, rates: { 'event.twice': 0.5, 'function.killed': 0.2, 'kvs.failed': 0.1, 'kvs.lostReply': 0.1, 'kvs.conflict': 0.1 } });
  const { importId } = await insist(() => needle.call(ENGINEER, GLOBAL, 'import.begin', { name: 'a.csv', rows: 3_000, parts: 1, kpiId }));
  await insist(() => needle.call(ENGINEER, GLOBAL, 'import.part', { importId, part: 0, kpiId, values }));
  await insist(() => needle.call(ENGINEER, GLOBAL, 'import.start', { importId, rows: [], repeated: 0, refused: 0 }));
  for (let n = 0; n < 6; n += 1) await platform.clock({ advance: 'PT20M' });
  await platform.control('POST', '/_host/faults', {});
  await platform.clock({ advance: 'PT2H' });
  expect((await needle.call(ENGINEER, GLOBAL, 'import.read', { importId })).import).toMatchObject({ state: 'done', counts: { added: 3_000, corrected: 0, known: 0, refused: 0 } });
  expect(await plain(kpiId)).toEqual(values.map(([, at, value]) => [at, value]));
});

it('goes on after the platform was killed, and takes everything in once', async () => {
  const kpis = [await newKpi('Killed 1'), await newKpi('Killed 2')];
  const values = series(2_000, '2014-01-01', 1);
  const { importId } = await send(kpis.map((kpiId) => ({ kpiId, values })));
  await platform.kill();
  const killed = platform;
  platform = await startPlatform({ data: killed.data });
  needle = needleOn(platform);
  await platform.idle();
  await platform.clock({ advance: 'PT20M' });
  const { import: done } = await needle.call(ENGINEER, GLOBAL, 'import.read', { importId });
  expect(done).toMatchObject({ state: 'done', counts: { added: 4_000, corrected: 0, known: 0, refused: 0 } });
  for (const kpiId of kpis) {
    expect(await plain(kpiId)).toEqual(values.map(([, at, value]) => [at, value]));
    const added = (await trailOf(kpiId)).filter(({ kind }) => kind === 'values.imported').map(({ data }) => data['added'] as number);
    expect(added.reduce((sum, n) => sum + n, 0)).toBe(2_000);
  }
  await killed.stop();
});
