import { type Crowd, type TeamCrowds, slotOf, teamCrowdsOf, together } from '../../domain/crowd';
import { type Workflow } from '../../domain/history';
import { meansDelivered } from '../../domain/resolution';
import { type Reading } from '../../domain/ledger';
import { tagsOf, teamQueries } from '../../domain/team';
import { daysIn, weeksIn } from '../../domain/week';
import { queriesOf } from '../../domain/work-rule';
import { type Ports } from '../ports';
import { type FetchedIssue, type HistorySite, type ProjectHistory } from './ports';

/** What a project's issues are read with. */
export function readingOf({ rules, teams = [] }: Pick<ProjectHistory, 'rules' | 'teams'>): Reading {
  return { rules, teams };
}

/** The issues with the queries that find them. A query that Jira can no longer read finds none, and is logged. */
export async function matched<T extends FetchedIssue>(ports: Ports, issues: readonly T[], readings: readonly Reading[]): Promise<T[]> {
  const queries = [...new Set(readings.flatMap(({ rules, teams }) => [...queriesOf(rules), ...teamQueries(teams)]))];
  if (queries.length === 0 || issues.length === 0) return [...issues];
  const { found, faults } = await ports.history.matching(issues.map(({ issueId }) => issueId), queries);
  for (const [query, fault] of faults) ports.log.error('A rule or team has a query that Jira cannot read.', { query, fault });
  return issues.map((issue) => ({ ...issue, queries: found.get(issue.issueId) ?? [] }));
}

/** How a project's issues are read, from what was found out about its site. */
export function workflowOf({ zone, categories, usesResolutions }: Pick<HistorySite, 'zone' | 'categories' | 'usesResolutions'>): Workflow {
  const weekOf = weeksIn(zone);
  if (!weekOf) throw new Error(`There is no time zone ${zone}.`);
  return {
    categoryOf: (status) => (Object.hasOwn(categories, status) ? categories[status] : undefined),
    isCancelled: (resolution) => !meansDelivered(resolution),
    usesResolutions,
    weekOf,
    dayOf: daysIn(zone),
  };
}

/** Who was active in a project, and apart in each of its narrowed teams and beside it. */
export interface Crowds {
  all: Crowd;
  teams: TeamCrowds;
}

/**
 * Who was active on the issues, week by week; only slots are kept, never who (see domain/crowd). Issues with a security
 * level enter no figure, so whoever was active on them alone is nobody here.
 */
export async function crowdsOf(ports: Ports, issues: readonly FetchedIssue[], { site, teams = [] }: Pick<ProjectHistory, 'site' | 'teams'>): Promise<Crowds> {
  const weekOf = weeksIn(site.zone);
  const open = issues.filter(({ isSecured }) => !isSecured);
  const people = open.flatMap(({ changes }) => changes).flatMap(({ byId }) => byId ?? []);
  const pseudonyms = await ports.pseudonyms([...new Set(people)]);
  const crowdOf = ({ changes }: FetchedIssue): Crowd =>
    together(
      changes.flatMap(({ byId, at }) => {
        const pseudonym = byId === undefined ? undefined : pseudonyms.get(byId);
        const week = weekOf?.(at);
        return week === undefined || pseudonym === undefined ? [] : [{ [week]: [slotOf(pseudonym)] }];
      }),
    );
  const active = open.map((issue) => ({ tags: tagsOf(teams, issue), crowd: crowdOf(issue) }));
  return { all: together(active.map(({ crowd }) => crowd)), teams: teamCrowdsOf(active, teams.map(({ tag }) => tag)) };
}
