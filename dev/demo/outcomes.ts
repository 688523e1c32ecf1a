import { type CallInput } from '../../src/contract';
import { type Client } from '../client/client';
import { EPICS, KPIS, OUTCOMES, PRESENT_ENGINEER, SUGGESTION, TEAMS, WEEKS } from './northbank';
import { type People } from './site';
import { beginning } from './timeline';

const DAY = 86_400_000;
const WEEK = 7 * DAY;

/** Ids that the app gave, by plan id. */
export interface Strategy {
  outcomes: Map<string, string>;
  kpis: Map<string, string>;
}

/** Outcomes, KPIs and measures, as the outcome manager would define them before the work begins. */
export async function defineStrategy(client: Client, people: People, now: number): Promise<Strategy> {
  const strategy: Strategy = { outcomes: new Map(), kpis: new Map() };
  const begin = beginning(now);
  const place = { moduleKey: 'global-page' } as const;
  for (const plan of KPIS) {
    const { name, unit, direction } = plan;
    const { kpi } = await client.call(people.byRole.manager, place, 'kpi.create', {
      ...{ name, unit, direction, cadence: 'week', ownerId: people.byRole[plan.owner] },
    });
    strategy.kpis.set(plan.id, kpi.kpiId);
  }
  for (const plan of OUTCOMES) {
    const due = isoDate(now + plan.dueIn * WEEK);
    const { title, description, owner, approvers = [], restricted = false, parent } = plan;
    const { outcome } = await client.call(people.byRole.manager, place, 'outcome.create', {
      ...{ title, description, ownerId: people.byRole[owner], approverIds: approvers.map((name) => people.byRole[name]), restricted },
      ...(parent === undefined ? {} : { parentId: idOf(strategy.outcomes, parent) }),
      period: { from: isoDate(begin), to: due },
    });
    strategy.outcomes.set(plan.id, outcome.outcomeId);
    const launch = begin + plan.launch * WEEK;
    for (const measure of plan.measures) {
      await client.call(people.byRole.manager, place, 'measure.set', {
        ...{ outcomeId: outcome.outcomeId, kpiId: idOf(strategy.kpis, measure.kpi), role: measure.role },
        baseline: { kind: 'window', from: isoDate(begin), to: isoDate(launch - DAY) },
        target: { kind: 'value', value: measure.target, by: due },
        launch: isoDate(launch),
      });
    }
  }
  return strategy;
}

/** Links the epics that serve an outcome, as the project's administrator. */
export async function linkEpics(
  client: Client,
  people: People,
  strategy: Strategy,
  issueIds: ReadonlyMap<string, string>,
  now: number,
): Promise<void> {
  for (const epic of EPICS) {
    const issueId = issueIds.get(epic.id);
    if (!epic.outcome || !issueId) continue;
    const place = { moduleKey: 'project-settings', projectKey: epic.project } as const;
    await client.call(people.byRole.projectAdmin, place, 'link.set', {
      ...{ issueId, outcomeId: idOf(strategy.outcomes, epic.outcome) },
      ...hypothesisOf(epic.outcome, strategy, now),
    });
  }
}

/** What an epic is expected to move: its outcome's primary KPI, the way it counts, by the outcome's date. */
function hypothesisOf(outcome: string, strategy: Strategy, now: number): Pick<CallInput<'link.set'>, 'hypothesis'> {
  const plan = OUTCOMES.find((o) => o.id === outcome);
  const kpi = KPIS.find((k) => k.id === plan?.measures.find((m) => m.role === 'primary')?.kpi);
  if (!plan || !kpi) return {};
  return {
    hypothesis: { kpiId: idOf(strategy.kpis, kpi.id), direction: kpi.direction, by: isoDate(now + plan.dueIn * WEEK) },
  };
}

/** The teams and what they are rewarded by, as the site's administrator records them. */
export async function defineTeams(client: Client, people: People, strategy: Strategy, now: number): Promise<void> {
  const place = { moduleKey: 'admin-page' } as const;
  let version: number | undefined;
  for (const { name, projects, rewardedBy } of TEAMS) {
    const saved = await client.call(people.byRole.admin, place, 'team.set', { name, projectKeys: [...projects], ...(version === undefined ? {} : { version }) });
    version = saved.version;
    const team = saved.teams.find((one) => one.name === name);
    if (!rewardedBy || !team) continue;
    const since = isoDate(now - WEEKS * WEEK);
    await client.call(people.byRole.admin, place, 'incentive.set', { teamId: team.teamId, kpiId: idOf(strategy.kpis, rewardedBy), since });
    // What a team is rewarded by lies in the same record.
    version = (version ?? 0) + 1;
  }
}

/** An engineer suggests what an epic without an outcome serves; the project's administrator has not answered yet. */
export async function suggestOutcome(
  client: Client,
  strategy: Strategy,
  issueIds: ReadonlyMap<string, string>,
): Promise<void> {
  const { epic, outcome, note } = SUGGESTION;
  const { key } = await client.jira<{ key: string }>(PRESENT_ENGINEER, 'GET', `/rest/api/3/issue/${idOf(issueIds, epic)}`);
  await client.call(PRESENT_ENGINEER, { moduleKey: 'issue-panel', issueKey: key }, 'request.make', {
    ...{ outcomeId: idOf(strategy.outcomes, outcome), note },
  });
}

export function idOf(ids: ReadonlyMap<string, string>, plan: string): string {
  const id = ids.get(plan);
  if (id === undefined) throw new Error(`The demo's plan names ${plan}, which was not made.`);
  return id;
}

function isoDate(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
