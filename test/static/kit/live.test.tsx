import { act, render, screen } from '@testing-library/react';
import { LiveLine } from '../../../static/kit/live';
import { answerWith, inputsOf } from '../bridge';
import { OUTCOME } from '../fixtures';

let version = '';
const reload = jest.fn(async () => undefined);
const calls = () => inputsOf('page.version').length;
const pass = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms));
const page = (version: number | undefined, readAt = new Date(0)) => (
  <>
    <input aria-label="Note" />
    <LiveLine
      loaded={{ data: {}, readAt, trouble: undefined, loading: false, reload }}
      watch={{ outcomeIds: [OUTCOME] }}
      shown={version === undefined ? undefined : [{ id: OUTCOME, version }]}
    />
  </>
);
const mark = (version: number) => `${OUTCOME}:${version}`;
const show = () => render(page(1));

function hide(hidden: boolean): void {
  jest.spyOn(document, 'hidden', 'get').mockReturnValue(hidden);
  act(() => void document.dispatchEvent(new Event('visibilitychange')));
}

beforeEach(() => {
  jest.useFakeTimers();
  hide(false);
  version = mark(1);
  jest.setSystemTime(0);
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
  version = mark(2);
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
  version = mark(2);
  hide(false);
  await pass(0);
  expect(reload).toHaveBeenCalledTimes(1);
});

it('takes neither focus nor what is typed: it offers what changed', async () => {
  show();
  await pass(5_000);
  act(() => screen.getByLabelText('Note').focus());
  version = mark(2);
  await pass(45_000);
  expect(reload).not.toHaveBeenCalled();
  expect(screen.getByLabelText('Note')).toHaveFocus();
  expect(screen.getByRole('status')).toHaveTextContent('Something was changed elsewhere.');
  act(() => screen.getByRole('button', { name: 'Show it' }).click());
  expect(reload).toHaveBeenCalledTimes(1);
});

it('notices what was changed between reading and the first question', async () => {
  version = mark(2);
  show();
  await pass(5_000);
  expect(reload).toHaveBeenCalledTimes(1);
});

it('is told no news of what the viewer changed here', async () => {
  const { rerender } = show();
  await pass(5_000);
  version = mark(2);
  rerender(page(2, new Date()));
  await pass(60_000);
  expect(reload).not.toHaveBeenCalled();
});

it('asks at once where the page was read without its versions, and again when it was read anew', async () => {
  const { rerender } = render(page(undefined));
  await pass(0);
  expect(calls()).toBe(1);
  version = mark(2);
  rerender(page(undefined, new Date()));
  await pass(0);
  expect(calls()).toBe(2);
  expect(reload).not.toHaveBeenCalled();
  version = mark(3);
  await pass(45_000);
  expect(reload).toHaveBeenCalledTimes(1);
});

it('reads again once, though the page should still show the old', async () => {
  show();
  version = mark(2);
  await pass(600_000);
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
