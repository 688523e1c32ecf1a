import { EMPTY_INBOX, MAX_INBOX, type Inbox, waitingIn, withDismissed, withRefused } from '../../src/domain/source';

const rows = (count: number, from = 0) =>
  Array.from({ length: count }, (_, i) => ({ row: from + i, field: 'value' as const, reason: 'not-a-number' as const, kpi: 'k', at: '2026-03-02', value: 'x', id: '' }));
const inboxOf = (count: number): Inbox => withRefused(EMPTY_INBOX, rows(count), 'b'.repeat(64), '2026-03-02T08:00:00.000Z');
const idOf = (row: number): string => `${'b'.repeat(16)}-${row}`;
const waiting = (inbox: Inbox | undefined): number[] => (inbox ? waitingIn(inbox).map(({ row }) => row) : []);

it('a dismissed row waits no longer, and stands where it stood when it is put back', () => {
  const inbox = inboxOf(3);
  const dismissed = withDismissed(inbox, [idOf(1)], true);
  expect(waiting(dismissed)).toEqual([0, 2]);
  expect(dismissed && withDismissed(dismissed, [idOf(1)], false)).toEqual(inbox);
});

it.each([
  ['dismissed twice', [idOf(1)], true],
  ['put back while it waits', [idOf(0)], false],
  ['put back when it never was there', [idOf(9)], false],
])('a row is not %s', (_what, itemIds, dismissed) => {
  const inbox = withDismissed(inboxOf(3), [idOf(1)], true);
  expect(inbox && withDismissed(inbox, itemIds, dismissed)).toBeUndefined();
});

it('in a full inbox what was dismissed makes room first, and only what waited counts as dropped', () => {
  const full = withDismissed(inboxOf(MAX_INBOX), [idOf(5), idOf(7)], true) ?? EMPTY_INBOX;
  const next = withRefused(full, rows(3), 'c'.repeat(64), '2026-03-03T08:00:00.000Z');
  expect(next.items).toHaveLength(MAX_INBOX);
  expect(next.dropped).toBe(1);
  expect(waitingIn(next)).toHaveLength(MAX_INBOX);
  expect(waiting(next).slice(0, 6)).toEqual([1, 2, 3, 4, 6, 8]);
  expect(withDismissed(next, [idOf(5)], false)).toBeUndefined();
});
