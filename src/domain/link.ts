import { type Direction } from './kpi';

/** The links of one issue, kept under its id, so that its children find them with one read and one is primary. */
export interface IssueLinks {
  issueId: string;
  projectId: string;
  links: Link[];
}

/** An issue serves an outcome, in force from an ISO date. */
export interface Link {
  outcomeId: string;
  primary: boolean;
  since: string;
  hypothesis?: Hypothesis | undefined;
}

/** What the work is expected to move: which KPI, which way, by when (ISO date). */
export interface Hypothesis {
  kpiId: string;
  direction: Direction;
  by: string;
}

export const MAX_OUTCOMES_PER_ISSUE = 10;

/** Links at this level of Jira's hierarchy (1 = epic) or above; sub-tasks (−1) and standard issues (0) inherit. */
export const LOWEST_LINKABLE_LEVEL = 1;

/** Adds or replaces a link. The first is primary; making one primary takes it from the others. */
export function withLink(links: readonly Link[], link: Link): Link[] {
  const others = links.filter((l) => l.outcomeId !== link.outcomeId);
  const primary = link.primary || !others.some((l) => l.primary);
  return [
    ...others.map((l) => (primary ? { ...l, primary: false } : l)),
    { ...link, primary },
  ];
}

/** Removes a link; if it was the primary one, the oldest of the rest becomes primary. */
export function withoutLink(links: readonly Link[], outcomeId: string): Link[] {
  const rest = links.filter((l) => l.outcomeId !== outcomeId);
  const [first, ...others] = rest;
  if (!first || rest.some((l) => l.primary)) return rest;
  return [{ ...first, primary: true }, ...others];
}
