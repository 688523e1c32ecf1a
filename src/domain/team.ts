/**
 * A team: a named set of projects, whole or narrowed to components or to what a JQL query finds there. Whole projects need
 * nothing recorded; what a narrowed team takes in is recorded of each issue as it is read, under a tag that a change of
 * the definition renews, so that what was counted for the old one is never taken for the new one.
 */
import { type Ruled, sameName } from './work-rule';

export type Narrowing =
  | { kind: 'components'; names: string[] }
  | { kind: 'jql'; query: string };

export interface Team {
  teamId: string;
  name: string;
  projects: TeamProject[];
  narrowing?: Narrowing | undefined;
  /** Raised whenever the narrowing changes. */
  revision: number;
  /** The KPIs that the team is rewarded by. */
  incentives: Incentive[];
}

export interface TeamProject {
  /** Jira's id. */
  projectId: string;
  /** As it was when the team was saved. */
  key: string;
}

export interface Incentive {
  kpiId: string;
  /** ISO date. */
  since: string;
}

export const MAX_TEAMS = 50;
export const MAX_TEAM_PROJECTS = 20;
export const MAX_COMPONENTS = 20;
export const MAX_INCENTIVES = 10;
/** Narrowed teams of one project: what is kept of who was active lies in one value of the storage (240 KiB) for all of them. */
export const MAX_NARROW_TEAMS = 10;

/** A narrowed team as a project's issues are read for it. */
export interface NarrowTeam {
  tag: string;
  narrowing: Narrowing;
}

/** Under which an issue is recorded as the team's. */
export function tagOf({ teamId, revision }: Pick<Team, 'teamId' | 'revision'>): string {
  return `${teamId}.${revision}`;
}

/** The tag of a narrowed team; undefined for one of whole projects. */
export function tagIfNarrow(team: Pick<Team, 'teamId' | 'revision' | 'narrowing'>): string | undefined {
  return team.narrowing ? tagOf(team) : undefined;
}

/** Those with a part in the project. */
export function teamsIn(teams: readonly Team[], projectId: string): Team[] {
  return teams.filter(({ projects }) => projects.some((project) => project.projectId === projectId));
}

/** All that have a project in common with one of some, and those themselves, in the order of all. */
export function teamsBeside(some: readonly Team[], all: readonly Team[]): Team[] {
  const ids = new Set(some.flatMap(({ projects }) => projects.map(({ projectId }) => projectId)));
  return all.filter(({ projects }) => projects.some(({ projectId }) => ids.has(projectId)));
}

/** What issues of the project must be looked at for. */
export function narrowTeamsIn(teams: readonly Team[], projectId: string): NarrowTeam[] {
  return teamsIn(teams, projectId).flatMap((team) => (team.narrowing ? [{ tag: tagOf(team), narrowing: team.narrowing }] : []));
}

/** Tags of the teams that the issue counts for, in order. */
export function tagsOf(teams: readonly NarrowTeam[], issue: Ruled): string[] {
  return teams.filter(({ narrowing }) => takesIn(narrowing, issue)).map(({ tag }) => tag).sort();
}

export function takesIn(narrowing: Narrowing, { components, queries }: Pick<Ruled, 'components' | 'queries'>): boolean {
  if (narrowing.kind === 'jql') return queries.includes(narrowing.query);
  return components.some((component) => narrowing.names.some((name) => sameName(component, name)));
}

/** The queries that Jira must be asked about before teams can be told apart. */
export function teamQueries(teams: readonly { narrowing?: Narrowing | undefined }[]): string[] {
  return [...new Set(teams.flatMap(({ narrowing }) => (narrowing?.kind === 'jql' ? [narrowing.query] : [])))];
}
