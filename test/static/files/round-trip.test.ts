import fc from 'fast-check';
import { EXPORT_COLUMNS, findLayout } from '../../../src/domain/import-file/columns';
import { readValues } from '../../../src/domain/import-file/reading';
import { EMPTY_SERIES } from '../../../src/domain/kpi';
import { type Chunk, recordValues, valuesOf } from '../../../src/domain/value-log';
import { openFile } from '../../../static/files/open';
import { csvOf, workbookOf } from '../../../static/files/write';

const TODAY = '2026-03-20';
const NOW = '2026-03-20T10:00:00.000Z';

const date = fc.date({ min: new Date('1970-01-01'), max: new Date(TODAY), noInvalidDate: true }).map((d) => d.toISOString().slice(0, 10));
const quantity = fc.oneof(fc.double({ noNaN: true, min: -1e15, max: 1e15 }), fc.constantFrom(0, 1.234, 1e-9, -0.1, 0.1 + 0.2)).map((n) => (n === 0 ? 0 : n));
/** Names and units as people may give them, those that look like formulas among them. */
const title = fc.oneof(fc.string({ minLength: 1, maxLength: 20 }), fc.constantFrom('=1+1', "'=x", '2024', '7,5', '@sum', '-', '"', 'a;b', '2026-03-09')).map((text) => text.replace(/\p{Cc}/gu, ' ').trim()).filter((text) => text !== '');
const kpi = fc.record({ name: title, unit: title, values: fc.uniqueArray(fc.record({ at: date, value: quantity }), { selector: ({ at }) => at, maxLength: 12 }) });

it('what was given out and is imported again is the same, value by value, in both kinds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(kpi, { minLength: 1, maxLength: 4 }), fc.boolean(), async (kpis, asBook) => {
      const targets = kpis.map(({ name, unit }, i) => ({ kpiId: `kpi_${String(i).padStart(16, '0')}`, name, unit }));
      const rows = kpis.flatMap(({ values }, i) => values.map(({ at, value }) => [targets[i]!.name, targets[i]!.kpiId, { date: at }, value, targets[i]!.unit, 'entry', NOW]));
      const sheet = { name: 'Values', columns: EXPORT_COLUMNS, rows };
      const opened = await openFile(asBook ? workbookOf([sheet]) : Buffer.from(csvOf(sheet)));
      if (!opened.ok) throw new Error(opened.fault);
      const { header, layout, mark = ',' } = findLayout(opened.sheet, targets);
      const { parts, repeated, refused } = readValues(opened.sheet, { header, layout, order: 'month-day', mark, chosen: new Map() }, targets, TODAY);
      expect({ repeated, refused }).toEqual({ repeated: 0, refused: 0 });
      for (const [i, { values }] of kpis.entries()) {
        const sorted = [...values].sort((a, b) => (a.at < b.at ? -1 : 1));
        const read = parts.filter((part) => part.kpiId === targets[i]!.kpiId).flatMap((part) => part.values.map(([, at, value]) => ({ at, value })));
        expect(read).toEqual(sorted);
        const before = recordValues(EMPTY_SERIES, new Map(), sorted, { source: 'entry', recordedAt: NOW });
        expect(recordValues(before.head, before.chunks, read, { source: 'file', recordedAt: NOW })).toMatchObject({ added: 0, corrected: 0, repeated: sorted.length });
      }
    }),
    { numRuns: 150 },
  );
});

it('any order, split or repetition of the rows of a file gives the same series', () => {
  const rows = fc.uniqueArray(fc.record({ at: date, value: fc.integer({ min: 0, max: 9 }) }), { selector: ({ at }) => at, minLength: 1, maxLength: 20 });
  const target = { kpiId: 'kpi_0000000000000000', name: 'K', unit: 'hours' };
  fc.assert(
    fc.property(rows, fc.infiniteStream(fc.nat()), fc.nat({ max: 3 }), (values, picks, splits) => {
      const pick = (n: number): number => (picks.next().value as number) % n;
      const shuffled = [...values, ...values.filter(() => pick(3) === 0)].map((value) => ({ value, key: pick(1_000) })).sort((a, b) => a.key - b.key);
      const cuts = [0, ...Array.from({ length: splits }, () => pick(shuffled.length + 1)), shuffled.length].sort((a, b) => a - b);
      let head = EMPTY_SERIES;
      const chunks = new Map<number, Chunk>();
      for (let i = 1; i < cuts.length; i += 1) {
        const sheet = { rows: shuffled.slice(cuts[i - 1], cuts[i]).map(({ value: { at, value } }, row) => ({ row: row + 1, cells: [at, String(value)] })) };
        const { parts, refused } = readValues(sheet, { header: -1, layout: { kind: 'wide', date: 0 }, order: 'day-month', mark: '.', chosen: new Map([['1', target.kpiId]]) }, [target], TODAY);
        expect(refused).toBe(0);
        for (const part of parts) {
          const taken = recordValues(head, chunks, part.values.map(([, at, value]) => ({ at, value })), { source: 'file', recordedAt: NOW });
          for (const [year, chunk] of taken.chunks) chunks.set(year, chunk);
          ({ head } = taken);
        }
      }
      const sorted = [...values].sort((a, b) => (a.at < b.at ? -1 : 1));
      expect(valuesOf(chunks.values())).toEqual(sorted);
      expect(head).toMatchObject({ count: values.length, newest: sorted.at(-1) });
    }),
  );
});
