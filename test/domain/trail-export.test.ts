import fc from 'fast-check';
import { trailExport, verifyTrail } from '../../src/domain/trail-export';
import { nextRecord, withheld } from '../../src/domain/trail';
import { chain, sha256, thousand } from '../support/trail';
import { isFound, linesKnown, missedDamages } from '../support/trail-damage';

const bytesOf = (text: string): Buffer => Buffer.from(text, 'utf8');
const whole = async (bytes: Uint8Array, noted?: string) => (await verifyTrail(bytes, sha256, noted)).ok;

let text: string;
let lines: string[];
beforeAll(async () => {
  text = await trailExport(thousand(), sha256);
  lines = text.slice(0, -1).split('\n');
});

it('is whole as it was made, whatever the order of the records', async () => {
  expect(await verifyTrail(bytesOf(text), sha256)).toEqual({ ok: true, records: 1000, streams: 3 });
  expect(await trailExport(thousand().reverse(), sha256)).toBe(text);
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ heads: [{ stream: 'kpi:b', count: 599 }, { stream: 'kpi:c', count: 1 }, { stream: 'outcome:a', count: 400 }] });
});

it('of nothing is one line', async () => {
  const nothing = await trailExport([], sha256);
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

it('finds a byte that is changed, taken away or put in, in every line', async () => {
  expect(await missedDamages(bytesOf(text), 37)).toEqual([]);
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
  const bytes = async () => bytesOf(await trailExport(told, sha256));

  it('is whole, says how many there are, and has the heads of the whole one', async () => {
    const all = await trailExport(chain('kpi:b', 12), sha256);
    expect(await verifyTrail(await bytes(), sha256)).toEqual({ ok: true, records: 12, streams: 1, withheld: 4 });
    expect((await trailExport(told, sha256)).split('\n').at(-2)).toBe(all.split('\n').at(-2));
  });

  it('shows every byte that is changed, taken away or put in all the same', async () => {
    expect(await missedDamages(await bytes(), 1)).toEqual([]);
  });

  it('holds nothing in them but place and hash', async () => {
    const smuggled = told.map((record) => (record.seq === 3 ? { ...record, data: 'more' } : record));
    expect((await verifyTrail(bytesOf(await trailExport(smuggled, sha256)), sha256)).firstBad).toEqual({ line: 3, stream: 'kpi:b', seq: 3, kind: 'not-a-record' });
  });
});

describe('with a head that was noted', () => {
  const records = chain('kpi:b', 9);
  const noted = records.at(-1)?.hash ?? '';

  it('is whole, also when the stream has grown since', async () => {
    const head = { stream: 'kpi:b', seq: 9, hash: noted };
    const grown = [...records, nextRecord(head, { at: '', actor: '', kind: '', data: null }, sha256)];
    expect(await whole(bytesOf(await trailExport(records, sha256)), noted)).toBe(true);
    expect(await whole(bytesOf(await trailExport(grown, sha256)), noted)).toBe(true);
  });

  it('shows a tail that was cut and closed again, and a chain that was written anew', async () => {
    const cut = bytesOf(await trailExport(records.slice(0, -1), sha256));
    expect(await whole(cut)).toBe(true);
    expect((await verifyTrail(cut, sha256, noted)).firstBad?.kind).toBe('head');
    const other = bytesOf(await trailExport(chain('kpi:x', 9), sha256));
    expect((await verifyTrail(other, sha256, noted)).firstBad?.kind).toBe('head');
  });

  it("takes the whole export's figure too, which also shows a stream that is missing", async () => {
    const both = await trailExport([...records, ...chain('outcome:a', 2)], sha256);
    const { hash } = JSON.parse(both.trimEnd().split('\n').at(-1) ?? '') as { hash: string };
    expect(await whole(bytesOf(both), hash)).toBe(true);
    expect(await whole(bytesOf(await trailExport(records, sha256)), hash)).toBe(false);
  });
});
