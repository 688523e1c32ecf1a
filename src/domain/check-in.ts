import { type Verdict } from './verdict';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** What a person says of an outcome's course. */
export const REPORTED = ['on-track', 'at-risk', 'off-track'] as const;
export type Reported = (typeof REPORTED)[number];

/** A dated narrative and reported status. It stands beside what is measured and never takes its place. */
export interface CheckIn {
  /** ISO instant. */
  at: string;
  /** Account id of whoever reported. */
  byId: string;
  reported: Reported;
  note: string;
}

/** The newest check-in, and since when (ISO instant) the reported status has been the same without a break. */
export interface ReportedStatus {
  at: string;
  reported: Reported;
  since: string;
}

/** Check-ins that are kept for reading; older ones stay in the trail. */
export const MAX_CHECK_INS = 60;

/** The status that is reported once `next` has been added. */
export function withCheckIn(before: ReportedStatus | undefined, next: CheckIn): ReportedStatus {
  const since = before?.reported === next.reported ? before.since : next.at;
  return { at: next.at, reported: next.reported, since };
}

/** The status that is reported by check-ins, the newest first, as far back as they are kept; undefined without any. */
export function reportedBy(checkIns: readonly CheckIn[]): ReportedStatus | undefined {
  return checkIns.reduceRight<ReportedStatus | undefined>(withCheckIn, undefined);
}

/** How long a check-in may be taken back: a slip, and not what turned out wrong. That stays beside what was measured. */
export const WITHDRAWAL_MINUTES = 10;

/** `now` is an ISO instant. */
export function isWithdrawable({ at }: CheckIn, now: string): boolean {
  return Date.parse(now) - Date.parse(at) <= WITHDRAWAL_MINUTES * MINUTE_MS;
}

/** True once a value of a later day has come in: what was said then says nothing of it. `newest` is an ISO date. */
export function isExpired(status: ReportedStatus, newest: string | undefined): boolean {
  return newest !== undefined && newest > status.at.slice(0, 10);
}

/** Where what is reported and what is measured part: "on track" was said while the KPI did not improve. */
export interface Gap {
  /** ISO date from which both held. */
  since: string;
  /** Whole weeks since then. */
  weeks: number;
}

/** What was measured from a day (ISO date) on. */
interface Measured {
  at: string;
  kind: Verdict['kind'];
  strength?: 'tentative' | 'confirmed' | undefined;
}

/**
 * The gap between a report of "on track" and the primary KPI's verdict, when that is confirmed worse or shows no
 * detectable change. Neither an early sign nor too few values speak against a report.
 *
 * @param history the verdict's changes, oldest first
 * @param today ISO date
 */
export function gapOf(
  status: ReportedStatus | undefined,
  history: readonly Measured[],
  today: string,
): Gap | undefined {
  if (status?.reported !== 'on-track') return undefined;
  let from: string | undefined;
  for (const change of history) {
    from = speaksAgainst(change) ? (from ?? change.at) : undefined;
  }
  if (from === undefined) return undefined;
  const reportedFrom = status.since.slice(0, 10);
  const since = from > reportedFrom ? from : reportedFrom;
  const weeks = Math.floor((Date.parse(today) - Date.parse(since)) / (7 * DAY_MS));
  return { since, weeks: Math.max(0, weeks) };
}

function speaksAgainst({ kind, strength }: Measured): boolean {
  return kind === 'no detectable change' || (kind === 'worsened' && strength === 'confirmed');
}
