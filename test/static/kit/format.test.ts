import { formatFor, wholePercent } from '../../../static/kit/format';
import { say } from '../../../static/kit/text/say';

const NOW = '2026-09-28T07:12:00.000Z';
const us = formatFor('en-US', 'UTC');
const german = formatFor('de-DE', 'Europe/Berlin');

describe('formats', () => {
  it.each([
    [us, 7.5, 'h', '7.5\u00a0h'],
    [german, 7.5, 'h', '7,5\u00a0h'],
    [us, -7.5, 'points', '\u22127.5\u00a0points'],
    [german, 31.4, '%', '31,4\u00a0%'],
    [us, 31.4, '%', '31.4%'],
    [us, 1234567.89, 'EUR', '1,234,568\u00a0EUR'],
    [us, 0.00012345, 'h', '0\u00a0h'],
    [us, -0, 'h', '0\u00a0h'],
  ])('writes a quantity by the viewer’s locale (%#)', (format, value, unit, words) => {
    expect(format.quantity(value, unit)).toBe(words);
  });

  it('writes the minus as U+2212', () => {
    expect(us.percent(-0.6)).toBe('\u221260%');
    expect(us.percent(-0)).toBe('0%');
  });

  it.each([
    [0.994, 99],
    [0.9999, 99],
    [1, 100],
    [0.0001, 1],
    [-0.0001, -1],
    [0, 0],
    [1.004, 100],
    [-1.436, -144],
  ])('rounds a share of %p to %p per cent', (share, percent) => {
    expect(wholePercent(share)).toBe(percent);
  });

  it.each([
    ['2026-09-28', 'today'],
    ['2026-09-27', 'yesterday'],
    ['2026-09-25', '3 days ago'],
    ['2026-09-15', '13 days ago'],
    ['2026-09-07', '3 weeks ago'],
    ['2026-03-28', '6 months ago'],
    ['2020-09-28', '6 years ago'],
    ['2026-09-29', 'tomorrow'],
    ['2026-09-27T23:30:00.000Z', 'yesterday'],
  ])('tells the age of %s as "%s"', (date, words) => {
    expect(us.age(date, NOW)).toBe(words);
  });

  it('counts days in the viewer’s zone', () => {
    // Half past eleven at night in UTC is past midnight in Berlin.
    expect(german.age('2026-09-27T23:30:00.000Z', NOW)).toBe('today');
  });

  it.each(['en_US', 'xx-invalid-locale-tag', ''])('takes the locale %p as Jira writes it, or English', (locale) => {
    expect(formatFor(locale, undefined).number(1.5)).toBe('1.5');
  });

  it('a clock of twelve hours has no leading zero, one of 24 has', () => {
    const night = new Date('2026-09-28T01:43:00.000Z');
    expect(us.time(night)).toMatch(/^1:43\sAM$/);
    expect(formatFor('de-DE', 'UTC').time(night)).toBe('01:43');
  });
});

describe('messages', () => {
  it('fills in and chooses the plural', () => {
    const message = { one: '{n} epic of {key}', other: '{n} epics of {key}' } as const;
    expect(say(message, { count: 1, n: '1', key: 'A' })).toBe('1 epic of A');
    expect(say(message, { count: 2, n: '2', key: 'A' })).toBe('2 epics of A');
  });

  it('drops its own marks and keeps those that are filled in', () => {
    expect(say('<b>{title}</b>!', { title: '<b>x</b> {title}' })).toBe('<b>x</b> {title}!');
  });
});
