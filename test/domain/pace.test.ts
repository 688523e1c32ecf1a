import { paceAt, usualPace } from '../../src/domain/pace';

const steady = [0, 0, ...Array.from({ length: 16 }, () => 5)];

it('is 1 at the usual pace, less when less gets done, and 0 when nothing does', () => {
  expect(paceAt(steady, steady.length - 1)).toBe(1);
  const stopped = [...steady, 0, 0, 0, 0];
  expect(paceAt(stopped, stopped.length - 1)).toBe(0);
  expect(paceAt(stopped, stopped.length - 3)).toBe(0.5);
  expect(usualPace(stopped)).toBe(5);
});

it('measures a stop by what was done before it, however long ago', () => {
  const long = [...steady, ...Array.from({ length: 30 }, () => 0)];
  expect(paceAt(long, long.length - 1)).toBe(0);
});

it('is not told before there are four weeks to compare with, counted from the first work', () => {
  expect(paceAt(steady, 8)).toBeUndefined();
  expect(paceAt(steady, 9)).toBe(1);
  expect(paceAt([0, 0, 0], 2)).toBeUndefined();
  expect(usualPace([3, 4, 5])).toBeUndefined();
});

it('tells of no negative pace where more was taken back than done', () => {
  expect(paceAt([...steady, -3, -2, 0, 0], steady.length + 3)).toBe(0);
});
