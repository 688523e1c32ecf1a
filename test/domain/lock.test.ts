import fc from 'fast-check';
import { EMPTY_SERIES, type MeasureLock, type SeriesHead } from '../../src/domain/kpi';
import { countedValues, heldBack, isLocked, lockAfter, lockOn } from '../../src/domain/lock';
import { replaceValues, yearsThatDiffer } from '../../src/domain/replace-values';
import { undoImport, yearsOfImport } from '../../src/domain/undo-import';
import { type Chunk, type NewValue, pointsOf, recordValues } from '../../src/domain/value-log';
import { siteDay } from '../../src/domain/site-day';
import { sha256 } from '../support/trail';

const WINDOW = { baseline: { kind: 'window', from: '2026-01-01', to: '2026-01-05' } } as const;
const NOW = '2026-02-01T00:00:00.000Z';

class Series {
  head: SeriesHead = EMPTY_SERIES;
  readonly chunks = new Map<number, Chunk>();
  lock: MeasureLock | undefined;

  record(values: readonly NewValue[], importId?: string): void {
    this.take(recordValues(this.head, this.chunks, values, { source: 'file', recordedAt: NOW, ...(importId ? { importId } : {}) }));
  }
  replace(values: readonly NewValue[]): void {
    const years = yearsThatDiffer(this.chunks, values);
    if (years.length > 0) this.take(replaceValues(this.head, this.chunks, values, years, { source: 'jira', recordedAt: NOW }));
  }
  undo(importId: string): void {
    this.take(undoImport(this.head, this.chunks, importId, yearsOfImport(this.chunks, importId), { recordedAt: NOW }));
  }
  seal(): void {
    this.lock = lockOn(WINDOW, this.points, { at: NOW, takes: this.head.takes ?? 0 }, sha256);
  }
  get points() {
    return pointsOf(this.chunks.values());
  }
  get counted() {
    return countedValues(this.points, WINDOW, this.lock);
  }
  private take({ head, chunks }: { head: SeriesHead; chunks: Map<number, Chunk> }): void {
    this.head = head;
    for (const [year, chunk] of chunks) this.chunks.set(year, chunk);
    if (this.lock) this.lock = lockAfter(this.lock, WINDOW, this.points, { now: NOW, takes: head.takes ?? 0, hash: sha256 });
  }
}

const values = fc.array(fc.record({ at: fc.constantFrom('2025-12-31', '2026-01-01', '2026-01-03', '2026-01-05', '2026-01-06'), value: fc.integer({ min: 0, max: 9 }) }), { minLength: 1, maxLength: 4 });
const step = fc.oneof(
  fc.tuple(values, fc.constantFrom(undefined, 'imp_a', 'imp_b')).map(([given, id]) => (series: Series) => series.record(given, id)),
  values.map((given) => (series: Series) => series.replace(given)),
  fc.constantFrom('imp_a', 'imp_b').map((id) => (series: Series) => series.undo(id)),
);

it('what counts inside a locked window outlasts every value, correction, import and undoing', () => {
  fc.assert(
    fc.property(values, fc.array(step, { maxLength: 8 }), fc.array(step, { maxLength: 12 }), (first, before, after) => {
      const series = new Series();
      series.record([...first, { at: '2026-01-01', value: 1 }]);
      for (const one of before) one(series);
      const inside = () => series.counted.filter(({ at }) => at >= '2026-01-01' && at <= '2026-01-05');
      const expected = inside();
      // One that is empty may be filled.
      fc.pre(expected.length > 0);
      series.seal();
      const { hash, count } = series.lock ?? {};
      expect(count).toBe(expected.length);
      for (const one of after) one(series);
      expect(inside()).toEqual(expected);
      expect(series.lock).toMatchObject({ hash, count });
    }),
  );
});

it('outside the window values count as they stand', () => {
  const series = new Series();
  series.record([{ at: '2026-01-01', value: 1 }]);
  series.seal();
  series.record([{ at: '2026-01-06', value: 3 }]);
  series.record([{ at: '2026-01-06', value: 4 }]);
  expect(series.counted).toEqual([{ at: '2026-01-01', value: 1 }, { at: '2026-01-06', value: 4 }]);
});

it('names what was corrected, added and taken back since, and counts it once the lock moves up to it', () => {
  const series = new Series();
  series.record([{ at: '2026-01-01', value: 1 }]);
  series.record([{ at: '2026-01-02', value: 2 }], 'imp_a');
  series.seal();
  series.record([{ at: '2026-01-01', value: 5 }, { at: '2026-01-03', value: 3 }]);
  series.undo('imp_a');
  expect(heldBack(series.points, WINDOW, series.lock)).toEqual([
    { at: '2026-01-01', counts: 1, recorded: 5 },
    { at: '2026-01-02', counts: 2 },
    { at: '2026-01-03', recorded: 3 },
  ]);
  series.seal();
  expect(series.counted).toEqual([{ at: '2026-01-01', value: 5 }, { at: '2026-01-03', value: 3 }]);
  // A value that comes later at the date that was approved to be empty brings nothing back.
  series.record([{ at: '2026-01-02', value: 7 }]);
  expect(series.counted).toEqual([{ at: '2026-01-01', value: 5 }, { at: '2026-01-03', value: 3 }]);
});

it('a value that was worked out and is no more counts no longer once that was approved', () => {
  const series = new Series();
  series.replace([{ at: '2026-01-01', value: 1 }, { at: '2026-01-02', value: 2 }]);
  series.seal();
  series.replace([{ at: '2026-01-01', value: 1 }]);
  expect(series.counted).toHaveLength(2);
  series.seal();
  series.replace([{ at: '2026-01-01', value: 1 }, { at: '2026-01-02', value: 2 }]);
  expect(series.counted).toEqual([{ at: '2026-01-01', value: 1 }]);
});

it('stays locked whatever becomes of the launch', () => {
  const lock = { at: NOW, takes: 0, count: 0, hash: '' };
  expect(isLocked({ launch: '2026-03-01' }, undefined, '2026-02-28')).toBe(false);
  expect(isLocked({ launch: '2026-03-01' }, undefined, '2026-03-01')).toBe(true);
  expect(isLocked({ launch: '2027-03-01' }, lock, '2026-03-01')).toBe(true);
  expect(isLocked({}, lock, '2026-03-01')).toBe(true);
});

it('a day begins in the zone of the site', () => {
  expect(siteDay('Pacific/Auckland', '2026-03-01T12:00:00.000Z')).toBe('2026-03-02');
  expect(siteDay('America/New_York', '2026-03-02T03:00:00.000Z')).toBe('2026-03-01');
  expect(siteDay(undefined, '2026-03-01T23:59:59.999Z')).toBe('2026-03-01');
});
