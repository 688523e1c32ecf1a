import { act, render } from '@testing-library/react';
import { usePolling } from '../../../static/kit/use-polling';

const ask = jest.fn(async () => undefined);
function Polls({ afterMs }: { afterMs: number | undefined }) {
  usePolling(ask, afterMs);
  return null;
}
const pass = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms));

beforeEach(() => {
  jest.useFakeTimers();
  ask.mockClear();
});
afterEach(() => jest.useRealTimers());

it('asks so long after each answer, and no more once there is nothing to ask for', async () => {
  ask.mockImplementation(() => new Promise((answered) => setTimeout(() => answered(undefined), 5_000)));
  const { rerender } = render(<Polls afterMs={1_000} />);
  await pass(5_900);
  expect(ask).toHaveBeenCalledTimes(1);
  await pass(1_200);
  expect(ask).toHaveBeenCalledTimes(2);
  rerender(<Polls afterMs={undefined} />);
  await pass(60_000);
  expect(ask).toHaveBeenCalledTimes(2);
});

it('asks nothing while the page cannot be seen', async () => {
  ask.mockImplementation(async () => undefined);
  const hidden = jest.spyOn(document, 'hidden', 'get').mockReturnValue(true);
  render(<Polls afterMs={1_000} />);
  await pass(60_000);
  expect(ask).not.toHaveBeenCalled();
  hidden.mockReturnValue(false);
  await pass(2_000);
  expect(ask).toHaveBeenCalled();
  hidden.mockRestore();
});
