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

it('names for each outcome what awaits somebody, what changed and what is out of date', async () => {
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
        { kind: 'verdict', kpiId: 'kpi_0000000000000001', name: 'Handling time', from: { at: '2026-08-03', kind: 'not enough data' }, to: { at: '2026-09-26', kind: 'improved', strength: 'tentative' } },
        { kind: 'gap', since: '2026-09-07', weeks: 3 },
        { kind: 'stale', kpiId: 'kpi_0000000000000002', name: 'Incidents', newest: '2026-08-31' },
      ],
    },
  ]);
  expect([...section.querySelectorAll('li')].map((item) => item.textContent)).toEqual([
    'Change work for it has all but stopped for 4 weeks, while run work goes on. No decision for more than two weeks.',
    'Handling time: not enough data → improved (early sign), 2 days ago.',
    'The report says on track; the primary KPI has said otherwise for 3 weeks.',
    'Incidents has had no value since Aug 31, 2026, so nobody can tell where it stands.',
  ]);
  expect(await axeFaults()).toEqual([]);
});

it('puts the worst first', async () => {
  const { signal } = card();
  const of = (title: string, kind: Reviewed['signal']['kind']): Reviewed => ({ outcomeId: title, title, signal: { ...signal, kind }, items: [{ kind: 'gap', since: '2026-09-07', weeks: 3 }] });
  const section = await show([of('Fine', 'moving'), of('Trapped', 'activity-trap'), of('Stalled', 'silent-stall')]);
  expect([...section.querySelectorAll('b')].map((title) => title.textContent)).toEqual(['Stalled', 'Trapped', 'Fine']);
});

it('says so when there is nothing', async () => {
  expect(await show([])).toHaveTextContent('Nothing is waiting for a decision, and no verdict changed this week.');
});
