import { type Viewer, countsFor } from '../domain/access';
import { type Counts, NONE_RESTRICTED } from '../domain/apart';
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

/** A team's parts in the projects that are seen, from their `teamWork`, with the restricted outcomes for which `counts` holds. */
export function partsOf({ projects, ...team }: Team, seen: ReadonlySet<string>, found: Found, counts: Counts): PlacedPart[] {
  return projects
    .filter(({ projectId }) => seen.has(projectId))
    .flatMap(({ projectId }) => partIn(projectId, found.get(ref('teamWork', projectId))?.body, tagIfNarrow(team), counts) ?? []);
}

/** What may be told of a team, beside all that were defined before it; `teams` has it and them. */
export function activityOf(team: Team, teams: readonly Team[], seen: ReadonlySet<string>, found: Found, counts: Counts): TeamActivity | undefined {
  const earlier = teams.slice(0, teams.indexOf(team)).map((other) => partsOf(other, seen, found, counts));
  return teamActivity(partsOf(team, seen, found, counts), earlier);
}

/** Which of the restricted outcomes that work is kept apart for count for the viewer; reads their views, where there are any. */
export async function countsAmong(ports: Ports, viewer: Viewer, outcomeIds: readonly string[]): Promise<Counts> {
  if (outcomeIds.length === 0) return NONE_RESTRICTED;
  const views = await ports.store.read(outcomeIds.map((id) => ref('outcomeView', id)));
  return countsIn(viewer, views);
}

/** The same of views that were read. */
export function countsIn(viewer: Viewer, views: Pick<Found, 'get'>): Counts {
  return (id) => {
    const view = views.get(ref('outcomeView', id))?.body;
    return view !== undefined && countsFor(viewer, view);
  };
}
