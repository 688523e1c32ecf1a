import { type CallReply } from '../../contract/index';
import { type Json } from '../../domain/canonical-json';
import { sameJson } from '../../domain/canonical-json';
import { MAX_NARROW_TEAMS, MAX_TEAMS, type Narrowing, type Team, type TeamProject, narrowTeamsIn, tagOf, takesIn, teamQueries } from '../../domain/team';
import { sameName } from '../../domain/work-rule';
import { type Change, change } from '../change';
import { tellOfHistory } from '../history/fill';
import { type Ports, SITE, ref } from '../ports';
import { Refused, changedMeanwhile, notFound } from '../refused';
import { SITE_STREAM } from '../streams';
import { type UseCase } from '../use-case';

type Teams = CallReply<'team.read'>;

const stored = ref('teams', SITE);
const MOST_SAMPLES = 3;

export const readTeamList: UseCase<'team.read'> = async ({ ports }) => {
  const found = (await ports.store.read([stored])).get(stored);
  return reply(found?.body.teams ?? [], found?.version);
};

export const tryTeam: UseCase<'team.try'> = async ({ ports, input }) => {
  const { narrowing } = input;
  const queries = teamQueries([{ narrowing }]);
  const fault = [...(await ports.user.faultsOf(queries)).values()][0];
  if (fault !== undefined) return { looked: 0, found: 0, samples: [], fault };
  const projects = await projectsOf(ports, input.projectKeys);
  const issues = await ports.user.newest(projects.map(({ projectId }) => projectId), queries);
  const found = issues.filter((issue) => !narrowing || takesIn(narrowing, issue));
  return { looked: issues.length, found: found.length, samples: found.slice(0, MOST_SAMPLES).map(({ key, summary, type }) => ({ key, summary, type })) };
};

export const setTeam: UseCase<'team.set'> = async ({ ports, caller, input }) => {
  const { name, narrowing } = input;
  await refuseUnreadable(ports, narrowing);
  const projects = await projectsOf(ports, input.projectKeys);
  const teamId = input.teamId ?? ports.newId('team');
  const { teams, team } = await change(ports, caller, async (tx) => {
    const before = await teamsFor(tx, input.version);
    const earlier = before.find((one) => one.teamId === teamId);
    if (input.teamId !== undefined && !earlier) throw notFound('team', 'teamId');
    const revision = (earlier?.revision ?? 1) + (earlier && !sameJson(earlier.narrowing, narrowing) ? 1 : 0);
    const made: Team = { teamId, name, projects, revision, ...(narrowing ? { narrowing } : {}), incentives: earlier?.incentives ?? [] };
    const after = earlier ? before.map((one) => (one === earlier ? made : one)) : [...before, made];
    refuseTooMany(after, made);
    tx.put(stored, { teams: after });
    tx.record(SITE_STREAM, earlier ? 'team.changed' : 'team.created', { ...(earlier ? { from: asJson(earlier) } : {}), to: asJson(made) });
    return { teams: after, team: made };
  });
  await readFor(ports, team);
  return reply(teams, (input.version ?? 0) + 1);
};

export const removeTeam: UseCase<'team.remove'> = async ({ ports, caller, input }) => {
  const { teams, removed } = await change(ports, caller, async (tx) => {
    const before = await teamsFor(tx, input.version);
    const gone = before.find(({ teamId }) => teamId === input.teamId);
    if (!gone) throw notFound('team', 'teamId');
    const after = before.filter((one) => one !== gone);
    tx.put(stored, { teams: after });
    tx.record(SITE_STREAM, 'team.removed', { team: asJson(gone) });
    return { teams: after, removed: gone };
  });
  for (const { projectId } of removed.projects) await ports.historyQueue.push({ kind: 'refresh', projectId });
  return reply(teams, input.version + 1);
};

async function teamsFor(tx: Change, version: number | undefined): Promise<Team[]> {
  await tx.read(stored);
  if (tx.version(stored) !== version) throw changedMeanwhile('list of teams');
  return tx.get(stored)?.teams ?? [];
}

/** What a narrowed team takes in is recorded as issues are read, so projects that were not read for it are read again; of others only the summary is made anew. */
async function readFor(ports: Ports, team: Team): Promise<void> {
  const heads = await ports.store.read(team.projects.map(({ projectId }) => ref('history', projectId)));
  for (const { projectId } of team.projects) {
    const head = heads.get(ref('history', projectId))?.body;
    if (head?.isKept) await tellOfHistory(ports, projectId);
    const isRead = head && (!team.narrowing || head.teams?.some(({ tag }) => tag === tagOf(team)));
    await ports.historyQueue.push({ kind: isRead ? 'refresh' : 'begin', projectId });
  }
}

async function projectsOf(ports: Ports, keys: readonly string[]): Promise<TeamProject[]> {
  const projects = new Map<string, TeamProject>();
  for (const [at, key] of keys.entries()) {
    const found = await ports.user.project(key);
    if (!found) throw new Refused('invalid-input', `There is no project ${key}.`, { field: `projectKeys.${at}`, remedy: 'Write the keys of projects that you may browse.' });
    projects.set(found.projectId, { projectId: found.projectId, key: found.key });
  }
  return [...projects.values()];
}

async function refuseUnreadable(ports: Ports, narrowing: Narrowing | undefined): Promise<void> {
  const fault = [...(await ports.user.faultsOf(teamQueries([{ narrowing }]))).values()][0];
  if (fault !== undefined) throw new Refused('invalid-input', `Jira cannot read this query: ${fault}`, { field: 'narrowing.query', remedy: 'Try the query in Jira’s issue search.' });
}

function refuseTooMany(teams: readonly Team[], made: Team): void {
  if (teams.some((team) => team !== made && sameName(team.name, made.name))) {
    throw new Refused('already-exists', 'Another team has this name.', { field: 'name', remedy: 'Give it another one.' });
  }
  if (teams.length > MAX_TEAMS) throw new Refused('limit-reached', `There may be ${MAX_TEAMS} teams.`, { field: 'name', remedy: 'Remove one first.' });
  const full = made.projects.find(({ projectId }) => narrowTeamsIn(teams, projectId).length > MAX_NARROW_TEAMS);
  if (full) {
    throw new Refused('limit-reached', `In project ${full.key} ${MAX_NARROW_TEAMS} teams have a part already that is less than the whole.`, { field: 'projectKeys', remedy: 'Remove one of them, or give this team whole projects.' });
  }
}

function asJson({ teamId, name, projects, narrowing }: Team): Json {
  return { teamId, name, projectIds: projects.map(({ projectId }) => projectId), narrowing: narrowing ? { ...narrowing } : null };
}

function reply(teams: readonly Team[], version: number | undefined): Teams {
  return {
    ...(version === undefined ? {} : { version }),
    teams: teams.map(({ teamId, name, projects, narrowing }) => ({ teamId, name, projects, ...(narrowing ? { narrowing } : {}) })),
  };
}
