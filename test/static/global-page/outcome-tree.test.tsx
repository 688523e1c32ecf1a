import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { OutcomeCard } from '../../../src/contract/views';
import { GlobalPage } from '../../../static/global-page/global-page';
// What the page loads later is ready, so that no test waits for its compiler.
import '../../../static/global-page/outcomes/outcome-detail';
import '../../../static/global-page/kpis/kpi-detail';
import { axeFaults } from '../axe';
import { address, answerWith, inputsOf, openAt } from '../bridge';
import { access, card } from '../fixtures';

const user = userEvent.setup();

const signal = (kind: OutcomeCard['signal']['kind']): OutcomeCard['signal'] => ({ ...card().signal, kind });
const PORTAL = 'out_0000000000000001';
const SEARCH = 'out_0000000000000002';
const FORMS = 'out_0000000000000003';
const cards = [
  card({ outcomeId: FORMS, title: 'Fewer forms', parentId: PORTAL, signal: signal('moving'), ownerId: 'someone', measures: [] }),
  card({ outcomeId: PORTAL, title: 'A portal that helps', signal: signal('moving'), ownerId: 'someone' }),
  card({ outcomeId: SEARCH, title: 'Search that finds', parentId: FORMS, signal: signal('silent-stall'), measures: [], yours: true }),
];
const answers = { 'access.read': () => access, 'outcome.list': () => ({ ok: true as const, data: { outcomes: cards } }) };

async function openList(at = '/'): Promise<HTMLElement> {
  answerWith(answers);
  openAt(at);
  render(<GlobalPage />);
  return screen.findByRole('treegrid', { name: 'Outcomes' });
}
const rows = (tree: HTMLElement) =>
  within(tree).getAllByRole('row').slice(1).map((row) => `${row.getAttribute('aria-level')} ${row.getAttribute('aria-label')}`);
const WHOLE = ['1 A portal that helps', '2 Fewer forms', '3 Search that finds'];

it('children stand below their parents, and the worst below wins', async () => {
  const tree = await openList();
  expect(rows(tree)).toEqual(WHOLE);
  expect(await axeFaults()).toEqual([]);
  const portal = within(tree).getByRole('row', { name: 'A portal that helps' });
  expect(portal).toHaveTextContent(/Silent stall\s*in Search that finds, the worst below\s*Itself:\s*Moving/);
});

it('a keyboard walks the tree, opens and closes it, and opens an outcome', async () => {
  const tree = await openList();
  const row = (name: string) => within(tree).getByRole('row', { name });
  act(() => row('A portal that helps').focus());
  await user.keyboard('{ArrowRight}');
  expect(row('Fewer forms')).toHaveFocus();
  await user.keyboard('{ArrowLeft}');
  expect(row('Fewer forms')).toHaveAttribute('aria-expanded', 'false');
  expect(rows(tree)).toEqual(WHOLE.slice(0, 2));
  await user.keyboard('{ArrowLeft}');
  expect(row('A portal that helps')).toHaveFocus();
  await user.keyboard('{End}{ArrowRight}{ArrowDown}');
  expect(row('Search that finds')).toHaveFocus();
  await user.keyboard('{Home}{Enter}');
  expect(address).toBe(`/outcomes/${PORTAL}`);
});

it('only the row that Tab reaches is in the order of the page', async () => {
  const tree = await openList();
  const reached = within(tree).getAllByRole('row').filter((row) => row.tabIndex === 0);
  expect(reached.map((row) => row.getAttribute('aria-label'))).toEqual(['A portal that helps']);
});

it('a search keeps what stands above what it finds, and stands in the address', async () => {
  const tree = await openList();
  await user.type(screen.getByLabelText('Search'), 'finds');
  expect(address).toBe('/?text=finds');
  expect(rows(tree)).toEqual(WHOLE);
  expect(screen.getByText('1 of 3 outcomes.')).toBeInTheDocument();
  expect(screen.getByLabelText('Search')).toHaveFocus();
  await user.clear(screen.getByLabelText('Search'));
  await user.type(screen.getByLabelText('Search'), 'nowhere');
  await user.click(await screen.findByRole('button', { name: 'Show all' }));
  expect(address).toBe('/');
});

it('a shared address opens with its filters', async () => {
  const tree = await openList('/?state=archived&mine=yes&text=search');
  expect(inputsOf('outcome.list')).toEqual([{ state: 'archived' }]);
  expect(screen.getByRole('checkbox', { name: 'Only mine' })).toBeChecked();
  expect(screen.getByLabelText('Search')).toHaveValue('search');
  expect(rows(tree)).toEqual(WHOLE);
});

it('mine is what the list says is mine, and the sentence above speaks of what is filtered for alone', async () => {
  await openList('/?mine=yes');
  expect(screen.getByText('1 of 3 outcomes.')).toBeInTheDocument();
  expect(document.querySelector('.n-lead')).toBeNull();
});

it('the sentence above follows the signal too', async () => {
  await openList('/?signal=moving');
  expect(document.querySelector('.n-lead')).toHaveTextContent(/2/);
  expect(document.querySelector('.n-lead')).not.toHaveTextContent(/3/);
});

it('a signal is filtered by, an outcome’s own, and stands in the address', async () => {
  const tree = await openList('/?signal=silent-stall');
  expect(screen.getByText('1 of 3 outcomes.')).toBeInTheDocument();
  expect(rows(tree)).toEqual(WHOLE);
  await user.click(screen.getByRole('combobox', { name: 'Signal' }));
  await user.click(screen.getByText('Wrong way'));
  expect(address).toBe('/?signal=wrong-way');
  expect(await screen.findByText('No outcome has this signal of its own.')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Show all' }));
  expect(address).toBe('/');
});

it('what one sees is taken out from here, and its gauges as a table', async () => {
  await openList('/?text=portal');
  await user.click(screen.getByRole('button', { name: 'Show as table' }));
  expect(within(screen.getByRole('table', { name: 'Gauge' })).getByRole('row', { name: /^A portal that helps: Handling time 62%/ })).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Take data out' }));
  expect(address).toBe('/exports');
});

it('a filter does not make an outcome look better than it is', async () => {
  const tree = await openList('/?text=forms');
  expect(rows(tree)).toEqual(WHOLE.slice(0, 2));
  expect(within(tree).getByRole('row', { name: 'Fewer forms' })).toHaveTextContent('Silent stall');
});

it('says first how many move and which needs a decision first; the worst stands first', async () => {
  const alarm = (kind: 'silent-stall' | 'activity-trap', state: 'awaiting' | 'decided' = 'awaiting') => ({
    ...{ alarmId: `${kind}:x`, kind, since: '2026-09-07', state },
    why: { key: `signal.${kind}.why${kind === 'activity-trap' ? '.epics-done' : ''}`, params: { weeks: 4, name: 'Search success' } },
    clears: { key: `signal.${kind}.clears`, params: { name: 'Search success' } },
  });
  const listed = [
    card({ outcomeId: 'out_000000000000000a', title: 'Asked and decided', signal: signal('wrong-way'), alarms: [alarm('silent-stall', 'decided')] }),
    card({ outcomeId: FORMS, title: 'Fewer forms', signal: signal('activity-trap'), alarms: [alarm('activity-trap')] }),
    card({ outcomeId: PORTAL, title: 'A portal that helps', signal: signal('moving') }),
    card({ outcomeId: SEARCH, title: 'Search that finds', signal: signal('silent-stall'), alarms: [alarm('silent-stall')] }),
  ];
  answerWith({ ...answers, 'outcome.list': () => ({ ok: true as const, data: { outcomes: listed } }) });
  openAt('/');
  render(<GlobalPage />);
  const tree = await screen.findByRole('treegrid', { name: 'Outcomes' });
  expect(rows(tree)).toEqual(['1 Asked and decided', '1 Search that finds', '1 Fewer forms', '1 A portal that helps']);
  const lead = screen.getByText('1 of 4 outcomes is moving.').closest('p');
  expect(lead).toHaveTextContent('1 of 4 outcomes is moving. Search that finds needs a decision first: Change work for it has all but stopped for 4 weeks, while run work goes on. 1 more is waiting.');
  expect(await axeFaults()).toEqual([]);
});

it('where none is open, there is nothing to search, and a way to those that are archived', async () => {
  answerWith({ ...answers, 'outcome.list': () => ({ ok: true as const, data: { outcomes: [] } }) });
  openAt('/');
  render(<GlobalPage />);
  await screen.findByText('No outcome yet');
  expect(screen.queryByLabelText('Search')).not.toBeInTheDocument();
  await user.click(screen.getByRole('radio', { name: 'Archived' }));
  expect(address).toBe('/?state=archived');
});
