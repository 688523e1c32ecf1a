import fc from 'fast-check';
import { EMPTY_SERIES, type SeriesHead } from '../../src/domain/kpi';
import { replaceValues, yearsThatDiffer } from '../../src/domain/replace-values';
import { type Chunk, type NewValue, valuesOf } from '../../src/domain/value-log';

const ORIGIN = { source: 'jira', recordedAt: '2026-09-01T10:00:00.000Z' } as const;

interface State {
  head: SeriesHead;
  chunks: Map<number, Chunk>;
}

/** Replaces as the app does: so many years at once, until nothing differs. */
function replaced({ head, chunks }: State, values: readonly NewValue[], atOnce: number): State {
  const years = yearsThatDiffer(chunks, values).slice(0, atOnce);
  if (years.length === 0) return { head, chunks };
  const after = replaceValues(head, chunks, values, years, ORIGIN);
  return replaced({ head: after.head, chunks: new Map([...chunks, ...after.chunks]) }, values, atOnce);
}

const date = fc.date({ min: new Date('2020-01-01'), max: new Date('2026-08-31'), noInvalidDate: true }).map((d) => d.toISOString().slice(0, 10));
const series = fc.array(fc.record({ at: date, value: fc.integer({ min: 0, max: 5 }) }), { maxLength: 25 }).map((list) => [...new Map(list.map((one) => [one.at, one])).values()].sort((a, b) => (a.at < b.at ? -1 : 1)));
const BEGINNING: State = { head: EMPTY_SERIES, chunks: new Map() };

describe('values that are worked out anew', () => {
  it('are exactly those, whatever stood there, in whatever parts, and what stood there is kept', () => {
    fc.assert(
      fc.property(fc.array(series, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 4 }), (rounds, atOnce) => {
        let state = BEGINNING;
        const said = new Map<string, number>();
        for (const values of rounds) {
          state = replaced(state, values, atOnce);
          for (const { at } of values) said.set(at, (said.get(at) ?? 0) + 1);
          expect(valuesOf(state.chunks.values())).toEqual(values);
          expect(state.head.count).toBe(values.length);
          expect(state.head.newest).toEqual(values.at(-1));
        }
        const all = [...state.chunks.values()].flatMap(({ points, withdrawn = [] }) => [...points, ...withdrawn]);
        // No date that ever had a value is forgotten.
        expect(new Set(all.map(({ at }) => at))).toEqual(new Set(said.keys()));
      }),
    );
  });

  it('the same again changes nothing', () => {
    fc.assert(
      fc.property(series, (values) => {
        const state = replaced(BEGINNING, values, 2);
        expect(yearsThatDiffer(state.chunks, values)).toEqual([]);
      }),
    );
  });

  it('one that has no ground any more is withdrawn, and comes back with what stood there', () => {
    const one = replaced(BEGINNING, [{ at: '2026-01-05', value: 3 }], 5);
    const none = replaced(one, [], 5);
    expect(valuesOf(none.chunks.values())).toEqual([]);
    expect(none.head.newest).toBeUndefined();
    const back = replaced(none, [{ at: '2026-01-05', value: 4 }], 5);
    expect(back.chunks.get(2026)?.points).toMatchObject([{ value: 4, superseded: [{ value: 3 }] }]);
  });
});
