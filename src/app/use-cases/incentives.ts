import { type CallReply } from '../../contract/index';
import { type Kpi } from '../../domain/kpi';
import { MAX_INCENTIVES, type Incentive, type Team } from '../../domain/team';
import { type Change, change } from '../change';
import { type Caller, type Found, type Ports, SITE, ref } from '../ports';
import { Refused, notFound } from '../refused';
import { kpiStream } from '../streams';
import { type UseCase } from '../use-case';

type Rewarded = CallReply<'incentive.set'>;

const stored = ref('teams', SITE);

export const readIncentives: UseCase<'incentive.read'> = async ({ ports }) => {
  const teams = (await ports.store.read([stored])).get(stored)?.body.teams ?? [];
  const kpis = await ports.store.read([...new Set(teams.flatMap(({ incentives }) => incentives.map(({ kpiId }) => kpiId)))].map((id) => ref('kpi', id)));
  return { teams: teams.map((team) => rewarded(team, kpis)) };
};

export const setIncentive: UseCase<'incentive.set'> = ({ ports, caller, input: { teamId, kpiId, since = ports.now().slice(0, 10) } }) =>
  changed(ports, caller, { teamId, kpiId }, (others, kpi) => {
    if (!kpi || kpi.state === 'archived') throw notFound('KPI', 'kpiId');
    if (others.length >= MAX_INCENTIVES) throw new Refused('limit-reached', `A team may be rewarded by ${MAX_INCENTIVES} KPIs.`, { field: 'kpiId', remedy: 'Remove one first.' });
    return { incentives: [...others, { kpiId, since }], kind: 'incentive.set', data: { since } };
  });

export const removeIncentive: UseCase<'incentive.remove'> = ({ ports, caller, input: { teamId, kpiId } }) =>
  changed(ports, caller, { teamId, kpiId }, (others) => ({ incentives: others, kind: 'incentive.removed', data: {} }));

type Changed = { incentives: Incentive[]; kind: string; data: Record<string, string> };

/** In the trail of the KPI, where whoever answers for it reads what hangs on it. */
async function changed(ports: Ports, caller: Caller, { teamId, kpiId }: { teamId: string; kpiId: string }, to: (others: Incentive[], kpi: Kpi | undefined) => Changed): Promise<Rewarded> {
  const team = await change(ports, caller, async (tx: Change) => {
    const storedKpi = ref('kpi', kpiId);
    await tx.read(stored, storedKpi);
    const teams = tx.get(stored)?.teams ?? [];
    const before = teams.find((one) => one.teamId === teamId);
    if (!before) throw notFound('team', 'teamId');
    const { incentives, kind, data } = to(before.incentives.filter((one) => one.kpiId !== kpiId), tx.get(storedKpi));
    const after = { ...before, incentives };
    tx.put(stored, { teams: teams.map((one) => (one === before ? after : one)) });
    tx.record(kpiStream(kpiId), kind, { teamId, team: before.name, ...data });
    return after;
  });
  return rewarded(team, await ports.store.read(team.incentives.map((one) => ref('kpi', one.kpiId))));
}

function rewarded({ teamId, name, incentives }: Team, kpis: Found): Rewarded {
  return { teamId, name, incentives: incentives.flatMap(({ kpiId, since }) => {
    const kpi = kpis.get(ref('kpi', kpiId))?.body;
    return kpi ? [{ kpiId, name: kpi.name, since }] : [];
  }) };
}
