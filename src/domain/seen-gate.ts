/** Gates that stop work, as far as they were met or announced: Jira tells of a workflow's validators to none but the validators themselves. */
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

/** A gate that an administrator gave Jira's workflow editor. Whether it was published, and in which projects, Jira tells nobody. */
export interface AnnouncedGate {
  /** Id of the status that its transition leads to; absent where the editor did not say. */
  to?: string | undefined;
  demands: GateDemands;
  /** ISO instant at which it was given last, to a day. */
  at: string;
}

/** One that was not met for so long may have been taken off. */
export const GATE_KNOWN_DAYS = 14;
/** One that was neither met nor announced for so long is thought of no more. */
export const GATE_LIKELY_DAYS = 90;
/** As many as are kept of a project, those met last; and of the site, those announced last. */
export const MAX_SEEN_GATES = 50;
const DAY_MS = 86_400_000;

/** The gates after one was met; undefined where that is no news. Only one that blocks is kept. */
export function afterMeeting(seen: readonly SeenGate[], { from, to, at }: Omit<SeenGate, 'demands'>, { mode, rules, baselineValues, leastShare }: GateConfig): SeenGate[] | undefined {
  const before = seen.find((one) => one.from === from && one.to === to);
  const others = seen.filter((one) => one !== before && isWithin(GATE_LIKELY_DAYS, one, at));
  if (mode !== 'block') return before && others;
  const demands = { rules, baselineValues, leastShare };
  const isNews = !before || !sameJson(before.demands, demands) || Date.parse(at) - Date.parse(before.at) >= DAY_MS;
  return isNews ? [{ from, to, demands, at }, ...others].slice(0, MAX_SEEN_GATES) : undefined;
}

/** What an administrator gives Jira: a gate that blocks, or one that did and does no more, whose `demands` are absent. */
export interface Announcement extends Pick<AnnouncedGate, 'to' | 'at'> {
  demands?: GateDemands | undefined;
  /** What the same gate asked for until now, where it blocked. */
  former?: GateDemands | undefined;
}

/** The gates after one was announced; undefined where that is no news. */
export function afterAnnouncing(known: readonly AnnouncedGate[], { to, at, demands, former }: Announcement): AnnouncedGate[] | undefined {
  const find = (asked: GateDemands | undefined) => asked && known.find((one) => one.to === to && sameJson(one.demands, asked));
  const [before, replaced] = [find(demands), find(former)];
  const isNews = demands !== undefined && (!before || Date.parse(at) - Date.parse(before.at) >= DAY_MS);
  if (!isNews && (!replaced || replaced === before)) return undefined;
  const others = known.filter((one) => one !== before && one !== replaced && isWithin(GATE_LIKELY_DAYS, one, at));
  return [...(demands ? [{ ...(to === undefined ? {} : { to }), demands, at }] : []), ...others].slice(0, MAX_SEEN_GATES);
}

/** Gates that may stand on a way out of a status, the newest first: announced ones, and what was met there too long ago to be sure of. */
export function likelyFrom(seen: readonly SeenGate[], announced: readonly AnnouncedGate[], status: string, now: string): Pick<AnnouncedGate, 'demands' | 'at'>[] {
  const all = [...seen.filter(({ from }) => from === status), ...announced.filter(({ to }) => to !== status)];
  return all.filter((one) => isWithin(GATE_LIKELY_DAYS, one, now)).sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

/** Those on a way out of a status. */
export function gatesFrom(seen: readonly SeenGate[], status: string, now: string): SeenGate[] {
  return seen.filter((one) => one.from === status && isWithin(GATE_KNOWN_DAYS, one, now));
}

/** What one of the gates or another would miss; of a rule that several ask for, what the one that was met last would. */
export function missedByAny(gates: readonly Pick<SeenGate, 'demands'>[], missesOf: (demands: GateDemands) => readonly GateMiss[]): GateMiss[] {
  const misses = gates.flatMap(({ demands }) => missesOf(demands));
  return misses.filter(({ rule }, i) => misses.findIndex((one) => one.rule === rule) === i);
}

function isWithin(days: number, { at }: { at: string }, now: string): boolean {
  return Date.parse(now) - Date.parse(at) < days * DAY_MS;
}
