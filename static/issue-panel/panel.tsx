import { type ReactNode } from 'react';
import type { CallReply } from '../../src/contract';
import './panel.css';
import { MeasureRow } from '../kit/measure-row';
import { byRole, sentenceOf } from '../kit/standing';
import { Show, Skeleton } from '../kit/states';
import { Rich } from '../kit/text/rich';
import { say } from '../kit/text/say';
import { useCall } from '../kit/use-call';
import { useFormat } from '../kit/viewer';
import { typeInSentence } from '../kit/issue-type';
import { LineOfSight } from './line-of-sight';
import { text } from './text';

type Panel = CallReply<'panel.read'>;
type Served = Panel['outcomes'][number];

export function Panel(): ReactNode {
  const loaded = useCall('panel.read', {});
  return (
    <div className="n-panel">
      <Show loaded={loaded} skeleton={<Skeleton heights={[24, 20, 96]} />}>
        {(panel) => <Content panel={panel} />}
      </Show>
    </div>
  );
}

function Content({ panel }: { panel: Panel }): ReactNode {
  const format = useFormat();
  const type = typeInSentence(panel.issue.type);
  const [first, ...others] = panel.outcomes;
  if (!first) return <p className="n-quiet">{say(text.notLinked, { type })}</p>;
  return (
    <>
      <Lead served={first} type={type} others={others.length} />
      {panel.outcomes.map((served) => (
        <article key={served.outcome.outcomeId} className="n-served" aria-label={served.outcome.title}>
          {others.length > 0 && <h2 className="n-h2 n-wrap">{served.outcome.title}</h2>}
          {others.length > 0 && served.primary && <p className="n-small n-subtle">{text.mainOutcome}</p>}
          <LineOfSight issueKey={panel.issue.key} served={served} />
          {served.outcome.period.to !== undefined && (
            <p className="n-small n-subtle">{say(text.dueBy, { date: format.date(served.outcome.period.to) })}</p>
          )}
          <Measures served={served} now={panel.now} />
        </article>
      ))}
    </>
  );
}

/** One sentence first: which outcome this serves, and what its leading KPI shows. */
function Lead({ served, type, others }: { served: Served; type: string; others: number }): ReactNode {
  const format = useFormat();
  const { title: outcome, measures } = served.outcome;
  const [leading] = byRole(measures);
  return (
    <p className="n-lead">
      {others === 0 ? (
        <Rich message={text.serves} params={{ type, outcome }} />
      ) : (
        <Rich message={text.servesSeveral} params={{ type, outcome, count: others, n: format.number(others) }} />
      )}{' '}
      {leading ? <Rich {...sentenceOf(leading, format)} /> : text.noMeasures}
    </p>
  );
}

function Measures({ served, now }: { served: Served; now: string }): ReactNode {
  const measures = byRole(served.outcome.measures);
  if (measures.length === 0) return <p className="n-quiet">{text.notMeasured}</p>;
  return (
    <div className="n-changed">
      <p className="n-small n-subtle">
        <b className="n-changed-title">{text.whatChanged}</b> {text.whatChangedNote}
      </p>
      {measures.map((measure) => (
        <MeasureRow key={measure.kpiId} measure={measure} now={now} />
      ))}
    </div>
  );
}
