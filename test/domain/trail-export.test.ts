import fc from 'fast-check';
import { canonicalJson } from '../../src/domain/canonical-json';
import { type ExportEnd, trailExport, verifyTrail } from '../../src/domain/trail-export';
import { type TrailRecord, nextRecord, withheld } from '../../src/domain/trail';
import { chain, exportOf, headsOf, sha256, thousand } from '../support/trail';
import { isFound, linesKnown, missedDamages } from '../support/trail-damage';

const bytesOf = (text: string): Buffer => Buffer.from(text, 'utf8');
const endOf = (text: string) => JSON.parse(text.trimEnd().split('\n').at(-1) ?? '') as ExportEnd;
const whole = async (bytes: Uint8Array, noted?: string) => (await verifyTrail(bytes, sha256, noted)).ok;

let text: string;
let lines: string[];
beforeAll(async () => {
  text = await exportOf(thousand());
  lines = text.slice(0, -1).split('\n');
});

it('is whole as it was made, whatever the order of the records', async () => {
  expect(await verifyTrail(bytesOf(text), sha256)).toEqual({ ok: true, records: 1000, streams: 3 });
  expect(await exportOf(thousand().reverse())).toBe(text);
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ heads: [{ stream: 'kpi:b', count: 599 }, { stream: 'kpi:c', count: 1 }, { stream: 'outcome:a', count: 400 }] });
});

it('of nothing is one line', async () => {
  const nothing = await exportOf([]);
  expect(await verifyTrail(bytesOf(nothing), sha256)).toEqual({ ok: true, records: 0, streams: 0 });
  expect(await whole(bytesOf(''))).toBe(false);
});

it('says which line is the first bad one', async () => {
  const changed = bytesOf(lines.map((line, i) => (i === 700 ? line.replace('values', 'valuez') : line)).join('\n') + '\n');
  expect(await verifyTrail(changed, sha256)).toEqual({
    ...{ ok: false, records: 700, streams: 3 },
    firstBad: { line: 701, stream: 'outcome:a', seq: 101, kind: 'hash' },
  });
});

it('finds a byte that is changed, swapped with the next, taken away or put in, in every line', async () => {
  expect(await missedDamages(bytesOf(text), 53)).toEqual([]);
}, 60_000);

it('finds every swap of neighbouring lines, and of any two', async () => {
  const missed: number[] = [];
  for (const [at, { before }] of (await linesKnown(bytesOf(text))).slice(0, -1).entries()) {
    if (!(await isFound(before, bytesOf(`${lines[at + 1]}\n${lines[at]}\n`)))) missed.push(at);
  }
  expect(missed).toEqual([]);
  const place = fc.nat({ max: lines.length - 1 });
  await fc.assert(
    fc.asyncProperty(place, place, async (a, b) => {
      fc.pre(a !== b);
      const swapped = lines.map((line, i) => (i === a ? lines[b] : i === b ? lines[a] : line));
      expect(await whole(bytesOf(`${swapped.join('\n')}\n`))).toBe(false);
    }),
    { numRuns: 30, seed: 7 },
  );
});

it('finds every line that is taken away, put in twice, or cut with all after it', async () => {
  const place = fc.nat({ max: lines.length - 1 });
  await fc.assert(
    fc.asyncProperty(place, async (at) => {
      const [head, line = '', tail] = [lines.slice(0, at), lines[at], lines.slice(at + 1)];
      for (const kept of [[...head, ...tail], [...head, line, line, ...tail], head]) {
        expect(await whole(bytesOf(kept.map((l) => `${l}\n`).join('')))).toBe(false);
      }
    }),
    { numRuns: 30, seed: 7 },
  );
});

describe('with records that are withheld', () => {
  const told = chain('kpi:b', 12).map((record) => (record.seq % 3 === 0 ? withheld(record) : record));
  const bytes = async () => bytesOf(await exportOf(told));

  it('is whole, says how many there are, and has the heads of the whole one', async () => {
    expect(await verifyTrail(await bytes(), sha256)).toEqual({ ok: true, records: 12, streams: 1, withheld: 4 });
    expect(endOf(await exportOf(told)).heads).toEqual([{ ...endOf(await exportOf(chain('kpi:b', 12))).heads[0], withheld: 4 }]);
  });

  it('shows every byte that is changed, swapped, taken away or put in all the same', async () => {
    expect(await missedDamages(await bytes(), 1)).toEqual([]);
  });

  it('shows one that was withheld afterwards, by its last line or by the figure of the whole that was noted', async () => {
    const before = await exportOf(told);
    const hidden = told.map((record) => (record.seq === 5 ? withheld(record) : record));
    const withOldEnd = `${hidden.map((record) => `${canonicalJson({ ...record })}\n`).join('')}${before.trimEnd().split('\n').at(-1)}\n`;
    expect((await verifyTrail(bytesOf(withOldEnd), sha256)).firstBad?.kind).toBe('end');
    // With a last line to match, it tells how many there are, and is not what was noted.
    const closedAnew = bytesOf(await exportOf(hidden));
    expect(await verifyTrail(closedAnew, sha256)).toMatchObject({ ok: true, withheld: 5 });
    expect(await whole(bytesOf(before), endOf(before).hash)).toBe(true);
    expect((await verifyTrail(closedAnew, sha256, endOf(before).hash)).firstBad?.kind).toBe('head');
  });

  it('is whole also in the first version, whose last line said nothing of them', async () => {
    const body = { v: 1, heads: headsOf(told).map(({ stream, seq, hash }) => ({ stream, count: seq, hash })) };
    const end = canonicalJson({ ...body, hash: sha256(canonicalJson(body)) });
    const old = `${(await exportOf(told)).split('\n').slice(0, -2).join('\n')}\n${end}\n`;
    expect(await verifyTrail(bytesOf(old), sha256)).toEqual({ ok: true, records: 12, streams: 1, withheld: 4 });
    expect((await verifyTrail(bytesOf(old.replace('{"hash"', '{"also":1,"hash"')), sha256)).ok).toBe(false);
  });

  it('holds nothing in them but place and hash', async () => {
    const smuggled = told.map((record) => (record.seq === 3 ? { ...record, data: 'more' } : record));
    expect((await verifyTrail(bytesOf(await exportOf(smuggled)), sha256)).firstBad).toEqual({ line: 3, stream: 'kpi:b', seq: 3, kind: 'not-a-record' });
  });
});

describe('with the heads as they are stored', () => {
  const stored = chain('kpi:b', 9);
  const heads = headsOf(stored);
  const exported = async (records: readonly TrailRecord[]) => (await verifyTrail(bytesOf(await trailExport(records, heads, sha256)), sha256)).firstBad?.kind;

  it('shows a last record that is missing, one that was written anew, and a stream that is missing altogether', async () => {
    expect(await exported(stored)).toBeUndefined();
    expect(await exported(stored.slice(0, -1))).toBe('end');
    const [before] = headsOf(stored.slice(0, -1));
    if (!before) throw new Error('Nothing is before the last.');
    expect(await exported([...stored.slice(0, -1), nextRecord(before, { at: '', actor: '', kind: '', data: 'another' }, sha256)])).toBe('end');
    expect(await exported([])).toBe('end');
  });
});

describe('with a head that was noted', () => {
  const records = chain('kpi:b', 9);
  const noted = records.at(-1)?.hash ?? '';

  it('is whole, also when the stream has grown since', async () => {
    const head = { stream: 'kpi:b', seq: 9, hash: noted };
    const grown = [...records, nextRecord(head, { at: '', actor: '', kind: '', data: null }, sha256)];
    expect(await whole(bytesOf(await exportOf(records)), noted)).toBe(true);
    expect(await whole(bytesOf(await exportOf(grown)), noted)).toBe(true);
  });

  it('shows a tail that was cut and closed again, and a chain that was written anew', async () => {
    const cut = bytesOf(await exportOf(records.slice(0, -1)));
    expect(await whole(cut)).toBe(true);
    expect((await verifyTrail(cut, sha256, noted)).firstBad?.kind).toBe('head');
    const other = bytesOf(await exportOf(chain('kpi:x', 9)));
    expect((await verifyTrail(other, sha256, noted)).firstBad?.kind).toBe('head');
  });

  it("takes the whole export's figure too, which also shows a stream that is missing", async () => {
    const both = await exportOf([...records, ...chain('outcome:a', 2)]);
    const { hash } = endOf(both);
    expect(await whole(bytesOf(both), hash)).toBe(true);
    expect(await whole(bytesOf(await exportOf(records)), hash)).toBe(false);
  });
});
