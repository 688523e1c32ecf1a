import { type CallReply } from '../../contract/index';
import { type Counts, keptIn } from '../../domain/apart';
import { type Team, tagOf, teamsBeside, teamsIn } from '../../domain/team';
import { type TeamActivity } from '../../domain/team-work';
import { workShare } from '../../domain/work-share';
import { type Found, ref } from '../ports';
import { activityOf, countsAmong, definedTeams, seenProjects } from '../team-parts';
import { type UseCase } from '../use-case';
import { shownWeeks } from './project-activity';

type ShownTeam = CallReply<'project.teams'>['teams'][number];

/** Over what the caller may browse alone: projects that they may not see are in no figure and no count. */
export const readTeams: UseCase<'project.teams'> = async ({ ports, grant }) => {
  const { projectId, viewer } = grant;
  const defined = await definedTeams(ports);
  const here = teamsIn(defined, projectId);
  if (here.length === 0) return { teams: [] };
  const beside = teamsBeside(here, defined);
  const seen = await seenProjects(ports, viewer, beside, [projectId]);
  const found = await ports.store.read([...seen].flatMap((id) => [ref('teamWork', id), ref('history', id)]));
  const works = [...seen].map((id) => found.get(ref('teamWork', id))?.body);
  const counts = await countsAmong(ports, viewer, keptIn(works.flatMap((work) => (work ? [work.whole, ...Object.values(work.teams)] : []))));
  return { teams: here.map((team) => shownTeam(team, beside, seen, found, counts)) };
};

function shownTeam(team: Team, beside: readonly Team[], seen: ReadonlySet<string>, found: Found, counts: Counts): ShownTeam {
  const projects = team.projects.filter(({ projectId }) => seen.has(projectId));
  const pending = projects.some(({ projectId }) => !isRead(team, projectId, found));
  const activity = pending ? undefined : activityOf(team, beside, seen, found, counts);
  const isProject = !team.narrowing && projects.length === 1;
  return { teamId: team.teamId, name: team.name, projects: projects.map(({ key }) => key), isProject, pending, ...(activity ? { activity: shown(activity) } : {}) };
}

/** A project that was read for the team and has no complete week yet has no part, and keeps nothing waiting. */
function isRead(team: Team, projectId: string, found: Found): boolean {
  const head = found.get(ref('history', projectId))?.body;
  if (!head || head.generation === 0) return false;
  return !team.narrowing || (head.state === 'current' && head.teams?.some(({ tag }) => tag === tagOf(team)) === true);
}

function shown({ weeks, change, run, inProgress, switches, shown: mask }: TeamActivity): NonNullable<ShownTeam['activity']> {
  const share = workShare({ change: { done: change.items }, run: { done: run.items }, shown: mask });
  const masked = ({ items, points, hours }: TeamActivity['run']) => ({ items: shownWeeks(items, mask), points: shownWeeks(points, mask), hours: shownWeeks(hours, mask) });
  return {
    ...{ weeks, change: masked(change), run: masked(run), switches: shownWeeks(switches, mask) },
    ...(share ? { share } : {}),
    ...(mask.at(-1) === true ? { inProgress: { change: inProgress.change.at(-1) ?? 0, run: inProgress.run.at(-1) ?? 0 } } : {}),
  };
}
