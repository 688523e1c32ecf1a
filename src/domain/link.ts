import { type Direction } from './kpi';

/** The links of one issue, kept under its id, so that its children find them with one read and one is primary. */
export interface IssueLinks {
  issueId: string;
  projectId: string;
  links: Link[];
  /** How often links that are gone since were changed, of outcomes that were not restricted. */
  ended?: number | undefined;
}

/** An issue serves an outcome, in force from an ISO date. */
export interface Link {
  outcomeId: string;
  primary: boolean;
  since: string;
  hypothesis?: Hypothesis | undefined;
  /** How often it was set; absent in what was linked before that was counted. */
  changes?: number | undefined;
}

/** What the work is expected to move: which KPI, which way, by when (ISO date). */
export interface Hypothesis {
  kpiId: string;
  direction: Direction;
  by: string;
}

/** As many as whoever links an issue may see; a restricted outcome that they may not see takes no place from others. */
export const MAX_OUTCOMES_PER_ISSUE = 10;

/** Links at this level of Jira's hierarchy (1 = epic) or above; sub-tasks (−1) and standard issues (0) inherit. */
export const LOWEST_LINKABLE_LEVEL = 1;

/** Whether something holds for an outcome, by its id: that it is restricted, or that somebody sees it. */
export type Holds = (outcomeId: string) => boolean;

/**
 * Adds or replaces a link. The first is primary; making one primary takes it from the others. Of those who may not see a
 * restricted outcome nobody can tell that it is linked: its link is primary only where it was made so, makes no other one
 * the second, and takes the primary place from none (see `toldLinks`).
 */
export function withLink(links: readonly Link[], link: Link, isRestricted: Holds): Link[] {
  const before = links.find((l) => l.outcomeId === link.outcomeId);
  const others = links.filter((l) => l !== before);
  const isFirst = !isRestricted(link.outcomeId) && !others.some((l) => l.primary && !isRestricted(l.outcomeId));
  const takes = link.primary && !isRestricted(link.outcomeId);
  return [...others.map((l) => (takes ? { ...l, primary: false } : l)), { ...link, primary: link.primary || isFirst, changes: (before ? changesOf(before) : 0) + 1 }];
}

/** What was linked before changes were counted was set once at least. */
function changesOf({ changes = 1 }: Link): number {
  return changes;
}

/** Removes an outcome's link; if it was the primary one, the oldest of the rest becomes primary. */
export function withoutLink(stored: IssueLinks, outcomeId: string, isRestricted: Holds): IssueLinks {
  const gone = stored.links.find((l) => l.outcomeId === outcomeId);
  const rest = stored.links.filter((l) => l !== gone);
  const open = rest.filter((l) => !isRestricted(l.outcomeId));
  const heir = open.some((l) => l.primary) ? undefined : open[0];
  const links = rest.map((l) => (l === heir ? { ...l, primary: true } : l));
  const ended = gone && !isRestricted(outcomeId) ? (stored.ended ?? 0) + changesOf(gone) + 1 : stored.ended;
  return { ...stored, links, ...(ended === undefined ? {} : { ended }) };
}

/** The links as somebody is told of them: to the outcomes that they see, one of them primary; a restricted one that was made so last, before others. */
export function toldLinks(links: readonly Link[], isSeen: Holds, isRestricted: Holds): Link[] {
  const told = links.filter((l) => isSeen(l.outcomeId));
  const named = told.filter((l) => l.primary);
  const main = named.filter((l) => isRestricted(l.outcomeId)).at(-1) ?? named[0] ?? told[0];
  return told.map((l) => ({ ...l, primary: l === main }));
}

/** How often what is told to somebody of an issue's links was changed: what a version means to them. Undefined where it never was. */
export function toldVersion(stored: IssueLinks | undefined, isSeen: Holds): number | undefined {
  const changes = (stored?.links ?? []).filter((l) => isSeen(l.outcomeId)).reduce((sum, l) => sum + changesOf(l), stored?.ended ?? 0);
  return changes > 0 ? changes : undefined;
}
