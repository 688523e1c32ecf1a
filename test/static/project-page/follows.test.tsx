import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { type CallReply } from '../../../src/contract';
import { plusDays } from '../../../src/domain/timeline';
import { ProjectPage } from '../../../static/project-page/project-page';
// What the page loads later is ready, so that no test waits for its compiler.
import '../../../static/project-page/lanes';
import '../../../static/project-page/look-back';
import '../../../static/project-page/quadrant';
import { answerWith, inputsOf, openAt } from '../bridge';
import { KPI, NOW, OUTCOME, card, kpi, measure, outcome } from '../fixtures';

const OTHER = 'kpi_0000000000000002';
const good = <T,>(data: T): { ok: true; data: T } => ({ ok: true, data });
const pass = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms));
/** Long enough for the page to ask for its version. */
const ASKS_MS = 50_000;

/** What is stored, which someone else may change under the open page. */
let site: { version: string; titles: string[]; values: number[]; weeks: number; wait?: Promise<void> };

function activityOf(count: number): CallReply<'project.activity'> {
  const weeks = Array.from({ length: count }, (_, i) => plusDays('2026-07-27', 7 * i));
  const numbers = weeks.map(() => 3);
  const work = { items: numbers, points: weeks.map(() => 0), hours: weeks.map(() => 0) };
  const own = { outcomeId: OUTCOME, delivered: numbers, added: weeks.map(() => 0), removed: weeks.map(() => 0), scope: weeks.map(() => 62), open: weeks.map((_, i) => 60 - 3 * i) };
  const outcomes = [{ ...own, forecast: { kind: 'forecast' as const, low: 4, median: 5, high: 6 }, tradeOff: { kind: 'slip' as const, days: 5 } }];
  return { now: NOW, status: { state: 'current', filledAt: NOW }, activity: { at: NOW, weeks, change: work, run: work, share: { now: 0.24, before: 0.5 }, outcomes } };
}

const past = (): CallReply<'project.past'> => {
  const weeks = Array.from({ length: site.weeks }, (_, i) => plusDays('2026-07-27', 7 * i));
  return { weeks, epics: [{ issueId: '18', key: 'NSP-18', summary: 'Routing', delivered: weeks.map(() => 1), open: weeks.map(() => 4), others: weeks.map(() => 3) }] };
};

async function show(path: string): Promise<void> {
  site = { version: '1', titles: ['One', 'Two'], values: [7.4, 7.2], weeks: 8 };
  const record = (kpiId: string) => ({ outcomeId: OUTCOME, kpiId, version: 1, role: 'primary' as const, baseline: { kind: 'stated' as const, level: 9.2 }, target: measure().target });
  answerWith({
    'page.version': () => good({ version: site.version }),
    'project.read': async ({ offset = 0 }) => {
      await site.wait;
      const title = site.titles[offset] ?? '';
      const outcomeId = offset === 0 ? OUTCOME : `out_000000000000001${offset}`;
      return good({ now: NOW, project: { projectId: '1', key: 'NSP' }, rows: [{ outcome: card({ title, outcomeId }), delivery: { epics: 2 } }], review: [], ...(offset + 1 < site.titles.length ? { next: offset + 1 } : {}) });
    },
    'project.activity': () => good(activityOf(site.weeks)),
    'project.past': () => good(past()),
    'project.count': () => good({ epics: 2 }),
    'outcome.read': () => good({ outcome: outcome(), measures: [{ record: record(KPI), view: measure(), history: [] }, { record: record(OTHER), view: measure({ kpiId: OTHER, name: 'Reopened', role: 'supporting' }), history: [] }], mayEdit: false }),
    'kpi.read': async () => {
      await site.wait;
      return good({ kpi: kpi(), values: site.values.map((value, i) => ({ at: plusDays('2026-09-11', 7 * i), value, source: 'entry' as const, recordedAt: NOW, corrections: 0 })), mayEdit: false });
    },
    'checkin.read': () => good({ checkIns: [], mayReport: false }),
    'proposal.read': () => good({ proposals: [] }),
  });
  openAt(path);
  render(<ProjectPage />);
  await pass(200);
  await pass(200);
}

/** Somebody else changes what is given; nothing of it answers before the returned function is called. */
function changeElsewhere(change: Partial<typeof site>): () => void {
  let come = (): void => undefined;
  Object.assign(site, change, { version: `${site.version}+`, wait: new Promise<void>((resolve) => (come = resolve)) });
  return come;
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

it('follows its KPI and its work where somebody looks at an outcome: the chosen KPI stays, as what is open does, and nothing begins anew', async () => {
  await show(`/outcomes/${OUTCOME}`);
  const chosen = () => screen.getByRole('button', { name: /^Reopened/ });
  fireEvent.click(chosen());
  await pass(200);
  const lane = () => within(screen.getByRole('article', { name: 'Reopened' }));
  fireEvent.click(lane().getAllByRole('button', { name: 'Show as table' })[0] as HTMLElement);
  const delivery = () => screen.getByRole('region', { name: 'Delivery' });
  expect(delivery()).toHaveTextContent('39 of 62 issues remain');
  const come = changeElsewhere({ values: [7.4, 7.2, 6.8], weeks: 9 });
  await pass(ASKS_MS);
  expect(screen.queryByRole('status', { name: 'Loading' })).toBeNull();
  expect(lane().getByRole('table', { name: /Reopened/ })).toBeInTheDocument();
  come();
  await pass(200);
  expect(chosen()).toHaveAttribute('aria-pressed', 'true');
  expect(within(lane().getByRole('table', { name: /Reopened/ })).getAllByRole('row')[1]).toHaveTextContent('6.8 h');
  expect(delivery()).toHaveTextContent('36 of 62 issues remain');
  expect(document.body).toHaveFocus();
});

it('reads as many outcomes as were shown, again and in place: the week that was looked back at stays', async () => {
  await show('/');
  fireEvent.click(screen.getByRole('button', { name: 'Load more' }));
  await pass(200);
  fireEvent.click(screen.getByRole('button', { name: /^Look back/ }));
  await pass(200);
  const slider = () => screen.getByRole('slider');
  fireEvent.change(slider(), { target: { value: '3' } });
  expect(slider()).toHaveAttribute('aria-valuetext', 'Aug 17, 2026');
  const asked = [inputsOf('project.teams').length, inputsOf('project.conflicts').length];
  changeElsewhere({ titles: ['One', 'Two, renamed'], weeks: 9 })();
  await pass(ASKS_MS);
  expect(screen.getByRole('button', { name: 'Two, renamed' })).toBeInTheDocument();
  expect(inputsOf('project.read').slice(-2)).toEqual([{}, { offset: 1 }]);
  expect(slider()).toHaveAttribute('aria-valuetext', 'Aug 17, 2026');
  expect(slider()).toHaveAttribute('max', '8');
  expect([inputsOf('project.teams').length, inputsOf('project.conflicts').length]).toEqual(asked.map((n) => n + 1));
});

it('counts again without losing what was opened', async () => {
  await show('/');
  fireEvent.click(screen.getByRole('button', { name: 'Load more' }));
  fireEvent.click(screen.getByRole('button', { name: /^Look back/ }));
  await pass(200);
  fireEvent.click(screen.getByRole('button', { name: 'Count again' }));
  await pass(200);
  expect(screen.getByRole('button', { name: 'Two' })).toBeInTheDocument();
  expect(screen.getByRole('slider')).toBeInTheDocument();
  expect(inputsOf('project.read').slice(-2)).toEqual([{}, { offset: 1 }]);
});

it('shows an outcome that was opened from the list when it changes, without taking the focus', async () => {
  await show('/');
  fireEvent.click(screen.getByRole('button', { name: 'One' }));
  await pass(200);
  expect(screen.getByRole('heading', { level: 1 })).toHaveFocus();
  changeElsewhere({ weeks: 9 })();
  await pass(ASKS_MS);
  expect(screen.getByRole('region', { name: 'Delivery' })).toHaveTextContent('36 of 62 issues remain');
  expect(screen.getByRole('heading', { level: 1 })).toHaveFocus();
});
