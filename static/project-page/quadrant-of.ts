import type { CallReply } from '../../src/contract';
import { paceAt } from '../../src/domain/pace';
import type { QuadrantOutcome } from '../kit/charts/quadrant';
import { byRole, standingOf } from '../kit/standing';
import { type Row, byUrgency } from './rows';

type Activity = CallReply<'project.activity'>['activity'];

/** Where each outcome stands by its work here and its leading KPI's verdict; what is not judged has no place on the chart. */
export function quadrantOf(rows: readonly Row[], activity: Activity): QuadrantOutcome[] {
  const worked = new Map(activity?.outcomes.map((work) => [work.outcomeId, work.delivered]));
  return byUrgency(rows.map((row) => ({ ...row.outcome, row }))).map(({ outcomeId, title, signal, row }) => {
    const delivered = worked.get(outcomeId) ?? [];
    const weeks = activity?.weeks ?? [];
    const pace = paceAt(delivered, delivered.length - 1);
    const leading = byRole(row.outcome.measures).find((measure) => measure.role === 'primary');
    const standing = leading && standingOf(leading);
    const judged = standing?.kind === 'way' && standing.range !== undefined ? standing : undefined;
    const trail = (row.trail ?? []).flatMap(({ week, way }) => {
      const then = paceAt(delivered, weeks.indexOf(week));
      return then === undefined ? [] : [{ week, way, pace: then }];
    });
    return { outcomeId, title, signal: signal.kind, ...(judged && pace !== undefined ? { head: { pace, way: judged.share, range: judged.range } } : {}), trail };
  });
}
