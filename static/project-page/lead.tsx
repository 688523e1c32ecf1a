import { type ReactNode } from 'react';
import { sentenceFor } from '../kit/signal';
import { byRole } from '../kit/standing';
import { Rich } from '../kit/text/rich';
import { say } from '../kit/text/say';
import { MeasureSentence } from '../kit/verdict';
import { useFormat } from '../kit/viewer';
import { GROUPS } from './place';
import { type Row, byUrgency, groupOf } from './rows';
import { text } from './text';

/** How many outcomes there are and how their primary KPIs stand; each outcome counts once and nothing is averaged. */
export function Lead({ rows, more }: { rows: readonly Row[]; more: boolean }): ReactNode {
  const format = useFormat();
  const n = format.number(rows.length);
  const standing = rows.map((row) => ({ row, ...groupOf(row) }));
  const parts = GROUPS.flatMap((group) => {
    const count = standing.filter((one) => one.group === group).length;
    return count === 0 ? [] : say(text[group], { count, n: format.number(count) });
  });
  const worst = standing.filter((one) => one.group === 'worse').sort((a, b) => a.share - b.share)[0];
  const first = byUrgency(rows.map(({ outcome }) => outcome)).find(({ alarms = [] }) => alarms.some(({ state }) => state !== 'decided'));
  const why = first?.alarms?.find(({ state }) => state !== 'decided')?.why;
  const [only] = rows;
  const alone = rows.length === 1 && !more && only ? byRole(only.outcome.measures)[0] : undefined;
  return (
    <p className="n-lead">
      {more ? <Rich message={text.leadMore} params={{ n }} /> : <Rich message={text.lead} params={{ count: rows.length, n }} />}{' '}
      {say(text.byPrimary, { count: rows.length, parts: parts.join(', ') })}{' '}
      {first && why && <Rich message={text.first} params={{ outcome: first.title, why: sentenceFor(why, format) }} />}
      {worst && !first && rows.length > 1 && <Rich message={text.worst} params={{ outcome: worst.row.outcome.title }} />}
      {alone && <MeasureSentence measure={alone} />}
    </p>
  );
}
