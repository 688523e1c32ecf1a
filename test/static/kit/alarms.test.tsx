import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type AlarmView } from '../../../src/contract/views';
import { type SignalCase, SIGNALS, alarmsOf, signalOf } from '../../../src/domain/signal';
import { Alarms } from '../../../static/kit/alarms';
import { SignalMark, sentenceFor } from '../../../static/kit/signal';
import { formatFor } from '../../../static/kit/format';
import { names, sentences } from '../../../static/kit/text/signals';
import { ViewerProvider } from '../../../static/kit/viewer';
import { axeFaults } from '../axe';
import { answerWith, inputsOf } from '../bridge';
import { KPI, NOW, OUTCOME, effect, measure, moved } from '../fixtures';

const user = userEvent.setup();
const format = formatFor('en-US', 'UTC');
const alarm = (more: Partial<AlarmView> = {}): AlarmView => ({
  ...{ alarmId: 'silent-stall:2026-09-14T06:00:00.000Z', kind: 'silent-stall', since: '2026-09-07', state: 'awaiting' },
  why: { key: 'signal.silent-stall.why.stopped', params: { week: '2026-09-07' } },
  clears: { key: 'signal.silent-stall.clears', params: {} },
  ...more,
});
const shown = (evidence: NonNullable<AlarmView['evidence']>) => show([alarm({ evidence })], false);
const decision = { at: '2026-09-21T06:00:00.000Z', byId: 'me', choice: 'protect-capacity' as const, reason: 'Two days a week.', reviewBy: '2026-10-12' };

const MEASURES = [measure()];

async function show(alarms: AlarmView[], mayDecide = true, onDecided = () => undefined): Promise<void> {
  render(
    <ViewerProvider>
      <Alarms outcomeId={OUTCOME} alarms={alarms} measures={MEASURES} now={NOW} mayDecide={mayDecide} onDecided={onDecided} />
    </ViewerProvider>,
  );
  await screen.findByRole('heading');
}

it('says why, since when, and what would clear it', async () => {
  answerWith({});
  await show([alarm()], false);
  const box = screen.getByRole('group');
  for (const words of ['Silent stall', 'since Sep 7, 2026', 'No decision yet', 'No change work was finished for it since the week of Sep 7, 2026, while run work goes on.', 'It clears when work for this outcome is finished again.']) {
    expect(box).toHaveTextContent(words);
  }
  expect(within(box).queryByRole('button')).toBeNull();
});

it('takes a decision with reason and review date', async () => {
  let decided = 0;
  answerWith({ 'alarm.decide': (input) => ({ ok: true, data: { alarm: alarm({ state: 'decided', decision: { ...decision, reason: input.reason } }) } }) });
  await show([alarm()], true, () => void (decided += 1));
  await user.click(screen.getByRole('button', { name: 'Decide' }));
  const form = screen.getByRole('form', { name: 'Decide' });
  await user.click(within(form).getByRole('button', { name: 'Save decision' }));
  expect(await within(form).findByRole('alert')).toHaveTextContent('Write a few words.');
  await user.type(within(form).getByLabelText('Why'), 'Two days a week.');
  await user.click(within(form).getByRole('button', { name: 'Save decision' }));
  expect(decided).toBe(1);
  expect(inputsOf('alarm.decide')).toEqual([
    { outcomeId: OUTCOME, alarmId: alarm().alarmId, choice: 'protect-capacity', reason: 'Two days a week.', reviewBy: '2026-10-12' },
  ]);
});

it('takes another target as a proposal', async () => {
  answerWith({ 'alarm.decide': () => ({ ok: true, data: { alarm: alarm({ state: 'decided', decision }) } }) });
  await show([alarm()]);
  await user.click(screen.getByRole('button', { name: 'Decide' }));
  const form = screen.getByRole('form', { name: 'Decide' });
  await user.click(within(form).getByLabelText('What was decided?'));
  await user.click(await screen.findByText('Change the target'));
  const field = within(form).getByLabelText('New target');
  await user.clear(field);
  await user.type(field, '7.5');
  await user.type(within(form).getByLabelText('Why'), 'Six was too far.');
  await user.click(within(form).getByRole('button', { name: 'Save decision' }));
  expect(inputsOf('alarm.decide')).toMatchObject([
    { choice: 'change-target', proposal: { kpiId: KPI, target: { kind: 'value', value: 7.5, by: measure().target.by } } },
  ]);
});

it('shows what was decided', async () => {
  answerWith({});
  await show([alarm({ state: 'decided', decision })]);
  const box = screen.getByRole('group');
  expect(box).toHaveTextContent('Protect capacity, 7 days ago. To be looked at again on Oct 12, 2026.');
  expect(box).toHaveTextContent('Two days a week.');
  expect(await axeFaults()).toEqual([]);
});

it('every signal has a mark, and every sentence that the rules can give has words', () => {
  for (const kind of SIGNALS) expect(render(<SignalMark kind={kind} />).container).toHaveTextContent(names[kind]);
  const base = { kpiId: 'k', name: 'Handling time', role: 'primary', since: null, onTarget: false, dueFrom: '2026-01-01', plannedRuledOut: false } as const;
  const flat = { kind: 'no detectable change', planned: 1, effect: effect(), plain: { nBefore: 9, nAfter: 9 } } as const;
  const few = { kind: 'not enough data', moreNeeded: 1, plain: { nBefore: 9, nAfter: 1 } } as const;
  const still = { isActivityUp: false, doneShare: 0.2, epicsDoneByDue: false };
  const evidence = { weeks: 4, done: 0, expected: 16, runShare: 1, p: 0.001 };
  const cases: SignalCase[] = [
    { measures: [{ ...base, verdict: moved('worsened', 'confirmed') }], delivery: still, stall: null, today: '2026-06-01' },
    { measures: [{ ...base, verdict: moved('improved', 'confirmed'), onTarget: true }], delivery: still, stall: null, today: '2026-06-01' },
    ...[0, 1].map((done) => ({
      ...{ measures: [{ ...base, verdict: flat }], delivery: still, stall: { since: '2026-05-01', evidence: { ...evidence, done } }, today: '2026-06-01' },
    })),
    ...[{ isActivityUp: true }, { doneShare: 0.9 }, { epicsDoneByDue: true }].map((more) => ({
      ...{ measures: [{ ...base, verdict: flat, plannedRuledOut: true }], delivery: { ...still, ...more }, stall: null, today: '2026-06-01' },
    })),
    { measures: [{ ...base, verdict: moved('improved', 'tentative') }], delivery: still, stall: null, today: '2026-06-01' },
    ...[null, '2026-07-01', '2026-01-01'].map((dueFrom) => ({
      ...{ measures: [{ ...base, verdict: few, dueFrom }], delivery: still, stall: null, today: '2026-06-01' },
    })),
    { measures: [{ ...base, verdict: flat }], delivery: still, stall: null, today: '2026-06-01' },
    { measures: [], delivery: still, stall: null, today: '2026-06-01' },
    { measures: [{ ...base, verdict: flat, role: 'guardrail' }], delivery: still, stall: null, today: '2026-06-01' },
  ];
  const said = cases.flatMap((one) => [signalOf(one), ...alarmsOf(one)].flatMap(({ why, clears }) => [why, clears]));
  for (const message of said) expect(sentenceFor(message, format)).toMatch(/^[^{}]+\.$/);
  expect(new Set(said.map(({ key }) => key))).toEqual(new Set(Object.keys(sentences)));
});

describe('the evidence of an alarm', () => {
  it.each([
    [
      { kind: 'stall', weeks: 8, done: 0, expected: 42.24, runShare: 1.13, chance: 0.00034 },
      '0 finished in 8 weeks, where 42.2 were to be expected by the pace before; the chance of so few is < 0.1%. Run work went on at 113% of its pace.',
    ],
    [
      { kind: 'effect', name: 'Self-service share', unit: '%', before: 31.4, after: 31.6, effect: 0.2, low: -0.8, high: 1.2, planned: 13.6 },
      'Self-service share went from 31.4% to 31.6%: +0.2 %, 95% range −0.8 % to +1.2 %. 13.6% was planned.',
    ],
    [{ kind: 'limit', name: 'Satisfaction', unit: 'points', value: 4.1, at: '2026-09-14', limit: { kind: 'value', value: 4.2, by: '2026-12-18' } }, 'Satisfaction was 4.1 points on Sep 14, 2026; its limit is 4.2 points.'],
    [{ kind: 'delivered', done: 61, total: 71 }, '61 of 71 issues are done.'],
  ] as const)('is told in figures: %o', async (evidence, sentence) => {
    await shown([evidence]);
    expect(screen.getByRole('list', { name: 'Evidence' })).toHaveTextContent(sentence);
  });
});
