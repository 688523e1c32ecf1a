/** Gates that stop work, as far as they were met: Jira tells of a workflow's validators to none but the validators themselves. */
import { sameJson } from './canonical-json';
import { type GateConfig, type GateDemands, type GateMiss } from './gate';

export interface SeenGate {
  /** Ids of the statuses between which it stands. */
  from: string;
  to: string;
  demands: GateDemands;
  /** ISO instant at which it was met last, to a day. */
  at: string;
}

/** One that was not met for so long may have been taken off. */
export const GATE_KNOWN_DAYS = 14;
/** As many as are kept of a project, those met last. */
export const MAX_SEEN_GATES = 50;
const DAY_MS = 86_400_000;

/** The gates after one was met; undefined where that is no news. Only one that blocks is kept. */
export function afterMeeting(seen: readonly SeenGate[], { from, to, at }: Omit<SeenGate, 'demands'>, { mode, rules, baselineValues, leastShare }: GateConfig): SeenGate[] | undefined {
  const before = seen.find((one) => one.from === from && one.to === to);
  const others = seen.filter((one) => one !== before && isKnown(one, at));
  if (mode !== 'block') return before && others;
  const demands = { rules, baselineValues, leastShare };
  const isNews = !before || !sameJson(before.demands, demands) || Date.parse(at) - Date.parse(before.at) >= DAY_MS;
  return isNews ? [{ from, to, demands, at }, ...others].slice(0, MAX_SEEN_GATES) : undefined;
}

/** Those on a way out of a status. */
export function gatesFrom(seen: readonly SeenGate[], status: string, now: string): SeenGate[] {
  return seen.filter((one) => one.from === status && isKnown(one, now));
}

/** What one of the gates or another would miss; of a rule that several ask for, what the one that was met last would. */
export function missedByAny(gates: readonly SeenGate[], missesOf: (demands: GateDemands) => readonly GateMiss[]): GateMiss[] {
  const misses = gates.flatMap(({ demands }) => missesOf(demands));
  return misses.filter(({ rule }, i) => misses.findIndex((one) => one.rule === rule) === i);
}

function isKnown({ at }: SeenGate, now: string): boolean {
  return Date.parse(now) - Date.parse(at) < GATE_KNOWN_DAYS * DAY_MS;
}
