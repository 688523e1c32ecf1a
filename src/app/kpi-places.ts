import { type Viewer, managesOutcomes } from '../domain/access';
import { MAX_OUTCOMES_PER_KPI, MAX_RESTRICTED_PER_KPI, type Kpi } from '../domain/kpi';
import { type Outcome } from '../domain/outcome';
import { type Change } from './change';
import { ref } from './ports';
import { Refused } from './refused';

/**
 * Refuses an outcome that is about to use the KPI where there is no place for it. Who may not see all restricted outcomes
 * may take no place of theirs, whether one is free or not.
 */
export async function checkPlace(tx: Change, viewer: Viewer, { outcomeId, restricted }: Pick<Outcome, 'outcomeId' | 'restricted'>, kpi: Kpi): Promise<void> {
  if (restricted && !managesOutcomes(viewer)) {
    throw new Refused('forbidden', 'Only outcome managers and Jira administrators may add a KPI to a restricted outcome.', {
      field: 'kpiId',
      remedy: 'Ask one of them to do it.',
    });
  }
  const views = kpi.outcomeIds.filter((id) => id !== outcomeId).map((id) => ref('outcomeView', id));
  await tx.read(...views);
  const alike = views.filter((view) => tx.get(view)?.restricted === restricted).length;
  if (alike < (restricted ? MAX_RESTRICTED_PER_KPI : MAX_OUTCOMES_PER_KPI)) return;
  const message = restricted ? `A KPI serves at most ${MAX_RESTRICTED_PER_KPI} restricted outcomes.` : `A KPI serves at most ${MAX_OUTCOMES_PER_KPI} outcomes that are not restricted.`;
  throw new Refused('limit-reached', message, { field: 'kpiId', remedy: 'Link the work to an outcome that already uses it.' });
}

/**
 * The same of all KPIs of an outcome that is to be restricted, or opened. They are written, so that of two such changes at
 * once only one takes the last place.
 */
export async function checkPlaces(tx: Change, viewer: Viewer, after: Outcome): Promise<void> {
  if (after.kpiIds.length === 0) return;
  if (!managesOutcomes(viewer)) {
    throw new Refused('forbidden', 'Only outcome managers and Jira administrators may restrict an outcome that has KPIs, or open it to others.', {
      field: 'restricted',
      remedy: 'Ask one of them to do it. Nothing was changed.',
    });
  }
  const stored = after.kpiIds.map((id) => ref('kpi', id));
  await tx.read(...stored);
  for (const one of stored) {
    const kpi = tx.get(one);
    if (!kpi) continue;
    await checkPlace(tx, viewer, after, kpi);
    tx.put(one, kpi);
  }
}
