import { dateAfter, datedAxis, daysOf, numberedAxis } from '../../src/domain/series';

const days = (...dates: string[]) => dates.map((date) => daysOf(date)!);

describe('a date', () => {
  it.each([
    ['1970-01-02', 1],
    ['2026-03', daysOf('2026-03-01')],
    ['1970-01-02T12:00', 1.5],
    ['1970-01-02 12:00:00Z', 1.5],
    ['1970-01-02T12:00:00+06:00', 1.25],
    ['1970-01-02T12:00:00+0600', 1.25],
  ])('%s is day %d', (text, day) => {
    expect(daysOf(text)).toBeCloseTo(day!, 12);
  });

  it.each(['2026-02-30', '2026-13-01', '2026-02-30T10:00', '2026-01-01T25:00', '01/03/2026', '2026', '', 'soon'])('"%s" does not exist', (text) => {
    expect(daysOf(text)).toBeUndefined();
  });
});

describe('an axis', () => {
  it.each([
    ['day', ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-07'], [0, 1, 2, 5]],
    ['week', ['2026-01-05', '2026-01-13', '2026-01-19', '2026-02-02'], [0, 1, 2, 4]],
    ['month', ['2026-01-31', '2026-02-28', '2026-03-31', '2026-06-30'], [0, 1, 2, 5]],
    ['quarter', ['2025-01-01', '2025-04-01', '2025-07-01', '2026-01-01'], [0, 1, 2, 4]],
    ['year', ['2020-01-01', '2021-01-01', '2022-01-01', '2024-01-01'], [0, 1, 2, 4]],
  ])('by the %s is found from the dates', (cadence, dates, steps) => {
    const axis = datedAxis(days(...dates));
    expect(axis.cadence).toBe(cadence);
    expect(axis.times.map((t) => t - axis.times[0]!)).toEqual(steps.map((s) => expect.closeTo(s, 9)));
  });

  it('of another rhythm counts in that rhythm, and keeps hours', () => {
    expect(datedAxis(days('2026-01-01', '2026-01-15', '2026-01-29'))).toMatchObject({ cadence: 14 });
    const hourly = datedAxis(days('2026-01-01T00:00', '2026-01-01T01:00', '2026-01-01T02:00'));
    expect(hourly.times[2]! - hourly.times[0]!).toBeCloseTo(2, 6);
  });

  it('of numbers is taken as it is when they are about 1 apart, else in their own steps', () => {
    expect(numberedAxis([1, 2, 3.4, 4]).times).toEqual([1, 2, 3.4, 4]);
    expect(numberedAxis([0, 7, 14, 28]).times).toEqual([0, 1, 2, 4]);
    expect(numberedAxis([5, 5, 5]).times).toEqual([5, 5, 5]);
  });
});

it('the date after so many values follows the cadence', () => {
  expect(dateAfter(days('2026-01-05', '2026-01-12'), 3, 'week')).toBe('2026-02-02');
  expect(dateAfter(days('2026-01-01'), 4, 'year')).toBe('2030-01-01');
  expect(dateAfter(days('2026-01-01'), 1e9, 'day')).toBeUndefined();
  expect(dateAfter([], 1, 'day')).toBeUndefined();
});
