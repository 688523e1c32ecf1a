import { type GateConfig } from '../../src/domain/gate';
import { NEW_GATE } from '../../src/domain/gate-config';
import { GATE_KNOWN_DAYS, GATE_LIKELY_DAYS, MAX_SEEN_GATES, type SeenGate, afterAnnouncing, afterMeeting, gatesFrom, likelyFrom, missedByAny } from '../../src/domain/seen-gate';

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

it('thinks for longer of what was met on a way out of a status, and of what was announced for one into another', () => {
  const seen = met([], day(1)) ?? [];
  const demands = { rules: ['share' as const], baselineValues: 8, leastShare: 0.5 };
  const announced = afterAnnouncing([], { to: '2', demands, at: day(2) }) ?? [];
  const rulesFrom = (status: string, at: string): string[] => likelyFrom(seen, announced, status, at).flatMap((one) => one.demands.rules);
  expect(rulesFrom('1', day(30))).toEqual(['share', 'linked']);
  expect(rulesFrom('2', day(30))).toEqual([]);
  expect(rulesFrom('3', day(30))).toEqual(['share']);
  expect(rulesFrom('1', day(1 + GATE_LIKELY_DAYS))).toEqual(['share']);
  expect(rulesFrom('1', day(2 + GATE_LIKELY_DAYS))).toEqual([]);
  // The next meeting keeps it as long.
  expect(met(seen, day(GATE_LIKELY_DAYS), {}, '4')).toHaveLength(2);
  expect(met(seen, day(1 + GATE_LIKELY_DAYS), {}, '4')).toHaveLength(1);
});

it('keeps what is announced once, anew when a day has passed, and beside what asks for something else', () => {
  const gate = { to: '2', demands: { rules: ['linked' as const], baselineValues: 8, leastShare: 0.2 }, at: day(1) };
  const first = afterAnnouncing([], gate) ?? [];
  expect(first).toEqual([gate]);
  expect(afterAnnouncing(first, { ...gate, at: '2026-03-01T12:00:00.000Z' })).toBeUndefined();
  expect(afterAnnouncing(first, { ...gate, at: day(2) })).toEqual([{ ...gate, at: day(2) }]);
  expect(afterAnnouncing(first, { ...gate, demands: { ...gate.demands, baselineValues: 9 } })).toHaveLength(2);
  expect(afterAnnouncing(first, { demands: gate.demands, at: day(1) })).toHaveLength(2);
  const many = Array.from({ length: MAX_SEEN_GATES }, (_, n) => ({ ...gate, to: String(100 + n) }));
  expect(afterAnnouncing(many, gate)).toHaveLength(MAX_SEEN_GATES);
});

it('forgets what a gate asked for that asks for something else now, or blocks no longer', () => {
  const asks = (baselineValues: number) => ({ rules: ['linked' as const], baselineValues, leastShare: 0.2 });
  const known = afterAnnouncing([], { to: '2', demands: asks(8), at: day(1) }) ?? [];
  expect(afterAnnouncing(known, { to: '2', demands: asks(9), former: asks(8), at: day(1) })).toEqual([{ to: '2', demands: asks(9), at: day(1) }]);
  expect(afterAnnouncing(known, { to: '2', demands: asks(8), former: asks(8), at: day(1) })).toBeUndefined();
  expect(afterAnnouncing(known, { to: '2', former: asks(8), at: day(1) })).toEqual([]);
  expect(afterAnnouncing(known, { to: '3', former: asks(8), at: day(1) })).toBeUndefined();
});
