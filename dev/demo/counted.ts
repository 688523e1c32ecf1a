import { type Client } from '../client/client';
import { COUNTED, DESK } from './northbank';
import { type People } from './site';

/** Lets Jira itself count a KPI, back to the beginning of its history: nobody types its values. */
export async function countInJira(client: Client, people: People): Promise<void> {
  const { admin } = people.byRole;
  const place = { moduleKey: 'global-page' } as const;
  const { name, unit, owner } = COUNTED;
  const { kpi } = await client.call(admin, place, 'kpi.create', { name, unit, direction: 'increase', cadence: 'week', ownerId: people.byRole[owner] });
  await client.call(admin, place, 'kpi.count', {
    ...{ kpiId: kpi.kpiId, version: kpi.version },
    source: { kind: 'flow', jql: `project = ${DESK.project} AND type = "${DESK.requestType}"`, figure: { of: 'throughput' } },
  });
}
