/** Whatever else was launched while a measure's KPI was watched: a movement after one launch is also one after the others. */
import { type MeasureView, type OutcomeSnapshot } from './snapshot';

export interface OtherLaunch {
  /** Of the other outcome; of the same outcome, the name of the KPI that has a launch of its own. */
  title: string;
  /** ISO date. */
  at: string;
}

/** More are not told one by one. */
const MAX_TOLD = 4;

/**
 * Other launches between the first value that the verdict used and the newest, by date: of other outcomes by which the
 * same KPI is used, and of the outcome's other measures. `beside` are outcomes that the reader may see; the outcome itself
 * may be among them.
 */
export function otherLaunches(measure: MeasureView, own: OutcomeSnapshot, beside: readonly OutcomeSnapshot[]): OtherLaunch[] {
  const { from, newest, launch } = measure;
  if (!launch || !from || !newest) return [];
  const ofOthers = beside
    .filter(({ outcomeId }) => outcomeId !== own.outcomeId)
    .flatMap(({ title, measures }) => measures.filter(({ kpiId }) => kpiId === measure.kpiId).map((one) => ({ title, at: one.launch })));
  const ofOwn = own.measures.filter(({ kpiId }) => kpiId !== measure.kpiId).map((one) => ({ title: one.name, at: one.launch }));
  const told = new Map<string, OtherLaunch>();
  for (const { title, at } of [...ofOthers, ...ofOwn]) {
    if (at !== undefined && at !== launch && at >= from && at <= newest.at) told.set(`${title} ${at}`, { title, at });
  }
  return [...told.values()].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).slice(0, MAX_TOLD);
}
