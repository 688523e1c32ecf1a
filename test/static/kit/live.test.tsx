import { act, render, screen } from '@testing-library/react';
import { LiveLine } from '../../../static/kit/live';
import { answerWith, inputsOf } from '../bridge';
import { OUTCOME } from '../fixtures';

let version = '1';
const reload = jest.fn(async () => undefined);
const calls = () => inputsOf('page.version').length;
const pass = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms));
const show = () =>
  render(
    <>
      <input aria-label="Note" />
      <LiveLine loaded={{ data: {}, readAt: new Date(), trouble: undefined, loading: false, reload }} outcomeIds={[OUTCOME]} />
    </>,
  );

function hide(hidden: boolean): void {
  jest.spyOn(document, 'hidden', 'get').mockReturnValue(hidden);
  act(() => void document.dispatchEvent(new Event('visibilitychange')));
}

beforeEach(() => {
  jest.useFakeTimers();
  hide(false);
  version = '1';
  reload.mockClear();
  answerWith({ 'page.version': () => ({ ok: true, data: { version } }) });
});
afterEach(() => jest.useRealTimers());

it('says how old it is, asks ever more seldom, and reads again what was changed elsewhere', async () => {
  show();
  await pass(5_000);
  expect(inputsOf('page.version')).toEqual([{ outcomeIds: [OUTCOME] }]);
  await pass(3_600_000);
  // At most every five minutes, after the first few.
  expect(calls()).toBeLessThan(20);
  expect(screen.getByText('Updated 1 hour ago')).toBeInTheDocument();
  expect(reload).not.toHaveBeenCalled();
  version = '2';
  await pass(300_000);
  expect(reload).toHaveBeenCalledTimes(1);
  expect(screen.getByRole('status')).toHaveTextContent('Updated with what was changed elsewhere.');
});

it('asks nothing while hidden, and at once when it is seen again', async () => {
  show();
  await pass(5_000);
  hide(true);
  await pass(3_600_000);
  expect(calls()).toBe(1);
  version = '2';
  hide(false);
  await pass(0);
  expect(reload).toHaveBeenCalledTimes(1);
});

it('takes neither focus nor what is typed: it offers what changed', async () => {
  show();
  await pass(5_000);
  act(() => screen.getByLabelText('Note').focus());
  version = '2';
  await pass(45_000);
  expect(reload).not.toHaveBeenCalled();
  expect(screen.getByLabelText('Note')).toHaveFocus();
  expect(screen.getByRole('status')).toHaveTextContent('Something was changed elsewhere.');
  act(() => screen.getByRole('button', { name: 'Show it' }).click());
  expect(reload).toHaveBeenCalledTimes(1);
});

it('is silent where nothing can be told, and asks again', async () => {
  answerWith({ 'page.version': () => { throw new Error('There was an error invoking the function'); } });
  show();
  await pass(200_000);
  expect(calls()).toBeGreaterThan(2);
  expect(reload).not.toHaveBeenCalled();
  expect(screen.queryByRole('alert')).toBeNull();
});
