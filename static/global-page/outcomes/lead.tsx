import { type ReactNode } from 'react';
import type { OutcomeCard } from '../../../src/contract/views';
import { byBadness } from '../../../src/domain/signal';
import { sentenceFor } from '../../kit/signal';
import { Rich } from '../../kit/text/rich';
import { say } from '../../kit/text/say';
import { useFormat } from '../../kit/viewer';
import { text } from '../text';

/** What a list comes to: how many outcomes move, which needs a decision first, and how many more do. One alone says it in its row. */
export function Lead({ cards }: { cards: readonly OutcomeCard[] }): ReactNode {
  const format = useFormat();
  if (cards.length < 2) return null;
  const moving = cards.filter(({ signal }) => signal.kind === 'moving').length;
  const achieved = cards.filter(({ signal }) => signal.kind === 'achieved').length;
  const waiting = cards
    .flatMap(({ title, signal, alarms = [] }) => {
      const alarm = alarms.find(({ state }) => state !== 'decided');
      return alarm ? [{ title, signal, why: alarm.why }] : [];
    })
    .sort((a, b) => byBadness(a.signal.kind, b.signal.kind));
  const [first, ...more] = waiting;
  const all = format.number(cards.length);
  return (
    <p className="n-lead">
      {moving === 0 ? <Rich message={text.leadNone} params={{ all }} /> : <Rich message={text.leadMoving} params={{ count: moving, n: format.number(moving), all }} />}{' '}
      {achieved > 0 && say(text.leadAchieved, { count: achieved, n: format.number(achieved) })}{' '}
      {first && <Rich message={text.leadFirst} params={{ outcome: first.title, why: sentenceFor(first.why, format) }} />}{' '}
      {more.length > 0 && say(text.leadMore, { count: more.length, n: format.number(more.length) })}
    </p>
  );
}
