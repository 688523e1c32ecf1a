/** What lists say while they hold nothing: what would be there, how it comes there, and never a bare "nothing". */
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { GlobalPage } from '../../../static/global-page/global-page';
import { answerWith, openAt } from '../bridge';
import { access } from '../fixtures';

const user = userEvent.setup();
const nothing = {
  'access.read': () => access,
  'outcome.list': () => ({ ok: true as const, data: { outcomes: [] } }),
  'kpi.list': () => ({ ok: true as const, data: { kpis: [] } }),
  'import.list': () => ({ ok: true as const, data: { imports: [] } }),
  'source.list': () => ({ ok: true as const, data: { sources: [], address: 'https://push' } }),
};

it.each([
  ['archived outcomes', '/?state=archived', undefined, 'No outcome is archived', /archived or closed\. It keeps .* and can be reopened\./],
  ['KPIs', '/kpis', undefined, 'No KPI yet', /Create one, record its values/],
  ['archived KPIs', '/kpis', 'Archived', 'No KPI is archived', /takes no new ones, and can be reopened\./],
  ['imports', '/imports', undefined, 'No file was imported yet', /A CSV or XLSX file is imported from the page of KPIs/],
  ['sources', '/sources', undefined, 'No sources yet', /Create one, and give its secret/],
])('an empty list of %s teaches in a sentence', async (_what, path, choose, title, how) => {
  answerWith(nothing);
  openAt(path);
  render(<GlobalPage />);
  if (choose !== undefined) await user.click(await screen.findByText(choose));
  const empty = await screen.findByRole('region', { name: title });
  expect(within(empty).getByText(how)).toBeInTheDocument();
});
