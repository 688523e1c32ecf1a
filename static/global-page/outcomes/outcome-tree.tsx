import Lozenge from '@atlaskit/lozenge';
import { type ReactNode } from 'react';
import type { MeasureView, OutcomeCard } from '../../../src/contract/views';
import { type TreeNode, everyNode, outcomeTrees, rolledUp, treesHolding, worstFirst } from '../../../src/domain/outcome-tree';
import { Gauge, StandingWords } from '../../kit/charts/gauge';
import { SignalMark, sentenceFor } from '../../kit/signal';
import { byRole, standingOf } from '../../kit/standing';
import { say } from '../../kit/text/say';
import { TreeGrid, type TreeRow } from '../../kit/tree-grid';
import { VerdictMark } from '../../kit/verdict';
import { useFormat } from '../../kit/viewer';
import { paths } from '../place';
import { text } from '../text';

const columns = () => [
  { key: 'outcome', title: text.outcome, width: 'minmax(0, 21fr)' },
  { key: 'signal', title: text.signal, width: 'minmax(0, 20fr)' },
  { key: 'impact', title: text.impact, width: 'minmax(0, 50fr)' },
  { key: 'by', title: text.wantedBy, width: 'minmax(96px, 8fr)' },
];

/** The outcomes below one another, the worst first. What `wanted` does not hold for stands only above what it does. */
export function OutcomeTree({
  cards,
  wanted,
  go,
}: {
  cards: readonly OutcomeCard[];
  wanted: (card: OutcomeCard) => boolean;
  go: (path: string) => void;
}): ReactNode {
  const format = useFormat();
  const whole = worstFirst(outcomeTrees(cards));
  // Rolled up over all that the viewer sees, filtered or not: a filter must not make an outcome look better.
  const worst = new Map(everyNode(whole).map((node) => [node.item.outcomeId, rolledUp(node)]));
  const titles = new Map(cards.map(({ outcomeId, title }) => [outcomeId, title]));
  const rowOf = ({ item, children }: TreeNode<OutcomeCard>): TreeRow => {
    const { outcomeId, title, measures, period, signal, restricted } = item;
    const rolled = worst.get(outcomeId);
    const open = (): void => go(paths.outcome(outcomeId));
    return {
      key: outcomeId,
      name: title,
      onOpen: open,
      cells: {
        outcome: (
          <div>
            <button type="button" className="n-link n-wrap" onClick={open}>
              {title}
            </button>{' '}
            {restricted && <Lozenge maxWidth="none">{text.restrictedMark}</Lozenge>}
          </div>
        ),
        signal: (
          <div className="n-stack-tight n-small">
            {rolled && rolled.signal.kind !== signal.kind ? (
              <>
                <SignalMark kind={rolled.signal.kind} />
                <span className="n-wrap">{say(text.worstBelow, { title: titles.get(rolled.outcomeId) ?? '' })}</span>
                <span className="n-own-signal n-subtle">
                  {text.ownSignal} <SignalMark kind={signal.kind} />
                </span>
              </>
            ) : (
              <>
                <SignalMark kind={signal.kind} />
                <span className="n-subtle n-wrap">{sentenceFor(signal.why, format)}</span>
              </>
            )}
          </div>
        ),
        impact: <Impact measures={measures} />,
        by: period.to === undefined ? <span className="n-subtle">{text.noDate}</span> : <span className="n-nowrap">{format.date(period.to)}</span>,
      },
      children: children.map(rowOf),
    };
  };
  return <TreeGrid label={text.outcomes} columns={columns()} rows={treesHolding(whole, wanted).map(rowOf)} />;
}

function Impact({ measures }: { measures: readonly MeasureView[] }): ReactNode {
  if (measures.length === 0) return <span className="n-subtle">{text.noMeasures}</span>;
  return byRole(measures).map((measure) => (
    <div key={measure.kpiId} className="n-list-impact" role="group" aria-label={measure.name}>
      <span className="n-wrap">{measure.name}</span>
      <Gauge standing={standingOf(measure)} />
      <div className="n-list-verdict">
        <span>
          <StandingWords standing={standingOf(measure)} />
        </span>
        {standingOf(measure).kind !== 'refused' && <VerdictMark measure={measure} />}
      </div>
    </div>
  ));
}
