import { type SignalCase, type SignalMeasure, alarmsOf, signalOf, worstOf } from '../../src/domain/signal';
import { type Effect, type Verdict } from '../../src/domain/verdict';

const plain = { nBefore: 12, nAfter: 8, before: 9, after: 8 };
const effect: Effect = { effect: 1, low: 0.5, high: 1.5, p: 0.001, rho: 0.2, sigma: 1, scale: 'none', outliers: [] };
const improved: Verdict = { kind: 'improved', strength: 'confirmed', effect, plain };
const worsened: Verdict = { kind: 'worsened', strength: 'confirmed', effect, plain };
const flat: Verdict = { kind: 'no detectable change', planned: 2, effect, plain };
const few: Verdict = { kind: 'not enough data', moreNeeded: 2, plain };
const tentative = (kind: 'improved' | 'worsened'): Verdict => ({ kind, strength: 'tentative', effect, plain });

const measure = (change: Partial<SignalMeasure> = {}): SignalMeasure => ({
  ...{ kpiId: 'kpi_1', name: 'Handling time', role: 'primary', verdict: flat, since: '2026-05-04' },
  ...{ onTarget: false, dueFrom: '2026-03-02', plannedRuledOut: false },
  ...change,
});
const quiet = { isActivityUp: false, doneShare: 0.4, epicsDoneByDue: false };
const stall = { since: '2026-05-11', evidence: { weeks: 4, done: 0, expected: 16.04, runShare: 1.1, p: 0.0001 } };
const outcome = (change: Partial<SignalCase> = {}): SignalCase => ({
  ...{ measures: [measure()], delivery: quiet, stall: null, today: '2026-06-01' },
  ...change,
});
/** Matches rows 2 to 5 at once, so that each row must be looked at in its order. */
const crowded = {
  measures: [measure({ verdict: improved, onTarget: true, plannedRuledOut: true })],
  delivery: { ...quiet, isActivityUp: true },
  stall,
};

describe('the signal of an outcome, row by row', () => {
  it('1: a primary measure confirmed worse is the wrong way, before all else', () => {
    const worse = measure({ kpiId: 'kpi_2', verdict: worsened, since: '2026-04-20' });
    const signal = signalOf(outcome({ ...crowded, measures: [...crowded.measures, worse] }));
    expect(signal).toMatchObject({ kind: 'wrong-way', since: '2026-04-20', why: { key: 'signal.wrong-way.why', params: { kpiId: 'kpi_2' } } });
  });

  it('1: so is a guardrail, but neither a supporting measure nor a tentative verdict', () => {
    const kindWith = (change: Partial<SignalMeasure>) => signalOf(outcome({ measures: [measure(), measure(change)] })).kind;
    expect(kindWith({ role: 'guardrail', verdict: worsened })).toBe('wrong-way');
    expect(kindWith({ role: 'supporting', verdict: worsened })).toBe('unproven');
    expect(kindWith({ role: 'guardrail', verdict: tentative('worsened') })).toBe('unproven');
  });

  it('2: target met and confirmed is achieved, since the last measure was', () => {
    const both = [...crowded.measures, measure({ kpiId: 'kpi_2', verdict: improved, onTarget: true, since: '2026-05-18' })];
    expect(signalOf(outcome({ ...crowded, measures: both }))).toMatchObject({ kind: 'achieved', since: '2026-05-18' });
  });

  it.each([
    ['unmet', { onTarget: false }],
    ['tentative', { verdict: tentative('improved') }],
    ['without values', { onTarget: null }],
  ])('2: %s is not achieved', (_what, change) => {
    expect(signalOf(outcome({ measures: [measure({ verdict: improved, onTarget: true, ...change })] })).kind).toBe('moving');
  });

  it('3: a stall alarm is a silent stall, with its evidence', () => {
    const measures = [measure({ verdict: improved, plannedRuledOut: true })];
    const signal = signalOf(outcome({ ...crowded, measures }));
    expect(signal).toMatchObject({ kind: 'silent-stall', since: '2026-05-11', why: { key: 'signal.silent-stall.why.stopped', params: { week: '2026-05-11' } } });
    const trickle = { ...stall, evidence: { ...stall.evidence, done: 1 } };
    expect(signalOf(outcome({ stall: trickle })).why).toMatchObject({ key: 'signal.silent-stall.why', params: { weeks: 4 } });
  });

  it.each([
    ['activity-up', { isActivityUp: true }],
    ['mostly-delivered', { doneShare: 0.8 }],
    ['epics-done', { epicsDoneByDue: true }],
  ])('4: the planned effect ruled out and %s is an activity trap', (key, delivery) => {
    const measures = [measure({ verdict: improved, plannedRuledOut: true })];
    const signal = signalOf(outcome({ measures, delivery: { ...quiet, ...delivery } }));
    expect(signal).toMatchObject({ kind: 'activity-trap', why: { key: `signal.activity-trap.why.${key}` } });
  });

  it('4: is no trap while the effect is possible, or without activity', () => {
    expect(signalOf(outcome({ delivery: { ...quiet, isActivityUp: true } })).kind).toBe('unproven');
    expect(signalOf(outcome({ measures: [measure({ plannedRuledOut: true })], delivery: { ...quiet, doneShare: 0.79 } })).kind).toBe('unproven');
    expect(signalOf(outcome({ measures: [measure({ plannedRuledOut: true })], delivery: { ...quiet, doneShare: null } })).kind).toBe('unproven');
  });

  it('5: a primary measure improved is moving, be it tentative', () => {
    expect(signalOf(outcome({ measures: [measure({ verdict: tentative('improved') })] })).kind).toBe('moving');
    expect(signalOf(outcome({ measures: [measure(), measure({ role: 'supporting', verdict: improved })] })).kind).toBe('unproven');
  });

  it.each([
    ['no-launch', { dueFrom: null }],
    ['not-due', { dueFrom: '2026-06-02' }],
    ['few-values', { verdict: few }],
  ])('6: it is too early with %s', (key, change) => {
    expect(signalOf(outcome({ measures: [measure(change)] }))).toMatchObject({ kind: 'too-early', why: { key: `signal.too-early.why.${key}` } });
  });

  it('6: is over when one primary measure can be judged', () => {
    expect(signalOf(outcome({ measures: [measure({ verdict: few }), measure({ kpiId: 'kpi_2' })] })).kind).toBe('unproven');
  });

  it('7: anything else is unproven', () => {
    const wide: Verdict = { kind: 'not enough data', moreNeeded: 9, soFar: effect, plain };
    const refused: Verdict = { kind: 'refused', reason: 'stale', plain };
    expect(signalOf(outcome({ measures: [measure({ verdict: wide })] })).kind).toBe('unproven');
    expect(signalOf(outcome({ measures: [measure({ verdict: refused })] }))).toMatchObject({ kind: 'unproven', why: { params: { reason: 'stale' } } });
    expect(signalOf(outcome({ measures: [] }))).toMatchObject({ kind: 'unproven', why: { key: 'signal.unproven.why.no-primary' } });
  });

  it('says for every signal what would clear it', () => {
    for (const input of [outcome(), outcome(crowded), outcome({ stall }), outcome({ measures: [measure({ verdict: worsened })] })]) {
      const { kind, clears } = signalOf(input);
      expect(clears.key).toBe(`signal.${kind}.clears`);
    }
  });
});

describe('a roll-up', () => {
  const at = (outcomeId: string, input: SignalCase) => ({ outcomeId, signal: signalOf(input) });
  const moving = at('out_1', outcome({ measures: [measure({ verdict: improved })] }));
  const stalled = at('out_2', outcome({ stall }));
  const unproven = at('out_3', outcome());

  it('shows the worst child, whatever the order', () => {
    expect(worstOf([moving, stalled, unproven])).toBe(stalled);
    expect(worstOf([unproven, moving])).toBe(unproven);
    expect(worstOf([])).toBeUndefined();
  });

  it('shows the oldest of equally bad ones', () => {
    const older = at('out_4', outcome({ stall: { ...stall, since: '2026-05-04' } }));
    expect(worstOf([stalled, older])).toBe(older);
    expect(worstOf([older, stalled])).toBe(older);
  });
});

describe('alarms', () => {
  it('are the signals that call for a decision, and every breached guardrail', () => {
    const guardrail = measure({ kpiId: 'kpi_9', role: 'guardrail', onTarget: false });
    const measures = [...outcome().measures, guardrail];
    expect(alarmsOf(outcome({ stall, measures })).map((a) => a.kind)).toEqual(['silent-stall', 'guardrail-breached']);
    expect(alarmsOf(outcome())).toEqual([]);
    expect(alarmsOf(outcome({ measures: [measure({ role: 'guardrail', onTarget: null })] }))).toEqual([]);
  });
});
