import { type ReactNode, Suspense } from 'react';
import type { CallReply } from '../../src/contract';
import type { MeasureView } from '../../src/contract/views';
import { plusDays } from '../../src/domain/timeline';
import { Delivery } from '../kit/delivery';
import { StandingWords } from '../kit/charts/gauge';
import { GaugesLater } from '../kit/gauges-later';
import { expectation } from '../kit/hypothesis';
import { MeasureRow } from '../kit/measure-row';
import { later } from '../kit/later';
import { SignalMark, isAlarm } from '../kit/signal';
import { StageLine } from '../kit/stage';
import { byRole, standingOf } from '../kit/standing';
import { say } from '../kit/text/say';
import { useFormat } from '../kit/viewer';
import { LineOfSight } from './line-of-sight';
import { NextStep, OutcomeLink } from './next';
import { text } from './text';

/** Charts come after the words, into places of their size. */
const SmallKpi = later(() => import('../kit/charts/small-kpi'));
const SmallWork = later(() => import('../kit/charts/small-work'));

const DAYS_PER_WEEK = 7;

type Panel = CallReply<'panel.read'>;
type Served = Panel['outcomes'][number];
interface Props {
  served: Served;
  issueKey: string;
  now: string;
}

/** An outcome in full: the way to it, what this work should move, and what its KPIs show. */
export function ServedOutcome({ served, issueKey, now }: Props): ReactNode {
  return (
    <article className="n-served" aria-label={served.outcome.title}>
      <LineOfSight issueKey={issueKey} served={served} />
      <Dates served={served} />
      <Measures served={served} now={now} />
    </article>
  );
}

/** Further outcomes, each a line that unfolds, with what would clear its alarm and the way to it. */
export function AlsoServed({ others, projectKey, ...more }: { others: readonly Served[]; projectKey: string } & Omit<Props, 'served'>): ReactNode {
  return (
    <section className="n-also" aria-label={text.alsoServes}>
      <h2 className="n-small n-subtle">{text.alsoServes}</h2>
      {others.map((served) => (
        <details key={served.outcome.outcomeId}>
          <summary>
            <span className="n-wrap">{served.outcome.title}</span> <Short served={served} />
          </summary>
          <ServedOutcome served={served} {...more} />
          <div className="n-also-foot">
            {isAlarm(served.outcome.signal.kind) && <NextStep outcome={served.outcome} further />}
            <OutcomeLink outcome={served.outcome} projectKey={projectKey} />
          </div>
        </details>
      ))}
    </section>
  );
}

function Short({ served }: { served: Served }): ReactNode {
  const [leading] = byRole(served.outcome.measures);
  if (!leading) return <span className="n-subtle">{text.noMeasures}</span>;
  const standing = standingOf(leading);
  return (
    <span className="n-also-standing">
      <SignalMark kind={served.outcome.signal.kind} /> <span className="n-subtle">{leading.name}</span> <StandingWords standing={standing} />
    </span>
  );
}

function Dates({ served: { outcome, hypothesis } }: { served: Served }): ReactNode {
  const format = useFormat();
  const { to } = outcome.period;
  return (
    <div className="n-stack-tight">
      {hypothesis && <p>{expectation(hypothesis, hypothesis.name, format)}.</p>}
      {to !== undefined && to !== hypothesis?.by && <p className="n-small n-subtle">{say(text.dueBy, { date: format.date(to) })}</p>}
      {outcome.stage && <StageLine stage={outcome.stage} />}
    </div>
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
        <MeasureRow key={measure.kpiId} measure={measure} now={now} chart={chartOf(measure, served, now)} />
      ))}
      <GaugesLater measures={measures} />
    </div>
  );
}

/** Undefined where there are no values to draw. */
function chartOf(measure: MeasureView, { drawn }: Served, now: string): ReactNode {
  const own = drawn.find(({ kpiId }) => kpiId === measure.kpiId);
  if (!own || own.recent.length === 0) return undefined;
  return (
    <div className="n-small-kpi">
      <Suspense fallback={null}>
        <SmallKpi measure={measure} drawn={own} now={now} />
      </Suspense>
    </div>
  );
}

/** Whether the time of the project's team can be drawn. */
export function isSplit({ weeks = [] }: Panel): boolean {
  return weeks.some(({ done }) => done !== null);
}

/** What was done for the outcome here, beside where the time of the project's team went. */
export function Done({ served, panel }: { served: Served; panel: Panel }): ReactNode {
  const { work, outcome } = served;
  const { weeks = [], share, projectKey, now } = panel;
  const shown = isSplit(panel);
  if (!work && !shown) return null;
  const stopped = outcome.signal.kind === 'silent-stall' ? (outcome.signal.since ?? undefined) : undefined;
  return (
    <div className="n-done">
      {work && work.scope > 0 && (
        <section className="n-stack-tight" aria-label={text.done}>
          <h3 className="n-h3">{text.done}</h3>
          <Delivery count={{ done: work.scope - work.open, total: work.scope, at: plusDays(work.week, DAYS_PER_WEEK) }} now={now} />
        </section>
      )}
      {shown && (
        <section className="n-stack-tight" aria-label={text.time}>
          <h3 className="n-h3">{text.time}</h3>
          <div className="n-small-work">
            <Suspense fallback={null}>
              <SmallWork name={say(text.timeOf, { project: projectKey })} weeks={weeks} alarm={stopped} />
            </Suspense>
          </div>
          {share && <p className="n-small n-subtle">{text.nobody}</p>}
        </section>
      )}
    </div>
  );
}
