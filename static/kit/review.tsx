import { type ReactNode } from 'react';
import type { Reviewed } from '../../src/contract/views';
import { REVIEW_DAYS } from '../../src/domain/changed';
import { byBadness } from '../../src/domain/signal';
import { plusDays } from '../../src/domain/timeline';
import './review.css';
import { type Format } from './format';
import { SignalMark, sentenceFor } from './signal';
import { text } from './text/review';
import { say } from './text/say';
import { targetWords } from './proposal-words';
import { names, text as alarms } from './text/signals';
import { useFormat } from './viewer';

type Item = Reviewed['items'][number];
type Change = Reviewed['changes'][number];
type Verdict = Extract<Change, { kind: 'verdict' }>['to'];

interface Props {
  outcomes: readonly Reviewed[];
  now: string;
  /** Draws an outcome's title as the way to it. */
  link: (outcome: { outcomeId: string; title: string }) => ReactNode;
}

/** What needs attention (decisions, reports that part from the measured, old values), and below it what changed within the week. */
export function Review({ outcomes, now, link }: Props): ReactNode {
  const format = useFormat();
  const since = format.date(plusDays(now.slice(0, 10), -REVIEW_DAYS));
  const lists = outcomes.map((outcome) => ({
    outcome,
    items: outcome.items.map((item) => <li key={keyOf(item)}>{wordsOf(item, format)}</li>),
    changes: outcome.changes.map((change) => <li key={JSON.stringify(change)}>{changeWords(change, now, format)}</li>),
  }));
  return (
    <div className="n-reviews">
      <Card title={text.title} nothing={text.nothing} {...{ link }} lists={lists.map(({ outcome, items }) => ({ outcome, lines: items }))} />
      <Card title={say(text.changed, { since })} nothing={text.unchanged} link={link} lists={lists.map(({ outcome, changes }) => ({ outcome, lines: changes }))} />
    </div>
  );
}

/** Outcome by outcome, the worst first; those without a line are left out. */
function Card({ title, nothing, lists, link }: { title: string; nothing: string; lists: readonly { outcome: Reviewed; lines: ReactNode[] }[]; link: Props['link'] }): ReactNode {
  const told = lists.filter(({ lines }) => lines.length > 0);
  return (
    <section className="n-card n-review-card" aria-label={title}>
      <h2 className="n-h2">{title}</h2>
      {told.length === 0 && <p className="n-quiet">{nothing}</p>}
      <div className="n-review">
        {told.sort((a, b) => byBadness(a.outcome.signal.kind, b.outcome.signal.kind)).map(({ outcome, lines }) => (
          <div key={outcome.outcomeId}>
            <div className="n-review-outcome">
              {link(outcome)}
              <SignalMark kind={outcome.signal.kind} />
            </div>
            <ul>{lines}</ul>
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

function wordsOf(item: Item, format: Format): ReactNode {
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
    case 'gap':
      return item.weeks === 0 ? text.gapNow : say(text.gap, { count: item.weeks, n: format.number(item.weeks) });
    case 'stale':
    case 'late':
      return say(item.kind === 'stale' ? text.stale : text.late, { name: item.name, date: format.date(item.newest) });
  }
}

function changeWords(change: Change, now: string, format: Format): string {
  const age = format.age(change.at, now);
  switch (change.kind) {
    case 'created':
      return say(text.created, { age });
    case 'closed':
      return say(text.closed[change.as], { age });
    case 'signal':
      return say(text.signal, { signal: names[change.signal], age });
    case 'decided':
      return say(text.decided, { choice: alarms.choices[change.choice], age });
    case 'launched':
      return say(text.launched, { names: change.names.join(', '), age });
    case 'agreed': {
      const { name, targets, unit } = change;
      if (!targets) return say(text.agreed, { name, age });
      return say(text.target, { name, from: targetWords(targets.from, unit, format), to: targetWords(targets.to, unit, format), age });
    }
    case 'verdict':
      if (!change.from) return say(text.firstVerdict, { name: change.name, to: verdictIn(change.to), age });
      return say(text.verdict, { name: change.name, from: verdictIn(change.from), to: verdictIn(change.to), age });
  }
}

function verdictIn({ kind, strength }: Verdict): string {
  const verdict = text.verdicts[kind];
  return strength === 'tentative' ? say(text.early, { verdict }) : verdict;
}
