import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type TrailRecord, nextRecord, withheld } from '../../../src/domain/trail';
import { History } from '../../../static/kit/trail/history';
import { chain, headsOf, sha256 } from '../../support/trail';
import { axeFaults } from '../axe';
import { answerWith } from '../bridge';
import { KPI, OUTCOME } from '../fixtures';

const user = userEvent.setup();
const KNOWN = new Map([[KPI, { name: 'Handling time', unit: 'hours' }]]);

/** `end` is the last of the records as they were written: what the stored head says. */
async function show(records: TrailRecord[], end = records.at(-1)): Promise<HTMLElement> {
  const page = (part: TrailRecord[], next?: number) => ({
    ok: true as const,
    data: { head: { seq: end?.seq ?? 0, hash: end?.hash ?? '' }, records: part, ...(next ? { next } : {}) },
  });
  answerWith({ 'kpi.trail': ({ from }) => (from === 1 ? page(records.slice(0, 3), 4) : page(records.slice(3))) });
  render(<History of={{ kpiId: KPI }} known={KNOWN} />);
  await user.click(screen.getByRole('button', { name: 'Show history' }));
  return screen.findByRole('region', { name: 'History' });
}

it('shows what was recorded, the newest first, and verifies it', async () => {
  const records = chain(`kpi:${KPI}`, 5);
  const section = await show(records);
  const rows = within(await within(section).findByRole('table')).getAllByRole('row');
  expect(rows).toHaveLength(6);
  expect(rows[1]).toHaveTextContent(/Values recorded.*n: 0\.5/);
  expect(section).toHaveTextContent('tamper-evident');
  await user.click(within(section).getByRole('button', { name: 'Verify' }));
  await waitFor(() => expect(within(section).getByRole('status')).toHaveTextContent(`Whole: 5 records, unbroken. Head: ${records[4]?.hash}.`));
  expect(await axeFaults()).toEqual([]);
});

it('says where it is broken', async () => {
  const records = chain(`kpi:${KPI}`, 5).map((record) => (record.seq === 4 ? { ...record, actor: 'b2' } : record));
  const section = await show(records);
  await user.click(await within(section).findByRole('button', { name: 'Verify' }));
  await waitFor(() => expect(within(section).getByRole('status')).toHaveTextContent('Broken at record 4: its content is not what was recorded.'));
});

it('says that the end is not what was recorded, where the last record is missing or was written anew', async () => {
  const records = chain(`kpi:${KPI}`, 5);
  const [left, last] = [records.slice(0, -1), records.at(-1)];
  const [before] = headsOf(left);
  if (!before || !last) throw new Error('There is no end.');
  const { at, actor, kind } = last;
  for (const damaged of [left, [...left, nextRecord(before, { at, actor, kind, data: { n: 7 } }, sha256)]]) {
    const section = await show(damaged, last);
    await user.click(await within(section).findByRole('button', { name: 'Verify' }));
    await waitFor(() => expect(within(section).getByRole('status')).toHaveTextContent('Broken: the end is missing or does not agree with the records.'));
    cleanup();
  }
});

it('compares with a head that was noted, of this history or of another', async () => {
  const records = chain(`kpi:${KPI}`, 5);
  const section = await show(records);
  const verified = async (head: string): Promise<void> => {
    const field = within(section).getByLabelText(/^A head that you noted/);
    await user.clear(field);
    await user.type(field, head);
    await user.click(within(section).getByRole('button', { name: 'Verify' }));
  };
  await verified('abc');
  expect(within(section).getByText('A head is 64 characters, from 0 to 9 and a to f.')).toBeInTheDocument();
  expect(within(section).getByRole('status')).toBeEmptyDOMElement();
  await verified(` ${records[2]?.hash.toUpperCase()} `);
  await waitFor(() => expect(within(section).getByRole('status')).toHaveTextContent('Whole: 5 records, unbroken.'));
  // What was noted of a history that was cut or written anew since.
  await verified(chain('kpi:other', 5)[4]?.hash ?? '');
  await waitFor(() => expect(within(section).getByRole('status')).toHaveTextContent('Broken: the head that was noted is not in it.'));
  expect(await axeFaults()).toEqual([]);
});

it('says of what is withheld that it is there, and how much of it could be verified', async () => {
  const section = await show(chain(`kpi:${KPI}`, 5).map((record) => (record.seq === 5 ? withheld(record) : record)));
  const rows = within(await within(section).findByRole('table')).getAllByRole('row');
  expect(rows[1]).toHaveTextContent(/^WhatWithheldDetailsThis names something that you may not see/);
  await user.click(within(section).getByRole('button', { name: 'Verify' }));
  await waitFor(() => expect(within(section).getByRole('status')).toHaveTextContent('Whole: 5 records, unbroken. 1 of them is withheld from you: its place was verified, its content was not.'));
});

it('shows of a measure what its outcome’s history says of that KPI', async () => {
  const made = (seq: number, kind: string, data: TrailRecord['data']): TrailRecord => ({ v: 1, stream: `outcome:${OUTCOME}`, seq, at: '2026-03-02T00:10:00.000Z', actor: 'app', kind, data, prev: '', hash: String(seq) });
  const records = [made(1, 'outcome.created', { title: 'Faster' }), made(2, 'measure.locked', { kpiId: KPI, values: 8 }), made(3, 'proposal.made', { change: { kpiId: KPI, kind: 'terms' } }), made(4, 'measure.added', { kpiId: 'kpi_other' })];
  answerWith({ 'outcome.trail': () => ({ ok: true, data: { head: { seq: 4, hash: '4' }, records } }) });
  render(<History of={{ outcomeId: OUTCOME }} measure={{ kpiId: KPI, name: 'Handling time' }} known={KNOWN} />);
  await user.click(screen.getByRole('button', { name: 'Show history: Handling time' }));
  const rows = within(await screen.findByRole('table')).getAllByRole('row').slice(1);
  expect(rows.map((row) => row.textContent)).toEqual([expect.stringContaining('Change proposed'), expect.stringContaining('Measure locked')]);
});

it('says in words what was recorded, and keeps ids and hashes to the download', async () => {
  const made = (seq: number, kind: string, data: TrailRecord['data']): TrailRecord => ({ v: 1, stream: `outcome:${OUTCOME}`, seq, at: '2026-03-02T00:10:00.000Z', actor: 'app', kind, data, prev: '', hash: String(seq) });
  const terms = { role: 'primary', baseline: { kind: 'window', from: '2026-06-01', to: '2026-09-06' }, target: { kind: 'value', value: 6, by: '2027-02-17' }, launch: '2026-09-07', laterLaunches: [], plannedEffect: null, lagDays: null };
  const records = [
    made(1, 'outcome.created', { title: '2026-01-01', restricted: false, owner: '45f529702902', period: { from: '2026-06-01', to: '2027-02-17' }, parentId: null }),
    made(2, 'measure.changed', { kpiId: KPI, ...terms, role: 'guardrail', target: { kind: 'value', value: 9, by: '2027-02-17' }, hash: 'ab12', before: terms }),
    made(3, 'link.set', { issueId: '10151', primary: true, since: '2026-06-22', hypothesis: { kpiId: KPI, direction: 'decrease', by: '2027-02-17' }, salt: 's' }),
    made(4, 'proposal.made', { proposalId: 'p1', reason: 'Too easy', change: { kind: 'terms', kpiId: KPI, takes: 3, level: { from: 9, to: 9 }, from: terms, to: { ...terms, target: { kind: 'value', value: 5, by: '2027-02-17' } } } }),
    made(5, 'check-in.recorded', { reported: 'on-track', note: 'primary' }),
  ];
  answerWith({ 'outcome.trail': () => ({ ok: true, data: { head: { seq: 5, hash: '5' }, records } }) });
  render(<History of={{ outcomeId: OUTCOME }} known={KNOWN} />);
  await user.click(screen.getByRole('button', { name: 'Show history' }));
  const rows = within(await screen.findByRole('table')).getAllByRole('row').slice(1);
  const details = rows.map((row) => [...row.querySelectorAll('.n-small')].map((line) => line.textContent?.replaceAll('\u00a0', ' ')));
  expect(details).toEqual([
    ['Reported: On track', 'Note: primary'],
    ['Change what was agreed for Handling time', 'Target: 6 hours by Feb 17, 2027 → 5 hours by Feb 17, 2027', 'Reason: Too easy'],
    ['Issue: number 10151 in Jira', 'Primary outcome of the epic: yes', 'Since: Jun 22, 2026', expect.stringMatching(/^Expected: .*Handling time/)],
    ['KPI: Handling time', 'Role: Primary → Guardrail', 'Limit: 6 hours by Feb 17, 2027 → 9 hours by Feb 17, 2027'],
    ['Title: 2026-01-01', 'Seen by the named alone: no', 'Owner: Person 45f529', expect.stringMatching(/^Period: Jun 1, 2026\s–\sFeb 17, 2027$/)],
  ]);
});

it('calls what a record names as it is called today, and what has no name by its number', async () => {
  const made = (seq: number, kind: string, data: TrailRecord['data']): TrailRecord => ({ v: 1, stream: `outcome:${OUTCOME}`, seq, at: '2026-03-02T00:10:00.000Z', actor: 'app', kind, data, prev: '', hash: String(seq) });
  const records = [made(1, 'link.set', { issueId: '10151', primary: true }), made(2, 'link.removed', { issueId: '99' }), made(3, 'measure.removed', { kpiId: 'kpi_former' }), made(4, 'outcome.changed', { parentId: { from: null, to: 'out_parent' } })];
  const names = [
    { id: '10151', name: 'Automatic routing', key: 'NSP-18' },
    { id: 'kpi_former', name: 'Queue length', unit: 'requests' },
    { id: 'out_parent', name: 'A better desk' },
  ];
  answerWith({ 'outcome.trail': () => ({ ok: true, data: { head: { seq: 4, hash: '4' }, records, names } }) });
  render(<History of={{ outcomeId: OUTCOME }} known={new Map()} />);
  await user.click(screen.getByRole('button', { name: 'Show history' }));
  const rows = within(await screen.findByRole('table')).getAllByRole('row').slice(1);
  for (const [index, said] of ['A better desk', 'KPI: Queue length', 'Issue: number 99 in Jira', 'Issue: NSP-18 Automatic routing'].entries()) expect(rows[index]).toHaveTextContent(said);
});
