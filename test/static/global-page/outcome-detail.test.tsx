import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { CallReply } from '../../../src/contract';
import type { Reply } from '../../../src/contract/errors';
import type { MeasureView, OutcomeRecord } from '../../../src/contract/views';
import { GlobalPage } from '../../../static/global-page/global-page';
// What the page loads later is ready, so that no test waits for its compiler.
import '../../../static/global-page/outcomes/outcome-detail';
import '../../../static/global-page/kpis/kpi-detail';
import { axeFaults } from '../axe';
import { type Answers, address, answerWith, flags, held, inputsOf, openAt } from '../bridge';
import { OUTCOME, access, measure, moved, outcome, refusal } from '../fixtures';

const user = userEvent.setup();
const KPIS = ['kpi_0000000000000001', 'kpi_0000000000000002', 'kpi_0000000000000003'];

/** Answers as the app does: an update raises the version and is there when read again. */
async function openOutcome(first: Partial<OutcomeRecord> = {}, more: Partial<CallReply<'outcome.read'>> = {}, who = access, answers: Answers = {}): Promise<void> {
  let now = outcome(first);
  answerWith({
    'access.read': () => who,
    'checkin.read': () => ({ ok: true, data: { checkIns: [], mayReport: false } }),
    'outcome.read': () => ({ ok: true, data: { outcome: now, measures: [], mayEdit: true, ...more } }),
    'outcome.update': ({ version, state, restricted }) => {
      now = { ...now, version: version + 1, state: state ?? now.state, restricted: restricted ?? now.restricted };
      return { ok: true, data: { outcome: now } };
    },
    ...answers,
  });
  openAt(`/outcomes/${OUTCOME}`);
  render(<GlobalPage />);
  await screen.findByRole('heading', { level: 1, name: now.title });
}

const undo = async (): Promise<void> => act(async () => flags().at(-1)?.actions?.[0]?.onClick());

it('archives with a way back, and is read-only meanwhile', async () => {
  await openOutcome();
  await user.click(screen.getByRole('button', { name: 'Archive' }));
  expect(await screen.findByRole('region', { name: 'This outcome is archived' })).toHaveTextContent('read-only');
  expect(screen.getByRole('button', { name: 'Reopen' })).toHaveFocus();
  for (const name of ['Edit', 'Restrict', 'Add a KPI']) expect(screen.queryByRole('button', { name })).toBeNull();
  expect(await axeFaults()).toEqual([]);
  await undo();
  await waitFor(() => expect(screen.queryByRole('region', { name: 'This outcome is archived' })).toBeNull());
  expect(inputsOf('outcome.update')).toEqual([
    { outcomeId: OUTCOME, version: 4, state: 'archived' },
    { outcomeId: OUTCOME, version: 5, state: 'open' },
  ]);
});

describe('before the answer comes', () => {
  type Updated = Reply<CallReply<'outcome.update'>>;
  const openHeld = async () => {
    const { reply, give } = held<Updated>();
    await openOutcome({}, {}, access, { 'outcome.update': () => reply });
    return (answer: Updated) => act(async () => give(answer));
  };
  const refused = refusal('changed-meanwhile', 'Someone changed this outcome.');

  it.each([
    ['archived', 'Archive', 'Reopen'],
    ['restricted', 'Restrict', 'Lift restriction'],
  ])('it shows as %s, without a second step, and as it was after a refusal', async (_how, step, back) => {
    const give = await openHeld();
    await user.click(screen.getByRole('button', { name: step }));
    expect(screen.getByRole('button', { name: back })).toBeDisabled();
    await give(refused);
    expect(await screen.findByRole('button', { name: step })).toBeEnabled();
    expect(screen.queryByRole('button', { name: back })).toBeNull();
    expect(screen.getByRole('alert')).toHaveTextContent('Someone changed this outcome.');
  });

  it('its new title stands on the page, and the old one after a refusal, with what was typed kept', async () => {
    const give = await openHeld();
    await user.click(screen.getByRole('button', { name: 'Edit' }));
    const title = await screen.findByLabelText(/^Title/);
    fireEvent.change(title, { target: { value: 'Fast requests' } });
    await user.click(screen.getByRole('button', { name: 'Save' }));
    const heading = (name: string) => screen.queryByRole('heading', { level: 1, name, hidden: true });
    expect(heading('Fast requests')).toBeInTheDocument();
    await give(refusal('invalid-input', 'title: is not to be had.', 'title'));
    expect(await screen.findByText('Is not to be had.')).toBeInTheDocument();
    expect(heading('Faster service requests')).toBeInTheDocument();
    expect(title).toHaveValue('Fast requests');
  });
});

it('is not archived once something of it was launched: it is closed', async () => {
  await openOutcome({}, { measures: [{ record: { outcomeId: OUTCOME, kpiId: KPIS[0] ?? '', version: 1, role: 'primary', baseline: { kind: 'none' }, target: measure().target, launch: '2026-03-02' }, view: measure(), history: [] }] });
  expect(screen.queryByRole('button', { name: 'Archive' })).toBeNull();
  expect(screen.getByRole('button', { name: 'Close' })).toBeInTheDocument();
});

it('restricts with words on who still sees it, and a way back', async () => {
  await openOutcome();
  expect(screen.getByText(/everyone who may browse a project/)).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Restrict' }));
  expect(await screen.findByText('its owner, outcome managers and Jira administrators only')).toBeInTheDocument();
  expect(flags().at(-1)).toMatchObject({ title: 'Faster service requests is restricted', description: expect.stringContaining('still see it') });
  await undo();
  expect(await screen.findByRole('button', { name: 'Restrict' })).toBeInTheDocument();
});

it('does not offer an owner what only those who see every outcome may do', async () => {
  const record = { outcomeId: OUTCOME, kpiId: KPIS[0] ?? '', version: 1, role: 'primary' as const, baseline: { kind: 'none' as const }, target: measure().target };
  await openOutcome({ restricted: true }, { measures: [{ record, view: measure(), history: [] }] }, { ...access, data: { ...access.data, manageOutcomes: false, jiraAdmin: false } });
  expect(screen.getByRole('button', { name: 'Edit' })).toBeInTheDocument();
  for (const name of ['Restrict', 'Lift restriction', 'Add a KPI']) expect(screen.queryByRole('button', { name })).toBeNull();
});

it('says what it is part of', async () => {
  const parent = { outcomeId: 'out_0000000000000009', title: 'A portal that helps' };
  await openOutcome({ parentId: parent.outcomeId }, { parent });
  await user.click(screen.getByRole('button', { name: 'A portal that helps' }));
  expect(address).toBe('/outcomes/out_0000000000000009');
});

it('several KPIs are counted and never averaged, the primary one first', async () => {
  const shown = (kpiId: string, more: Partial<MeasureView>): CallReply<'outcome.read'>['measures'][number] => {
    const view = measure({ kpiId, ...more });
    const { role, target } = view;
    return { record: { outcomeId: OUTCOME, kpiId, version: 1, role, baseline: { kind: 'stated', level: 9.2 }, target }, view, history: [] };
  };
  const [first = '', second = '', third = ''] = KPIS;
  await openOutcome(
    {},
    {
      measures: [
        shown(first, { name: 'Reopen rate', role: 'supporting', verdict: moved('worsened', 'tentative') }),
        shown(second, { name: 'Handling time', verdict: moved('improved', 'confirmed') }),
        shown(third, { name: 'Self-service share', role: 'supporting', verdict: moved('improved', 'tentative') }),
      ],
    },
  );
  expect(screen.getByText(/2 of 3 KPIs improved/).closest('p')).toHaveTextContent('2 of 3 KPIs improved, 1 of them confirmed. 1 worsened.');
  expect(screen.getAllByRole('button', { name: /^Edit .+/ }).map((button) => button.getAttribute('aria-label'))).toEqual([
    'Edit Handling time',
    'Edit Reopen rate',
    'Edit Self-service share',
  ]);
});
