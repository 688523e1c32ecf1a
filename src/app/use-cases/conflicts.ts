import { MAX_CONFLICTS } from '../../contract/calls/conflict';
import { type CallReply } from '../../contract/index';
import { type Viewer, hasRoleOn, managesOutcomes, mayEditKpi } from '../../domain/access';
import { NONE_RESTRICTED } from '../../domain/apart';
import { type Conflict, conflictsOf, pullOf, sharesOf, weeklyValues } from '../../domain/conflict';
import { type Kpi } from '../../domain/kpi';
import { type OutcomeSnapshot } from '../../domain/snapshot';
import { type Team, teamsBeside, teamsIn } from '../../domain/team';
import { type TeamActivity } from '../../domain/team-work';
import { plusDays } from '../../domain/timeline';
import { valuesOf } from '../../domain/value-log';
import { seenAmong } from '../authorise';
import { type Found, type Ports, ref } from '../ports';
import { activityOf, definedTeams, partsOf, seenProjects } from '../team-parts';
import { type UseCase } from '../use-case';
import { chunkRefs } from '../views';

type Shown = CallReply<'project.conflicts'>['conflicts'][number];
type Value = { at: string; value: number };

/** A guardrail without an end of its outcome's period holds for so long. */
const GUARD_DAYS = 365;
/** Values in a baseline's window below which their mean is no level. */
const MIN_WINDOW_VALUES = 3;

export const readProjectConflicts: UseCase<'project.conflicts'> = async ({ ports, grant: { projectId, viewer, jira } }) => {
  jira.insist();
  const defined = await definedTeams(ports);
  return bounded(await conflictsIn(ports, viewer, teamsIn(rewarded(defined), projectId), defined, undefined));
};

export const readOutcomeConflicts: UseCase<'outcome.conflicts'> = async ({ ports, grant: { outcome, viewer } }) => {
  const defined = await definedTeams(ports);
  return bounded(await conflictsIn(ports, viewer, rewarded(defined), defined, outcome.outcomeId));
};

/** Each team with each outcome and each reward can be many; those that are measured come first. */
function bounded(found: readonly Shown[]): CallReply<'project.conflicts'> {
  const sorted = [...found].sort((a, b) => Number(b.pull.kind === 'pulls') - Number(a.pull.kind === 'pulls') || Number(b.structural) - Number(a.structural));
  const more = sorted.length - MAX_CONFLICTS;
  return { conflicts: sorted.slice(0, MAX_CONFLICTS), ...(more > 0 ? { more } : {}) };
}

function rewarded(teams: readonly Team[]): Team[] {
  return teams.filter(({ incentives }) => incentives.length > 0);
}

interface TeamAtWork {
  team: Team;
  activity: TeamActivity | undefined;
  serves: Set<string>;
}

/** Between teams and outcomes that the viewer may see both, over the work in projects that they may browse. */
async function conflictsIn(ports: Ports, viewer: Viewer, teams: readonly Team[], defined: readonly Team[], only: string | undefined): Promise<Shown[]> {
  const working = (await atWork(ports, viewer, teams, teamsBeside(teams, defined))).filter(({ serves }) => (only === undefined ? serves.size > 0 : serves.has(only)));
  if (working.length === 0) return [];
  const outcomeIds = only === undefined ? [...new Set(working.flatMap(({ serves }) => [...serves]))] : [only];
  const views = await ports.store.read(outcomeIds.map((id) => ref('outcomeView', id)));
  const open = outcomeIds.flatMap((id) => views.get(ref('outcomeView', id))?.body ?? []).filter(({ state }) => state === 'open');
  const seen = await seenAmong(ports, viewer, open);
  const kpis = await ports.store.read([...new Set(working.flatMap(({ team }) => team.incentives.map(({ kpiId }) => kpiId)))].map((id) => ref('kpi', id)));
  const values = await valuesFor(ports, working, kpis);
  return seen.flatMap((view) => working.filter(({ serves }) => serves.has(view.outcomeId)).flatMap((one) => between(ports.now(), viewer, one, view, kpis, values)));
}

async function atWork(ports: Ports, viewer: Viewer, teams: readonly Team[], beside: readonly Team[]): Promise<TeamAtWork[]> {
  const seen = await seenProjects(ports, viewer, beside);
  const works = await ports.store.read([...seen].map((id) => ref('teamWork', id)));
  return teams.map((team) => ({
    team,
    // Everybody is told of the same weeks; what is measured of them has no reader of its own.
    activity: activityOf(team, beside, seen, works, NONE_RESTRICTED),
    serves: new Set(partsOf(team, seen, works, NONE_RESTRICTED).flatMap(({ part }) => part.serves)),
  }));
}

async function valuesFor(ports: Ports, working: readonly TeamAtWork[], kpis: Found): Promise<Map<string, Value[]>> {
  const used = [...new Set(working.flatMap(({ team }) => team.incentives.map(({ kpiId }) => kpiId)))].flatMap((id) => kpis.get(ref('kpi', id))?.body ?? []);
  const chunks = await ports.store.read(used.flatMap(chunkRefs));
  return new Map(used.map((kpi) => [kpi.kpiId, valuesOf(chunkRefs(kpi).flatMap((chunk) => chunks.get(chunk)?.body ?? []))]));
}

function between(now: string, viewer: Viewer, { team, activity }: TeamAtWork, view: OutcomeSnapshot, kpis: Found, values: ReadonlyMap<string, Value[]>): Shown[] {
  const today = now.slice(0, 10);
  const share = activity ? sharesOf(activity) : [];
  const known = team.incentives.filter(({ kpiId }) => kpis.get(ref('kpi', kpiId)));
  const kpiOf = (kpiId: string): Kpi | undefined => kpis.get(ref('kpi', kpiId))?.body;
  const found = conflictsOf({
    ...{ incentives: known, measured: new Set(view.measures.map(({ kpiId }) => kpiId)), today },
    pullOf: (kpiId) => pullOf(share, weeklyValues(activity?.weeks ?? [], values.get(kpiId) ?? []), kpiOf(kpiId)?.direction ?? 'within'),
  });
  return found.flatMap((conflict) => {
    const kpi = kpiOf(conflict.kpiId);
    return kpi ? [shown(conflict, team, view, kpi, waysOut(viewer, view, kpi, values.get(kpi.kpiId) ?? [], today))] : [];
  });
}

function shown({ since, structural, pull }: Conflict, { teamId, name }: Team, { outcomeId, title }: OutcomeSnapshot, kpi: Kpi, ways: Pick<Shown, 'adopt' | 'guard'>): Shown {
  return { team: { teamId, name }, outcome: { outcomeId, title }, kpi: { kpiId: kpi.kpiId, name: kpi.name }, since, structural, pull, ...ways };
}

/** Each is told only to those who may take it. */
function waysOut(viewer: Viewer, view: OutcomeSnapshot, kpi: Kpi, values: readonly Value[], today: string): Pick<Shown, 'adopt' | 'guard'> {
  const primary = view.measures.find(({ role }) => role === 'primary');
  const guard = hasRoleOn(viewer, view) && mayEditKpi(viewer, kpi) ? guardrail(view, kpi, values, today) : undefined;
  return {
    ...(managesOutcomes(viewer) && primary ? { adopt: { kpiId: primary.kpiId, name: primary.name } } : {}),
    ...(guard ? { guard } : {}),
  };
}

/** Not worse than before the launch, or, where nothing was measured before it, than now. */
function guardrail({ measures, period }: OutcomeSnapshot, kpi: Kpi, values: readonly Value[], today: string): Shown['guard'] {
  const newest = values.at(-1);
  if (kpi.direction === 'within' || !newest) return undefined;
  const launch = measures.find((measure) => measure.role === 'primary')?.launch;
  const before = launch === undefined ? [] : values.filter(({ at }) => at < launch);
  const by = period.to !== undefined && period.to > today ? period.to : plusDays(today, GUARD_DAYS);
  const [first, last] = [before[0], before.at(-1)];
  if (!first || !last || before.length < MIN_WINDOW_VALUES) return { baseline: { kind: 'stated', level: newest.value }, target: { kind: 'value', value: newest.value, by } };
  const level = before.reduce((sum, { value }) => sum + value, 0) / before.length;
  return { baseline: { kind: 'window', from: first.at, to: last.at }, target: { kind: 'value', value: Number(level.toPrecision(4)), by }, ...(launch === undefined ? {} : { launch }) };
}
