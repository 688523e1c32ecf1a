import { type GateConfig } from '../../src/domain/gate';
import { NEW_GATE } from '../../src/domain/gate-config';
import { GATE_KNOWN_DAYS, MAX_SEEN_GATES, type SeenGate, afterMeeting, gatesFrom, missedByAny } from '../../src/domain/seen-gate';

const day = (n: number): string => new Date(Date.UTC(2026, 2, n, 10)).toISOString();
const config = (more: Partial<GateConfig> = {}): GateConfig => ({ ...NEW_GATE, mode: 'block', rules: ['linked'], ...more });
const met = (seen: readonly SeenGate[], at: string, more?: Partial<GateConfig>, to = '3') => afterMeeting(seen, { from: '1', to, at }, config(more));

it('keeps a gate that blocks, anew when it asks for something else or a day has passed, and not at each meeting', () => {
  const first = met([], day(1)) ?? [];
  expect(first).toEqual([{ from: '1', to: '3', at: day(1), demands: { rules: ['linked'], baselineValues: 8, leastShare: 0.2 } }]);
  expect(met(first, '2026-03-01T12:00:00.000Z')).toBeUndefined();
  expect(met(first, '2026-03-01T12:00:00.000Z', { rules: ['open'] })).toMatchObject([{ demands: { rules: ['open'] } }]);
  expect(met(first, day(2))).toMatchObject([{ at: day(2) }]);
  expect(met(first, day(1), {}, '4')).toHaveLength(2);
});

it('forgets one that only observes now, and one that was not met for long', () => {
  const seen = met([], day(1)) ?? [];
  expect(met(seen, day(2), { mode: 'observe' })).toEqual([]);
  expect(met([], day(2), { mode: 'observe' })).toBeUndefined();
  expect(gatesFrom(seen, '1', day(GATE_KNOWN_DAYS))).toHaveLength(1);
  expect(gatesFrom(seen, '1', day(1 + GATE_KNOWN_DAYS))).toEqual([]);
  expect(gatesFrom(seen, '2', day(2))).toEqual([]);
});

it('keeps so many, those met last', () => {
  let seen: SeenGate[] = [];
  for (let to = 0; to < MAX_SEEN_GATES + 5; to += 1) seen = met(seen, day(1), {}, String(to)) ?? seen;
  expect(seen).toHaveLength(MAX_SEEN_GATES);
  expect(seen[0]?.to).toBe(String(MAX_SEEN_GATES + 4));
});

it('says of each rule once what is missing', () => {
  const gates = [...(met([], day(1)) ?? []), ...(met([], day(1), { rules: ['linked', 'share'] }) ?? [])];
  expect(missedByAny(gates, ({ rules }) => rules.map((rule) => ({ rule, lacks: 'link' as const }))).map(({ rule }) => rule)).toEqual(['linked', 'share']);
});
