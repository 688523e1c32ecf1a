import { parseNumber } from '../../../static/kit/parse-number';

describe('a number as people write it', () => {
  it.each([
    ['7.5', 7.5],
    [' 7 ', 7],
    ['-3', -3],
    ['\u22123,5', -3.5],
    ['+2', 2],
    ['.5', 0.5],
    ['7,5', 7.5],
    ['0,125', 0.125],
    ['1234,5', 1234.5],
    ['1.234', 1.234],
    ['1,234.5', 1234.5],
    ['1.234,5', 1234.5],
    ['1,234,567', 1234567],
    ['1.234.567', 1234567],
    ['1\u00a0234,5', 1234.5],
    ['12 345', 12345],
    ['1e3', 1000],
  ])('%p is %p', (text, value) => {
    expect(parseNumber(text)).toMatchObject({ ok: true, value });
  });

  it.each(['1,234', '12,345', '-999,000'])('%p can be read in two ways', (text) => {
    expect(parseNumber(text)).toEqual({ ok: false, fault: 'ambiguous' });
  });

  it.each(['', 'abc', '7 h', '1.2.3', '1,2,3', '--1', 'Infinity', 'NaN', '0x10', '1e999', '12 34', '=1+1'])(
    '%p is no number',
    (text) => {
      expect(parseNumber(text)).toEqual({ ok: false, fault: 'not-a-number' });
    },
  );
});
