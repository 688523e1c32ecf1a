import { type Kpi } from '../domain/kpi';
import { type Measure, measureKey } from '../domain/measure';
import { type Outcome } from '../domain/outcome';
import { type MeasureView, measureView, outcomeSnapshot, withElsewhere } from '../domain/snapshot';
import { type DatedPoint, pointsOf } from '../domain/value-log';
import { type Change } from './change';
import { type Ref, chunkKey, ref } from './ports';

/** Puts the outcome and the view made from it; `measures` replace those of the same KPI in the present view. `isNews` unless none but those who see a restricted outcome are told of the change. */
export function putOutcome(change: Change, outcome: Outcome, measures: readonly MeasureView[] = [], isNews = true): void {
  const stored = ref('outcome', outcome.outcomeId);
  change.put(stored, outcome);
  putView(change, outcome, measures, isNews);
}

/** Puts only the outcome's view, when a KPI that it uses changed and the outcome itself did not; `isNews` unless only other outcomes did. */
function putView(change: Change, outcome: Outcome, measures: readonly MeasureView[], isNews = true): void {
  const stored = ref('outcomeView', outcome.outcomeId);
  const present = change.get(stored);
  const revision = isNews ? (present?.revision ?? 0) + 1 : present?.revision;
  change.put(stored, { ...outcomeSnapshot(outcome, [...(present?.measures ?? []), ...measures]), ...(revision === undefined ? {} : { revision }) });
}

/** The refs of all of a KPI's chunks. */
export function chunkRefs(kpi: Kpi): Ref<'chunk'>[] {
  return kpi.series.years.map((year) => ref('chunk', chunkKey(kpi.kpiId, year)));
}

/** The KPI's values as the change sees them, by date, with what stood there before; its chunks must have been read. */
export function pointsIn(change: Change, kpi: Kpi): DatedPoint[] {
  return pointsOf(chunkRefs(kpi).flatMap((r) => change.get(r) ?? []));
}

/** What must be read of all outcomes that use the KPI before their views are made anew. */
export function usesOf(kpi: Kpi): Ref[] {
  return kpi.outcomeIds.flatMap((id) => [ref('outcome', id), ref('measure', measureKey(id, kpi.kpiId)), ref('outcomeView', id)]);
}

/**
 * Makes the views of all outcomes that use the KPI anew, after the KPI or its values changed; or, after only the measure of
 * `own` did, that one's, while the others merely name its launches. `points` are all of the KPI's values by date; what is locked of them counts as
 * it was locked.
 */
export async function refreshViews(change: Change, kpi: Kpi, points: readonly DatedPoint[], own?: string): Promise<void> {
  const outcomes = kpi.outcomeIds.map((id) => ref('outcome', id));
  const measures = kpi.outcomeIds.map((id) => ref('measure', measureKey(id, kpi.kpiId)));
  if (outcomes.length === 0) return;
  await change.read(...usesOf(kpi));
  const ofKpi = measures.flatMap((stored) => change.get(stored) ?? []);
  for (const [index, stored] of outcomes.entries()) {
    const outcome = change.get(stored);
    const measure: Measure | undefined = measures[index] && change.get(measures[index]);
    if (!outcome || !measure) continue;
    const before = change.get(ref('outcomeView', outcome.outcomeId))?.measures.find((m) => m.kpiId === kpi.kpiId);
    if (before && own !== undefined && outcome.outcomeId !== own) putView(change, outcome, [withElsewhere(before, outcome.outcomeId, ofKpi)], false);
    else putView(change, outcome, [measureView(measure, kpi, points, change.now.slice(0, 10), ofKpi, before)]);
  }
}
