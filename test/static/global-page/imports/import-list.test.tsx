import { render, screen } from '@testing-library/react';
import type { ImportRecord } from '../../../../src/contract/calls/import';
import { GlobalPage } from '../../../../static/global-page/global-page';
import '../../../../static/global-page/imports/import-page';
import { answerWith, inputsOf, openAt } from '../../bridge';
import { access } from '../../fixtures';

const record = (state: ImportRecord['state']): ImportRecord => ({
  ...{ importId: 'imp_0000000000000001', name: 'values.csv', createdAt: '2026-09-28T07:00:00.000Z', at: '2026-09-28T07:00:00.000Z', state },
  ...{ rows: 2, values: 2, done: state === 'done' ? 2 : 0, parts: 1, kpis: [], mayUndo: false },
  counts: { added: state === 'done' ? 2 : 0, corrected: 0, known: 0, refused: 0 },
  notSent: { repeated: 0, refused: 0 },
});

it('the list of imports follows one that is under way until it is done, and asks no longer then', async () => {
  let reads = 0;
  answerWith({
    'access.read': () => access,
    'kpi.list': () => ({ ok: true, data: { kpis: [] } }),
    'import.list': () => {
      reads += 1;
      return { ok: true, data: { imports: [record(reads === 1 ? 'taking' : 'done')] } };
    },
  });
  openAt('/imports');
  render(<GlobalPage />);
  await screen.findByRole('button', { name: 'values.csv' });
  await screen.findByText(/^2 (new|added|values)/, undefined, { timeout: 5_000 });
  expect(inputsOf('import.list')).toHaveLength(2);
  await new Promise((passed) => setTimeout(passed, 2_500));
  expect(inputsOf('import.list')).toHaveLength(2);
});
