import { render, screen, within } from '@testing-library/react';
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
  await userEvent.type(await within(note).findByLabelText(/Reason/), 'Agreed.');
  await userEvent.click(within(note).getByRole('button', { name: 'Let it pass' }));
  expect(inputsOf('gate.override')).toEqual([{ rule: 'linked', reason: 'Agreed.' }]);
  expect(await axeFaults()).toEqual([]);
});
