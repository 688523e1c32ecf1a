import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { PasteDialog } from '../../../static/global-page/values/paste-dialog';
import { asPasted, guessColumns, parts } from '../../../static/global-page/values/columns';
import { answerWith, inputsOf } from '../bridge';
import { KPI, NOW, kpi } from '../fixtures';

const user = userEvent.setup();

const csv = (text: string): File => {
  const file = new File([text], 'values.csv', { type: 'text/csv' });
  // jsdom's files lack it.
  file.arrayBuffer = async () => new Uint8Array(Buffer.from(text, 'utf8')).buffer;
  return file;
};

it('reads the two columns of a file that has more, shows them and records them', async () => {
  answerWith({ 'value.record': () => ({ ok: true, data: { added: 2, corrected: 0, repeated: 0, kpi: kpi() } }) });
  render(<PasteDialog kpi={kpi()} now={NOW} onClose={() => undefined} onRecorded={() => undefined} />);
  const dialog = await screen.findByRole('dialog');
  await user.upload(within(dialog).getByLabelText('Or choose a CSV file'), csv('Team;Datum;Wert\nA;2026-09-01;7,5\nA;2026-09-08;8,25\n'));
  const preview = await within(dialog).findByRole('region', { name: 'Preview' });
  expect(within(preview).getAllByRole('listitem')).toHaveLength(2);
  expect(within(dialog).getByText('Datum')).toBeInTheDocument();
  await user.click(within(dialog).getByRole('button', { name: /^Record/ }));
  expect(inputsOf('value.record')).toEqual([
    { kpiId: KPI, source: 'file', values: [{ at: '2026-09-01', value: 7.5 }, { at: '2026-09-08', value: 8.25 }] },
  ]);
});

it('says what is wrong with a file that is none', async () => {
  answerWith({});
  render(<PasteDialog kpi={kpi()} now={NOW} onClose={() => undefined} onRecorded={() => undefined} />);
  await user.upload(await screen.findByLabelText('Or choose a CSV file'), csv('PK\u0003\u0004\u0000\u0000'));
  expect(await screen.findByText('This is not a text file. Save the sheet as CSV and choose that.')).toBeInTheDocument();
});

it('finds the columns wherever they stand', () => {
  expect(guessColumns([['Value', 'Date'], ['7', '2026-03-09']])).toEqual({ date: 1, value: 0 });
  expect(guessColumns([['a'], ['b']])).toEqual({ date: 0, value: 1 });
  expect(asPasted([['x', ' 2026-03-09 ', '7\n5']], { date: 1, value: 2 })).toBe('2026-03-09\t7 5');
});

it('parts values so that each call takes its part', () => {
  const days = Array.from({ length: 4_500 }, (_, i) => ({ at: new Date(Date.UTC(2010, 0, 1 + i)).toISOString().slice(0, 10) }));
  const split = parts([...days].reverse());
  expect(split.flat()).toEqual(days);
  for (const part of split) {
    expect(part.length).toBeLessThanOrEqual(2_000);
    expect(new Set(part.map(({ at }) => at.slice(0, 4))).size).toBeLessThanOrEqual(5);
  }
});
