import { type ReactNode } from 'react';
import type { Reviewed } from '../../src/contract/views';
import { byBadness } from '../../src/domain/signal';
import './review.css';
import { type Format } from './format';
import { SignalMark, sentenceFor } from './signal';
import { text } from './text/review';
import { say } from './text/say';
import { text as alarms } from './text/signals';
import { useFormat } from './viewer';

type Item = Reviewed['items'][number];
type Change = Extract<Item, { kind: 'verdict' }>['to'];

/** What needs attention, outcome by outcome, the worst first: decisions, changed verdicts, reports that part from the measured, old values. */
export function Review({
  outcomes,
  now,
  link,
}: {
  outcomes: readonly Reviewed[];
  now: string;
  /** Draws an outcome's title as the way to it. */
  link: (outcome: { outcomeId: string; title: string }) => ReactNode;
}): ReactNode {
  const format = useFormat();
  return (
    <section className="n-card n-review-card" aria-label={text.title}>
      <h2 className="n-h2">{text.title}</h2>
      {outcomes.length === 0 && <p className="n-quiet">{text.nothing}</p>}
      <div className="n-review">
        {[...outcomes].sort((a, b) => byBadness(a.signal.kind, b.signal.kind)).map((outcome) => (
          <div key={outcome.outcomeId}>
            <div className="n-review-outcome">
              {link(outcome)}
              <SignalMark kind={outcome.signal.kind} />
            </div>
            <ul>
              {outcome.items.map((item) => (
                <li key={keyOf(item)}>{wordsOf(item, now, format)}</li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}

function keyOf(item: Item): string {
  if (item.kind === 'decision') return item.alarm.alarmId;
  if (item.kind === 'proposal') return item.proposalId;
  return item.kind === 'gap' ? 'gap' : `${item.kind} ${item.kpiId}`;
}

function wordsOf(item: Item, now: string, format: Format): ReactNode {
  switch (item.kind) {
    case 'decision':
      return (
        <>
          {sentenceFor(item.alarm.why, format)} <b>{alarms.states[item.alarm.state]}.</b>
        </>
      );
    case 'proposal':
      return (
        <>
          {say(text.proposal[item.change], { name: item.name ?? text.formerKpi })} {item.awaitsYou ? <b>{text.awaitsYou}</b> : text.awaitsOther}
        </>
      );
    case 'verdict':
      return say(text.verdict, { name: item.name, from: verdictIn(item.from), to: verdictIn(item.to), age: format.age(item.to.at, now) });
    case 'gap':
      return item.weeks === 0 ? text.gapNow : say(text.gap, { count: item.weeks, n: format.number(item.weeks) });
    case 'stale':
    case 'late':
      return say(item.kind === 'stale' ? text.stale : text.late, { name: item.name, date: format.date(item.newest) });
  }
}

function verdictIn({ kind, strength }: Change): string {
  const verdict = text.verdicts[kind];
  return strength === 'tentative' ? say(text.early, { verdict }) : verdict;
}
