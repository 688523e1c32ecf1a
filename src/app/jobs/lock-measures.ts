import { isLaunched } from '../../domain/lock';
import { measureKey } from '../../domain/measure';
import { siteDay } from '../../domain/site-day';
import { APP, change } from '../change';
import { ZONE, toldLock, withDueLocks } from '../measure-locks';
import { type Ports, ref } from '../ports';
import { chunkRefs, pointsIn, refreshViews } from '../views';
import { eachOf } from './each-of';

const OUTCOMES_PER_PAGE = 100;

/**
 * Locks the measures of open outcomes whose launch has come, and tells it in the trail, with the hash of what is locked.
 * One that fails stops no other, and is taken up by the next run.
 */
export async function lockMeasures(ports: Ports): Promise<{ locked: number; failed: number }> {
  const did = { locked: 0, failed: 0 };
  for await (const due of dueIn(ports, 'open')) {
    did.failed += await eachOf(ports, 'The lock of a measure', due, async ({ outcomeId, kpiId }) => {
      if (await lockOne(ports, outcomeId, kpiId)) did.locked += 1;
    });
  }
  return did;
}

/** Before what is today is told otherwise: locks all that was launched by the clock as it is, also of what is archived and may be reopened. Fails where one fails. */
export async function lockAllMeasures(ports: Ports): Promise<void> {
  for (const partition of ['open', 'archived'] as const) {
    for await (const due of dueIn(ports, partition)) for (const { outcomeId, kpiId } of due) await lockOne(ports, outcomeId, kpiId);
  }
}

/** The measures that were launched and whose lock is not told yet, a page of outcomes at a time. */
async function* dueIn(ports: Ports, partition: 'open' | 'archived'): AsyncGenerator<{ outcomeId: string; kpiId: string }[]> {
  const day = siteDay((await ports.store.read([ZONE])).get(ZONE)?.body.zone, ports.now());
  let cursor: string | undefined;
  do {
    const page = await ports.store.listOutcomeViews({ partition, cursor, limit: OUTCOMES_PER_PAGE });
    yield page.items.flatMap(({ outcomeId, measures }) =>
      measures.filter(({ launch, lock }) => isLaunched({ launch }, day) && !lock?.told).map(({ kpiId }) => ({ outcomeId, kpiId })),
    );
    ({ cursor } = page);
  } while (cursor !== undefined);
}

function lockOne(ports: Ports, outcomeId: string, kpiId: string): Promise<boolean> {
  return change(ports, APP, async (tx) => {
    const [stored, measured] = [ref('kpi', kpiId), ref('measure', measureKey(outcomeId, kpiId))];
    await tx.read(stored, measured, ZONE);
    const [kpi, measure] = [tx.get(stored), tx.get(measured)];
    if (!kpi || !measure) return false;
    await tx.read(...chunkRefs(kpi), ...kpi.outcomeIds.map((id) => ref('measure', measureKey(id, kpiId))));
    const points = pointsIn(tx, kpi);
    const told = toldLock(tx, withDueLocks(tx, kpi, points), measure);
    if (!told) return false;
    tx.put(stored, told);
    await refreshViews(tx, told, points, outcomeId);
    return true;
  });
}
