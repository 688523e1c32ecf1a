import { type Json } from '../../domain/canonical-json';
import { type Kpi } from '../../domain/kpi';
import { locksKeeping } from '../../domain/lock';
import { isCountNow } from '../../domain/kpi-source';
import { type Change, change } from '../change';
import { checkPeople } from '../check-people';
import { ZONE, withDueLocks } from '../measure-locks';
import { ref } from '../ports';
import { kpiRecord } from '../records';
import { Refused, archived, changedMeanwhile, notFound } from '../refused';
import { kpiStream } from '../streams';
import { type UseCase } from '../use-case';
import { chunkRefs, pointsIn, refreshViews, usesOf } from '../views';

export const updateKpi: UseCase<'kpi.update'> = async ({ ports, caller, input }) => {
  const { kpiId, version, ...patch } = input;
  await checkPeople(ports, caller.accountId, 'ownerId', [patch.ownerId]);
  const stored = ref('kpi', kpiId);
  return change(ports, caller, async (tx) => {
    await tx.read(stored);
    const before = tx.get(stored);
    if (!before) throw notFound('KPI', 'kpiId');
    if (before.revision !== version) throw changedMeanwhile('KPI');
    if (patch.cadence && patch.cadence !== before.cadence && before.source?.kind !== undefined && before.source.kind !== 'formula' && !isCountNow(before.source)) {
      throw new Refused('invalid-input', 'This KPI is counted in Jira by week.', { field: 'cadence', remedy: 'Leave it at “every week”, or end the counting first.' });
    }
    if (before.state === 'archived' && patch.state !== 'open') throw archived('KPI', 'kpiId');
    // Whether something was agreed on in it decides nothing here: it may be an outcome's that is not theirs to know of.
    if (patch.unit !== undefined && patch.unit !== before.unit && before.series.count > 0) throw unitFixed();
    await tx.read(ZONE, ...usesOf(before), ...chunkRefs(before));
    const points = pointsIn(tx, before);
    const after: Kpi = {
      ...before,
      name: patch.name ?? before.name,
      unit: patch.unit ?? before.unit,
      cadence: patch.cadence ?? before.cadence,
      ownerId: patch.ownerId ?? before.ownerId,
      state: patch.state ?? before.state,
      revision: before.revision + 1,
    };
    const changes = await differences(tx, before, after);
    if (Object.keys(changes).length === 0) return { kpi: kpiRecord(before) };
    const isMeantOtherwise = after.unit !== before.unit || after.cadence !== before.cadence;
    const kept = isMeantOtherwise ? { ...after, locks: locksKeeping(withDueLocks(tx, before, points)) } : after;
    tx.put(stored, kept);
    await refreshViews(tx, kept, points);
    tx.record(kpiStream(kpiId), 'kpi.changed', changes);
    return { kpi: kpiRecord(after) };
  });
};

/** Values would say something else under another unit. What was agreed on before there were any keeps its unit by itself (see lock.ts). */
function unitFixed(): Refused {
  return new Refused('forbidden', 'unit: is fixed, for values were recorded in it.', {
    field: 'unit',
    remedy: 'Create a KPI with the other unit. Nothing was changed.',
  });
}

async function differences(tx: Change, before: Kpi, after: Kpi): Promise<Record<string, Json>> {
  const changes: Record<string, Json> = {};
  for (const field of ['name', 'unit', 'cadence', 'state'] as const) {
    if (before[field] !== after[field]) changes[field] = { from: before[field], to: after[field] };
  }
  if (before.ownerId !== after.ownerId) {
    changes.owner = { from: await tx.person(before.ownerId), to: await tx.person(after.ownerId) };
  }
  return changes;
}
