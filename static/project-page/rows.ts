import type { CallReply } from '../../src/contract';
import { byRole, standingOf } from '../kit/standing';
import { type Filter, type Group, type Sort } from './place';

export type Row = CallReply<'project.read'>['rows'][number];

/** By the verdict alone: where the newest value lies is no claim, so without a verdict there is none here either. */
export function groupOf({ outcome }: Row): { group: Group; share: number } {
  const leading = byRole(outcome.measures).find((measure) => measure.role !== 'guardrail');
  const standing = leading && standingOf(leading);
  const share = standing?.kind === 'way' ? standing.share : 0;
  switch (leading?.verdict.kind) {
    case 'improved':
      return { group: share >= 1 ? 'reached' : 'better', share };
    case 'worsened':
      return { group: 'worse', share };
    case 'no detectable change':
      return { group: 'same', share };
    default:
      return { group: 'unjudged', share };
  }
}

/** What awaits somebody first, what goes well last. */
const URGENCY: Record<Row['outcome']['signal']['kind'], number> = {
  'wrong-way': 0,
  'silent-stall': 1,
  'activity-trap': 2,
  unproven: 3,
  'too-early': 4,
  moving: 5,
  achieved: 6,
};

/** What awaits somebody first; otherwise as they came. */
export function byUrgency<T extends { signal: { kind: keyof typeof URGENCY } }>(outcomes: readonly T[]): T[] {
  return [...outcomes].sort((a, b) => URGENCY[a.signal.kind] - URGENCY[b.signal.kind]);
}

const BY: Record<Sort, (a: Row, b: Row) => number> = {
  urgent: (a, b) => URGENCY[a.outcome.signal.kind] - URGENCY[b.outcome.signal.kind] || BY.title(a, b),
  title: (a, b) => a.outcome.title.localeCompare(b.outcome.title),
  delivered: (a, b) => doneShare(b) - doneShare(a) || BY.title(a, b),
  due: (a, b) => (a.outcome.period.to ?? '9').localeCompare(b.outcome.period.to ?? '9') || BY.title(a, b),
};

/** What was not counted stands last. */
function doneShare({ delivery: { count } }: Row): number {
  return count && count.total > 0 ? count.done / count.total : -1;
}

/** The rows that are asked for, in the order asked for; with a role, each with only its KPIs in that role. */
export function shownRows(rows: readonly Row[], { text, standing, signal, role, sort }: Filter): Row[] {
  const wanted = text.trim().toLocaleLowerCase();
  const holds = (words: string): boolean => words.toLocaleLowerCase().includes(wanted);
  return rows
    .filter((row) => standing === 'all' || groupOf(row).group === standing)
    .filter(({ outcome }) => signal === 'all' || outcome.signal.kind === signal)
    .filter(({ outcome }) => holds(outcome.title) || outcome.measures.some(({ name }) => holds(name)))
    .flatMap((row) => {
      if (role === 'all') return row;
      const measures = row.outcome.measures.filter((measure) => measure.role === role);
      return measures.length === 0 ? [] : { ...row, outcome: { ...row.outcome, measures } };
    })
    .sort(BY[sort]);
}
