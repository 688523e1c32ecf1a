import fc from 'fast-check';
import { type ParentChange, staysOf } from '../../src/domain/parents';

const at = (day: number): string => `2026-03-${String(day).padStart(2, '0')}T09:00:00.000Z`;
const moved = (day: number, from: string | null, to: string | null, id = String(day)): ParentChange => ({ id, at: at(day), from, to });

it('tells backwards from where an issue is now below which epic it was', () => {
  const { placeAt, moves } = staysOf('9', [moved(4, null, '7'), moved(12, '7', '9')]);
  expect([1, 3, 4, 11, 12, 30].map((day) => placeAt(at(day)))).toEqual(['', '', '7', '7', '9', '9']);
  expect(moves.map(({ from, to }) => [from, to])).toEqual([['', '7'], ['7', '9']]);
});

it('counts a move once that Jira writes under its old and its new name', () => {
  expect(staysOf('7', [moved(4, null, '7', '20'), moved(4, null, '7', '21')]).moves).toHaveLength(1);
});

it('knows no move of an issue that never had another parent, and reads no instant that is none', () => {
  expect(staysOf('7', [])).toMatchObject({ moves: [] });
  expect(staysOf('7', [{ id: '1', at: 'once', from: '3', to: '7' }]).moves).toEqual([]);
});

it('does not depend on the order in which Jira tells the changes, nor on how often', () => {
  const changes = [moved(4, null, '7'), moved(12, '7', '9'), moved(20, '9', null), moved(20, null, '8', '201')];
  const told = (given: readonly ParentChange[]) => {
    const { moves, placeAt } = staysOf('8', given);
    return [moves, [1, 5, 13, 21].map((day) => placeAt(at(day)))];
  };
  fc.assert(
    fc.property(fc.shuffledSubarray(changes, { minLength: changes.length }), fc.subarray(changes), (shuffled, again) => {
      expect(told([...shuffled, ...again])).toEqual(told(changes));
    }),
  );
});
