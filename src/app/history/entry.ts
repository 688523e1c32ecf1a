import { type Crowd, joined, slotOf } from '../../domain/crowd';
import { type Workflow } from '../../domain/history';
import { meansDelivered } from '../../domain/resolution';
import { weeksIn } from '../../domain/week';
import { type WorkRule, queriesOf } from '../../domain/work-rule';
import { type Ports } from '../ports';
import { type FetchedIssue, type HistorySite } from './ports';

/** The issues with the queries that find them. A query that Jira can no longer read finds none, and is logged. */
export async function matched<T extends FetchedIssue>(ports: Ports, issues: readonly T[], rules: readonly WorkRule[]): Promise<T[]> {
  const queries = queriesOf(rules);
  if (queries.length === 0 || issues.length === 0) return [...issues];
  const { found, faults } = await ports.history.matching(issues.map(({ issueId }) => issueId), queries);
  for (const [query, fault] of faults) ports.log.error('A rule has a query that Jira cannot read.', { query, fault });
  return issues.map((issue) => ({ ...issue, queries: found.get(issue.issueId) ?? [] }));
}

/** How a project's issues are read, from what was found out about its site. */
export function workflowOf({ zone, categories, usesResolutions }: HistorySite): Workflow {
  const weekOf = weeksIn(zone);
  if (!weekOf) throw new Error(`There is no time zone ${zone}.`);
  return {
    categoryOf: (status) => (Object.hasOwn(categories, status) ? categories[status] : undefined),
    isCancelled: (resolution) => !meansDelivered(resolution),
    usesResolutions,
    weekOf,
  };
}

/** Who was active on the issues, week by week; only slots are kept, never who (see domain/crowd). */
export async function crowdOf(ports: Ports, issues: readonly FetchedIssue[], site: HistorySite): Promise<Crowd> {
  const weekOf = weeksIn(site.zone);
  const active = issues.flatMap(({ changes }) => changes).flatMap(({ byId, at }) => (byId === undefined ? [] : [{ byId, week: weekOf?.(at) }]));
  const pseudonyms = await ports.pseudonyms([...new Set(active.map(({ byId }) => byId))]);
  const weeks = new Map<string, Set<number>>();
  for (const { byId, week } of active) {
    const pseudonym = pseudonyms.get(byId);
    if (week === undefined || pseudonym === undefined) continue;
    const slots = weeks.get(week) ?? new Set<number>();
    weeks.set(week, slots.add(slotOf(pseudonym)));
  }
  return joined({}, Object.fromEntries([...weeks].map(([week, slots]) => [week, [...slots]])));
}
