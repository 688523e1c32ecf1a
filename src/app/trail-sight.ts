import { type Viewer, managesOutcomes } from '../domain/access';
import { type Named, namedIn } from '../domain/named-in';
import { type TrailRecord, withheld } from '../domain/trail';
import { seenAmong, seenKpis } from './authorise';
import { type Ports, SITE, ref } from './ports';

/**
 * The records as the viewer may read them: one that names an issue, an outcome, a KPI or a team that they may not see is
 * withheld. Jira's administrators read all of it, also what is gone from Jira since, so that somebody can take the trail
 * out whole.
 */
export async function asSeen(ports: Ports, viewer: Viewer, records: readonly TrailRecord[]): Promise<TrailRecord[]> {
  if (viewer.jiraAdmin) return [...records];
  const named = records.map(namedIn);
  const all = (of: keyof Named) => [...new Set(named.flatMap((one) => [...one[of]]))];
  const seen: Record<keyof Named, ReadonlySet<string>> = {
    outcomeIds: await seenOutcomes(ports, viewer, all('outcomeIds')),
    kpiIds: await seenOperands(ports, viewer, all('kpiIds')),
    teamIds: await seenTeams(ports, viewer, all('teamIds')),
    issueIds: await seenIssues(ports, all('issueIds')),
  };
  const kinds = Object.keys(seen) as (keyof Named)[];
  return records.map((record, index) => {
    const isSeen = kinds.every((of) => [...(named[index]?.[of] ?? [])].every((id) => seen[of].has(id)));
    return isSeen ? record : withheld(record);
  });
}

async function seenOutcomes(ports: Ports, viewer: Viewer, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const refs = ids.map((id) => ref('outcomeView', id));
  const found = await ports.store.read(refs);
  return new Set((await seenAmong(ports, viewer, refs.flatMap((one) => found.get(one)?.body ?? []))).map(({ outcomeId }) => outcomeId));
}

async function seenOperands(ports: Ports, viewer: Viewer, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const refs = ids.map((id) => ref('kpi', id));
  const found = await ports.store.read(refs);
  return new Set((await seenKpis(ports, viewer, refs.flatMap((one) => found.get(one)?.body ?? []))).map(({ kpiId }) => kpiId));
}

/** To whom teams are told: outcome managers, and whoever may browse a project of the team. */
async function seenTeams(ports: Ports, viewer: Viewer, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0 || managesOutcomes(viewer)) return new Set(ids);
  const stored = ref('teams', SITE);
  const teams = ((await ports.store.read([stored])).get(stored)?.body.teams ?? []).filter(({ teamId }) => ids.includes(teamId));
  const projectsOf = ({ projects }: (typeof teams)[number]) => projects.map(({ projectId }) => projectId);
  const browsable = teams.length > 0 ? await ports.user.browsable(viewer.accountId, teams.flatMap(projectsOf)) : new Set<string>();
  return new Set(teams.filter((team) => projectsOf(team).some((id) => browsable.has(id))).map(({ teamId }) => teamId));
}

async function seenIssues(ports: Ports, ids: readonly string[]): Promise<Set<string>> {
  return ids.length === 0 ? new Set() : new Set((await ports.user.issues(ids)).keys());
}
