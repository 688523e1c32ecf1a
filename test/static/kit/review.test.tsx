import { render, screen } from '@testing-library/react';
import { type Reviewed } from '../../../src/contract/views';
import { Review } from '../../../static/kit/review';
import { ViewerProvider } from '../../../static/kit/viewer';
import { axeFaults } from '../axe';
import { answerWith } from '../bridge';
import { NOW, OUTCOME, card } from '../fixtures';

async function show(outcomes: Reviewed[]): Promise<HTMLElement> {
  answerWith({});
  render(
    <ViewerProvider>
      <Review outcomes={outcomes} now={NOW} link={({ title }) => <b>{title}</b>} />
    </ViewerProvider>,
  );
  return screen.findByRole('region', { name: 'What needs attention' });
}

it('names for each outcome what awaits somebody and what is out of date', async () => {
  const { signal } = card();
  const alarm = {
    ...{ alarmId: 'silent-stall:2026-09-14T06:00:00.000Z', kind: 'silent-stall' as const, since: '2026-09-07', state: 'overdue' as const },
    why: { key: 'signal.silent-stall.why', params: { weeks: 4 } },
    clears: { key: 'signal.silent-stall.clears', params: {} },
  };
  const section = await show([
    {
      ...{ outcomeId: OUTCOME, title: 'Off the old portal', signal },
      items: [
        { kind: 'decision', alarm },
        { kind: 'gap', since: '2026-09-07', weeks: 3 },
        { kind: 'stale', kpiId: 'kpi_0000000000000002', name: 'Incidents', newest: '2026-08-31' },
      ],
      changes: [],
    },
  ]);
  expect([...section.querySelectorAll('li')].map((item) => item.textContent)).toEqual([
    'Change work for it has all but stopped for 4 weeks, while run work goes on. No decision for more than two weeks.',
    'The report says on track; the primary KPI has said otherwise for 3 weeks.',
    'Incidents has had no value since Aug 31, 2026, so nobody can tell where it stands.',
  ]);
  expect(await axeFaults()).toEqual([]);
});

it('puts the worst first', async () => {
  const { signal } = card();
  const of = (title: string, kind: Reviewed['signal']['kind']): Reviewed => ({ outcomeId: title, title, signal: { ...signal, kind }, items: [{ kind: 'gap', since: '2026-09-07', weeks: 3 }], changes: [] });
  const section = await show([of('Fine', 'moving'), of('Trapped', 'activity-trap'), of('Stalled', 'silent-stall')]);
  expect([...section.querySelectorAll('b')].map((title) => title.textContent)).toEqual(['Stalled', 'Trapped', 'Fine']);
});

it('says so when there is nothing', async () => {
  expect(await show([])).toHaveTextContent('Nothing awaits a decision, and no value is late.');
});

it('tells in a list of its own what changed within the week', async () => {
  const { signal } = card();
  const kpi = { kpiId: 'kpi_0000000000000001', name: 'Handling time' };
  const target = (value: number) => ({ kind: 'value' as const, value, by: '2026-12-18' });
  await show([
    {
      ...{ outcomeId: OUTCOME, title: 'Off the old portal', signal, items: [] },
      changes: [
        { kind: 'verdict', at: '2026-09-27', ...kpi, from: { at: '2026-08-03', kind: 'not enough data' }, to: { at: '2026-09-27', kind: 'improved', strength: 'tentative' } },
        { kind: 'verdict', at: '2026-09-27', ...kpi, to: { at: '2026-09-27', kind: 'worsened', strength: 'confirmed' } },
        { kind: 'signal', at: '2026-09-27', signal: 'moving' },
        { kind: 'decided', at: '2026-09-26', choice: 're-plan' },
        { kind: 'agreed', at: '2026-09-26', ...kpi, unit: 'hours', targets: { from: target(5), to: target(6) } },
        { kind: 'agreed', at: '2026-09-26', ...kpi, unit: 'hours' },
        { kind: 'launched', at: '2026-09-25', names: ['Handling time', 'Backlog'] },
        { kind: 'closed', at: '2026-09-25', as: 'achieved' },
        { kind: 'created', at: '2026-09-24' },
      ],
    },
  ]);
  const section = screen.getByRole('region', { name: 'Changed since Sep 21, 2026' });
  expect([...section.querySelectorAll('li')].map((item) => item.textContent)).toEqual([
    'Handling time: not enough data → improved (early sign), yesterday.',
    'Handling time: the first verdict is worsened, yesterday.',
    'New signal: Moving, yesterday.',
    'Decided: Re-plan, 2 days ago.',
    'Handling time: the target 5\u00a0hours by Dec 18, 2026 became 6\u00a0hours by Dec 18, 2026, approved 2 days ago.',
    'Handling time: a change to what was agreed was approved, 2 days ago.',
    'It was launched, measured by Handling time, Backlog, 3 days ago.',
    'It was closed as achieved, 3 days ago.',
    'It was created, 4 days ago.',
  ]);
  expect(screen.getByRole('region', { name: 'What needs attention' })).not.toHaveTextContent('Off the old portal');
});

it('says so when nothing changed', async () => {
  await show([]);
  expect(screen.getByRole('region', { name: /^Changed since/ })).toHaveTextContent('Nothing changed this week.');
});
