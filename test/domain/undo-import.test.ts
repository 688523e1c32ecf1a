import fc from 'fast-check';
import { EMPTY_SERIES, type SeriesHead } from '../../src/domain/kpi';
import { undoImport, yearsOfImport } from '../../src/domain/undo-import';
import { type Chunk, type NewValue, type Origin, recordValues, valuesOf } from '../../src/domain/value-log';

const NOW = '2026-09-01T10:00:00.000Z';

class Series {
  head: SeriesHead = EMPTY_SERIES;
  readonly chunks = new Map<number, Chunk>();

  record(values: readonly NewValue[], origin: Partial<Origin> = {}): void {
    this.take(recordValues(this.head, this.chunks, values, { source: 'file', recordedAt: NOW, ...origin }));
  }

  undo(importId: string): { restored: number; withdrawn: number; kept: string[] } {
    const undone = undoImport(this.head, this.chunks, importId, yearsOfImport(this.chunks, importId), { recordedAt: NOW });
    this.take(undone);
    return undone;
  }

  private take({ head, chunks }: { head: SeriesHead; chunks: Map<number, Chunk> }): void {
    this.head = head;
    for (const [year, chunk] of chunks) this.chunks.set(year, chunk);
  }

  get values() {
    return valuesOf(this.chunks.values());
  }

  /** All that ever stood at a date, in whatever order. */
  get everSaid(): string[] {
    const points = [...this.chunks.values()].flatMap((chunk) => [...chunk.points.flatMap(({ at, value, superseded = [] }) => [{ at, value }, ...superseded.map((s) => ({ at, value: s.value }))]), ...(chunk.withdrawn ?? []).flatMap(({ at, superseded }) => superseded.map(({ value }) => ({ at, value })))]);
    return points.map(({ at, value }) => `${at} ${value}`);
  }
}

const values = fc.uniqueArray(
  fc.record({ at: fc.constantFrom('2025-12-30', '2025-12-31', '2026-01-01', '2026-01-02', '2026-01-03'), value: fc.integer({ min: 0, max: 3 }) }),
  { selector: ({ at }) => at, minLength: 1 },
);

it('undoes imports in any order, as if they had never been', () => {
  fc.assert(
    fc.property(values, fc.array(values, { minLength: 1, maxLength: 4 }), fc.infiniteStream(fc.nat()), (before, imports, picks) => {
      const series = new Series();
      series.record(before, { source: 'entry' });
      const start = series.values;
      imports.forEach((one, i) => series.record(one, { importId: `imp_${i}` }));
      const said = series.everSaid.length;
      const left = imports.map((_, i) => `imp_${i}`);
      while (left.length > 0) {
        const [next = ''] = left.splice((picks.next().value as number) % left.length, 1);
        series.undo(next);
      }
      expect(series.values).toEqual(start);
      expect(series.head).toMatchObject({ count: start.length, newest: start.at(-1) });
      expect(series.everSaid.length).toBeGreaterThanOrEqual(said);
    }),
  );
});

it('keeps every value that came later by another way, whatever is undone', () => {
  fc.assert(
    fc.property(values, values, (imported, later) => {
      const series = new Series();
      series.record(imported, { importId: 'imp_a' });
      series.record(later, { source: 'push' });
      const { kept, withdrawn, restored } = series.undo('imp_a');
      const pushed = later.filter(({ at, value }) => imported.every((one) => one.at !== at || one.value !== value));
      expect(series.values).toEqual([...pushed].sort((a, b) => (a.at < b.at ? -1 : 1)));
      expect(kept.sort()).toEqual(pushed.filter(({ at }) => imported.some((one) => one.at === at)).map(({ at }) => at).sort());
      expect({ withdrawn, restored }).toEqual({ withdrawn: imported.length - kept.length, restored: 0 });
    }),
  );
});

it('does nothing the second time', () => {
  const series = new Series();
  series.record([{ at: '2026-01-01', value: 1 }], { importId: 'imp_a' });
  series.undo('imp_a');
  expect(yearsOfImport(series.chunks, 'imp_a')).toEqual([]);
  expect(series.undo('imp_a')).toMatchObject({ restored: 0, withdrawn: 0, kept: [] });
});

it('gives a withdrawn date its history back when it has a value again', () => {
  const series = new Series();
  series.record([{ at: '2026-01-01', value: 1 }], { importId: 'imp_a' });
  series.undo('imp_a');
  series.record([{ at: '2026-01-01', value: 2 }], { source: 'entry' });
  expect(series.chunks.get(2026)).toEqual({
    points: [{ ...{ at: '2026-01-01', value: 2, source: 'entry', recordedAt: NOW, take: 3 }, superseded: [{ value: 1, source: 'file', recordedAt: NOW, take: 1, importId: 'imp_a', undone: true, goneTake: 2 }] }],
  });
});
