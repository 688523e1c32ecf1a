import { parseRows } from '../../../static/global-page/values/parse-rows';

const read = (pasted: string, unit = 'h') =>
  parseRows(pasted, '2026-09-28', unit).map((line) => {
    if (line.kind === 'value') return `${line.at} ${line.value}`;
    return line.kind === 'header' ? 'header' : `${line.line}: ${line.fault}`;
  });

describe('pasted rows', () => {
  it.each([
    ['2026-03-09\t7.5', '2026-03-09 7.5'],
    ['2026-03-09;7,5', '2026-03-09 7.5'],
    ['2026-03-09,7.5', '2026-03-09 7.5'],
    ['2026-03-09,"7,5"', '2026-03-09 7.5'],
    ['2026-03-09\t7,5', '2026-03-09 7.5'],
    ['9.3.2026;7', '2026-03-09 7'],
    ['2026/3/9; 7 ', '2026-03-09 7'],
    ['2026-03-09\t7.5 h', '2026-03-09 7.5'],
    ['2026-03-09\t-4\t', '2026-03-09 -4'],
    ['2026-03-09 00:00\t4', '2026-03-09 4'],
    ['2026-03-09\t1.234', '2026-03-09 1.234'],
  ])('reads %j', (pasted, read1) => {
    expect(read(pasted)).toEqual([read1]);
  });

  it.each([
    ['2026-03-09', 'no-value'],
    ['2026-03-09,7,5', 'too-many-columns'],
    ['yesterday;4', 'not-a-date'],
    ['2026-02-30;4', 'no-such-date'],
    ['31.02.2026;4', 'no-such-date'],
    ['03/09/2026;4', 'ambiguous-date'],
    ['2026-09-29;4', 'future'],
    ['2026-03-09;n/a', 'not-a-number'],
    ['2026-03-09;1,234', 'ambiguous-number'],
    ['2026-03-09;=A1', 'not-a-number'],
  ])('refuses %j: %s', (pasted, fault) => {
    expect(read(`2026-01-05;1\n${pasted}`)).toEqual(['2026-01-05 1', `2: ${fault}`]);
  });

  it('takes a first line without date and number as a heading, no later one', () => {
    expect(read('Date\tHours\n2026-03-09\t1')).toEqual(['header', '2026-03-09 1']);
    expect(read('2026-03-09\t1\nDate\tHours')).toEqual(['2026-03-09 1', '2: not-a-date']);
  });

  it('keeps the numbers of lines over empty ones', () => {
    expect(read('\n2026-03-09\t1\r\n\r\nx\ty')).toEqual(['2026-03-09 1', '4: not-a-date']);
  });

  it('refuses a date that stands twice', () => {
    expect(read('2026-03-09;1\n9.3.2026;2')).toEqual(['2026-03-09 1', '2: repeated']);
  });

  it('among numbers with a decimal comma a point with three digits may be a thousand', () => {
    expect(read('2026-03-09;7,5\n2026-03-16;1.234')).toEqual(['2026-03-09 7.5', '2: ambiguous-number']);
  });

  it('reads nothing from nothing', () => {
    expect(read(' \n\t\n')).toEqual([]);
  });
});
