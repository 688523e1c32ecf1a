import { weeksBetween, weeksIn } from '../../src/domain/week';

describe('ISO weeks', () => {
  it.each([
    ['UTC', '2026-03-30T00:00:00Z', '2026-03-30'],
    ['UTC', '2026-03-29T23:59:59.999Z', '2026-03-23'],
    ['UTC', '2008-02-25T18:07:52.000+0000', '2008-02-25'],
    ['UTC', '1969-12-31T12:00:00Z', '1969-12-29'],
    ['Europe/Berlin', '2026-03-29T22:00:00Z', '2026-03-30'],
    ['America/New_York', '2026-03-30T03:59:00Z', '2026-03-23'],
    // Clocks went forward on 29 March 2026: an hour earlier it was still winter time.
    ['Europe/Berlin', '2026-03-22T22:30:00Z', '2026-03-16'],
    ['Pacific/Kiritimati', '2026-03-29T10:00:00Z', '2026-03-30'],
  ])('in %s: %s lies in the week of %s', (zone, instant, monday) => {
    expect(weeksIn(zone)!(instant)).toBe(monday);
  });

  it('are undefined for a zone that does not exist and for text that is no instant', () => {
    expect(weeksIn('Mars/Olympus')).toBeUndefined();
    expect(weeksIn('UTC')!('yesterday')).toBeUndefined();
  });

  it('go from Monday to Monday over the turn of a year', () => {
    expect(weeksBetween('2025-12-22', '2026-01-05')).toEqual(['2025-12-22', '2025-12-29', '2026-01-05']);
    expect(weeksBetween('2026-01-05', '2025-12-22')).toEqual([]);
  });
});
