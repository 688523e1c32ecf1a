import { turnsOf } from '../../src/domain/verdict-history';

const early = { kind: 'improved', strength: 'tentative' } as const;
const sure = { kind: 'improved', strength: 'confirmed' } as const;

describe('when a verdict changed', () => {
  it('counts a movement from when it is confirmed', () => {
    const history = [
      { at: '2026-03-02', kind: 'not enough data' as const },
      { at: '2026-04-06', ...early },
      { at: '2026-04-20', ...sure },
    ];
    expect(turnsOf(history)).toEqual([
      { at: '2026-03-02', from: undefined, to: 'not enough data' },
      { at: '2026-04-20', from: 'not enough data', to: 'improved' },
    ]);
  });

  it('does not begin anew after an early sign between', () => {
    const history = [{ at: '2026-04-20', ...sure }, { at: '2026-04-27', ...early }, { at: '2026-05-04', ...sure }];
    expect(turnsOf(history)).toHaveLength(1);
  });

  it('is empty where there is only an early sign', () => {
    expect(turnsOf([{ at: '2026-04-20', ...early }])).toEqual([]);
  });
});
