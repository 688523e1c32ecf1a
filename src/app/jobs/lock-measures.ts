import { isLaunched } from '../../domain/lock';
import { measureKey } from '../../domain/measure';
import { siteDay } from '../../domain/site-day';
import { APP, change } from '../change';
import { ZONE, toldLock, withDueLocks } from '../measure-locks';
import { type Ports, ref } from '../ports';
import { chunkRefs, pointsIn, refreshViews } from '../views';

const OUTCOMES_PER_PAGE = 100;

/** Locks the measures of open outcomes whose launch has come, and tells it in the trail, with the hash of what is locked. */
export async function lockMeasures(ports: Ports): Promise<{ locked: number }> {
  return { locked: await lockIn(ports, 'open') };
}

/** Before what is today is told otherwise: locks all that was launched by the clock as it is, also of what is archived and may be reopened. */
export async function lockAllMeasures(ports: Ports): Promise<void> {
  for (const partition of ['open', 'archived'] as const) await lockIn(ports, partition);
}

async function lockIn(ports: Ports, partition: 'open' | 'archived'): Promise<number> {
  let locked = 0;
  const day = siteDay((await ports.store.read([ZONE])).get(ZONE)?.body.zone, ports.now());
  let cursor: string | undefined;
  do {
    const page = await ports.store.listOutcomeViews({ partition, cursor, limit: OUTCOMES_PER_PAGE });
    for (const { outcomeId, measures } of page.items) {
      const due = measures.filter(({ launch, lock }) => isLaunched({ launch }, day) && !lock?.told);
      for (const { kpiId } of due) if (await lockOne(ports, outcomeId, kpiId)) locked += 1;
    }
    ({ cursor } = page);
  } while (cursor !== undefined);
  return locked;
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
