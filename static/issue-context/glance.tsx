import { type ReactNode } from 'react';
import type { CallReply } from '../../src/contract';
import './glance.css';
import { Gauge, StandingWords } from '../kit/charts/gauge';
import { GaugesLater } from '../kit/gauges-later';
import { PageLink } from '../kit/links';
import { LiveLine } from '../kit/live';
import { SignalMark } from '../kit/signal';
import { isNewestAlone, standingOf } from '../kit/standing';
import { Show, Skeleton } from '../kit/states';
import { text as kitText } from '../kit/text/en';
import { say } from '../kit/text/say';
import { UnansweredNote } from '../kit/unanswered';
import { useCall } from '../kit/use-call';
import { VerdictMark } from '../kit/verdict';
import { useFormat } from '../kit/viewer';
import { watchedOf } from '../kit/watched';
import { foremost } from './foremost';
import { text } from './text';

/** What the issue serves and how its most important KPI stands, in the few lines of Jira's side column. */
export function Glance(): ReactNode {
  const loaded = useCall('panel.read', {});
  return (
    <div className="n-glance">
      <Show loaded={loaded} skeleton={<Skeleton heights={[20, 64, 20]} />}>
        {(panel) => (
          <>
            <UnansweredNote of={[panel]} />
            <Content panel={panel} />
          </>
        )}
      </Show>
      {loaded.data && <LiveLine loaded={loaded} {...watchedOf(loaded.data)} />}
    </div>
  );
}

function Content({ panel: { outcomes, projectKey, share, now, unanswered } }: { panel: CallReply<'panel.read'> }): ReactNode {
  const format = useFormat();
  const open = outcomes.filter(({ outcome }) => outcome.state === 'open').map(({ outcome }) => outcome);
  const first = foremost(open);
  if (!first && unanswered?.about.includes('parents')) return null;
  if (!first) return <p className="n-subtle">{outcomes.length > 0 ? text.archived : text.notLinked}</p>;
  const { outcome, measure } = first;
  const others = open.length - 1;
  return (
    <dl className="n-glance-list">
      <dt>{text.outcome}</dt>
      <dd>
        <div className="n-glance-outcome">
          <PageLink moduleKey="project-page" projectKey={projectKey} path={`/outcomes/${outcome.outcomeId}`} label={say(text.openOutcomeOf, { outcome: outcome.title })}>
            {outcome.title}
          </PageLink>
          <SignalMark kind={outcome.signal.kind} />
        </div>
        {others > 0 && <p className="n-small n-subtle">{say(text.andOthers, { count: others, n: format.number(others) })}</p>}
      </dd>
      <dt className="n-wrap">{measure?.name ?? text.way}</dt>
      <dd>
        {measure ? (
          <>
            <StandingWords standing={standingOf(measure)} />
            <Gauge standing={standingOf(measure)} />
            {isNewestAlone(measure, standingOf(measure)) && <p className="n-small n-subtle">{kitText.newestAlone}</p>}
            {standingOf(measure).kind !== 'refused' && <VerdictMark measure={measure} />}
            <GaugesLater measures={[measure]} titled={false} />
          </>
        ) : (
          text.none
        )}
      </dd>
      {measure?.newest && (
        <>
          <dt>{text.newest}</dt>
          <dd>
            {format.quantity(measure.newest.value, measure.unit)}, {format.age(measure.newest.at, now)}
          </dd>
        </>
      )}
      {share && (
        <>
          <dt>{text.time}</dt>
          <dd>{say(text.split, { change: format.percent(share.now), run: format.percent(1 - share.now) })}</dd>
        </>
      )}
    </dl>
  );
}
