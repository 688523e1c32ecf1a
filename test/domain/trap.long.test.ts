import { flagged } from './simulation/trap-rates';

/** 24 weeks before the launch; two standard errors of a simulation of this size are allowed on top. */
const RUNS = 2000;
const slack = (rate: number) => 2 * Math.sqrt((rate * (1 - rate)) / RUNS);

describe('the activity trap', () => {
  it.each([
    ['is flagged when work doubles and the KPI stays', { effect: 0, after: 12, busier: true }, 0.75, 1],
    ['is flagged when work doubles and the KPI falls', { effect: -1, after: 12, busier: true }, 0.75, 1],
    ['is not flagged when the KPI rises as planned', { effect: 3, after: 12, busier: true }, 0, 0.015],
    ['is not flagged when it is too early', { effect: 0, after: 5, busier: true }, 0, 0],
    ['is seldom flagged when neither moves', { effect: 0, after: 12, busier: false }, 0, 0.04],
  ])('%s', (what, launch, least, most) => {
    const rate = flagged(15, launch, RUNS);
    console.log(`${what}: ${(100 * rate).toFixed(1)} %`);
    expect(rate).toBeGreaterThanOrEqual(least - slack(least));
    expect(rate).toBeLessThanOrEqual(most + slack(most));
  });
});
