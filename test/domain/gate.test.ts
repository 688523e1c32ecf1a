import fc from 'fast-check';
import {
  GATE_RULES, type GateConfig, type GateDemands, type GateFacts, type GateRule, MAX_GATE_ENTRIES, type ServedOutcome, gateMisses, gateOutcome, overridesInForce, withEntry,
} from '../../src/domain/gate';
import { type MeasureView } from '../../src/domain/snapshot';

const TODAY = '2026-03-20';
const plain = { nBefore: 10, nAfter: 10 };
const effect = { effect: 1, low: 0, high: 2, p: 0.01, rho: 0, sigma: 1, scale: 'none' as const, outliers: [] };

const measure = (over: Partial<MeasureView> = {}): MeasureView => ({
  ...{ kpiId: 'kpi_1', name: 'Secret KPI', unit: 'h', direction: 'decrease', cadence: 'week', role: 'primary', history: [] },
  baseline: { kind: 'level', level: 9, count: 8 },
  target: { kind: 'value', value: 6, by: '2026-12-18' },
  newest: { at: '2026-03-16', value: 7.5 },
  way: { kind: 'share', share: 0.5 },
  verdict: { kind: 'not enough data', moreNeeded: null, plain },
  ...over,
});
const worse = (strength: 'tentative' | 'confirmed'): MeasureView => measure({ kpiId: 'kpi_2', role: 'guardrail', verdict: { kind: 'worsened', strength, effect, plain } });
const hypothesis = { kpiId: 'kpi_1', direction: 'decrease' as const, by: '2026-12-18' };
const served = (over: { measures?: MeasureView[]; state?: 'open' | 'archived'; since?: string; hypothesis?: typeof hypothesis | undefined } = {}): ServedOutcome => ({
  link: { outcomeId: 'out_1', primary: true, since: over.since ?? '2026-01-01', hypothesis: 'hypothesis' in over ? over.hypothesis : hypothesis },
  view: { ownerId: 'owner', state: over.state ?? 'open', measures: over.measures ?? [measure()] },
});
const facts = (over: Partial<GateFacts> = {}): GateFacts => ({ served: [served()], share: 0.5, today: TODAY, ...over });
const asking = (...rules: GateRule[]): GateDemands => ({ rules, baselineValues: 8, leastShare: 0.2 });
const lacks = (demands: GateDemands, known: GateFacts) => gateMisses(demands, known).map(({ rule, lacks: what }) => `${rule}: ${what}`);

describe('work that has everything', () => {
  it('lacks nothing, whatever is asked for', () => {
    expect(gateMisses(asking(...GATE_RULES), facts())).toEqual([]);
  });
});

describe('each rule by itself', () => {
  it.each<[string, GateRule, GateFacts, string[]]>([
    ['an outcome is served', 'linked', facts({ served: [] }), ['linked: link']],
    ['a link that is not in force yet does not count', 'linked', facts({ served: [served({ since: '2026-03-21' })] }), ['linked: link']],
    ['an archived outcome is still an outcome', 'linked', facts({ served: [served({ state: 'archived' })] }), []],
    ['the outcome is open', 'open', facts({ served: [served({ state: 'archived' })] }), ['open: open']],
    ['one open outcome is enough', 'open', facts({ served: [served({ state: 'archived' }), served()] }), []],
    ['the hypothesis', 'hypothesis', facts({ served: [served({ hypothesis: undefined })] }), ['hypothesis: hypothesis']],
    ['its baseline rests on values', 'hypothesis', facts({ served: [served({ measures: [measure({ baseline: { kind: 'level', level: 9, count: 7 } })] })] }), ['hypothesis: baseline']],
    ['a stated level rests on none', 'hypothesis', facts({ served: [served({ measures: [measure({ baseline: { kind: 'level', level: 9, count: null } })] })] }), ['hypothesis: baseline']],
    ['a KPI that left the outcome has no baseline', 'hypothesis', facts({ served: [served({ measures: [] })] }), ['hypothesis: baseline']],
    ['a primary measure', 'measured', facts({ served: [served({ measures: [worse('tentative')] })] }), ['measured: measure']],
    ['with a baseline', 'measured', facts({ served: [served({ measures: [measure({ baseline: { kind: 'refused', reason: 'no-values-in-window' } })] })] }), ['measured: baseline']],
    ['and a value', 'measured', facts({ served: [served({ measures: [measure({ newest: undefined })] })] }), ['measured: value']],
    ['that is not too old', 'measured', facts({ served: [served({ measures: [measure({ newest: { at: '2026-01-01', value: 8 } })] })] }), ['measured: fresh-value']],
    ['no guardrail confirmed worse', 'guardrail', facts({ served: [served(), served({ measures: [worse('confirmed')] })] }), ['guardrail: guardrail']],
    ['one that is worse only tentatively passes', 'guardrail', facts({ served: [served({ measures: [worse('tentative')] })] }), []],
    ['nothing that is served has no guardrail', 'guardrail', facts({ served: [] }), []],
    ['the share of change work', 'share', facts({ share: 0.19 }), ['share: share']],
    ['a share that is just enough', 'share', facts({ share: 0.2 }), []],
    ['a share that may not be told is not counted', 'share', facts({ share: undefined }), []],
  ])('%s', (_, rule, known, expected) => {
    expect(lacks(asking(rule), known)).toEqual(expected);
  });
});

describe('several rules', () => {
  it('say once that there is no outcome, not once for each that needs one', () => {
    expect(lacks(asking(...GATE_RULES), facts({ served: [], share: 0 }))).toEqual(['linked: link', 'share: share']);
    expect(lacks(asking('hypothesis', 'measured'), facts({ served: [] }))).toEqual(['hypothesis: link']);
    expect(lacks(asking('linked', 'hypothesis'), facts({ served: [served({ state: 'archived' })] }))).toEqual(['hypothesis: open']);
  });

  it('judge by the first open outcome', () => {
    const known = facts({ served: [served({ state: 'archived', hypothesis: undefined }), served(), served({ hypothesis: undefined })] });
    expect(lacks(asking('open', 'hypothesis', 'measured'), known)).toEqual([]);
  });

  it('never ask for what was not chosen, and tell nothing of an outcome but what is asked', () => {
    const anyServed = fc.record({ state: fc.constantFrom('open' as const, 'archived' as const), since: fc.constantFrom('2026-01-01', '2027-01-01'), measures: fc.subarray([measure(), worse('confirmed')]) });
    fc.assert(
      fc.property(fc.subarray([...GATE_RULES]), fc.array(anyServed.map(served), { maxLength: 3 }), fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }), (rules, all, share) => {
        const misses = gateMisses(asking(...rules), facts({ served: all, share }));
        expect(misses.every(({ rule }) => rules.includes(rule))).toBe(true);
        expect(JSON.stringify(misses)).not.toMatch(/Secret|kpi_|out_|owner/);
      }),
    );
  });
});

describe('what a gate does', () => {
  const config = (mode: GateConfig['mode']): GateConfig => ({ ...asking('linked', 'share'), mode, onError: 'pass' });
  const misses = gateMisses(asking('linked', 'share'), facts({ served: [], share: 0 }));
  it('observing passes, blocking stops unless every rule that is missed was overridden', () => {
    expect(gateOutcome(config('observe'), misses, new Set())).toBe('observed');
    expect(gateOutcome(config('block'), misses, new Set())).toBe('stopped');
    expect(gateOutcome(config('block'), misses, new Set(['linked'] as const))).toBe('stopped');
    expect(gateOutcome(config('block'), misses, new Set(['linked', 'share'] as const))).toBe('overridden');
    expect(gateOutcome(config('block'), [], new Set())).toBeUndefined();
  });

  it('an override holds until its end, and for the status in which it was recorded', () => {
    const one = { rule: 'linked' as const, at: '2026-03-20T10:00:00.000Z', until: '2026-03-21T10:00:00.000Z', reason: 'x', status: '1' };
    expect(overridesInForce([one], '1', '2026-03-21T09:59:59.999Z')).toEqual([one]);
    expect(overridesInForce([one], '1', '2026-03-21T10:00:00.000Z')).toEqual([]);
    expect(overridesInForce([one], '2', '2026-03-20T11:00:00.000Z')).toEqual([]);
    // The status changed and came back since.
    expect(overridesInForce([one], '1', '2026-03-20T11:00:00.000Z', '2026-03-20T10:30:00.000Z')).toEqual([]);
    expect(overridesInForce([one], '1', '2026-03-20T11:00:00.000Z', '2026-03-20T09:30:00.000Z')).toEqual([one]);
  });

  it('keeps the newest entries, and not more than it shall', () => {
    let entries: ReturnType<typeof withEntry> = [];
    for (let n = 0; n < MAX_GATE_ENTRIES + 20; n += 1) entries = withEntry(entries, { at: String(n).padStart(3, '0'), outcome: 'observed', rules: [] });
    expect(entries).toHaveLength(MAX_GATE_ENTRIES);
    expect(entries[0]?.at).toBe(String(MAX_GATE_ENTRIES + 19));
  });

  it('puts a failure that is told late where it belongs, and once however often it is told', () => {
    const failed = { at: '1', outcome: 'failed' as const, rules: [], failure: { code: 'deadline' as const, passed: true } };
    const seen = { at: '2', outcome: 'observed' as const, rules: [] };
    expect(withEntry(withEntry([seen], failed), failed)).toEqual([seen, failed]);
    expect(withEntry([seen], seen)).toEqual([seen, seen]);
  });
});
