import fc from 'fast-check';
import { ERASED, accountsIn, withoutPeople } from '../../src/domain/person';

const record = {
  ownerId: 'ann', title: 'ann', approverIds: ['bob', 'ann', 'eve'], alarms: [{ decision: { byId: 'ann', reason: 'ann said so' } }], epics: [{ issueId: '1' }],
};

it('finds the accounts of a record in their fields, at whatever depth, and nothing else', () => {
  expect([...accountsIn(record)].sort()).toEqual(['ann', 'bob', 'eve']);
  expect([...accountsIn({ ownerId: ERASED, note: 'ann' })]).toEqual([]);
  expect([...accountsIn(undefined)]).toEqual([]);
});

it('takes people off lists, puts nobody in their place elsewhere, and leaves all the rest as it was', () => {
  expect(withoutPeople(record, new Set(['ann']))).toEqual({
    ...record, ownerId: ERASED, approverIds: ['bob', 'eve'], alarms: [{ decision: { byId: ERASED, reason: 'ann said so' } }],
  });
  expect(withoutPeople(record, new Set(['zoe']))).toBe(record);
});

it('whatever the record, nobody who is gone is left, everybody else is, and doing it twice changes nothing', () => {
  const people = fc.constantFrom('ann', 'bob', 'eve');
  const any = fc.letrec<{ it: unknown }>((tie) => ({
    it: fc.oneof(
      { maxDepth: 3 },
      fc.record({ ownerId: people, approverIds: fc.array(people), inner: tie('it') }, { requiredKeys: [] }),
      fc.array(tie('it'), { maxLength: 3 }),
      fc.constantFrom<unknown>(null, 'ann', 7),
    ),
  })).it;
  fc.assert(
    fc.property(any, fc.subarray(['ann', 'bob', 'eve']), (value, leaving) => {
      const gone = new Set(leaving);
      const rest = withoutPeople(value, gone);
      expect(accountsIn(rest)).toEqual(new Set([...accountsIn(value)].filter((one) => !gone.has(one))));
      expect(withoutPeople(rest, gone)).toBe(rest);
    }),
  );
});
