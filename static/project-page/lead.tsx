import { type ReactNode } from 'react';
import type { CallReply } from '../../src/contract';
import { byRole, standingOf } from '../kit/standing';
import { Rich } from '../kit/text/rich';
import { say } from '../kit/text/say';
import { MeasureSentence } from '../kit/verdict';
import { useFormat } from '../kit/viewer';
import { text } from './text';

type Row = CallReply<'project.read'>['rows'][number];

const GROUPS = ['worse', 'same', 'better', 'reached', 'unjudged'] as const;
type Group = (typeof GROUPS)[number];

/** How many outcomes there are and how their leading KPIs stand; each outcome counts once and nothing is averaged. */
export function Lead({ rows, more }: { rows: readonly Row[]; more: boolean }): ReactNode {
  const format = useFormat();
  const n = format.number(rows.length);
  const standing = rows.map((row) => ({ row, ...groupOf(row) }));
  const parts = GROUPS.flatMap((group) => {
    const count = standing.filter((one) => one.group === group).length;
    return count === 0 ? [] : say(text[group], { count, n: format.number(count) });
  });
  const worst = standing.filter((one) => one.group === 'worse').sort((a, b) => a.share - b.share)[0];
  const [only] = rows;
  const alone = rows.length === 1 && !more && only ? byRole(only.outcome.measures)[0] : undefined;
  return (
    <p className="n-lead">
      {more ? <Rich message={text.leadMore} params={{ n }} /> : <Rich message={text.lead} params={{ count: rows.length, n }} />}{' '}
      {say(text.byPrimary, { count: rows.length, parts: parts.join(', ') })}{' '}
      {worst && rows.length > 1 && <Rich message={text.worst} params={{ outcome: worst.row.outcome.title }} />}
      {alone && <MeasureSentence measure={alone} />}
    </p>
  );
}

/** By the verdict alone: where the newest value lies is no claim, so without a verdict there is none here either. */
function groupOf({ outcome }: Row): { group: Group; share: number } {
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
