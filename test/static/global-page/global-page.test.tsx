import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type CallReply } from '../../../src/contract';
import { type Reply } from '../../../src/contract/errors';
import { GlobalPage } from '../../../static/global-page/global-page';
// What the page loads later is ready, so that no test waits for its compiler.
import '../../../static/global-page/outcomes/outcome-detail';
import '../../../static/global-page/kpis/kpi-detail';
import { axeFaults } from '../axe';
import { address, answerWith, flags, held, inputsOf } from '../bridge';
import { KPI, OUTCOME, access, card, failure, kpi, measure, outcome, refusal } from '../fixtures';

const user = userEvent.setup();

const lists = {
  'access.read': () => access,
  'outcome.list': () => ({ ok: true as const, data: { outcomes: [card()] } }),
  'kpi.list': () => ({ ok: true as const, data: { kpis: [kpi()] } }),
};
const detail = {
  'outcome.read': () => ({
    ok: true as const,
    data: {
      outcome: outcome(),
      measures: [
        {
          record: { outcomeId: OUTCOME, kpiId: KPI, version: 2, role: 'primary' as const, baseline: { kind: 'stated' as const, level: 9.2 }, target: measure().target },
          view: measure(),
          history: [],
        },
      ],
      mayEdit: true,
    },
  }),
};
const readKpi = {
  'kpi.read': () => ({
    ok: true as const,
    data: {
      kpi: kpi({ count: 1 }),
      values: [{ at: '2026-09-21', value: 7.2, source: 'entry' as const, recordedAt: '2026-09-21T09:00:00.000Z', corrections: 1 }],
      mayEdit: true,
    },
  }),
};

async function openDialog(button: string | RegExp): Promise<HTMLElement> {
  await user.click(await screen.findByRole('button', { name: button }));
  return screen.findByRole('dialog');
}

describe('the list of outcomes', () => {
  it('shows each with where its KPIs stand', async () => {
    answerWith(lists);
    render(<GlobalPage />);
    const table = await screen.findByRole('treegrid', { name: 'Outcomes' });
    expect(within(table).getByRole('button', { name: 'Faster service requests' })).toBeInTheDocument();
    expect(within(table).getByRole('img', { name: 'Way from baseline to target: 62%' })).toBeInTheDocument();
    expect(await axeFaults()).toEqual([]);
  });

  it('teaches the next step when it is empty', async () => {
    answerWith({ ...lists, 'outcome.list': () => ({ ok: true, data: { outcomes: [] } }) });
    render(<GlobalPage />);
    expect(await screen.findByRole('heading', { name: 'No outcome yet' })).toBeInTheDocument();
    expect(screen.getAllByRole('button', { name: 'Create outcome' })).toHaveLength(1);
  });

  it('offers nothing that would be refused', async () => {
    answerWith({ ...lists, 'access.read': () => ({ ok: true, data: { ...access.data, manageOutcomes: false } }) });
    render(<GlobalPage />);
    await screen.findByRole('treegrid', { name: 'Outcomes' });
    expect(screen.queryByRole('button', { name: 'Create outcome' })).toBeNull();
  });

  it('reads on while pages come up empty', async () => {
    answerWith({
      ...lists,
      'outcome.list': ({ cursor }) => ({ ok: true, data: cursor === undefined ? { outcomes: [], cursor: 'next' } : { outcomes: [card()] } }),
    });
    render(<GlobalPage />);
    expect(await screen.findByRole('button', { name: 'Faster service requests' })).toBeInTheDocument();
  });

  it('says what failed and tries again', async () => {
    answerWith({ ...lists, 'outcome.list': failure });
    render(<GlobalPage />);
    expect(await screen.findByRole('alert')).toHaveTextContent('Needle did not answer.');
    answerWith(lists);
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('treegrid', { name: 'Outcomes' })).toBeInTheDocument();
  });
});

describe('an outcome’s form', () => {
  const created = { ...lists, ...detail, 'outcome.create': () => ({ ok: true as const, data: { outcome: outcome() } }) };

  it('creates one and goes on to it', async () => {
    answerWith(created);
    render(<GlobalPage />);
    const dialog = await openDialog('Create outcome');
    await user.type(within(dialog).getByLabelText('Title'), 'Faster service requests');
    expect(await axeFaults()).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Create' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Faster service requests' })).toBeInTheDocument();
    expect(inputsOf('outcome.create')).toEqual([{ title: 'Faster service requests', description: '', period: {}, restricted: false }]);
    expect(flags().map(({ title }) => title)).toEqual(['Faster service requests was created']);
  }, 15_000);

  it('creates the first one and goes on to its KPI, though it was asked for while the list still loaded', async () => {
    const withNone = { ...created, 'outcome.list': () => ({ ok: true as const, data: { outcomes: [] } }), 'setup.read': failure };
    let come = (): void => undefined;
    const loads = new Promise<void>((resolve) => (come = resolve));
    answerWith({ ...withNone, 'outcome.list': () => loads.then(withNone['outcome.list']) });
    render(<GlobalPage />);
    const button = await screen.findByRole('button', { name: 'Create outcome' });
    fireEvent.mouseDown(button);
    await act(async () => come());
    await screen.findByRole('heading', { name: 'No outcome yet' });
    expect(button).toBeInTheDocument();
    fireEvent.mouseUp(button);
    fireEvent.click(button);
    const dialog = await screen.findByRole('dialog');
    await user.type(within(dialog).getByLabelText('Title'), 'Faster service requests');
    await user.click(within(dialog).getByRole('button', { name: 'Create' }));
    expect(await screen.findByRole('dialog', { name: 'Add a KPI to Faster service requests' })).toBeInTheDocument();
  }, 15_000);

  it('shows what is wrong at its field, and keeps what was typed', async () => {
    answerWith({ ...lists, 'outcome.create': () => refusal('invalid-input', 'period.to: ends before it begins.', 'period.to') });
    render(<GlobalPage />);
    const dialog = await openDialog('Create outcome');
    await user.type(within(dialog).getByLabelText('Title'), 'Late');
    await user.click(within(dialog).getByRole('button', { name: 'Create' }));
    const field = within(dialog).getByLabelText(/^Wanted by/);
    await waitFor(() => expect(field).toHaveFocus());
    expect(field).toHaveAccessibleDescription('Ends before it begins.');
    expect(within(dialog).getByLabelText('Title')).toHaveValue('Late');
  });

  it('asks before it throws away what was typed', async () => {
    answerWith(lists);
    render(<GlobalPage />);
    const dialog = await openDialog('Create outcome');
    await user.type(within(dialog).getByLabelText('Title'), 'Half');
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    await user.click(within(dialog).getByRole('button', { name: 'Keep editing' }));
    expect(within(dialog).getByLabelText('Title')).toHaveValue('Half');
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    await user.click(within(dialog).getByRole('button', { name: 'Discard' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('changed meanwhile: says what, loses nothing, and saves over the newest version only what was changed here', async () => {
    let version = 4;
    answerWith({
      ...lists,
      'outcome.read': () => {
        const read = detail['outcome.read']();
        return { ok: true, data: { ...read.data, outcome: outcome({ version, description: version === 4 ? '' : 'Theirs' }) } };
      },
      'outcome.update': (input) =>
        input.version === version ? { ok: true, data: { outcome: outcome({ version: 6 }) } } : refusal('changed-meanwhile', 'Someone changed it.', 'version'),
    });
    render(<GlobalPage />);
    await user.click(await screen.findByRole('button', { name: 'Faster service requests' }));
    const dialog = await openDialog('Edit');
    const title = within(dialog).getByLabelText('Title');
    await user.clear(title);
    await user.type(title, 'Mine');
    version = 5;
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(await within(dialog).findByText(/Description is now “Theirs”/)).toBeInTheDocument();
    expect(title).toHaveValue('Mine');
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(inputsOf('outcome.update')).toEqual([
      { outcomeId: OUTCOME, version: 4, title: 'Mine' },
      { outcomeId: OUTCOME, version: 5, title: 'Mine' },
    ]);
  });
});

describe('a KPI', () => {
  async function openKpi(): Promise<void> {
    render(<GlobalPage />);
    await user.click(await screen.findByRole('button', { name: 'KPIs' }));
    await user.click(await screen.findByRole('button', { name: 'Handling time' }));
    await screen.findByRole('heading', { level: 1, name: 'Handling time' });
  }

  it('records one value with its date', async () => {
    answerWith({ ...lists, ...readKpi, 'value.record': () => ({ ok: true, data: { added: 1, corrected: 0, repeated: 0, kpi: kpi() } }) });
    await openKpi();
    expect(await axeFaults()).toEqual([]);
    await user.type(screen.getByLabelText('Value'), '7,1');
    await user.click(screen.getByRole('button', { name: 'Record' }));
    await waitFor(() => expect(inputsOf('value.record')).toEqual([{ kpiId: KPI, values: [{ at: '2026-09-28', value: 7.1 }] }]));
    expect(flags()[0]).toMatchObject({ title: expect.stringMatching(/^7.1.h was recorded for Sep 28, 2026$/), description: 'To change it, correct it in its row.' });
  });

  it('keeps its unit once it has values, and says so', async () => {
    answerWith({ ...lists, ...readKpi });
    await openKpi();
    const dialog = await openDialog('Edit');
    expect(within(dialog).getByText('Its values are in h, so that stays. For another unit, create another KPI.')).toBeInTheDocument();
    expect(within(dialog).queryByLabelText('Unit')).toBeNull();
  });

  it('refuses a number that can be read in two ways', async () => {
    answerWith({ ...lists, ...readKpi });
    await openKpi();
    await user.type(screen.getByLabelText('Value'), '1,234');
    await user.click(screen.getByRole('button', { name: 'Record' }));
    expect(await screen.findByText(/can be read in two ways/)).toBeInTheDocument();
    expect(inputsOf('value.record')).toEqual([]);
  });

  const correctButton = { name: 'Correct the value of Sep 21, 2026' };
  const corrected = { 'value.record': () => ({ ok: true as const, data: { added: 0, corrected: 1, repeated: 0, kpi: kpi() } }) };

  it('corrects a value in its place, keeps the focus there, and offers the way back', async () => {
    answerWith({ ...lists, ...readKpi, ...corrected });
    await openKpi();
    await user.click(screen.getByRole('button', correctButton));
    const field = screen.getByLabelText('Value of Sep 21, 2026');
    expect(field).toHaveFocus();
    expect(field).toHaveValue('7.2');
    expect(field).toHaveAccessibleDescription(/cannot be deleted/);
    await user.keyboard('{Enter}');
    expect(await screen.findByText('That is the value already.')).toBeInTheDocument();
    fireEvent.change(field, { target: { value: '7.4' } });
    await user.keyboard('{Enter}');
    await waitFor(() => expect(screen.getByRole('button', correctButton)).toHaveFocus());
    expect(flags()[0]?.title).toMatch(/was corrected from 7.2.h to 7.4.h/);
    await act(async () => flags()[0]?.actions?.[0]?.onClick());
    const sent = (value: number) => ({ kpiId: KPI, values: [{ at: '2026-09-21', value }] });
    expect(inputsOf('value.record')).toEqual([sent(7.4), sent(7.2)]);
  });

  it('shows a corrected value before the answer comes, and the old one after a refusal, with what was typed kept', async () => {
    const { reply, give } = held<Reply<CallReply<'value.record'>>>();
    answerWith({ ...lists, ...readKpi, 'value.record': () => reply });
    await openKpi();
    await user.click(screen.getByRole('button', correctButton));
    fireEvent.change(screen.getByLabelText('Value of Sep 21, 2026'), { target: { value: '7.4' } });
    await user.keyboard('{Enter}');
    const table = screen.getByRole('table', { name: /^Values of/ });
    expect(within(table).getByText(/^7\.4.h$/)).toBeVisible();
    expect(screen.queryByRole('textbox', { name: 'Value of Sep 21, 2026' })).toBeNull();
    await act(async () => give(refusal('limit-reached', 'Not now.')));
    expect(await screen.findByText(/Not now\./)).toBeVisible();
    const field = screen.getByRole('textbox', { name: 'Value of Sep 21, 2026' });
    expect(field).toHaveValue('7.4');
    expect(field).toHaveFocus();
    expect(within(table).queryByText(/^7\.4.h$/)).toBeNull();
    await user.keyboard('{Escape}');
    expect(await within(table).findByText(/^7\.2.h$/)).toBeVisible();
  });

  it('a KPI shows as archived before the answer comes, and as it was after a refusal', async () => {
    const { reply, give } = held<Reply<CallReply<'kpi.update'>>>();
    answerWith({ ...lists, ...readKpi, 'kpi.update': () => reply });
    await openKpi();
    await user.click(screen.getByRole('button', { name: 'Archive' }));
    expect(screen.getByRole('button', { name: 'Reopen' })).toBeDisabled();
    expect(screen.queryByRole('button', correctButton)).toBeNull();
    await act(async () => give(refusal('limit-reached', 'Not now.')));
    expect(await screen.findByRole('button', { name: 'Archive' })).toBeEnabled();
    expect(screen.getByRole('button', correctButton)).toBeInTheDocument();
  });

  it('leaves a value as it is on Escape', async () => {
    answerWith({ ...lists, ...readKpi });
    await openKpi();
    await user.click(screen.getByRole('button', correctButton));
    await user.keyboard('8{Escape}');
    await waitFor(() => expect(screen.getByRole('button', correctButton)).toHaveFocus());
    expect(inputsOf('value.record')).toEqual([]);
  });

  it('says first what its newest value is, and leads to the outcomes that it serves', async () => {
    answerWith({ ...lists, 'kpi.read': () => ({ ok: true, data: { ...readKpi['kpi.read']().data, kpi: kpi({ count: 1, newest: { at: '2026-09-21', value: 7.2 } }), serves: [{ outcomeId: OUTCOME, title: 'Faster service requests' }] } }) });
    await openKpi();
    expect(document.querySelector('.n-lead')).toHaveTextContent('7.2 h on Sep 21, 2026, 7 days ago.');
    await user.click(screen.getByRole('button', { name: 'Faster service requests' }));
    expect(address).toBe(`/outcomes/${OUTCOME}`);
  });

  it('tells what stood there before, when and by whom', async () => {
    const [value] = readKpi['kpi.read']().data.values;
    const before = (old: number, byId?: string) => ({ value: old, source: 'paste' as const, recordedAt: '2026-09-20T09:00:00.000Z', ...(byId ? { byId } : {}) });
    const values = value ? [{ ...value, byId: 'me', corrections: 3, history: [before(9), before(8, 'dana'), before(6, 'hidden')] }] : [];
    answerWith({ ...lists, 'person.names': () => ({ ok: true, data: { people: [{ accountId: 'dana', name: 'Dana Whitlock' }] } }), 'kpi.read': () => ({ ok: true, data: { ...readKpi['kpi.read']().data, values } }) });
    await openKpi();
    await user.click(screen.getByRole('button', { name: '3 times' }));
    await screen.findByText(/by Dana Whitlock$/);
    const history = within(screen.getByRole('list', { name: 'History of the value of Sep 21, 2026' })).getAllByRole('listitem');
    expect(history.map((item) => item.textContent)).toEqual([
      expect.stringMatching(/^Now: 7.2.h, by hand, .*, by you$/),
      expect.stringMatching(/^Before: 6.h, pasted, .*, by someone else$/),
      expect.stringMatching(/^Before: 8.h, pasted, .*, by Dana Whitlock$/),
      expect.stringMatching(/^Before: 9.h, pasted, .*\d+ [AP]M$/),
    ]);
    expect(await axeFaults()).toEqual([]);
  });

  it('recording for a date that has a value corrects it, with a way back', async () => {
    answerWith({ ...lists, ...readKpi, ...corrected });
    await openKpi();
    fireEvent.change(screen.getByLabelText('Date'), { target: { value: '2026-09-21' } });
    expect(screen.getByText(/A value for this date stands already/)).toBeInTheDocument();
    await user.type(screen.getByLabelText('Value'), '7.4{Enter}');
    await waitFor(() => expect(flags()[0]?.actions?.[0]?.text).toBe('Undo'));
  });

  it('takes pasted rows after a preview, and none while a line cannot be read', async () => {
    answerWith({ ...lists, ...readKpi, 'value.record': () => ({ ok: true, data: { added: 2, corrected: 0, repeated: 0, kpi: kpi() } }) });
    await openKpi();
    const dialog = await openDialog('Paste values');
    const box = within(dialog).getByLabelText('Rows of date and value');
    await user.click(box);
    await user.paste('2026-03-02;9,1\n2026-03-09;x');
    expect(within(dialog).getByRole('region', { name: 'Lines that cannot be read' })).toHaveTextContent('Line 2');
    await user.click(within(dialog).getByRole('button', { name: 'Record values' }));
    expect(inputsOf('value.record')).toEqual([]);
    await user.clear(box);
    await user.paste('2026-03-02;9,1\n2026-03-09;8');
    expect(within(dialog).getByRole('region', { name: 'Preview' })).toHaveTextContent('9.1');
    expect(await axeFaults()).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Record values' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(inputsOf('value.record')).toEqual([
      { kpiId: KPI, source: 'paste', values: [{ at: '2026-03-02', value: 9.1 }, { at: '2026-03-09', value: 8 }] },
    ]);
  });
});
