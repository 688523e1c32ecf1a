/** Links that are being changed show before the answer has come. */
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type CallReply } from '../../../src/contract';
import { type Reply } from '../../../src/contract/errors';
import { SettingsPage } from '../../../static/project-settings/settings-page';
import { answerWith, held } from '../bridge';
import { NOW, OUTCOME, card, refusal } from '../fixtures';

const user = userEvent.setup();
type Epic = CallReply<'epic.list'>['epics'][number];

const link = { outcomeId: OUTCOME, title: 'Faster service requests', state: 'open' as const, primary: true, since: '2026-07-06' };
const mapped: Epic = { issueId: '18', version: 2, key: 'NSP-18', summary: 'Automatic routing', status: 'In Progress', inherits: [], links: [link] };
const bare: Epic = { issueId: '34', key: 'NSP-34', summary: 'Migrate old history', status: 'To Do', links: [], inherits: [] };
const reads = {
  'epic.list': () => ({ ok: true as const, data: { epics: [mapped, bare] } }),
  'outcome.list': () => ({ ok: true as const, data: { outcomes: [card()] } }),
  'request.read': () => ({ ok: true as const, data: { now: NOW, requests: [] } }),
};

it('a link that is taken away is gone, and stands there again after a refusal', async () => {
  const { reply, give } = held<Reply<CallReply<'link.remove'>>>();
  answerWith({ ...reads, 'link.remove': () => reply });
  render(<SettingsPage />);
  await user.click(await screen.findByRole('button', { name: 'Unlink NSP-18 from Faster service requests' }));
  expect(screen.getByRole('button', { name: 'Link NSP-18 to an outcome' })).toBeDisabled();
  expect(screen.queryByText('since Jul 6, 2026')).toBeNull();
  await act(async () => give(refusal('limit-reached', 'Not now.')));
  expect(await screen.findByRole('button', { name: 'Unlink NSP-18 from Faster service requests' })).toBeEnabled();
  expect(screen.getByText('since Jul 6, 2026')).toBeInTheDocument();
  expect(screen.getByRole('alert', { name: 'What was not done' })).toHaveTextContent('NSP-18 Not now.');
});

it('a link that is made stands there, and from when it counts once that is known', async () => {
  const { reply, give } = held<Reply<CallReply<'link.set'>>>();
  const alike = { ...bare, summary: 'Automatic routing of old history' };
  let epics = [mapped, alike];
  answerWith({ ...reads, 'epic.list': () => ({ ok: true, data: { epics } }), 'link.set': () => reply });
  render(<SettingsPage />);
  await user.click(await screen.findByRole('button', { name: 'Link NSP-34 to Faster service requests' }));
  expect(screen.getByRole('button', { name: 'Unlink NSP-34 from Faster service requests' })).toBeDisabled();
  expect(screen.queryByText('since Sep 1, 2026')).toBeNull();
  const made = { ...link, since: '2026-09-01' };
  epics = [mapped, { ...alike, version: 1, links: [made] }];
  await act(async () => give({ ok: true, data: { issueId: '34', version: 1, links: [made] } }));
  expect(await screen.findByText('since Sep 1, 2026')).toBeInTheDocument();
});

it('what a dialog sends stands there, and the old link after a refusal, with what was typed kept', async () => {
  const { reply, give } = held<Reply<CallReply<'link.set'>>>();
  answerWith({ ...reads, 'link.set': () => reply });
  render(<SettingsPage />);
  await user.click(await screen.findByRole('button', { name: 'Change the link of NSP-18 to Faster service requests' }));
  const dialog = await screen.findByRole('dialog');
  const since = within(dialog).getByLabelText(/^Serves it since/);
  fireEvent.change(since, { target: { value: '2026-08-03' } });
  await user.click(within(dialog).getByRole('button', { name: 'Save' }));
  expect(screen.getByText('since Aug 3, 2026')).toBeInTheDocument();
  await act(async () => give(refusal('limit-reached', 'Not now.')));
  expect(await within(dialog).findByText(/Not now\./)).toBeInTheDocument();
  expect(since).toHaveValue('2026-08-03');
  expect(screen.getByText('since Jul 6, 2026')).toBeInTheDocument();
});
