import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Panel } from '../../../static/issue-panel/panel';
import { answerWith, flags, inputsOf } from '../bridge';
import { KPI, card, kpi, panel, served } from '../fixtures';

describe('a value recorded on the panel', () => {
  const user = userEvent.setup();

  async function record(stood: { at: string; value: number }[], corrected: number): Promise<void> {
    answerWith({
      'panel.read': () => panel(served(card(), { mayRecord: [KPI], drawn: [{ kpiId: KPI, recent: stood }] })),
      'value.record': () => ({ ok: true, data: { added: 1 - corrected, corrected, repeated: 0, kpi: kpi() } }),
    });
    render(<Panel />);
    await user.click(await screen.findByRole('button', { name: '+ Add a value' }));
    await user.type(within(await screen.findByRole('form', { name: 'Add a value' })).getByLabelText(/^Value/), '7.1');
  }

  it('that corrects another is said beforehand, and has a way back', async () => {
    await record([{ at: '2026-09-28', value: 7.4 }], 1);
    expect(screen.getByText(/^A value for this date stands already: 7\.4.h\. Recording corrects it/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Record' }));
    await waitFor(() => expect(flags()).toHaveLength(1));
    await act(async () => flags()[0]?.actions?.[0]?.onClick());
    await waitFor(() => expect(inputsOf('value.record').at(-1)).toEqual({ kpiId: KPI, values: [{ at: '2026-09-28', value: 7.4 }] }));
    await waitFor(() => expect(flags().at(-1)?.title).toMatch(/^7\.4.h recorded for/));
  });

  it('that is the first of its date is not erased, and the page says how to correct it', async () => {
    await record([], 0);
    expect(screen.getByText(/^A value can be corrected later/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Record' }));
    await waitFor(() => expect(flags()).toMatchObject([{ description: 'To correct it, record another value for the same date.' }]));
    expect(flags()[0]?.actions).toBeUndefined();
  });
});
