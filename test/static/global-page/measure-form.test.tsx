import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { CallInput } from '../../../src/contract';
import { GlobalPage } from '../../../static/global-page/global-page';
// What the page loads later is ready, so that no test waits for its compiler.
import '../../../static/global-page/outcomes/outcome-detail';
import '../../../static/global-page/kpis/kpi-detail';
import { axeFaults } from '../axe';
import { type Answers, answerWith, flags, inputsOf, openAt } from '../bridge';
import { KPI, OUTCOME, access, kpi, measure, outcome } from '../fixtures';

// The largest form of all, drawn many times over.
jest.setTimeout(30_000);
const user = userEvent.setup();
const record = ({ outcomeId, kpiId, role, baseline, target }: CallInput<'measure.set'>) => ({ outcomeId, kpiId, version: 1, role, baseline, target });

const answers: Answers = {
  'access.read': () => access,
  'checkin.read': () => ({ ok: true, data: { checkIns: [], mayReport: false } }),
  'outcome.read': () => ({ ok: true, data: { outcome: outcome(), measures: [], mayEdit: true } }),
  'kpi.list': () => ({ ok: true, data: { kpis: [kpi()] } }),
  'kpi.create': ({ name }) => ({ ok: true, data: { kpi: kpi({ name }) } }),
  'value.record': () => ({ ok: true, data: { added: 2, corrected: 0, repeated: 0, kpi: kpi() } }),
  'measure.set': (input) => ({ ok: true, data: { record: record(input), view: measure() } }),
};

async function openForm(): Promise<ReturnType<typeof within>> {
  answerWith(answers);
  openAt(`/outcomes/${OUTCOME}`);
  render(<GlobalPage />);
  await user.click(await screen.findByRole('button', { name: 'Add a KPI' }));
  return within(await screen.findByRole('dialog'));
}
/** All at once: key by key is tested elsewhere and takes long in a large form. */
const put = (field: HTMLElement, value: string): void => void fireEvent.change(field, { target: { value } });

async function fillIn(form: ReturnType<typeof within>): Promise<void> {
  await user.click(form.getByText('Create one'));
  put(form.getByLabelText('Name'), 'Waiting');
  put(form.getByLabelText('Unit'), 'h');
  put(form.getByLabelText('Target'), '6');
  put(form.getByLabelText('By'), '2026-12-18');
}
const add = async (form: ReturnType<typeof within>): Promise<void> => user.click(form.getByRole('button', { name: 'Add a KPI' }));
const closed = async (): Promise<void> => waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());

describe('a change that is live already', () => {
  it('a launch in the past says so by itself; the values so far are pasted, and the window follows those from before it', async () => {
    const form = await openForm();
    await fillIn(form);
    expect(form.queryByLabelText(/^Values so far/)).toBeNull();
    put(form.getByLabelText(/^Launch/), '2026-09-01');
    expect(form.getByRole('radio', { name: 'It is already live' })).toBeChecked();
    const box = form.getByLabelText(/^Values so far/);
    put(box, '2026-08-03\t9.1\n2026-09-07\t8.8');
    expect(form.getByLabelText('Window from')).toHaveValue('2026-08-03');
    expect(form.getByLabelText('to')).toHaveValue('2026-08-03');
    put(box, '2026-08-10\t9.4\n2026-08-03');
    await add(form);
    expect(box).toHaveAccessibleDescription(/Line 2 has no value/);
    expect(inputsOf('measure.set')).toEqual([]);
    expect(box).toHaveFocus();
    put(box, '2026-08-10\t9.4\n2026-08-03\t9.1\n2026-09-07\t8.8');
    expect(form.getByLabelText('Window from')).toHaveValue('2026-08-03');
    expect(await axeFaults()).toEqual([]);
    await add(form);
    await closed();
    expect(inputsOf('value.record')).toEqual([
      { kpiId: KPI, source: 'paste', values: [{ at: '2026-08-03', value: 9.1 }, { at: '2026-08-10', value: 9.4 }, { at: '2026-09-07', value: 8.8 }] },
    ]);
    expect(inputsOf('measure.set')).toMatchObject([{ launch: '2026-09-01', baseline: { kind: 'window', from: '2026-08-03', to: '2026-08-10' } }]);
    expect(flags().map(({ title }) => title)).toContain('3 values were recorded.');
  });

  it('begins without a baseline once it was said what then cannot be proved', async () => {
    const form = await openForm();
    await fillIn(form);
    expect(form.queryByText('Begin without one')).toBeNull();
    await user.click(form.getByText('It is already live'));
    await user.click(form.getByText('Begin without one'));
    expect(form.getByRole('region', { name: 'What then cannot be proved' })).toHaveTextContent('neither a verdict nor a way gone');
    await add(form);
    expect(form.getByLabelText('Launch')).toHaveAccessibleDescription(/Choose the day on which it went live/);
    put(form.getByLabelText('Launch'), '2026-09-01');
    await add(form);
    await closed();
    expect(inputsOf('measure.set')).toMatchObject([{ baseline: { kind: 'none' }, launch: '2026-09-01' }]);
    expect(inputsOf('value.record')).toEqual([]);
  });
});

describe('a common KPI', () => {
  it('brings its source and its guardrail in words, and goes on with the guardrail', async () => {
    const form = await openForm();
    await user.click(form.getByText('Create one'));
    await user.click(form.getByRole('combobox', { name: /^Start from a common KPI/ }));
    await user.click(await screen.findByText('SLA attainment'));
    const advice = form.getByRole('region', { name: 'What goes with it' });
    expect(advice).toHaveTextContent('from the SLA fields of Jira Service Management');
    expect(advice).toHaveTextContent('when only SLA attainment is driven, Reopen rate tends to get worse');
    expect(form.getByRole('radio', { name: 'rises' })).toBeChecked();
    await user.click(form.getByRole('checkbox', { name: 'Add Reopen rate as a guardrail next' }));
    await user.click(form.getByText('A stated level'));
    put(form.getByLabelText('Level before the change'), '80');
    put(form.getByLabelText('Target'), '95');
    put(form.getByLabelText('By'), '2026-12-18');
    await add(form);
    await waitFor(() => expect(screen.getByLabelText('Name')).toHaveValue('Reopen rate'));
    const next = within(screen.getByRole('dialog'));
    expect(next.getByRole('radio', { name: 'Guardrail' })).toBeChecked();
    expect(next.getByRole('radio', { name: 'falls' })).toBeChecked();
    expect(next.getByLabelText('By')).toHaveValue('2026-12-18');
  });

  it('outside of an outcome its guardrail is created with it', async () => {
    answerWith(answers);
    openAt('/kpis');
    render(<GlobalPage />);
    await user.click(await screen.findByRole('button', { name: 'Create KPI' }));
    const form = within(await screen.findByRole('dialog'));
    await user.click(form.getByRole('combobox', { name: /^Start from a common KPI/ }));
    await user.click(await screen.findByText('Cost per ticket'));
    await user.click(form.getByRole('checkbox', { name: 'Create SLA attainment too' }));
    answerWith({ ...answers, 'kpi.read': () => ({ ok: true, data: { kpi: kpi(), values: [], mayEdit: true } }) });
    await user.click(form.getByRole('button', { name: 'Create' }));
    await closed();
    expect(inputsOf('kpi.create')).toEqual([
      { name: 'Cost per ticket', unit: 'EUR', direction: 'decrease', cadence: 'month' },
      { name: 'SLA attainment', unit: '%', direction: 'increase', cadence: 'week' },
    ]);
  });
});
