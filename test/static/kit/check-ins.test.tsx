import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type CallReply } from '../../../src/contract';
import { CheckIns } from '../../../static/kit/check-ins';
import { ViewerProvider } from '../../../static/kit/viewer';
import { axeFaults } from '../axe';
import { answerWith, flags, inputsOf } from '../bridge';
import { NOW, OUTCOME, refusal } from '../fixtures';

const user = userEvent.setup();
type Told = CallReply<'checkin.read'>;
const entry = (at: string, note: string): Told['checkIns'][number] => ({ at, byId: 'me', reported: 'on-track', note });
const told = (more: Partial<Told> = {}) => ({ ok: true as const, data: { checkIns: [], mayReport: true, ...more } });

async function show(): Promise<HTMLElement> {
  render(
    <ViewerProvider>
      <CheckIns outcomeId={OUTCOME} now={NOW} />
    </ViewerProvider>,
  );
  await screen.findByRole('heading', { name: 'Check-ins' });
  return screen.getByRole('region', { name: 'Check-ins' });
}

it('puts what is reported beside what is measured, with the weeks since they parted', async () => {
  answerWith({
    'checkin.read': () =>
      told({
        checkIns: [entry('2026-09-25T15:00:00.000Z', 'All fine.'), entry('2026-09-11T15:00:00.000Z', 'Town hall held.')],
        report: { reported: 'on-track', at: '2026-09-25T15:00:00.000Z', expired: true, gap: { since: '2026-08-17', weeks: 6 } },
      }),
  });
  const section = await show();
  expect(within(section).getByRole('note')).toHaveTextContent(/have parted for 6 weeks, since Aug 17, 2026/);
  expect(section).toHaveTextContent('All fine.');
  expect(section).toHaveTextContent('New values have come in since');
  expect(section).toHaveTextContent('1 earlier check-in');
  expect(await axeFaults()).toEqual([]);
});

it('reports, and asks for words first', async () => {
  const saved: string[] = [];
  answerWith({
    'checkin.read': () => told({ checkIns: saved.map((note) => entry(NOW, note)) }),
    'checkin.record': ({ reported, note }) => {
      saved.push(note);
      return { ok: true, data: { checkIn: { ...entry(NOW, note), reported } } };
    },
  });
  const section = await show();
  expect(section).toHaveTextContent('Nobody has reported yet.');
  await user.click(within(section).getByRole('button', { name: 'Check in' }));
  await user.click(within(section).getByRole('radio', { name: 'At risk' }));
  await user.click(within(section).getByRole('button', { name: 'Save check-in' }));
  expect(await within(section).findByRole('alert')).toHaveTextContent('Write a few words.');
  await user.type(within(section).getByLabelText('In a few words'), 'A team is missing.');
  await user.click(within(section).getByRole('button', { name: 'Save check-in' }));
  expect(await screen.findByText('A team is missing.')).toBeInTheDocument();
  expect(inputsOf('checkin.record')).toEqual([{ outcomeId: OUTCOME, reported: 'at-risk', note: 'A team is missing.' }]);
  expect(flags().map(({ title }) => title)).toEqual(['Check-in saved']);
});

it('takes back what was reported a moment ago, and says so where that is refused', async () => {
  let saved: Told['checkIns'] = [];
  let late = true;
  answerWith({
    'checkin.read': () => told({ checkIns: saved }),
    'checkin.record': ({ reported, note }) => {
      saved = [{ ...entry(NOW, note), reported }];
      return { ok: true, data: { checkIn: { ...entry(NOW, note), reported } } };
    },
    'checkin.withdraw': () => {
      if (late) return refusal('forbidden', 'A check-in can be taken back for 10 minutes.');
      saved = [];
      return { ok: true, data: {} };
    },
  });
  const section = await show();
  await user.click(within(section).getByRole('button', { name: 'Check in' }));
  await user.type(within(section).getByLabelText('In a few words'), 'Meant for another.');
  await user.click(within(section).getByRole('button', { name: 'Save check-in' }));
  expect(await screen.findByText('Meant for another.')).toBeInTheDocument();
  const undo = flags()[0]?.actions?.[0];
  expect(undo?.text).toBe('Undo');
  undo?.onClick();
  await waitFor(() => expect(flags()[1]).toMatchObject({ title: 'The check-in stands', description: 'A check-in can be taken back for 10 minutes.' }));
  expect(section).toHaveTextContent('Meant for another.');
  late = false;
  undo?.onClick();
  await waitFor(() => expect(section).toHaveTextContent('Nobody has reported yet.'));
  expect(inputsOf('checkin.withdraw').at(-1)).toEqual({ outcomeId: OUTCOME, at: NOW });
  expect(flags().map(({ title }) => title).at(-1)).toBe('Check-in taken back');
});

it('keeps the words when saving is refused', async () => {
  answerWith({ 'checkin.read': () => told(), 'checkin.record': () => refusal('forbidden', 'Only its owner may do this.') });
  const section = await show();
  await user.click(within(section).getByRole('button', { name: 'Check in' }));
  await user.type(within(section).getByLabelText('In a few words'), 'Kept.');
  await user.click(within(section).getByRole('button', { name: 'Save check-in' }));
  expect(await within(section).findByRole('alert')).toHaveTextContent('Only its owner may do this.');
  expect(within(section).getByLabelText('In a few words')).toHaveValue('Kept.');
});

it('offers nothing to those who may not report', async () => {
  answerWith({ 'checkin.read': () => told({ mayReport: false }) });
  expect(within(await show()).queryByRole('button')).toBeNull();
});
