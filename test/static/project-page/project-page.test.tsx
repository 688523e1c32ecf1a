import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type CallReply } from '../../../src/contract';
import { ProjectPage } from '../../../static/project-page/project-page';
import { axeFaults } from '../axe';
import { answerWith, flags, inputsOf } from '../bridge';
import { NOW, card, failure, measure, moved, refusal } from '../fixtures';

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
const lead = (): string => document.querySelector('.n-lead')?.textContent ?? '';

describe('the project page', () => {
  it('keeps delivery and impact in columns of their own', async () => {
    answerWith({ 'project.read': () => page([row]) });
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
    answerWith({ 'project.read': () => page([row, worse]) });
    render(<ProjectPage />);
    await screen.findByRole('table');
    expect(lead()).toBe('2 outcomes are served here. By their leading KPIs: 1 got worse, 1 cannot be judged yet. Off the old portal went furthest the wrong way.');
    const measures = within(screen.getAllByRole('row')[2] ?? document.body).getAllByRole('group');
    expect(measures.map((one) => one.getAttribute('aria-label'))).toEqual(['Handling time', 'Incidents']);
  });

  it('never makes up a zero for what was not counted', async () => {
    answerWith({ 'project.read': () => page([worse]) });
    render(<ProjectPage />);
    expect(await screen.findByText('Not counted yet.')).toBeInTheDocument();
  });

  it('counts again and shows what came of it', async () => {
    let counted = false;
    answerWith({
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
    answerWith({
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
    answerWith({ 'project.read': ({ offset }) => (offset === 50 ? page([worse]) : page([row], 50)) });
    render(<ProjectPage />);
    await userEvent.click(await screen.findByRole('button', { name: 'Load more' }));
    expect(await screen.findByText('Off the old portal', { selector: 'h2' })).toBeInTheDocument();
    expect(inputsOf('project.read')).toEqual([{}, { offset: 50 }]);
    expect(screen.queryByRole('button', { name: 'Load more' })).toBeNull();
  });

  it('teaches the next step when nothing is linked', async () => {
    answerWith({ 'project.read': () => page([]) });
    render(<ProjectPage />);
    expect(await screen.findByRole('heading', { name: 'No epic of this project serves an outcome yet' })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Count again' })).toBeNull();
    expect(await axeFaults()).toEqual([]);
  });

  it('a refusal takes the place of everything', async () => {
    answerWith({ 'project.read': () => refusal('forbidden', 'There is no such project, or you may not see it.') });
    render(<ProjectPage />);
    expect(await screen.findByRole('alert')).toHaveTextContent('no such project');
    expect(screen.queryByRole('table')).toBeNull();
  });
});
