import fc from 'fast-check';
import { EMPTY_SERIES, type SeriesHead } from '../../src/domain/kpi';
import { undoImport, yearsOfImport } from '../../src/domain/undo-import';
import { type Chunk, type Origin, VALUE_SOURCES, recordValues } from '../../src/domain/value-log';
import { fromStored, toStored } from '../../src/forge/shapes';

/** Forge: a stored value is at most 240 KiB. */
const MAX_STORED = 240 * 1024;
const NOW = '2026-03-20T10:00:00.000Z';

const values = fc.uniqueArray(fc.record({ at: fc.constantFrom('2026-01-01', '2026-01-02', '2026-01-03'), value: fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (n === 0 ? 0 : n)) }), { selector: ({ at }) => at });
const origin = fc.record({ source: fc.constantFrom(...VALUE_SOURCES), recordedAt: fc.constantFrom(NOW, '2026-03-21T10:00:00.000Z'), by: fc.constantFrom('a', 'b'), importId: fc.constantFrom('imp_1', 'imp_2') }, { requiredKeys: ['source', 'recordedAt'] });

it('gives back every chunk that can come about', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(values, origin, fc.boolean()), { maxLength: 6 }), (takes) => {
      let head: SeriesHead = EMPTY_SERIES;
      let chunk: Chunk = { points: [] };
      for (const [those, from, isUndone] of takes) {
        const chunks = new Map([[2026, chunk]]);
        const after = isUndone ? undoImport(head, chunks, 'imp_1', yearsOfImport(chunks, 'imp_1'), { recordedAt: NOW }) : recordValues(head, chunks, those, from as Origin);
        ({ head } = after);
        chunk = after.chunks.get(2026) ?? chunk;
      }
      const stored = JSON.parse(JSON.stringify(toStored('chunk', chunk, 1, 'x'))) as Parameters<typeof fromStored>[1];
      expect(fromStored('chunk', stored)).toEqual(JSON.parse(JSON.stringify(chunk)));
    }),
  );
});

it('reads what an earlier version stored as it was', () => {
  const chunk: Chunk = { points: [{ at: '2026-01-01', value: 1, source: 'entry', recordedAt: NOW }] };
  expect(fromStored('chunk', { version: 1, body: { shape: 1, data: chunk } })).toEqual(chunk);
});

it('has room for forty imports that correct every day of a year', () => {
  let head: SeriesHead = EMPTY_SERIES;
  const chunks = new Map<number, Chunk>();
  const days = Array.from({ length: 366 }, (_, i) => new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10));
  for (let n = 0; n <= 40; n += 1) {
    const taken = recordValues(head, chunks, days.map((at, i) => ({ at, value: Math.round(Math.sin(n + i) * 1e6) / 1e6 })), { source: 'file', recordedAt: NOW, by: 'f'.repeat(32), importId: `imp_${String(n).padStart(16, '0')}` });
    ({ head } = taken);
    for (const [year, chunk] of taken.chunks) chunks.set(year, chunk);
  }
  expect(JSON.stringify(toStored('chunk', chunks.get(2024)!, 1, 'x')).length).toBeLessThan(MAX_STORED);
});
