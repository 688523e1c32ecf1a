import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ProjectPage } from '../../../static/project-page/project-page';
// What the page loads later is ready, so that no test waits for its compiler.
import '../../../static/project-page/report/report';
import { axeFaults } from '../axe';
import { type Answers, answerWith, inputsOf, openAt } from '../bridge';
import { KPI, NOW, OUTCOME, card, failure, kpi } from '../fixtures';

const user = userEvent.setup();
const HASH = 'ab'.repeat(32);
const KPI_HASH = 'cd'.repeat(32);
const WORDS = 'Faster service requests: 7 records';

const values = ['2026-09-11', '2026-09-18', '2026-09-25'].map((at) => ({ at, value: 7.2, source: 'entry' as const, recordedAt: NOW, corrections: 0 }));
const kpiRead = { ok: true as const, data: { kpi: kpi(), values, mayEdit: false } };
const button = (name: string) => screen.getByRole('button', { name: new RegExp(`^${name}`) });
/** Atlaskit's buttons say nothing of being busy, and do nothing. */
const isBusy = async (name: string): Promise<boolean> => {
  const print = jest.spyOn(window, 'print').mockImplementation(() => undefined);
  await user.click(button(name));
  const did = print.mock.calls.length > 0;
  print.mockRestore();
  return !did;
};

async function markdown(): Promise<string> {
  // A frame without the right to the clipboard shows the text.
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: () => Promise.reject(new Error('No.')) } });
  await user.click(button('Copy as Markdown'));
  return (await screen.findByLabelText<HTMLTextAreaElement>('The report as Markdown')).value;
}

function show(answers: Answers): void {
  answerWith({
    'project.read': () => ({ ok: true, data: { now: NOW, project: { projectId: '1', key: 'NSP' }, rows: [{ outcome: card(), delivery: { epics: 2 } }], review: [] } }),
    'project.activity': () => ({ ok: true, data: { now: NOW, status: { state: 'none' } } }),
    // Beyond the last record: only the head is asked for.
    'outcome.trail': ({ outcomeId, from = 1 }) => ({ ok: true, data: { head: { seq: outcomeId === OUTCOME && from > 7 ? 7 : 0, hash: HASH }, records: [] } }),
    'kpi.trail': ({ kpiId, from = 1 }) => ({ ok: true, data: { head: { seq: kpiId === KPI && from > 9 ? 9 : 0, hash: KPI_HASH }, records: [] } }),
    'kpi.read': () => kpiRead,
    ...answers,
  });
  openAt('/report');
  render(<ProjectPage />);
}

it('tells where the trail of each outcome and of each KPI that is drawn ends, on the page and in Markdown, so that a later one can be compared', async () => {
  show({});
  expect((await screen.findByText(WORDS)).closest('li')).toHaveTextContent(HASH);
  expect(within(screen.getByRole('region', { name: 'Evidence: NSP' })).getByText(/A history that was cut or rewritten since ends otherwise/)).toBeInTheDocument();
  expect(screen.getByText(`9 ${KPI_HASH}`)).toBeInTheDocument();
  expect(await markdown()).toContain(`- ${WORDS}, ${HASH}`);
  expect(await markdown()).toContain(`9 records, ${KPI_HASH}`);
  expect(await markdown()).not.toContain('incomplete');
  expect(await axeFaults()).toEqual([]);
});

it('names the project by its name and key, on paper and in Markdown, and by its key alone where Jira does not tell the name', async () => {
  show({});
  expect(await screen.findByRole('heading', { level: 1, name: 'Status report: New service portal (NSP)' })).toBeInTheDocument();
  expect(await markdown()).toMatch(/^# Status report: New service portal \(NSP\)\n/);
  cleanup();
  show({ 'project.name': () => failure() });
  await screen.findByText(WORDS);
  expect(await markdown()).toMatch(/^# Status report: NSP\n/);
  expect(screen.queryByRole('alert')).toBeNull();
});

it('is neither printed nor copied before its values and its work have come, and says of neither that there are none', async () => {
  let come = (): void => undefined;
  let work = (): void => undefined;
  show({
    'kpi.read': () => new Promise((resolve) => (come = () => resolve(kpiRead))),
    'project.activity': () => new Promise((resolve) => (work = () => resolve({ ok: true, data: { now: NOW, status: { state: 'none' } } }))),
  });
  const evidence = within(await screen.findByRole('region', { name: 'Evidence: NSP' }));
  expect(evidence.getByRole('status', { name: 'Loading' }).firstChild).toHaveStyle({ height: '96px' });
  expect(screen.queryByText(/^No (values|work)/)).toBeNull();
  expect(await isBusy('Print')).toBe(true);
  come();
  await evidence.findByRole('img', { name: /^Values of Handling time/ });
  expect(screen.queryByText(/^No (values|work)/)).toBeNull();
  expect(await isBusy('Print')).toBe(true);
  work();
  expect(await screen.findByText('No work has been read from Jira yet.')).toBeInTheDocument();
  expect(await isBusy('Print')).toBe(false);
});

it('names what could not be read where it would stand, on paper and in Markdown too, and reads it when tried again', async () => {
  let broken = true;
  show({
    'kpi.read': () => (broken ? failure() : kpiRead),
    'outcome.trail': () => (broken ? failure() : { ok: true, data: { head: { seq: 7, hash: HASH }, records: [] } }),
    'project.activity': () => (broken ? failure() : { ok: true, data: { now: NOW, status: { state: 'none' } } }),
  });
  const trouble = await screen.findByRole('alert');
  expect(trouble).toHaveTextContent('Values or records could not be read');
  // What is printed is the sheets alone.
  const sheets = screen.getAllByRole('region', { name: /NSP\)?$/ }).map((sheet) => sheet.textContent).join(' ');
  for (const words of ['The values could not be read.', 'Faster service requests: the last record could not be read', 'The work could not be read.', 'As of Sep 28, 2026, incomplete: what could not be read is named in its place']) {
    expect(sheets).toContain(words);
  }
  expect(screen.queryByText(/^No (values|work)/)).toBeNull();
  expect(await isBusy('Print')).toBe(false);
  expect(await markdown()).toMatch(/As of Sep 28, 2026, incomplete: .*The work could not be read\..*- Faster service requests: the last record could not be read\n/s);
  expect(await axeFaults()).toEqual([]);
  broken = false;
  await user.click(within(trouble).getByRole('button', { name: 'Try again' }));
  expect((await screen.findByText(WORDS)).closest('li')).toHaveTextContent(HASH);
  expect(screen.getByRole('img', { name: /^Values of Handling time/ })).toBeInTheDocument();
  expect(screen.getAllByText('As of Sep 28, 2026')).toHaveLength(2);
  expect(screen.queryByText(/could not be read/)).toBeNull();
  expect(inputsOf('kpi.read')).toHaveLength(2);
});
