import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type InboxRow, type SourceRecord } from '../../../src/contract/calls/source';
import { GlobalPage } from '../../../static/global-page/global-page';
import { axeFaults } from '../axe';
import { type Answers, answerWith, flags, inputsOf, openAt } from '../bridge';
import { KPI, access, kpi } from '../fixtures';

const user = userEvent.setup();
const ID = 'src_0000000000000001';

const source = (more: Partial<SourceRecord> = {}): SourceRecord => ({
  ...{ sourceId: ID, version: 1, name: 'Monitoring', kpis: [{ kpiId: KPI, name: 'Handling time' }], state: 'active' },
  ...{ createdAt: '2026-09-01T08:00:00.000Z', waiting: 1 },
  ...more,
});
const row: InboxRow = {
  ...{ itemId: '0123456789abcdef-4', receivedAt: '2026-09-27T08:00:00.000Z', row: 4, field: 'value', reason: 'not-a-number' },
  ...{ kpi: KPI, at: '2026-09-25', value: '7,5 h', id: 'm-4' },
};

async function show(sources: SourceRecord[], more: Answers = {}): Promise<void> {
  answerWith({
    'access.read': () => access,
    'kpi.list': () => ({ ok: true, data: { kpis: [kpi()] } }),
    'source.list': () => ({ ok: true, data: { sources, address: 'https://site.example/x1/abc' } }),
    'import.list': () => ({ ok: true, data: { imports: [] } }),
    ...more,
  });
  openAt('/sources');
  render(<GlobalPage />);
  await screen.findByRole('heading', { name: 'Sources' });
}

it('creates a source and shows its secret once, with a line to try it', async () => {
  await show([], { 'source.create': () => ({ ok: true, data: { source: source(), secret: 'S3cret' } }) });
  await user.click(await screen.findByRole('button', { name: 'Create source' }));
  const dialog = await screen.findByRole('dialog');
  await user.type(within(dialog).getByLabelText(/Name/), 'Monitoring');
  await user.click(within(dialog).getByRole('button', { name: 'Create source' }));
  expect(await within(dialog).findByText('Choose at least one KPI.')).toBeInTheDocument();
  expect(within(dialog).getByRole('group')).toHaveAccessibleDescription('Choose at least one KPI.');
  await user.click(within(dialog).getByRole('checkbox', { name: 'Handling time' }));
  await user.click(within(dialog).getByRole('button', { name: 'Create source' }));
  const card = await screen.findByRole('region', { name: 'Secret of Monitoring' });
  expect(inputsOf('source.create')).toEqual([{ name: 'Monitoring', kpiIds: [KPI] }]);
  expect(card).toHaveTextContent('S3cret');
  expect(flags().at(-1)).toMatchObject({ title: 'Secret of Monitoring', description: 'It stands at the top of the page, and is shown only now.' });
  expect(card).toHaveTextContent("curl -sS -X POST 'https://site.example/x1/abc'");
  expect(await axeFaults()).toEqual([]);
  await user.click(within(card).getByRole('button', { name: 'I have stored it' }));
  await waitFor(() => expect(screen.queryByText('S3cret')).not.toBeInTheDocument());
});

it('makes a new secret while the old one goes on counting, and revokes', async () => {
  await show([source()], {
    'source.rotate': () => ({ ok: true, data: { source: source({ version: 2 }), secret: 'N3w' } }),
    'source.revoke': () => ({ ok: true, data: { source: source({ state: 'revoked', version: 2 }) } }),
  });
  await user.click(await screen.findByRole('button', { name: 'New secret, Monitoring' }));
  const rotate = await screen.findByRole('dialog');
  await user.click(within(rotate).getByLabelText('a week'));
  await user.click(within(rotate).getByRole('button', { name: 'New secret' }));
  expect(await screen.findByText('N3w')).toBeInTheDocument();
  expect(inputsOf('source.rotate')).toEqual([{ sourceId: ID, version: 1, overlapHours: 168 }]);
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  await user.click(screen.getByRole('button', { name: 'Revoke, Monitoring' }));
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Revoke' }));
  await waitFor(() => expect(inputsOf('source.revoke')).toEqual([{ sourceId: ID, version: 1 }]));
});

it('shows what was refused by field, and takes it in as corrected or dismisses it', async () => {
  await show([source()], {
    'inbox.list': () => ({ ok: true, data: { items: [row], dropped: 0 } }),
    'inbox.correct': () => ({ ok: true, data: { waiting: 0 } }),
    'inbox.dismiss': () => ({ ok: true, data: { waiting: 0 } }),
    'inbox.restore': () => ({ ok: true, data: { waiting: 1 } }),
  });
  await user.click(await screen.findByRole('button', { name: 'Inbox: 1 row, Monitoring' }));
  const inbox = await screen.findByRole('region', { name: 'Refused rows of Monitoring' });
  expect(within(inbox).getByRole('heading', { name: 'Refused rows of Monitoring' })).toHaveFocus();
  expect(await within(inbox).findByText('Value: not a number')).toBeInTheDocument();
  await user.click(within(inbox).getByRole('button', { name: 'Correct, Row 5' }));
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('button', { name: 'Take in' }));
  expect(await within(dialog).findByText('Write a number, such as 7.5.')).toBeInTheDocument();
  const value = within(dialog).getByLabelText(/Value/);
  await user.clear(value);
  await user.type(value, '7.5');
  await user.click(within(dialog).getByRole('button', { name: 'Take in' }));
  await waitFor(() =>
    expect(inputsOf('inbox.correct')).toEqual([{ sourceId: ID, itemId: row.itemId, kpiId: KPI, at: '2026-09-25', value: 7.5 }]),
  );
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  expect(flags().at(-1)?.title).toBe('Row taken in');
  await user.click(within(inbox).getByRole('button', { name: 'Dismiss, Row 5' }));
  await waitFor(() => expect(inputsOf('inbox.dismiss')).toEqual([{ sourceId: ID, itemIds: [row.itemId] }]));
  await waitFor(() => expect(flags().at(-1)).toMatchObject({ title: 'Row dismissed', actions: [{ text: 'Undo' }] }));
  act(() => flags().at(-1)?.actions?.[0]?.onClick());
  await waitFor(() => expect(inputsOf('inbox.restore')).toEqual([{ sourceId: ID, itemIds: [row.itemId] }]));
  await waitFor(() => expect(flags().map(({ title }) => title)).toContain('The row waits again'));
});

it('is for managers alone', async () => {
  answerWith({
    'access.read': () => ({ ...access, data: { ...access.data, manageOutcomes: false } }),
    'outcome.list': () => ({ ok: true, data: { outcomes: [] } }),
  });
  render(<GlobalPage />);
  await screen.findByRole('button', { name: 'KPIs' });
  await screen.findByRole('heading', { level: 1 });
  expect(screen.queryByRole('button', { name: 'Sources' })).not.toBeInTheDocument();
});
