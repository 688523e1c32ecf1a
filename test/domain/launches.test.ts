import { launchesElsewhere, launchesOf, otherLaunches } from '../../src/domain/launches';
import { type Measure } from '../../src/domain/measure';

const measure = (outcomeId: string, more: Partial<Measure> = {}): Measure => ({
  ...{ outcomeId, kpiId: 'kpi', role: 'primary', baseline: { kind: 'stated', level: 9 } },
  target: { kind: 'value', value: 6, by: '2026-12-18' },
  ...more,
});
const judged = { kpiId: 'kpi', name: 'Berth time', launch: '2026-03-02', from: '2026-01-05' };
const beside = (launch: string) => ({ kpiId: `at ${launch}`, name: 'Satisfaction', launch });
const TODAY = '2026-06-01';

describe('launches beside the one that a measure is judged by', () => {
  it('are the later ones of its own rollout, and those of the other measures of its outcome on other days', () => {
    const own = { ...judged, laterLaunches: ['2026-04-06', '2026-07-06'] };
    expect(launchesOf(own)).toEqual(['2026-03-02', '2026-04-06', '2026-07-06']);
    expect(otherLaunches(own, [own, beside('2026-03-02'), beside('2026-04-06'), beside('2026-05-04')], TODAY)).toEqual([
      { at: '2026-04-06' },
      { at: '2026-05-04', kpi: 'Satisfaction' },
    ]);
  });

  it('are those of other outcomes with the same KPI, even on the same day', () => {
    const measures = [measure('one', { launch: '2026-03-02' }), measure('two', { launch: '2026-03-02', laterLaunches: ['2026-03-09'] }), measure('three')];
    const elsewhere = launchesElsewhere('one', measures);
    expect(elsewhere).toEqual([{ outcomeId: 'two', at: '2026-03-02' }, { outcomeId: 'two', at: '2026-03-09' }]);
    expect(otherLaunches({ ...judged, elsewhere }, [judged], TODAY)).toHaveLength(2);
  });

  it('lie between the beginning of the baseline and today', () => {
    const elsewhere = ['2026-01-04', '2026-01-05', TODAY, '2026-06-02'].map((at) => ({ outcomeId: 'two', at }));
    expect(otherLaunches({ ...judged, elsewhere }, [], TODAY).map(({ at }) => at)).toEqual(['2026-01-05', TODAY]);
  });

  it('are none while the measure itself was not launched', () => {
    const elsewhere = [{ outcomeId: 'two', at: '2026-03-02' }];
    expect(otherLaunches({ ...judged, launch: undefined, elsewhere }, [], TODAY)).toEqual([]);
    expect(otherLaunches({ ...judged, launch: '2026-09-01', elsewhere }, [], TODAY)).toEqual([]);
  });
});
