import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ProjectPage } from '../../../static/project-page/project-page';
// What the page loads later is ready, so that no test waits for its compiler.
import '../../../static/project-page/report/report';
import { axeFaults } from '../axe';
import { answerWith, openAt } from '../bridge';
import { KPI, NOW, OUTCOME, card } from '../fixtures';

const user = userEvent.setup();
const HASH = 'ab'.repeat(32);
const KPI_HASH = 'cd'.repeat(32);
const WORDS = 'Faster service requests: 7 records';

it('tells where the trail of each outcome and of each KPI that is drawn ends, on the page and in Markdown, so that a later one can be compared', async () => {
  answerWith({
    'project.read': () => ({ ok: true, data: { now: NOW, project: { projectId: '1', key: 'NSP' }, rows: [{ outcome: card(), delivery: { epics: 2 } }], review: [] } }),
    'project.activity': () => ({ ok: true, data: { now: NOW, status: { state: 'none' } } }),
    // Beyond the last record: only the head is asked for.
    'outcome.trail': ({ outcomeId, from = 1 }) => ({ ok: true, data: { head: { seq: outcomeId === OUTCOME && from > 7 ? 7 : 0, hash: HASH }, records: [] } }),
    'kpi.trail': ({ kpiId, from = 1 }) => ({ ok: true, data: { head: { seq: kpiId === KPI && from > 9 ? 9 : 0, hash: KPI_HASH }, records: [] } }),
    'kpi.read': () => ({ ok: false, error: { code: 'not-found', message: 'Gone.' } }),
  });
  openAt('/report');
  render(<ProjectPage />);
  expect((await screen.findByText(WORDS)).closest('li')).toHaveTextContent(HASH);
  expect(within(screen.getByRole('region', { name: 'Evidence: NSP' })).getByText(/A history that was cut or rewritten since ends otherwise/)).toBeInTheDocument();
  expect(screen.getByText(`9 ${KPI_HASH}`)).toBeInTheDocument();
  // A frame without the right to the clipboard shows the text.
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: () => Promise.reject(new Error('No.')) } });
  await user.click(screen.getByRole('button', { name: 'Copy as Markdown' }));
  const markdown = (await screen.findByLabelText<HTMLTextAreaElement>('The report as Markdown')).value;
  expect(markdown).toContain(`- ${WORDS}, ${HASH}`);
  expect(markdown).toContain(`9 records, ${KPI_HASH}`);
  expect(await axeFaults()).toEqual([]);
});
