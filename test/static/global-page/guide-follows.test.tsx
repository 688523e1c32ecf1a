/** The guided set-up follows what others do elsewhere, as the rest of the page does. */
import { act, render, screen } from '@testing-library/react';
import { type CallReply } from '../../../src/contract';
import { GlobalPage } from '../../../static/global-page/global-page';
import { answerWith, inputsOf, openAt } from '../bridge';
import { access } from '../fixtures';

const good = <T,>(data: T) => ({ ok: true as const, data });
const pass = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms));

let version: string;
let state: CallReply<'setup.read'>;

beforeEach(async () => {
  jest.useFakeTimers();
  localStorage.clear();
  [version, state] = ['1', { group: false, projects: [] }];
  answerWith({
    'access.read': () => access,
    'outcome.list': () => good({ outcomes: [] }),
    'setup.read': () => good(state),
    'page.version': () => good({ version }),
  });
  openAt('/');
  render(<GlobalPage />);
  for (let n = 0; n < 4; n += 1) await pass(100);
});
afterEach(() => jest.useRealTimers());

it('shows what somebody else named, without being asked', async () => {
  expect(screen.getByText('0 of 8 done')).toBeInTheDocument();
  expect(inputsOf('page.version')).toEqual([{ list: 'open', setup: true }]);
  [version, state] = ['2', { group: true, projects: [] }];
  await pass(50_000);
  expect(screen.getByText('1 of 8 done')).toBeInTheDocument();
});

it('asks for nothing while nobody sees the page', async () => {
  const hidden = jest.spyOn(document, 'hidden', 'get').mockReturnValue(true);
  act(() => void document.dispatchEvent(new Event('visibilitychange')));
  [version, state] = ['2', { group: true, projects: [] }];
  await pass(3_600_000);
  expect([inputsOf('page.version').length, inputsOf('setup.read').length]).toEqual([1, 1]);
  hidden.mockRestore();
});
