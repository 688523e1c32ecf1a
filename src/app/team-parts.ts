import { type Viewer } from '../domain/access';
import { type Team, tagIfNarrow } from '../domain/team';
import { type PlacedPart, type TeamActivity, partIn, teamActivity } from '../domain/team-work';
import { type Found, type Ports, SITE, ref } from './ports';

/** All teams, in the order in which they were defined; that order decides which of two is shown where both may not be. */
export async function definedTeams(ports: Ports): Promise<readonly Team[]> {
  const stored = ref('teams', SITE);
  return (await ports.store.read([stored])).get(stored)?.body.teams ?? [];
}

/** The projects of the teams that the viewer may browse. */
export async function seenProjects(ports: Ports, viewer: Viewer, teams: readonly Team[], known: readonly string[] = []): Promise<Set<string>> {
  const asked = [...new Set(teams.flatMap(({ projects }) => projects.map(({ projectId }) => projectId)))].filter((id) => !known.includes(id));
  return new Set([...known, ...(asked.length > 0 ? await ports.user.browsable(viewer.accountId, asked) : [])]);
}

/** A team's parts in the projects that are seen, from their `teamWork`. */
export function partsOf({ projects, ...team }: Team, seen: ReadonlySet<string>, found: Found): PlacedPart[] {
  return projects
    .filter(({ projectId }) => seen.has(projectId))
    .flatMap(({ projectId }) => partIn(projectId, found.get(ref('teamWork', projectId))?.body, tagIfNarrow(team)) ?? []);
}

/** What may be told of a team, beside all that were defined before it; `teams` has it and them. */
export function activityOf(team: Team, teams: readonly Team[], seen: ReadonlySet<string>, found: Found): TeamActivity | undefined {
  const earlier = teams.slice(0, teams.indexOf(team)).map((other) => partsOf(other, seen, found));
  return teamActivity(partsOf(team, seen, found), earlier);
}
