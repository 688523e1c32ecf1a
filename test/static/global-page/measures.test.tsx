import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type CallReply } from '../../../src/contract';
import { type Reply } from '../../../src/contract/errors';
import { GlobalPage } from '../../../static/global-page/global-page';
// What the page loads later is ready, so that no test waits for its compiler.
import '../../../static/global-page/outcomes/outcome-detail';
import '../../../static/global-page/kpis/kpi-detail';
import '../../../static/kit/charts/small-kpi';
import { answerWith, held, inputsOf, openAt } from '../bridge';
import { KPI, OUTCOME, access, card, kpi, measure, outcome, refusal } from '../fixtures';

const user = userEvent.setup();

type Detail = CallReply<'outcome.read'>;
type Target = Detail['measures'][number]['record']['target'];

const target: Target = { kind: 'value', value: 6, by: '2026-12-18' };
const detail = (version = 2, now: Target = target): { ok: true; data: Detail } => ({
  ok: true,
  data: {
    outcome: outcome(),
    measures: [
      {
        record: { outcomeId: OUTCOME, kpiId: KPI, version, role: 'primary', baseline: { kind: 'stated', level: 9.2 }, target: now },
        // Not launched, so that all of it may be changed.
        view: measure({ target: now, launch: undefined }),
        history: [],
      },
    ],
    mayEdit: true,
  },
});
/** With what a small chart draws. */
const drawn = (): { ok: true; data: Detail } => {
  const { ok, data } = detail();
  return { ok, data: { ...data, measures: data.measures.map((one) => ({ ...one, drawn: { kpiId: KPI, recent: [{ at: '2026-09-14', value: 8 }, { at: '2026-09-21', value: 7.2 }] } })) } };
};
const answers = {
  'access.read': () => access,
  'outcome.list': () => ({ ok: true as const, data: { outcomes: [card()] } }),
  'kpi.list': () => ({ ok: true as const, data: { kpis: [kpi()] } }),
  'outcome.read': () => detail(),
};
const told = (detectable: number): { ok: true; data: CallReply<'kpi.check'> } => ({
  ok: true,
  data: {
    planned: 3,
    result: {
      kind: 'answer',
      detectable: { power80: detectable },
      powerForPlanned: 0.9,
      after: 12,
      placebo: { dates: 0, claims: 0 },
      noise: { sigma: 1, rho: 0.2, scale: 'none' },
    },
  },
});

async function openMeasure(): Promise<HTMLElement> {
  render(<GlobalPage />);
  await user.click(await screen.findByRole('button', { name: 'Faster service requests' }));
  await user.click(await screen.findByRole('button', { name: 'Edit Handling time' }));
  return screen.findByRole('dialog');
}

it('changed meanwhile: keeps what was typed, takes over what was not, and saves both', async () => {
  let version = 2;
  answerWith({
    ...answers,
    'outcome.read': () => (version === 2 ? detail() : detail(version, { kind: 'value', value: 5, by: '2026-12-18' })),
    'kpi.check': () => told(1),
    'measure.set': (input) => {
      const { record, view } = detail().data.measures[0] ?? {};
      if (input.version !== version || !record || !view) return refusal('changed-meanwhile', 'Someone changed it.', 'version');
      return { ok: true, data: { record, view } };
    },
  });
  const dialog = await openMeasure();
  await user.type(within(dialog).getByLabelText(/^Launch/), '2026-07-06');
  version = 3;
  await user.click(within(dialog).getByRole('button', { name: 'Save' }));
  expect(await within(dialog).findByText(/Target is now “5”/)).toBeInTheDocument();
  expect(within(dialog).getByLabelText('Target')).toHaveValue('5');
  expect(within(dialog).getByLabelText(/^Launch/)).toHaveValue('2026-07-06');
  await user.click(within(dialog).getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(inputsOf('measure.set').at(-1)).toMatchObject({ version: 3, launch: '2026-07-06', target: { value: 5 } });
});

it('Can this KPI tell? shows the answer to the newest question, however late an older one comes', async () => {
  const waiting: ((reply: ReturnType<typeof told>) => void)[] = [];
  answerWith({ ...answers, 'kpi.check': () => new Promise((resolve) => waiting.push(resolve)) });
  const dialog = await openMeasure();
  await waitFor(() => expect(waiting).toHaveLength(1), { timeout: 3000 });
  await user.type(within(dialog).getByLabelText(/^Planned effect/), '3');
  await waitFor(() => expect(waiting).toHaveLength(2), { timeout: 3000 });
  act(() => waiting[1]?.(told(2)));
  expect(await within(dialog).findByText(/a change of 2.h or more is found/)).toBeInTheDocument();
  await act(async () => waiting[0]?.(told(1)));
  expect(within(dialog).getByText(/a change of 2.h or more is found/)).toBeInTheDocument();
});

it('removing a KPI leaves the focus at the list that it stood in', async () => {
  let removed = false;
  answerWith({
    ...answers,
    'outcome.read': () => (removed ? { ok: true, data: { ...detail().data, measures: [] } } : detail()),
    'measure.remove': () => {
      removed = true;
      return { ok: true, data: {} };
    },
  });
  render(<GlobalPage />);
  await user.click(await screen.findByRole('button', { name: 'Faster service requests' }));
  await user.click(await screen.findByRole('button', { name: 'Remove Handling time' }));
  await waitFor(() => expect(screen.getByRole('heading', { name: 'KPIs of this outcome' })).toHaveFocus());
});

it('draws the latest values of each measure beside its words, and does not say twice what the page said first', async () => {
  answerWith({ ...answers, 'outcome.read': () => drawn() });
  openAt(`/outcomes/${OUTCOME}`);
  render(<GlobalPage />);
  const row = await screen.findByRole('region', { name: 'Handling time' });
  expect(await within(row).findByRole('button', { name: 'Download Values of Handling time as CSV' })).toBeInTheDocument();
  const lead = document.querySelector('.n-lead')?.textContent ?? '';
  expect(lead).toContain('Handling time');
  expect(row).not.toHaveTextContent(lead.slice(0, 30));
});

it('a KPI that is taken out is gone before the answer comes, and stands there again after a refusal', async () => {
  const { reply, give } = held<Reply<CallReply<'measure.remove'>>>();
  answerWith({ ...answers, 'measure.remove': () => reply });
  openAt(`/outcomes/${OUTCOME}`);
  render(<GlobalPage />);
  await user.click(await screen.findByRole('button', { name: 'Remove Handling time' }));
  expect(screen.queryByRole('button', { name: 'Remove Handling time' })).toBeNull();
  expect(screen.getByText('How will you know that it happened?')).toBeInTheDocument();
  await act(async () => give(refusal('limit-reached', 'Not now.')));
  expect(await screen.findByRole('button', { name: 'Remove Handling time' })).toBeInTheDocument();
  expect(screen.getByText(/Not now\./)).toBeInTheDocument();
});
