import { csvOf } from '../../../../static/kit/charts/table';

const cell = (raw: string | number) => ({ words: String(raw), raw });

it('quotes what needs it (RFC 4180) and disarms what a spreadsheet would run, but not negative numbers', () => {
  const table = { head: ['Outcome', 'Way'], rows: [[cell('Fast, and "good"'), cell(-0.4)], [cell('=HYPERLINK("x")'), cell('')], [cell('-1 plan'), cell(2)]] };
  expect(csvOf(table)).toBe('Outcome,Way\r\n"Fast, and ""good""",-0.4\r\n"\'=HYPERLINK(""x"")",\r\n\'-1 plan,2\r\n');
});
