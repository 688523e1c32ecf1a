import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type TrailRecord } from '../../../src/domain/trail';
import { History } from '../../../static/kit/trail/history';
import { chain } from '../../support/trail';
import { axeFaults } from '../axe';
import { answerWith } from '../bridge';
import { KPI } from '../fixtures';

const user = userEvent.setup();

async function show(records: TrailRecord[]): Promise<HTMLElement> {
  const page = (part: TrailRecord[], next?: number) => ({
    ok: true as const,
    data: { head: { seq: records.length, hash: records.at(-1)?.hash ?? '' }, records: part, ...(next ? { next } : {}) },
  });
  answerWith({ 'kpi.trail': ({ from }) => (from === 1 ? page(records.slice(0, 3), 4) : page(records.slice(3))) });
  render(<History of={{ kpiId: KPI }} />);
  await user.click(screen.getByRole('button', { name: 'Show history' }));
  return screen.findByRole('region', { name: 'History' });
}

it('shows what was recorded, the newest first, and verifies it', async () => {
  const records = chain(`kpi:${KPI}`, 5);
  const section = await show(records);
  const rows = within(await within(section).findByRole('table')).getAllByRole('row');
  expect(rows).toHaveLength(6);
  expect(rows[1]).toHaveTextContent(/Values recorded.*n: 0\.5/);
  expect(section).toHaveTextContent('tamper-evident');
  await user.click(within(section).getByRole('button', { name: 'Verify' }));
  await waitFor(() => expect(within(section).getByRole('status')).toHaveTextContent(`Whole: 5 records, unbroken. Head: ${records[4]?.hash}.`));
  expect(await axeFaults()).toEqual([]);
});

it('says where it is broken', async () => {
  const records = chain(`kpi:${KPI}`, 5).map((record) => (record.seq === 4 ? { ...record, actor: 'b2' } : record));
  const section = await show(records);
  await user.click(await within(section).findByRole('button', { name: 'Verify' }));
  await waitFor(() => expect(within(section).getByRole('status')).toHaveTextContent('Broken at record 4: its content is not what was recorded.'));
});
