import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type CallReply } from '../../../src/contract';
import { SettingsPage } from '../../../static/project-settings/settings-page';
import { axeFaults } from '../axe';
import { answerWith, flags, inputsOf } from '../bridge';
import { KPI, NOW, OUTCOME, card, failure, refusal } from '../fixtures';

const user = userEvent.setup();

type Epic = CallReply<'epic.list'>['epics'][number];
type Request = CallReply<'request.read'>['requests'][number];

const hypothesis = { kpiId: KPI, direction: 'decrease', by: '2026-12-18' } as const;
const link = { outcomeId: OUTCOME, title: 'Faster service requests', state: 'open' as const, primary: true, since: '2026-07-06', hypothesis };
const mapped: Epic = { issueId: '18', version: 2, key: 'NSP-18', summary: 'Automatic routing', status: 'In Progress', inherits: [], links: [link], count: { total: 28, done: 18, at: '2026-09-26T06:00:00.000Z' } };
const bare: Epic = { issueId: '34', key: 'NSP-34', summary: 'Migrate old history', status: 'To Do', links: [], inherits: [] };

const reads = {
  'epic.list': () => ({ ok: true as const, data: { epics: [mapped, bare] } }),
  'outcome.list': () => ({ ok: true as const, data: { outcomes: [card()] } }),
  'request.read': () => ({ ok: true as const, data: { now: NOW, requests: [] as Request[] } }),
};
const linked = (version: number, links = [link]) => ({ ok: true as const, data: { issueId: '34', version, links } });

async function openDialog(button: string): Promise<HTMLElement> {
  await user.click(await screen.findByRole('button', { name: button }));
  return screen.findByRole('dialog');
}

async function choose(dialog: HTMLElement, field: RegExp, option: string): Promise<void> {
  await user.click(within(dialog).getByRole('combobox', { name: field }));
  await user.click(await screen.findByRole('option', { name: option }));
}

describe('the project’s epics', () => {
  it('stand in a table with what they serve', async () => {
    answerWith(reads);
    render(<SettingsPage />);
    const table = await screen.findByRole('table', { name: 'Epics of this project' });
    expect(within(table).getByText('18 of 28')).toBeInTheDocument();
    expect(within(table).getByText('since Jul 6, 2026')).toBeInTheDocument();
    // The outcome's signal, and what counting waits for.
    expect(within(table).getByText('Unproven')).toBeInTheDocument();
    expect(within(table).getByText('counted once linked')).toBeInTheDocument();
    expect(await within(table).findByText('Handling time should fall by Dec 18, 2026')).toBeInTheDocument();
    expect(document.querySelector('.n-lead')).toHaveTextContent('1 of 2 epics serves no outcome.');
    expect(within(table).getByText('No outcome yet')).toBeInTheDocument();
    expect(await axeFaults()).toEqual([]);
  });

  it('never say that a KPI is gone where the outcome’s KPIs are not known', async () => {
    answerWith({ ...reads, 'outcome.list': () => ({ ok: true, data: { outcomes: [] } }) });
    render(<SettingsPage />);
    expect(await screen.findByText('since Jul 6, 2026')).toBeInTheDocument();
    expect(screen.queryByText(/no longer has/)).toBeNull();
  });

  it('are found by any word, and by having no outcome', async () => {
    answerWith(reads);
    render(<SettingsPage />);
    const search = await screen.findByLabelText('Search epics');
    await user.type(search, 'history nsp');
    expect(screen.queryByText('Automatic routing')).toBeNull();
    await user.clear(search);
    await user.click(screen.getByRole('radio', { name: 'Without an outcome (1)' }));
    expect(screen.getByText('1 epic shown')).toBeInTheDocument();
    await user.type(search, 'nothing like it');
    await user.click(screen.getByRole('button', { name: 'Clear the search' }));
    expect(screen.getByText('2 epics shown')).toBeInTheDocument();
  });
});

describe('an epic', () => {
  it('that serves only what is archived counts as without an outcome; one that inherits does not', async () => {
    const old = { ...link, title: 'Off the old portal', state: 'archived' as const };
    const inherits = [{ outcomeId: OUTCOME, title: 'Faster service requests', key: 'NSP-9' }];
    const epics: Epic[] = [{ ...mapped, links: [old] }, { ...bare, inherits }];
    answerWith({ ...reads, 'epic.list': () => ({ ok: true, data: { epics } }) });
    render(<SettingsPage />);
    expect(await screen.findByText(/^Faster service requests, by/)).toHaveTextContent('Faster service requests, by NSP-9 above it');
    expect(screen.getByText('(archived)')).toBeInTheDocument();
    expect(document.querySelector('.n-lead')).toHaveTextContent('1 of 2 epics serves no outcome.');
  });
});

describe('suggestions', () => {
  const routing: Epic = { ...bare, summary: 'Automatic routing of requests' };
  const withRouting = { ...reads, 'epic.list': () => ({ ok: true as const, data: { epics: [mapped, routing] } }) };

  it('are offered by the words of linked epics, and taken with one click', async () => {
    answerWith({ ...withRouting, 'link.set': () => linked(1), 'link.remove': () => linked(2, []) });
    render(<SettingsPage />);
    expect(await screen.findByText('Suggested: Faster service requests')).toBeInTheDocument();
    expect(screen.getByText('Words in both: automatic, request, routing')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Link NSP-34 to Faster service requests' }));
    await waitFor(() => expect(flags()[0]?.title).toBe('NSP-34 now serves Faster service requests'));
    expect(inputsOf('link.set')).toEqual([{ issueId: '34', outcomeId: OUTCOME }]);
    act(() => flags()[0]?.actions?.[0]?.onClick());
    await waitFor(() => expect(inputsOf('link.remove')).toEqual([{ issueId: '34', version: 1, outcomeId: OUTCOME }]));
  });

  it('are silent where no word is shared', async () => {
    answerWith(reads);
    render(<SettingsPage />);
    expect(await screen.findByText('No outcome yet')).toBeInTheDocument();
    await waitFor(() => expect(inputsOf('outcome.list')).toHaveLength(1));
    expect(screen.queryByText(/^Suggested/)).toBeNull();
  });
});

describe('several epics at once', () => {
  const other: Epic = { issueId: '35', key: 'NSP-35', summary: 'Close the old forms', status: 'To Do', links: [], inherits: [] };
  const three = { ...reads, 'epic.list': () => ({ ok: true as const, data: { epics: [mapped, bare, other] } }) };
  const answered = (issueId: string, version: number, links = [link]) => ({ ok: true as const, data: { issueId, version, links } });

  it('are linked one by one, each with its own result, and taken back together', async () => {
    answerWith({
      ...three,
      'link.set': ({ issueId }) => (issueId === '35' ? refusal('changed-meanwhile', 'Someone changed this epic.', 'version') : answered(issueId, 1)),
      'link.remove': ({ issueId }) => answered(issueId, 2, []),
    });
    render(<SettingsPage />);
    await user.click(await screen.findByRole('checkbox', { name: 'Select all 3 epics shown' }));
    await user.click(screen.getByRole('button', { name: 'Link to an outcome' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText('NSP-18, NSP-34, NSP-35')).toBeInTheDocument();
    await choose(dialog, /^Outcome/, 'Faster service requests');
    expect(await axeFaults()).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Link' }));
    const report = await screen.findByRole('alert', { name: 'What was not done' });
    expect(report).toHaveTextContent('1 of 3 changes were made');
    expect(report).toHaveTextContent('NSP-35 Someone changed its links in the meantime.');
    expect(report).toHaveTextContent('NSP-18 serves Faster service requests already.');
    expect(inputsOf('link.set')).toEqual([
      { issueId: '34', outcomeId: OUTCOME },
      { issueId: '35', outcomeId: OUTCOME },
    ]);
    expect(screen.getByRole('checkbox', { name: 'Select NSP-35' })).toBeChecked();
    expect(screen.getByRole('checkbox', { name: 'Select NSP-34' })).not.toBeChecked();
    act(() => flags()[0]?.actions?.[0]?.onClick());
    await waitFor(() => expect(inputsOf('link.remove')).toEqual([{ issueId: '34', version: 1, outcomeId: OUTCOME }]));
    expect(await axeFaults()).toEqual([]);
  });

  it('show how far it is, and stop when asked', async () => {
    let release: () => void = () => undefined;
    answerWith({
      ...three,
      'link.set': async ({ issueId }) => {
        await new Promise<void>((go) => (release = go));
        return answered(issueId, 1);
      },
    });
    render(<SettingsPage />);
    await user.click(await screen.findByRole('checkbox', { name: 'Select NSP-34' }));
    await user.click(screen.getByRole('checkbox', { name: 'Select NSP-35' }));
    await user.click(screen.getByRole('button', { name: 'Link to an outcome' }));
    const dialog = await screen.findByRole('dialog');
    await choose(dialog, /^Outcome/, 'Faster service requests');
    await user.click(within(dialog).getByRole('button', { name: 'Link' }));
    expect(await screen.findByText('Change 1 of 2 …')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    release();
    expect(await screen.findByText(/^Stopped before/)).toHaveTextContent('Stopped before NSP-35.');
    expect(inputsOf('link.set')).toHaveLength(1);
  });

  it('are unlinked from all that they serve, and get their links back as they were', async () => {
    const second = { ...link, outcomeId: 'out_0000000000000002', title: 'Off the old portal', primary: false };
    const busy: Epic = { ...mapped, links: [link, second] };
    let version = 2;
    answerWith({
      ...reads,
      'epic.list': () => ({ ok: true, data: { epics: [busy, bare] } }),
      'link.remove': ({ issueId }) => answered(issueId, (version += 1), []),
      'link.set': ({ issueId }) => answered(issueId, (version += 1)),
    });
    render(<SettingsPage />);
    await user.click(await screen.findByRole('checkbox', { name: 'Select all 2 epics shown' }));
    await user.click(screen.getByRole('button', { name: 'Unlink' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText('2 links will be removed. It can be undone.')).toBeInTheDocument();
    await user.click(within(dialog).getByRole('button', { name: 'Unlink' }));
    await waitFor(() => expect(flags()[0]?.title).toBe('NSP-18 no longer serves 2 outcomes'));
    expect(inputsOf('link.remove').map((input) => [input.outcomeId, input.version])).toEqual([
      [OUTCOME, 2],
      [second.outcomeId, 3],
    ]);
    act(() => flags()[0]?.actions?.[0]?.onClick());
    await waitFor(() => expect(inputsOf('link.set')).toHaveLength(2));
    expect(inputsOf('link.set')).toMatchObject([
      { outcomeId: second.outcomeId, primary: false, version: 4 },
      { outcomeId: OUTCOME, primary: true, hypothesis, version: 5 },
    ]);
  });
});

describe('linking', () => {
  it('sends outcome and hypothesis, and can be taken back', async () => {
    answerWith({ ...reads, 'link.set': () => linked(1), 'link.remove': () => linked(2, []) });
    render(<SettingsPage />);
    const dialog = await openDialog('Link NSP-34 to an outcome');
    await choose(dialog, /^Outcome/, 'Faster service requests');
    await choose(dialog, /^KPI/, 'Handling time');
    expect(within(dialog).getByRole('radio', { name: 'down' })).toBeChecked();
    expect(await axeFaults()).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Link' }));
    await waitFor(() => expect(flags()).toHaveLength(1));
    expect(inputsOf('link.set')).toEqual([{ issueId: '34', outcomeId: OUTCOME, primary: true, hypothesis }]);
    const [flag] = flags();
    expect(flag?.title).toBe('NSP-34 now serves Faster service requests');
    act(() => flag?.actions?.[0]?.onClick());
    await waitFor(() => expect(inputsOf('link.remove')).toEqual([{ issueId: '34', version: 1, outcomeId: OUTCOME }]));
  });

  it('asks for the outcome at its field', async () => {
    answerWith(reads);
    render(<SettingsPage />);
    const dialog = await openDialog('Link NSP-34 to an outcome');
    await user.click(within(dialog).getByRole('button', { name: 'Link' }));
    expect(await within(dialog).findByText('Choose an outcome.')).toBeInTheDocument();
    expect(inputsOf('link.set')).toEqual([]);
  });

  it('changed meanwhile: reads the epic again, keeps what was typed, and saves over the newest', async () => {
    let version = 2;
    answerWith({
      ...reads,
      'epic.list': () => ({ ok: true, data: { epics: [{ ...mapped, version }, bare] } }),
      'link.set': (input) => (input.version === version ? linked(version + 1) : refusal('changed-meanwhile', 'Someone changed it.', 'version')),
    });
    render(<SettingsPage />);
    const dialog = await openDialog('Change the link of NSP-18 to Faster service requests');
    const since = within(dialog).getByLabelText(/^Serves it since/);
    await user.clear(since);
    await user.type(since, '2026-08-01');
    version = 3;
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('Someone changed the links of NSP-18 meanwhile');
    expect(since).toHaveValue('2026-08-01');
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(inputsOf('link.set').map((input) => [input.version, input.since])).toEqual([
      [2, '2026-08-01'],
      [3, '2026-08-01'],
    ]);
  });

  it('changed meanwhile: takes over what someone else set where nothing was typed', async () => {
    let version = 2;
    const theirs = { ...link, hypothesis: { ...hypothesis, by: '2027-01-31' } };
    answerWith({
      ...reads,
      'epic.list': () => ({ ok: true, data: { epics: [version === 2 ? mapped : { ...mapped, version, links: [theirs] }, bare] } }),
      'link.set': (input) => (input.version === version ? linked(version + 1) : refusal('changed-meanwhile', 'Someone changed it.', 'version')),
    });
    render(<SettingsPage />);
    const dialog = await openDialog('Change the link of NSP-18 to Faster service requests');
    const since = within(dialog).getByLabelText(/^Serves it since/);
    await user.clear(since);
    await user.type(since, '2026-08-01');
    version = 3;
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    await within(dialog).findByRole('alert');
    expect(within(dialog).getByLabelText('By')).toHaveValue('2027-01-31');
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(flags()).toHaveLength(1));
    expect(inputsOf('link.set').at(-1)).toMatchObject({ version: 3, since: '2026-08-01', hypothesis: { by: '2027-01-31' } });
    act(() => flags()[0]?.actions?.[0]?.onClick());
    await waitFor(() => expect(inputsOf('link.set').at(-1)).toMatchObject({ since: '2026-07-06', hypothesis: { by: '2027-01-31' } }));
  });

  it('leaves the focus with the epic when its link is gone', async () => {
    let gone = false;
    answerWith({
      ...reads,
      'epic.list': () => ({ ok: true, data: { epics: [gone ? { ...mapped, version: 3, links: [] } : mapped, bare] } }),
      'link.remove': () => {
        gone = true;
        return linked(3, []);
      },
    });
    render(<SettingsPage />);
    await user.click(await screen.findByRole('button', { name: 'Unlink NSP-18 from Faster service requests' }));
    await waitFor(() => expect(screen.getByRole('button', { name: 'Link NSP-18 to an outcome' })).toHaveFocus());
  });

  it('unlinks, and undo restores the link as it was', async () => {
    answerWith({ ...reads, 'link.remove': () => linked(3, []), 'link.set': () => linked(4) });
    render(<SettingsPage />);
    await user.click(await screen.findByRole('button', { name: 'Unlink NSP-18 from Faster service requests' }));
    await waitFor(() => expect(flags()).toHaveLength(1));
    act(() => flags()[0]?.actions?.[0]?.onClick());
    await waitFor(() => expect(inputsOf('link.set')).toEqual([{ issueId: '18', version: 3, outcomeId: OUTCOME, primary: true, since: '2026-07-06', hypothesis }]));
  });
});

describe('suggestions from issues', () => {
  const request: Request = {
    ...{ issueId: '34', key: 'NSP-34', summary: 'Migrate old history', version: 3, outcomeId: OUTCOME, title: 'Faster service requests' },
    ...{ note: 'It shortens the wait.', at: '2026-09-25T09:00:00.000Z', from: { issueId: '71', key: 'NSP-71', summary: 'Copy attachments' } },
  };
  const withOne = (answered: () => boolean) => ({
    ...reads,
    'request.read': () => ({ ok: true as const, data: { now: NOW, requests: answered() ? [] : [request] } }),
  });

  it('are accepted with one click', async () => {
    let accepted = false;
    answerWith({
      ...withOne(() => accepted),
      'link.set': () => {
        accepted = true;
        return linked(4);
      },
      'link.remove': () => linked(5),
      'request.reopen': ({ issueId, outcomeId }) => {
        accepted = false;
        return { ok: true, data: { issueId, outcomeId } };
      },
    });
    render(<SettingsPage />);
    const section = await screen.findByRole('region', { name: 'Suggestions from issues' });
    expect(section).toHaveTextContent('1 suggestion awaits your answer');
    expect(section).toHaveTextContent('NSP-34 Migrate old history should serve Faster service requests');
    expect(section).toHaveTextContent('It shortens the wait.');
    expect(section).toHaveTextContent('3 days ago, on NSP-71 Copy attachments');
    expect(await axeFaults()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Accept: link NSP-34 to Faster service requests' }));
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Suggestions from issues' })).toBeNull());
    expect(inputsOf('link.set')).toEqual([{ issueId: '34', version: 3, outcomeId: OUTCOME }]);
    expect(flags()[0]?.title).toBe('NSP-34 now serves Faster service requests');
    await act(async () => flags()[0]?.actions?.[0]?.onClick());
    expect(inputsOf('link.remove')).toHaveLength(1);
    expect(await screen.findByRole('region', { name: 'Suggestions from issues' })).toHaveTextContent('1 suggestion awaits your answer');
    expect(inputsOf('request.reopen')).toEqual([{ issueId: '34', outcomeId: OUTCOME }]);
  });

  it('stay with the reason why, when they cannot be accepted', async () => {
    answerWith({ ...withOne(() => false), 'link.set': () => refusal('changed-meanwhile', 'Someone changed this epic.', 'version') });
    render(<SettingsPage />);
    await user.click(await screen.findByRole('button', { name: /^Accept/ }));
    expect(await screen.findByRole('alert')).toHaveTextContent('NSP-34 was not linked');
    expect(screen.getByRole('button', { name: /^Accept/ })).toBeEnabled();
  });

  it('are declined with a reason, which can be undone', async () => {
    let declined = false;
    let full = true;
    answerWith({
      ...withOne(() => declined),
      'request.decline': ({ issueId, outcomeId }) => {
        declined = true;
        return { ok: true, data: { issueId, outcomeId } };
      },
      'request.reopen': ({ issueId, outcomeId }) => {
        if (full) return refusal('limit-reached', '10 suggestions for this work await an answer.');
        declined = false;
        return { ok: true, data: { issueId, outcomeId } };
      },
    });
    render(<SettingsPage />);
    const dialog = await openDialog('Decline: NSP-34 does not serve Faster service requests');
    await user.click(within(dialog).getByRole('button', { name: 'Decline' }));
    expect(await within(dialog).findByText('Give a reason; whoever suggested it will look for it.')).toBeInTheDocument();
    expect(within(dialog).getByLabelText('Reason')).toHaveFocus();
    await user.type(within(dialog).getByLabelText('Reason'), 'It is upkeep.');
    expect(await axeFaults()).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Decline' }));
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Suggestions from issues' })).toBeNull());
    expect(inputsOf('request.decline')).toEqual([{ issueId: '34', outcomeId: OUTCOME, reason: 'It is upkeep.' }]);
    const undo = flags().at(-1)?.actions?.[0];
    await act(async () => undo?.onClick());
    expect(screen.getByRole('alert')).toHaveTextContent('It could not be undone10 suggestions for this work await an answer.');
    full = false;
    await act(async () => undo?.onClick());
    expect(await screen.findByRole('region', { name: 'Suggestions from issues' })).toHaveTextContent('1 suggestion awaits your answer');
    expect(inputsOf('request.reopen')).toEqual([{ issueId: '34', outcomeId: OUTCOME }, { issueId: '34', outcomeId: OUTCOME }]);
    expect(flags().at(-1)?.title).toBe('Undone');
  });

  it('that cannot be read do not keep the epics away', async () => {
    answerWith({ ...reads, 'request.read': failure });
    render(<SettingsPage />);
    expect(await screen.findByRole('table', { name: 'Epics of this project' })).toBeInTheDocument();
    expect(screen.getByRole('alert')).toHaveTextContent('Needle could not load this');
  });
});
