import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type CallReply } from '../../../src/contract';
import { type ProposalView } from '../../../src/contract/views';
import { GlobalPage } from '../../../static/global-page/global-page';
import { axeFaults } from '../axe';
import { answerWith, inputsOf } from '../bridge';
import { KPI, OUTCOME, access, card, kpi, measure, outcome } from '../fixtures';

const user = userEvent.setup();

type Detail = CallReply<'outcome.read'>;
const target = { kind: 'value', value: 6, by: '2026-12-18' } as const;
const lower = { ...target, value: 7.5 };
const terms = { role: 'primary', baseline: { kind: 'stated', level: 9.2 }, target, launch: '2026-03-02' } as const;

const detail = (more: Partial<Detail> = {}, heldBack = 0): { ok: true; data: Detail } => ({
  ok: true,
  data: {
    outcome: outcome(),
    measures: [{ record: { outcomeId: OUTCOME, kpiId: KPI, version: 2, ...terms }, view: measure({ lock: { at: '2026-03-02T00:10:00.000Z', heldBack } }), history: [] }],
    mayEdit: true,
    ...more,
  },
});
const proposal = (more: Partial<ProposalView> = {}): ProposalView => ({
  ...{ proposalId: 'pro_0000000000000001', outcomeId: OUTCOME, at: '2026-09-27T07:12:00.000Z', byId: 'them', reason: 'Six was too far.', state: 'open' },
  ...{ kpi: { name: 'Handling time', unit: 'h' }, mayDecide: true, mayWithdraw: false },
  change: { kind: 'terms', kpiId: KPI, from: terms, to: { ...terms, target: lower }, level: { from: 9.2, to: 9.2 } },
  ...more,
});

const show = async (answers: Parameters<typeof answerWith>[0] = {}): Promise<void> => {
  answerWith({
    'access.read': () => access,
    'outcome.list': () => ({ ok: true, data: { outcomes: [card()] } }),
    'kpi.list': () => ({ ok: true, data: { kpis: [kpi()] } }),
    'kpi.check': () => ({ ok: true, data: { planned: 3, result: { kind: 'refused', reason: 'too-few-values' } } }),
    'outcome.read': () => detail(),
    'proposal.read': () => ({ ok: true, data: { proposals: [] } }),
    ...answers,
  });
  render(<GlobalPage />);
  // The first of a file also loads the parts of the page.
  await user.click(await screen.findByRole('button', { name: 'Faster service requests' }, { timeout: 10_000 }));
};

it('what is locked is changed by a proposal, with a reason', async () => {
  await show({ 'proposal.make': () => ({ ok: true, data: { proposal: proposal({ mayDecide: false, mayWithdraw: true }) } }) });
  await user.click(await screen.findByRole('button', { name: 'Edit Handling time' }));
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByText(/^Locked since the launch/)).toBeInTheDocument();
  const field = within(dialog).getByLabelText('Target');
  await user.clear(field);
  await user.type(field, '7.5');
  await user.click(within(dialog).getByRole('button', { name: 'Propose the change' }));
  expect(await within(dialog).findByText('Write a few words.')).toBeInTheDocument();
  await user.type(within(dialog).getByLabelText('Reason for the change'), 'Six was too far.');
  await user.click(within(dialog).getByRole('button', { name: 'Propose the change' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(inputsOf('measure.set')).toEqual([]);
  expect(inputsOf('proposal.make')).toEqual([{ outcomeId: OUTCOME, kpiId: KPI, reason: 'Six was too far.', change: { kind: 'terms', ...terms, target: lower } }]);
});

it('a first baseline of what began without one is proposed, with older values to paste', async () => {
  const [only] = detail().data.measures;
  if (!only) throw new Error('There is no measure.');
  const measures = [{ ...only, record: { ...only.record, baseline: { kind: 'none' as const } }, view: { ...only.view, baseline: { kind: 'refused' as const, reason: 'begun-without' as const } } }];
  await show({ 'outcome.read': () => detail({ measures }), 'proposal.make': () => ({ ok: true, data: { proposal: proposal() } }) });
  await user.click(await screen.findByRole('button', { name: 'Edit Handling time' }));
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByText(/^Locked since the launch/)).toBeInTheDocument();
  await user.click(within(dialog).getByText('Its values in a window'));
  expect(within(dialog).getByLabelText(/^Values so far/)).toBeInTheDocument();
  await user.click(within(dialog).getByText('A stated level'));
  await user.type(within(dialog).getByLabelText('Level before the change'), '9.2');
  await user.type(within(dialog).getByLabelText('Reason for the change'), 'The old log was found.');
  await user.click(within(dialog).getByRole('button', { name: 'Propose the change' }));
  await waitFor(() => expect(inputsOf('proposal.make')).toMatchObject([{ change: { kind: 'terms', baseline: terms.baseline } }]));
  expect(inputsOf('measure.set')).toEqual([]);
});

it('values that do not count since the lock are told, and proposed to count', async () => {
  await show({ 'outcome.read': () => detail({}, 2), 'proposal.make': () => ({ ok: true, data: { proposal: proposal() } }) });
  expect(await screen.findByText('2 values inside the baseline window were changed since it was locked and do not count.')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Propose that the changed values of Handling time count' }));
  const dialog = await screen.findByRole('dialog');
  await user.type(within(dialog).getByLabelText('Why'), 'The meter was wrong.');
  await user.click(within(dialog).getByRole('button', { name: 'Propose the change' }));
  await waitFor(() => expect(inputsOf('proposal.make')).toMatchObject([{ reason: 'The meter was wrong.', change: { kind: 'values' } }]));
});

it('a second person sees what would change, and approves with a reason', async () => {
  await show({
    'proposal.read': () => ({ ok: true, data: { proposals: [proposal()] } }),
    'proposal.decide': () => ({ ok: true, data: { proposal: proposal({ state: 'approved', mayDecide: false }) } }),
    'person.names': () => ({ ok: true, data: { people: [{ accountId: 'them', name: 'Nora Owner' }] } }),
  });
  const box = await screen.findByRole('group', { name: 'Change what was agreed for Handling time' });
  for (const words of ['Target: 6 h by Dec 18, 2026 → 7.5 h by Dec 18, 2026', 'Six was too far.', 'Proposed by Nora Owner, yesterday']) await waitFor(() => expect(box.textContent?.replaceAll('\u00a0', ' ')).toContain(words));
  expect(await axeFaults()).toEqual([]);
  await user.click(within(box).getByRole('button', { name: 'Approve' }));
  const dialog = await screen.findByRole('dialog');
  await user.type(within(dialog).getByLabelText('Why'), 'Agreed in the board.');
  await user.click(within(dialog).getByRole('button', { name: 'Approve' }));
  await waitFor(() => expect(inputsOf('proposal.decide')).toEqual([{ outcomeId: OUTCOME, proposalId: proposal().proposalId, approve: true, reason: 'Agreed in the board.' }]));
});

it('whoever proposed it cannot decide, and is told who can', async () => {
  await show({ 'proposal.read': () => ({ ok: true, data: { proposals: [proposal({ mayDecide: false, mayWithdraw: true })] } }) });
  const box = await screen.findByRole('group', { name: 'Change what was agreed for Handling time' });
  expect(within(box).queryByRole('button', { name: 'Approve' })).toBeNull();
  expect(within(box).getByRole('button', { name: 'Withdraw' })).toBeInTheDocument();
  expect(box).toHaveTextContent('never whoever proposed it');
});

it('what was agreed before stays in the words of the measure', async () => {
  const former = [{ until: '2026-06-01', baseline: { kind: 'level' as const, level: 10, count: 8 }, target: { ...target, value: 5 } }];
  const { data } = detail();
  const measures = data.measures.map((one) => ({ ...one, view: { ...one.view, former } }));
  await show({ 'outcome.read': () => detail({ measures }) });
  expect((await screen.findByRole('list', { name: 'Agreed before' })).textContent?.replaceAll('\u00a0', ' ')).toBe('Until Jun 1, 2026: target 5 h by Dec 18, 2026, baseline 10 h.');
});

it('what another KPI has as its target is called the limit of a guardrail', async () => {
  const former = [{ until: '2026-06-01', baseline: { kind: 'level' as const, level: 10, count: 8 }, target: { ...target, value: 5 } }];
  const { data } = detail();
  const measures = data.measures.map(({ record, ...one }) => ({ ...one, record: { ...record, role: 'guardrail' as const }, view: { ...one.view, role: 'guardrail' as const, former } }));
  const guardrail = { ...terms, role: 'guardrail' as const };
  const change = { kind: 'terms' as const, kpiId: KPI, from: guardrail, to: { ...guardrail, target: lower }, level: {} };
  await show({ 'outcome.read': () => detail({ measures }), 'proposal.read': () => ({ ok: true, data: { proposals: [proposal({ change })] } }) });
  expect(await screen.findByRole('list', { name: 'Agreed before' })).toHaveTextContent('Until Jun 1, 2026: limit 5 h by Dec 18, 2026, baseline 10 h.');
  expect(await screen.findByRole('group', { name: 'Change what was agreed for Handling time' })).toHaveTextContent('Limit: 6 h by Dec 18, 2026 → 7.5 h by Dec 18, 2026');
});

it('says the stage, and what the next one lacks', async () => {
  await show({ 'outcome.read': () => detail({ stage: { kind: 'launched', lacks: [{ key: 'stage.not-improved', params: { kpiId: KPI, name: 'Handling time' } }] } }) });
  expect(await screen.findByText('Launched')).toBeInTheDocument();
  expect(screen.getByText(/Still missing for “Adopted”: Handling time has not improved yet\./)).toBeInTheDocument();
});

it('an outcome is closed with a reason, and as achieved only when the measures support it', async () => {
  await show({
    'outcome.read': () => detail({ lacksForAchieved: [{ key: 'closing.target-not-met', params: { kpiId: KPI, name: 'Handling time' } }] }),
    'outcome.close': () => ({ ok: true, data: { outcome: outcome() } }),
  });
  await user.click(await screen.findByRole('button', { name: 'Close' }));
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('radio', { name: 'Achieved' }));
  expect(within(dialog).getByText(/Handling time is not at its target\./)).toBeInTheDocument();
  await user.click(within(dialog).getByRole('radio', { name: 'Abandoned' }));
  await user.type(within(dialog).getByLabelText('Why'), 'The portal was sold.');
  await user.click(within(dialog).getByRole('button', { name: 'Close' }));
  await waitFor(() => expect(inputsOf('outcome.close')).toEqual([{ outcomeId: OUTCOME, version: outcome().version, as: 'abandoned', reason: 'The portal was sold.' }]));
});

it('a closed outcome says how and by whom, and is reopened with a reason', async () => {
  const closed = { as: 'achieved' as const, reason: 'All is met.', at: '2026-09-27T07:12:00.000Z', byId: 'me', confirmedById: 'them' };
  await show({ 'outcome.read': () => detail({ outcome: outcome({ state: 'archived', closed }) }), 'outcome.reopen': () => ({ ok: true, data: { outcome: outcome() } }) });
  expect(await screen.findByText('Closed as Achieved')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Edit outcome' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Reopen' }));
  const dialog = await screen.findByRole('dialog');
  await user.type(within(dialog).getByLabelText('Why'), 'It fell back.');
  await user.click(within(dialog).getByRole('button', { name: 'Reopen' }));
  await waitFor(() => expect(inputsOf('outcome.reopen')).toMatchObject([{ reason: 'It fell back.' }]));
});
