import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type CallReply } from '../../../src/contract';
import { plusDays } from '../../../src/domain/timeline';
import { ProjectPage } from '../../../static/project-page/project-page';
import { axeFaults } from '../axe';
import { type Answers, address, answerWith, inputsOf, openAt } from '../bridge';
import { NOW, OUTCOME, card, failure, outcome, refusal } from '../fixtures';

type Activity = NonNullable<CallReply<'project.activity'>['activity']>;
type Outcome = Activity['outcomes'][number];

const WEEKS = Array.from({ length: 8 }, (_, i) => plusDays('2026-07-27', 7 * i));
const weekly = (of: (i: number) => number | null): (number | null)[] => WEEKS.map((_, i) => of(i));
const none = weekly(() => 0);

const outcomeWork = (with_: Partial<Outcome> = {}): Outcome => ({
  outcomeId: OUTCOME,
  delivered: WEEKS.map(() => 3),
  added: WEEKS.map(() => 0),
  removed: WEEKS.map(() => 0),
  scope: WEEKS.map(() => 41),
  open: WEEKS.map((_, i) => 35 - 3 * i),
  forecast: { kind: 'forecast', low: 4, median: 5, high: 6 },
  tradeOff: { kind: 'slip', days: 5 },
  ...with_,
});
const activity = (with_: Partial<Activity> = {}): Activity => ({
  at: NOW,
  weeks: WEEKS,
  change: { items: weekly(() => 3), points: none, hours: none },
  run: { items: weekly((i) => 2 + i), points: none, hours: none },
  share: { now: 0.24, before: 0.5 },
  inProgress: { change: 12, run: 7 },
  outcomes: [outcomeWork()],
  ...with_,
});
const current = (with_: Partial<Activity> = {}) => ({ ok: true as const, data: { now: NOW, status: { state: 'current' as const, filledAt: NOW }, activity: activity(with_) } });
const answer = (answers: Answers): void => {
  answerWith({
    'project.read': () => ({
      ok: true,
      data: { now: NOW, project: { projectId: '1', key: 'NSP' }, rows: [{ outcome: card(), delivery: { epics: 2 } }], review: [] },
    }),
    'project.activity': () => current(),
    ...answers,
  });
};
const section = async (): Promise<HTMLElement> => screen.findByRole('region', { name: 'Run and change' });

describe('the run and change work of a project', () => {
  it('is told by the share of late and drawn week by week, for the team and nobody else', async () => {
    answer({});
    render(<ProjectPage />);
    const work = await section();
    expect(await within(work).findByText('24%')).toBeInTheDocument();
    expect(work).toHaveTextContent('24% of the work finished in the last four weeks was change work, 50% in the weeks before.');
    expect(within(work).getByRole('img', { name: /^Finished in NSP, in issues\. 8 weeks from .*: 24 of change work and 44 of run work\.$/ })).toBeInTheDocument();
    expect(work).toHaveTextContent('In progress at the end of the last week: 12 of change work and 7 of run work.');
    expect(work).toHaveTextContent('never about a person');
    expect(within(work).queryByRole('group', { name: 'Counted in' })).not.toBeInTheDocument();
    expect(await axeFaults()).toEqual([]);
  });

  it('say how often work went over between the two at least, beside what is usual', async () => {
    answer({ 'project.activity': () => current({ switches: weekly((i) => (i === 7 ? 5 : i < 2 ? null : 3)) }) });
    render(<ProjectPage />);
    expect(await within(await section()).findByText('In the last week work went over from run to change or back at least 5 times; in the weeks before 3 times on average.')).toBeInTheDocument();
  });

  it('are told for each team too, over what the viewer may see; one that is being read says so', async () => {
    const { weeks, change, run } = activity();
    const team = { teamId: 'team_0000000000000001', name: 'Portal and desk', projects: ['NSP', 'NSD'], isProject: false, pending: false };
    answer({
      'project.teams': () => ({
        ok: true,
        data: { teams: [{ ...team, activity: { weeks, change, run, switches: none, share: { now: 0.31, before: null } } }, { ...team, teamId: 'team_0000000000000002', name: 'Fixers', projects: ['NSP'], pending: true }, { ...team, teamId: 'team_0000000000000003', name: 'Portal', projects: ['NSP'], isProject: true }] },
      }),
    });
    render(<ProjectPage />);
    const teams = await within(await section()).findByRole('region', { name: 'Teams' });
    const both = within(teams).getByRole('article', { name: 'Portal and desk' });
    expect(both).toHaveTextContent('In NSP, NSD, based on what you can see.');
    expect(both).toHaveTextContent('31% of the work finished in the last four weeks was change work.');
    expect(within(both).getByRole('img', { name: /^Finished by Portal and desk, in issues\./ })).toBeInTheDocument();
    expect(teams).toHaveTextContent('Portal has all of this project: the figures above are its own.');
    expect(within(teams).getByRole('article', { name: 'Fixers' })).toHaveTextContent('A project of this team is being read');
    expect(await axeFaults()).toEqual([]);
  });

  it('can be counted in points where there are any', async () => {
    answer({ 'project.activity': () => current({ change: { items: weekly(() => 3), points: weekly(() => 13), hours: none } }) });
    render(<ProjectPage />);
    const work = await section();
    await userEvent.click(await within(work).findByRole('button', { name: 'story points' }));
    expect(within(work).getByRole('img', { name: /^Finished in NSP, in story points\. .*: 104 of change work and 0 of run work\.$/ })).toBeInTheDocument();
    expect(within(work).queryByRole('button', { name: 'hours logged' })).not.toBeInTheDocument();
  });

  it('says how many weeks are not split, and draws only from the first that may be shown', async () => {
    const masked = (of: (i: number) => number) => weekly((i) => (i < 3 || i === 5 ? null : of(i)));
    answer({ 'project.activity': () => current({ change: { items: masked(() => 3), points: masked(() => 0), hours: masked(() => 0) }, run: { items: masked(() => 2), points: masked(() => 0), hours: masked(() => 0) } }) });
    render(<ProjectPage />);
    const work = await section();
    expect(await within(work).findByText('4 weeks are not split, as that could tell of fewer than five people.')).toBeInTheDocument();
    await userEvent.click(within(work).getByText('Show as table'));
    const rows = within(within(work).getByRole('table')).getAllByRole('row').slice(1);
    expect(rows).toHaveLength(5);
    expect(rows[2]).toHaveTextContent(/not split/);
  });

  it('offers to read the history, and shows how far it is', async () => {
    let status: CallReply<'project.activity'>['status'] = { state: 'none' };
    answer({
      'project.activity': () => ({ ok: true, data: { now: NOW, status } }),
      'history.start': () => {
        status = { state: 'filling', issues: 120, expected: 400, since: NOW, at: NOW, error: 'Jira did not answer in time.' };
        return { ok: true, data: { status } };
      },
    });
    render(<ProjectPage />);
    const work = await section();
    await userEvent.click(await within(work).findByRole('button', { name: 'Read the history' }));
    expect(await within(work).findByText('Reading the history: 120 of about 400 issues.')).toBeInTheDocument();
    expect(within(work).getByRole('progressbar', { name: 'Issues read' })).toHaveValue(120);
    expect(work).toHaveTextContent('The last step, today, went wrong and is tried again: Jira did not answer in time.');
    status = { state: 'filling', issues: 120, expected: 400, since: NOW, at: NOW, waitsUntil: '2126-09-28T10:00:00.000Z' };
    expect(await within(work).findByText(/^It goes on at .*10:00.*people come first\.$/, {}, { timeout: 5_000 })).toBeInTheDocument();
  });

  it('says since when changes may be missing', async () => {
    const status = { state: 'current' as const, filledAt: NOW, behindSince: '2026-09-20T06:00:00.000Z' };
    answer({ 'project.activity': () => ({ ok: true, data: { now: NOW, status } }) });
    render(<ProjectPage />);
    expect(await within(await section()).findByText(/^What changed in Jira since .*Sep 20.* may be missing here/)).toBeInTheDocument();
  });

  it('shows what was read in the end', async () => {
    let status: CallReply<'project.activity'>['status'] = { state: 'filling', issues: 400, expected: 400, since: NOW, at: NOW };
    answer({ 'project.activity': () => ({ ok: true, data: { now: NOW, status } }) });
    render(<ProjectPage />);
    const work = await section();
    expect(await within(work).findByRole('progressbar', { name: 'Issues read' })).toHaveValue(400);
    status = { state: 'current', filledAt: NOW };
    expect(await within(work).findByText('No work was finished yet.', {}, { timeout: 5_000 })).toBeInTheDocument();
  });

  it('says who may read the history', async () => {
    answer({ 'project.activity': () => ({ ok: true, data: { now: NOW, status: { state: 'none' } } }), 'history.start': () => refusal('forbidden', 'Only project admins may do this.') });
    render(<ProjectPage />);
    await userEvent.click(await within(await section()).findByRole('button', { name: 'Read the history' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Only project admins may do this.');
  });

  it('fails beside the rest of the page', async () => {
    answer({ 'project.activity': () => failure() });
    render(<ProjectPage />);
    expect(await within(await section()).findByRole('alert')).toBeInTheDocument();
    expect(screen.getByRole('table', { name: 'Outcomes of this project' })).toBeInTheDocument();
  });
});

describe('one’s own share', () => {
  it.each([
    [{ done: 8, change: 6, isCut: false }, '6 of the 8 issues that you finished here in the last four weeks were change work.'],
    [{ done: 100, change: 6, isCut: true }, '6 of the newest 100 were change work.'],
    [{ done: 0, change: 0, isCut: false }, 'You finished nothing here in the last four weeks.'],
  ])('is counted only when it is asked for', async (mine, sentence) => {
    answer({ 'work.mine': () => ({ ok: true, data: mine }) });
    render(<ProjectPage />);
    const button = await screen.findByRole('button', { name: 'Your own share' });
    expect(inputsOf('work.mine')).toEqual([]);
    await userEvent.click(button);
    expect(await screen.findByText(sentence)).toBeInTheDocument();
    expect(screen.getByRole('region', { name: 'Your own share' })).toHaveTextContent('Only you see this.');
  });
});

describe('the look-back', () => {
  // Twelve even weeks, then none, while others go on.
  const weeks = Array.from({ length: 20 }, (_, i) => plusDays('2026-05-04', 7 * i));
  const past = {
    weeks,
    epics: [{ issueId: '7', key: 'NSP-7', summary: 'Move the forms', delivered: weeks.map((_, i) => (i < 12 ? 4 : 0)), open: weeks.map(() => 20), others: weeks.map(() => 6) }],
  };

  it('tells in each week only what was known then', async () => {
    answer({ 'project.past': () => ({ ok: true, data: past }) });
    render(<ProjectPage />);
    await userEvent.click(await screen.findByRole('button', { name: 'Look back: where did work stop?' }));
    const view = await screen.findByRole('region', { name: 'Where work on epics stopped' });
    expect(await within(view).findByRole('link', { name: /NSP-7/ })).toBeInTheDocument();
    expect(view).toHaveTextContent(/no work finished since the week of Jul 27, 2026; the alarm would have sounded at the end of the week of Aug \d+, 2026/);
    const slider = within(view).getByRole('slider', { name: /What was known by the week of/ });
    fireEvent.change(slider, { target: { value: '11' } });
    expect(view).toHaveTextContent('No epic had stopped by then.');
    expect(slider).toHaveAttribute('aria-valuetext', 'Jul 20, 2026');
    expect(await axeFaults()).toEqual([]);
  });

  it.each<[string, string, string, RegExp]>([
    ['a week', '/?sort=title&week=2026-07-20', 'Jul 20, 2026', /No epic had stopped by then\./],
    ['a week that there is not', '/?week=2026-07-21', 'Sep 14, 2026', /no work finished since/],
    ['what is no week', '/?week=%3Cb%3E', 'Sep 14, 2026', /no work finished since/],
  ])('opens at %s as the address says, and the newest week stands for one that there is not', async (_, at, week, told) => {
    answer({ 'project.past': () => ({ ok: true, data: past }) });
    openAt(at);
    render(<ProjectPage />);
    const view = await screen.findByRole('region', { name: 'Where work on epics stopped' });
    expect(within(view).getByRole('slider')).toHaveAttribute('aria-valuetext', week);
    expect(view).toHaveTextContent(told);
  });

  it('keeps its week in the address beside the filters, and through an outcome and back', async () => {
    answer({
      'project.past': () => ({ ok: true, data: past }),
      'outcome.read': () => ({ ok: true, data: { outcome: outcome(), measures: [], mayEdit: false } }),
      'checkin.read': () => ({ ok: true, data: { checkIns: [], mayReport: false } }),
    });
    openAt('/?text=requests');
    render(<ProjectPage />);
    await userEvent.click(await screen.findByRole('button', { name: 'Look back: where did work stop?' }));
    fireEvent.change(await screen.findByRole('slider'), { target: { value: '11' } });
    expect(address).toBe('/?text=requests&week=2026-07-20');
    await userEvent.type(screen.getByLabelText('Search outcomes and KPIs'), 'zzz');
    await userEvent.click(screen.getByRole('button', { name: 'Show all' }));
    expect(address).toBe('/?week=2026-07-20');
    await userEvent.click(screen.getByRole('button', { name: 'Faster service requests' }));
    await userEvent.click(await screen.findByRole('button', { name: /All outcomes of this project/ }));
    expect(await screen.findByRole('slider')).toHaveAttribute('aria-valuetext', 'Jul 20, 2026');
  });

  it('says so while there is no week', async () => {
    answer({ 'project.past': () => ({ ok: true, data: { weeks: [], epics: [] } }) });
    render(<ProjectPage />);
    await userEvent.click(await screen.findByRole('button', { name: 'Look back: where did work stop?' }));
    expect(await screen.findByText('There is no complete week yet to look back on.')).toBeInTheDocument();
    expect(inputsOf('project.past')).toEqual([{}]);
  });
});

describe('the work for an outcome', () => {
  const view = async (work: Partial<Outcome>): Promise<HTMLElement> => {
    answer({
      'project.activity': () => current({ outcomes: [outcomeWork(work)] }),
      'outcome.read': () => ({ ok: true, data: { outcome: outcome(), measures: [], mayEdit: false } }),
      'checkin.read': () => ({ ok: true, data: { checkIns: [], mayReport: false } }),
    });
    openAt(`/outcomes/${OUTCOME}`);
    render(<ProjectPage />);
    return screen.findByRole('region', { name: 'Delivery' });
  };

  it('says what remains, by when at this pace, and what run work costs', async () => {
    const delivery = await view({});
    await waitFor(() => expect(delivery).toHaveTextContent('14 of 41 issues remain; at this pace finished Oct 16 – 30, 2026.'));
    expect(delivery).toHaveTextContent('Run work has grown; at the present pace that costs about 5 days.');
    expect(await within(delivery).findByRole('img', { name: /27 of 41 issues finished at the end of the week of Sep 14, 2026\.$/ })).toBeInTheDocument();
  });

  it('holds a young change against its plan', async () => {
    const delivery = await view({ tradeOff: { kind: 'slip', days: 12, against: 'plan' } });
    await waitFor(() => expect(delivery).toHaveTextContent('Beside the run work of late, it is finished about 12 days after it is wanted.'));
  });

  it('puts a slip in money where an administrator gave a rate', async () => {
    const delivery = await view({ tradeOff: { kind: 'slip', days: 5, cost: { amount: 6_000, currency: 'EUR' } } });
    await waitFor(() => expect(delivery).toHaveTextContent('costs about 5 days. By the rate that your administrator gave, about €6,000.'));
  });

  it.each<[string, Partial<Outcome>, string]>([
    ['no end', { forecast: { kind: 'forecast', low: 4, median: 30, high: null } }, '14 of 41 issues remain; at this pace finished on Oct 16, 2026 at the earliest, and no end can be told.'],
    ['one date', { forecast: { kind: 'forecast', low: 4, median: 4, high: 4 } }, '14 of 41 issues remain; at this pace finished Oct 16, 2026.'],
    ['too few weeks', { forecast: { kind: 'refused', reason: 'too-few-weeks' } }, '14 of 41 issues remain; there are too few weeks yet to tell when they are finished.'],
    ['a standstill', { forecast: { kind: 'refused', reason: 'nothing-gets-done' }, tradeOff: { kind: 'stopped' } }, '14 of 41 issues remain, and none was finished lately: no date can be told.'],
    ['all done', { open: WEEKS.map(() => 0) }, 'All 41 issues are finished.'],
    ['nothing in scope', { scope: WEEKS.map(() => 0), open: WEEKS.map(() => 0), forecast: { kind: 'refused', reason: 'no-scope' } }, 'Nothing is in scope yet.'],
  ])('is honest about %s', async (_, work, sentence) => {
    const delivery = await view(work);
    await waitFor(() => expect(delivery).toHaveTextContent(sentence));
  });
});
