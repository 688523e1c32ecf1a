import { PlatformClock } from '../../../dev/host/clock';
import { openDatabase } from '../../../dev/host/database';
import { HostState } from '../../../dev/host/state';

const BEGIN = Date.UTC(2026, 2, 1);
const MINUTE = 60_000;
const FIVE_WEEKS = 35 * 86_400_000;

let state: HostState;
beforeEach(() => {
  jest.useFakeTimers({ now: BEGIN, doNotFake: ['nextTick', 'setImmediate'] });
  state = new HostState(openDatabase(':memory:'));
});
afterEach(() => jest.useRealTimers());

const past = (ms: number): void => void jest.setSystemTime(Date.now() + ms);

test('the clock runs on while the platform is off', () => {
  new PlatformClock(state).set(BEGIN - MINUTE);
  past(FIVE_WEEKS);
  expect(new PlatformClock(state).now()).toBe(BEGIN - MINUTE + FIVE_WEEKS);
});

test('one that waits goes on from where it was last kept, at every start', () => {
  const first = new PlatformClock(state);
  first.waitWhileOff();
  past(MINUTE);
  expect(first.now()).toBe(BEGIN + MINUTE);
  first.keep();
  past(FIVE_WEEKS);
  const second = new PlatformClock(state);
  expect(second.now()).toBe(BEGIN + MINUTE);
  past(MINUTE);
  second.set(second.now() + MINUTE);
  past(FIVE_WEEKS);
  expect(new PlatformClock(state).now()).toBe(BEGIN + 3 * MINUTE);
});

test('one that was frozen stays so, waiting or not', () => {
  const first = new PlatformClock(state);
  first.set(BEGIN, true);
  first.waitWhileOff();
  past(FIVE_WEEKS);
  const second = new PlatformClock(state);
  expect([second.now(), second.frozen]).toEqual([BEGIN, true]);
});
