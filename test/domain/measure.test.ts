import fc from 'fast-check';
import { baselineLevel, reachesPastLaunch, targetFault, way } from '../../src/domain/measure';

const level = (value: number) => ({ kind: 'level' as const, level: value, count: null });
const upTo = (value: number) => ({ kind: 'value' as const, value, by: '2026-12-18' });
const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 });

describe('the level of a baseline', () => {
  const values = [
    { at: '2026-01-05', value: 10 },
    { at: '2026-01-12', value: 14 },
    { at: '2026-01-19', value: 99 },
  ];

  it('is what was stated', () => {
    expect(baselineLevel({ kind: 'stated', level: 9.2 }, [])).toEqual(level(9.2));
  });

  it('is the mean of the values inside the window, both days included', () => {
    expect(baselineLevel({ kind: 'window', from: '2026-01-05', to: '2026-01-12' }, values)).toEqual({
      kind: 'level',
      level: 12,
      count: 2,
    });
  });

  it('is refused, not zero, for a window without values', () => {
    expect(baselineLevel({ kind: 'window', from: '2025-01-01', to: '2025-12-31' }, values)).toEqual({
      kind: 'refused',
      reason: 'no-values-in-window',
    });
  });
});

describe('a change that was live before it was measured', () => {
  it('may begin without a baseline, which is refused as such, whatever values there are', () => {
    const none = baselineLevel({ kind: 'none' }, [{ at: '2026-01-05', value: 10 }]);
    expect(none).toEqual({ kind: 'refused', reason: 'begun-without' });
    expect(way(none, 5, upTo(3))).toEqual({ kind: 'refused', reason: 'no-baseline' });
  });

  it.each([
    ['ends the day before', '2026-03-01', '2026-03-02', false],
    ['ends on the launch', '2026-03-02', '2026-03-02', true],
    ['ends later', '2026-04-01', '2026-03-02', true],
    ['has no launch to pass', '2026-04-01', undefined, false],
  ])('a window that %s', (_what, to, launch, reaches) => {
    expect(reachesPastLaunch({ kind: 'window', from: '2026-01-01', to }, launch)).toBe(reaches);
  });
});

describe('the way from baseline to target', () => {
  it.each([
    [9.2, 6.0, 7.2, 0.625],
    [9.2, 6.0, 9.2, 0],
    [9.2, 6.0, 6.0, 1],
    [9.2, 6.0, 10.8, -0.5],
    [10, 20, 25, 1.5],
  ])('from %d to %d at %d is %d: never clamped', (baseline, target, now, share) => {
    const result = way(level(baseline), now, upTo(target));
    expect(result.kind === 'share' && result.share).toBeCloseTo(share, 12);
  });

  it('is refused without a baseline, without a value, or when there is no way to go', () => {
    const none = { kind: 'refused' as const, reason: 'no-values-in-window' as const };
    expect(way(none, 5, upTo(6))).toEqual({ kind: 'refused', reason: 'no-baseline' });
    expect(way(level(5), undefined, upTo(6))).toEqual({ kind: 'refused', reason: 'no-values' });
    expect(way(level(5), 5, upTo(5))).toEqual({ kind: 'refused', reason: 'target-equals-baseline' });
  });

  it('into a band counts the distance outside it', () => {
    const band = { kind: 'band' as const, low: 20, high: 30, by: '2026-12-18' };
    expect(way(level(40), 35, band)).toEqual({ kind: 'share', share: 0.5 });
    expect(way(level(40), 25, band)).toEqual({ kind: 'share', share: 1 });
    expect(way(level(40), 50, band)).toEqual({ kind: 'share', share: -1 });
    expect(way(level(25), 25, band)).toEqual({ kind: 'refused', reason: 'target-equals-baseline' });
  });

  it('is the same for a KPI and its mirror image, which should fall instead of rise', () => {
    fc.assert(
      fc.property(finite, finite, finite, (baseline, target, now) => {
        expect(way(level(-baseline), -now, upTo(-target))).toEqual(way(level(baseline), now, upTo(target)));
      }),
    );
  });
});

describe('a target', () => {
  it.each([
    [upTo(10), 'increase', 'primary', 10, 'equals-baseline'],
    [upTo(9), 'increase', 'primary', 10, 'wrong-side'],
    [upTo(11), 'decrease', 'supporting', 10, 'wrong-side'],
    [upTo(11), 'increase', 'primary', 10, undefined],
    [upTo(9), 'increase', 'guardrail', 10, undefined],
    [upTo(9), 'increase', 'primary', undefined, undefined],
    [upTo(9), 'within', 'primary', 10, 'band-needed'],
    [{ kind: 'band', low: 1, high: 2, by: '2026-12-18' }, 'decrease', 'primary', 10, 'value-needed'],
    [{ kind: 'band', low: 2, high: 2, by: '2026-12-18' }, 'within', 'primary', 10, 'empty-band'],
    [{ kind: 'band', low: 1, high: 2, by: '2026-12-18' }, 'within', 'primary', 10, undefined],
  ] as const)('%j of a KPI that should %s, as %s from %p: %p', (target, direction, role, from, fault) => {
    expect(targetFault(target, direction, role, from)).toBe(fault);
  });
});
