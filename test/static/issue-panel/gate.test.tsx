import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Panel } from '../../../static/issue-panel/panel';
import { axeFaults } from '../axe';
import { answerWith, inputsOf } from '../bridge';
import { panel } from '../fixtures';

it('says what a gate would stop before it does, and lets those with the right record beforehand that it may pass', async () => {
  const { data } = panel();
  const gate = { at: data.now, outcome: 'ahead' as const, misses: [{ rule: 'linked' as const, lacks: 'link' as const }], overrides: [], mayOverride: true };
  answerWith({ 'panel.read': () => ({ ok: true, data: { ...data, gate } }), 'gate.override': () => ({ ok: true, data: { rule: 'linked', until: data.now } }) });
  render(<Panel />);
  const note = await screen.findByRole('region', { name: 'Gate' });
  expect(note).toHaveTextContent(/^A gate on a way out of its status, met last on .*, would stop it, for this is missing:It serves no outcome yet\./);
  await userEvent.click(within(note).getByRole('button', { name: 'Let it pass' }));
  const reason = await within(note).findByLabelText(/Reason/);
  await userEvent.click(within(note).getByRole('button', { name: 'Let it pass' }));
  expect(reason).toHaveFocus();
  expect(reason).toHaveAccessibleDescription('Say why.');
  await userEvent.type(reason, 'Agreed.');
  await userEvent.click(within(note).getByRole('button', { name: 'Let it pass' }));
  expect(inputsOf('gate.override')).toEqual([{ rule: 'linked', reason: 'Agreed.' }]);
  expect(await axeFaults()).toEqual([]);
});

it('has one quiet line of a gate that may stand there, and says more to whoever wants to let it pass', async () => {
  const { data } = panel();
  const gate = { at: data.now, outcome: 'likely' as const, misses: [{ rule: 'linked' as const, lacks: 'link' as const }], overrides: [], mayOverride: true };
  answerWith({ 'panel.read': () => ({ ok: true, data: { ...data, gate } }) });
  render(<Panel />);
  const note = await screen.findByRole('region', { name: 'Gate' });
  expect(note).toHaveTextContent(/^A gate may stand on its way\. Let it pass$/);
  await userEvent.click(within(note).getByRole('button', { name: 'Let it pass' }));
  expect(await screen.findByLabelText(/Reason/)).toBeInTheDocument();
  expect(screen.getByRole('region', { name: 'Gate' })).toHaveTextContent(/^A gate that stops work may stand on a way out of its status: .* Where it stands, it would stop this, for this is missing:It serves no outcome yet\./);
  expect(await axeFaults()).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(screen.getByRole('button', { name: 'Let it pass' })).toHaveFocus());
});

it('tells everybody what may pass a gate that may stand there', async () => {
  const { data } = panel();
  const overrides = [{ rule: 'linked' as const, until: data.now, reason: 'Agreed.' }];
  const gate = { at: data.now, outcome: 'likely' as const, misses: [{ rule: 'linked' as const, lacks: 'link' as const }], overrides, mayOverride: false };
  answerWith({ 'panel.read': () => ({ ok: true, data: { ...data, gate } }) });
  render(<Panel />);
  expect(await screen.findByRole('region', { name: 'Gate' })).toHaveTextContent(/“Serves an outcome” may pass until .*: Agreed\.$/);
  expect(screen.queryByRole('button', { name: 'Let it pass' })).toBeNull();
});
