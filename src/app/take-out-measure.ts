import { type Kpi } from '../domain/kpi';
import { type Outcome } from '../domain/outcome';
import { measureKey } from '../domain/measure';
import { type Change } from './change';
import { withoutLock } from './measure-locks';
import { ref } from './ports';
import { chunkRefs, pointsIn, putOutcome, refreshViews } from './views';

/** Takes a KPI out of an outcome. The outcome, its view, the KPI and the measure must have been read. */
export async function takeOutMeasure(tx: Change, outcome: Outcome, kpi: Kpi): Promise<void> {
  const { outcomeId } = outcome;
  tx.remove(ref('measure', measureKey(outcomeId, kpi.kpiId)));
  const left = withoutLock({ ...kpi, outcomeIds: kpi.outcomeIds.filter((id) => id !== outcomeId) }, outcomeId);
  tx.put(ref('kpi', kpi.kpiId), left);
  putOutcome(tx, { ...outcome, kpiIds: outcome.kpiIds.filter((id) => id !== kpi.kpiId) });
  // The views of the outcomes that still use the KPI no longer name this one's launches.
  await tx.read(...chunkRefs(left));
  await refreshViews(tx, left, pointsIn(tx, left), outcomeId);
}
