import { type ReactNode } from 'react';
import type { CallReply } from '../../src/contract';
import './glance.css';
import { Gauge, StandingWords } from '../kit/gauge';
import { byRole, standingOf } from '../kit/standing';
import { Show, Skeleton } from '../kit/states';
import { say } from '../kit/text/say';
import { useCall } from '../kit/use-call';
import { VerdictMark } from '../kit/verdict';
import { useFormat } from '../kit/viewer';
import { text } from './text';

/** What the issue serves and how its leading KPI stands, in the few lines of Jira's side column. */
export function Glance(): ReactNode {
  const loaded = useCall('panel.read', {});
  return (
    <div className="n-glance">
      <Show loaded={loaded} skeleton={<Skeleton heights={[20, 20, 24]} />}>
        {(panel) => <Content panel={panel} />}
      </Show>
    </div>
  );
}

function Content({ panel: { outcomes, now } }: { panel: CallReply<'panel.read'> }): ReactNode {
  const format = useFormat();
  const [first, ...others] = outcomes;
  if (!first) return <p className="n-subtle">{text.notLinked}</p>;
  const [leading, ...more] = byRole(first.outcome.measures);
  return (
    <dl className="n-glance-list">
      <dt>{text.outcome}</dt>
      <dd>
        {first.outcome.title}
        {others.length > 0 && (
          <p className="n-small n-subtle">{say(text.andOthers, { count: others.length, n: format.number(others.length) })}</p>
        )}
      </dd>
      <dt className="n-wrap">{leading?.name ?? text.way}</dt>
      <dd>
        {leading ? (
          <>
            <StandingWords standing={standingOf(leading)} />
            <Gauge standing={standingOf(leading)} />
            {standingOf(leading).kind !== 'refused' && <VerdictMark measure={leading} />}
          </>
        ) : (
          text.none
        )}
        {more.length > 0 && (
          <p className="n-small n-subtle">{say(text.andMeasures, { count: more.length, n: format.number(more.length) })}</p>
        )}
      </dd>
      {leading?.newest && (
        <>
          <dt>{text.newest}</dt>
          <dd>
            {format.quantity(leading.newest.value, leading.unit)}, {format.age(leading.newest.at, now)}
          </dd>
        </>
      )}
    </dl>
  );
}
