import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type CallReply } from '../../../src/contract';
import { ProjectPage } from '../../../static/project-page/project-page';
import { axeFaults } from '../axe';
import { type Answers, address, answerWith, flags, inputsOf, openAt } from '../bridge';
import { KPI, NOW, OUTCOME, card, failure, kpi, measure, moved, outcome, refusal } from '../fixtures';

type Page = CallReply<'project.read'>;

const page = (rows: Page['rows'], next?: number, review: Page['review'] = []) => ({
  ok: true as const,
  data: { now: NOW, project: { projectId: '1', key: 'NSP' }, rows, review, ...(next === undefined ? {} : { next }) },
});
const count = { total: 41, done: 14, at: '2026-09-26T06:00:00.000Z' };
const row = { outcome: card(), delivery: { epics: 2, count } };
const worse = {
  outcome: card({
    outcomeId: 'out_0000000000000002',
    title: 'Off the old portal',
    measures: [
      measure({ kpiId: 'kpi_0000000000000003', name: 'Incidents', role: 'supporting', way: { kind: 'share', share: 1 } }),
      measure({ way: { kind: 'share', share: -0.6 }, verdict: moved('worsened', 'confirmed', { effect: 2, low: 1.4, high: 2.4, share: -0.625 }) }),
    ],
  }),
  delivery: { epics: 1 },
};
/** The project's history has not been read. */
const answerPage = (answers: Answers): void => {
  answerWith({ 'project.activity': () => ({ ok: true, data: { now: NOW, status: { state: 'none' } } }), ...answers });
};
const lead = (): string => document.querySelector('.n-lead')?.textContent ?? '';

describe('the project page', () => {
  it('keeps delivery and impact in columns of their own', async () => {
    answerPage({ 'project.read': () => page([row]) });
    render(<ProjectPage />);
    const table = await screen.findByRole('table', { name: 'Outcomes of this project' });
    const [, delivery, impact] = within(table).getAllByRole('cell');
    expect(delivery).toHaveTextContent('14 of 41 issues finished');
    expect(delivery).toHaveTextContent('counted 2 days ago');
    expect(delivery).not.toHaveTextContent('%');
    expect(impact).toHaveTextContent('62% of the way');
    expect(impact).not.toHaveTextContent('41');
    expect(screen.getByText(/based on what you can see/)).toBeInTheDocument();
    expect(await axeFaults()).toEqual([]);
  });

  it('counts each outcome once by its primary KPI and averages nothing', async () => {
    answerPage({ 'project.read': () => page([row, worse]) });
    render(<ProjectPage />);
    await screen.findByRole('table');
    expect(lead()).toBe('2 outcomes are served here. By their primary KPIs: 1 got worse, 1 cannot be judged yet. Off the old portal went furthest the wrong way.');
    const measures = within(screen.getByRole('row', { name: /Off the old portal/ })).getAllByRole('group');
    expect(measures.map((one) => one.getAttribute('aria-label'))).toEqual(['Handling time', 'Incidents']);
  });

  it('never makes up a zero for what was not counted', async () => {
    answerPage({ 'project.read': () => page([worse]) });
    render(<ProjectPage />);
    expect(await screen.findByText('Not counted yet.')).toBeInTheDocument();
  });

  it('counts again and shows what came of it', async () => {
    let counted = false;
    answerPage({
      'project.read': () => page([{ ...row, delivery: { epics: 2, count: counted ? { ...count, done: 15 } : count } }]),
      'project.count': () => {
        counted = true;
        return { ok: true, data: { epics: 2 } };
      },
    });
    render(<ProjectPage />);
    await userEvent.click(await screen.findByRole('button', { name: 'Count again' }));
    expect(await screen.findByText('15')).toBeInTheDocument();
    expect(flags().map(({ title }) => title)).toEqual(['Counted the issues below 2 epics.']);
  });

  it('keeps what it shows when a reading fails, and dates it', async () => {
    let broken = false;
    answerPage({
      'project.read': () => (broken ? failure() : page([row])),
      'project.count': () => {
        broken = true;
        return { ok: true, data: { epics: 2 } };
      },
    });
    render(<ProjectPage />);
    await userEvent.click(await screen.findByRole('button', { name: 'Count again' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(/Needle could not refresh this.*Below is the last full state, from \d/);
    expect(screen.getByRole('table', { name: 'Outcomes of this project' })).toBeInTheDocument();
  });

  it('reads more on demand', async () => {
    answerPage({ 'project.read': ({ offset }) => (offset === 50 ? page([worse]) : page([row], 50)) });
    render(<ProjectPage />);
    await userEvent.click(await screen.findByRole('button', { name: 'Load more' }));
    expect(await screen.findByRole('button', { name: 'Off the old portal' })).toBeInTheDocument();
    expect(inputsOf('project.read')).toEqual([{}, { offset: 50 }]);
    expect(screen.queryByRole('button', { name: 'Load more' })).toBeNull();
  });

  it('shows the whole outcome beside this project, as far as one may see', async () => {
    answerPage({ 'project.read': () => page([{ ...row, whole: { projects: 3, epics: 5, count: { ...count, total: 90, done: 60 } } }]) });
    render(<ProjectPage />);
    const [, delivery] = within(await screen.findByRole('table')).getAllByRole('cell');
    expect(delivery).toHaveTextContent(/This project.*14 of 41 issues.*The whole outcome, 3 projects \(based on what you can see\).*60 of 90 issues/);
  });

  it('finds by standing, role and words, and says so in the address', async () => {
    answerPage({ 'project.read': () => page([row, worse]) });
    render(<ProjectPage />);
    const titles = (): (string | null)[] => screen.getAllByRole('heading', { level: 3 }).map((one) => one.textContent);
    await userEvent.type(await screen.findByLabelText('Search outcomes and KPIs'), 'incid');
    expect(address).toBe('/?text=incid');
    expect(titles()).toContain('Off the old portal');
    expect(titles()).not.toContain('Faster service requests');
    expect(screen.getByText('What needs attention', { selector: 'h2' })).toBeInTheDocument();
    await userEvent.type(screen.getByLabelText('Search outcomes and KPIs'), 'zzz');
    // What a filter leaves out is not spoken of as if there were none.
    expect(screen.queryByText('What needs attention', { selector: 'h2' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Show all' }));
    expect(address).toBe('/');
    expect(await axeFaults()).toEqual([]);
  });

  it('finds by signal, and says so in the address', async () => {
    answerPage({ 'project.read': () => page([{ ...row, outcome: { ...row.outcome, signal: { ...row.outcome.signal, kind: 'achieved' } } }, worse]) });
    openAt('/?signal=achieved');
    render(<ProjectPage />);
    await screen.findByRole('table');
    expect(screen.getAllByRole('heading', { level: 3 }).map((one) => one.textContent)).not.toContain('Off the old portal');
    await userEvent.type(screen.getByLabelText('Search outcomes and KPIs'), 'f');
    expect(address).toBe('/?text=f&signal=achieved');
  });

  it('opens as the address says', async () => {
    answerPage({ 'project.read': () => page([row, worse]) });
    openAt(`/?standing=worse&signal=${worse.outcome.signal.kind}&role=supporting`);
    render(<ProjectPage />);
    await screen.findByRole('table');
    expect(screen.queryByText('Faster service requests')).toBeNull();
    // What is filtered by role stands by its KPIs in that role, of which none got worse.
    expect(within(screen.getByRole('table')).getAllByRole('group').map((one) => one.getAttribute('aria-label'))).toEqual(['Incidents']);
  });

  it('counts several KPIs and averages none', async () => {
    const three = ['improved', 'improved', 'worsened'] as const;
    const measures = three.map((kind, index) => measure({ kpiId: `kpi_000000000000000${index}`, name: `KPI ${index}`, verdict: moved(kind, 'confirmed') }));
    answerPage({ 'project.read': () => page([{ ...row, outcome: card({ measures }) }]) });
    render(<ProjectPage />);
    const table = await screen.findByRole('table');
    expect(table).toHaveTextContent('2 of 3 KPIs improved, confirmed. 1 worsened.');
  });

  it('opens an outcome on the page, with its figures, and goes back', async () => {
    const values = Array.from({ length: 12 }, (_, index) => ({ at: `2026-0${index < 6 ? 7 : 8}-0${(index % 6) + 1}`, value: 9 - index / 4, source: 'entry' as const, recordedAt: NOW, corrections: 0 }));
    const view = measure({ verdict: moved('improved', 'confirmed'), from: '2026-07-01', laterLaunches: ['2026-08-05'] });
    const record = { outcomeId: OUTCOME, kpiId: KPI, version: 1, role: 'primary' as const, baseline: { kind: 'stated' as const, level: 9.2 }, target: view.target };
    const history = [{ at: '2026-08-10', kind: 'not enough data' as const }, { at: '2026-09-07', kind: 'improved' as const, strength: 'confirmed' as const }];
    answerPage({
      'project.read': () => page([row, worse]),
      'outcome.read': () => ({ ok: true, data: { outcome: outcome(), measures: [{ record, view, history }], mayEdit: false } }),
      'kpi.read': () => ({ ok: true, data: { kpi: kpi(), values, mayEdit: false } }),
      'checkin.read': () => ({ ok: true, data: { checkIns: [], mayReport: false } }),
    });
    render(<ProjectPage />);
    await userEvent.click(await screen.findByRole('button', { name: 'Faster service requests' }));
    expect(address).toBe(`/outcomes/${OUTCOME}`);
    const figures = await screen.findByRole('article', { name: 'Handling time' });
    expect(lead()).toMatch(/^Handling time is 2 h lower since Aug 3, 2026/);
    expect(await within(figures).findByText('Sep 7, 2026: from “not enough data” to “improved”')).toBeInTheDocument();
    expect(within(figures).getByRole('region', { name: 'Speed since the launch: Handling time' })).toHaveTextContent(/a week|no speed/);
    expect(within(figures).getByText(/Launched in stages: Aug 5, 2026 too/)).toBeInTheDocument();
    await userEvent.click(within(figures).getAllByRole('button', { name: 'Show as table' })[0] ?? figures);
    expect(within(figures).getAllByRole('row')).toHaveLength(13);
    expect(await axeFaults()).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: /All outcomes of this project/ }));
    expect(await screen.findByRole('table', { name: 'Outcomes of this project' })).toBeInTheDocument();
  });

  it('draws the KPI that the address asks for, and the leading one for a KPI that is none of the outcome’s', async () => {
    const INCIDENTS = 'kpi_0000000000000003';
    const views = [measure(), measure({ kpiId: INCIDENTS, name: 'Incidents', role: 'supporting' })];
    const measures = views.map((view) => ({ record: { outcomeId: OUTCOME, kpiId: view.kpiId, version: 1, role: view.role, baseline: { kind: 'stated' as const, level: 9.2 }, target: view.target }, view, history: [] }));
    const open = (at: string): void => {
      answerPage({
        'project.read': () => page([row]),
        'outcome.read': () => ({ ok: true, data: { outcome: outcome(), measures, mayEdit: false } }),
        'kpi.read': () => ({ ok: true, data: { kpi: kpi(), values: [], mayEdit: false } }),
        'checkin.read': () => ({ ok: true, data: { checkIns: [], mayReport: false } }),
      });
      openAt(at);
    };
    open(`/outcomes/${OUTCOME}?kpi=${INCIDENTS}`);
    const { unmount } = render(<ProjectPage />);
    expect(await screen.findByRole('article', { name: 'Incidents' })).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: /^Handling time/ }));
    expect(await screen.findByRole('article', { name: 'Handling time' })).toBeInTheDocument();
    expect(address).toBe(`/outcomes/${OUTCOME}?kpi=${KPI}`);
    expect(screen.getByRole('button', { name: /^Handling time/ })).toHaveFocus();
    unmount();
    // It is not even asked for, so that nothing is told of whether there is one.
    open(`/outcomes/${OUTCOME}?kpi=kpi_00000000000000ff`);
    render(<ProjectPage />);
    expect(await screen.findByRole('article', { name: 'Handling time' })).toBeInTheDocument();
    expect(inputsOf('kpi.read')).toEqual([{ kpiId: KPI }]);
  });

  it('says that it is up to date of what it shows, not of an outcome that did not come', async () => {
    let broken = true;
    answerPage({
      'project.read': () => page([row]),
      'page.version': () => ({ ok: true, data: { version: '1' } }),
      'outcome.read': () => (broken ? failure() : { ok: true, data: { outcome: outcome(), measures: [], mayEdit: false } }),
      'checkin.read': () => ({ ok: true, data: { checkIns: [], mayReport: false } }),
    });
    openAt(`/outcomes/${OUTCOME}`);
    render(<ProjectPage />);
    const failed = await screen.findByRole('alert');
    expect(screen.queryByText('Page is up to date')).toBeNull();
    broken = false;
    await userEvent.click(within(failed).getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Page is up to date')).toBeInTheDocument();
  });

  it('teaches the next step when nothing is linked', async () => {
    answerPage({ 'project.read': () => page([]) });
    render(<ProjectPage />);
    expect(await screen.findByRole('heading', { name: 'No epic of this project serves an outcome yet' })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Count again' })).toBeNull();
    expect(await axeFaults()).toEqual([]);
  });

  it('a refusal takes the place of everything', async () => {
    answerPage({ 'project.read': () => refusal('forbidden', 'There is no such project, or you may not see it.') });
    render(<ProjectPage />);
    expect(await screen.findByRole('alert')).toHaveTextContent('no such project');
    expect(screen.queryByRole('table')).toBeNull();
  });
});
