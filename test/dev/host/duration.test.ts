import { parseDuration } from '../../../dev/host/duration';

test.each([
  ['PT1H', 3_600_000],
  ['P1D', 86_400_000],
  ['P2W', 1_209_600_000],
  ['P1DT2H3M4.5S', 93_784_500],
  ['PT0S', 0],
])('%s is %i ms', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

test.each(['', 'P', 'PT', 'P1M', 'P1Y', '1H', 'PT1.5H', '-PT1H', 'P1DT'])('%j is no duration', (text) => {
  expect(parseDuration(text)).toBeUndefined();
});
