import fc from 'fast-check';
import { EMPTY_SERIES, type SeriesHead } from '../../src/domain/kpi';
import { type Chunk, type NewValue, recordValues, valuesOf } from '../../src/domain/value-log';

const NOW = '2026-09-01T10:00:00.000Z';
const ENTRY = { source: 'entry', recordedAt: NOW } as const;

/** Records batch after batch, as the store would. */
function recordAll(batches: readonly NewValue[][]): { head: SeriesHead; chunks: Map<number, Chunk> } {
  const chunks = new Map<number, Chunk>();
  let head = EMPTY_SERIES;
  for (const batch of batches) {
    const taken = recordValues(head, chunks, batch, ENTRY);
    for (const [year, chunk] of taken.chunks) chunks.set(year, chunk);
    head = taken.head;
  }
  return { head, chunks };
}

const date = fc
  .date({ min: new Date('2023-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10));
const newValue = fc.record({ at: date, value: fc.double({ noNaN: true, noDefaultInfinity: true }) });

describe('recording values', () => {
  it('adds new dates, corrects known ones, and leaves the same again alone', () => {
    const first = recordValues(EMPTY_SERIES, new Map(), [{ at: '2026-01-05', value: 1 }], ENTRY);
    const again = recordValues(
      first.head,
      first.chunks,
      [
        { at: '2026-01-05', value: 2 },
        { at: '2026-01-12', value: 3 },
      ],
      { source: 'paste', recordedAt: NOW },
    );
    expect(again).toMatchObject({ added: 1, corrected: 1, repeated: 0 });
    expect(again.head).toEqual({ count: 2, years: [2026], takes: 2, newest: { at: '2026-01-12', value: 3 } });
    expect(again.chunks.get(2026)?.points[0]).toEqual({
      ...{ at: '2026-01-05', value: 2, source: 'paste', recordedAt: NOW, take: 2 },
      superseded: [{ value: 1, source: 'entry', recordedAt: NOW, take: 1 }],
    });
    const repeated = recordValues(again.head, again.chunks, [{ at: '2026-01-12', value: 3 }], ENTRY);
    expect(repeated).toMatchObject({ added: 0, corrected: 0, repeated: 1 });
    expect(repeated.chunks.size).toBe(0);
  });

  it('keeps the newest value when an older one comes in later', () => {
    const { head } = recordAll([[{ at: '2026-05-01', value: 5 }], [{ at: '2024-05-01', value: 4 }]]);
    expect(head).toEqual({ count: 2, years: [2024, 2026], takes: 2, newest: { at: '2026-05-01', value: 5 } });
  });

  it('corrects the newest value in the head too', () => {
    const { head } = recordAll([[{ at: '2026-05-01', value: 5 }], [{ at: '2026-05-01', value: 6 }]]);
    expect(head.newest).toEqual({ at: '2026-05-01', value: 6 });
  });

  it('gives what a plain map of dates gives, however the values are split into calls', () => {
    fc.assert(
      fc.property(fc.array(fc.array(newValue, { maxLength: 12 }), { maxLength: 6 }), (batches) => {
        const model = new Map(batches.flat().map((v) => [v.at, v.value]));
        const { head, chunks } = recordAll(batches);
        const expected = [...model].sort(([a], [b]) => (a < b ? -1 : 1)).map(([at, value]) => ({ at, value }));
        expect(valuesOf(chunks.values())).toEqual(expected);
        expect(head.count).toBe(model.size);
        expect(head.newest).toEqual(expected.at(-1));
      }),
    );
  });
});
