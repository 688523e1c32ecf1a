import { type ReactNode, useState } from 'react';
import type { CallReply } from '../../src/contract';
import type { MeasureView } from '../../src/contract/views';
import { usualPace } from '../../src/domain/pace';
import { pastSignals } from '../../src/domain/past-signals';
import { GaugesAs } from '../kit/gauges-as';
import { type SharedAxis } from '../kit/charts/scale';
import { Strip } from '../kit/charts/strip';
import { WorkStack } from '../kit/charts/work-stack';
import { CheckIns } from '../kit/check-ins';
import { MeasureFigures } from '../kit/measure-figures';
import { MeasureRow } from '../kit/measure-row';
import { byRole } from '../kit/standing';
import { Show, Skeleton } from '../kit/states';
import { Rich } from '../kit/text/rich';
import { say } from '../kit/text/say';
import { text as workText } from '../kit/text/work';
import { useCall } from '../kit/use-call';
import { useFormat } from '../kit/viewer';
import { VerdictMark } from '../kit/verdict';
import { Progress, workOf } from './progress';
import { type Activity } from './shared-axis';
import { text } from './text';
import { weeksOf } from './weeks-of';

type Detail = CallReply<'outcome.read'>;

interface Props {
  detail: Detail;
  now: string;
  activity: Activity;
  shared: SharedAxis;
  /** How much is done, in squares. */
  delivery: ReactNode;
}

/** What happened, in which week: impact, delivery, run and change, and what was reported, below one another on one axis. */
export default function Lanes({ detail, now, activity, shared, delivery }: Props): ReactNode {
  const { outcome, measures, signal } = detail;
  const views = byRole(measures.map(({ view }) => view));
  const [chosen, setChosen] = useState(views[0]?.kpiId);
  const view = views.find(({ kpiId }) => kpiId === chosen) ?? views[0];
  const stopped = signal?.kind === 'silent-stall' ? (signal.since ?? undefined) : undefined;
  const work = workOf(activity, outcome.outcomeId);
  return (
    <>
      <section className="n-stack" aria-label={text.impactTitle}>
        <h2 className="n-h2">{text.impactTitle}</h2>
        {!view && <p className="n-quiet">{text.notMeasured}</p>}
        {views.length > 1 && <Choice views={views} chosen={view?.kpiId} onChoose={setChosen} />}
        <GaugesAs outcomes={[{ measures: views }]} />
        {view && <MeasureLane key={view.kpiId} measure={view} history={measures.find((one) => one.view === view)?.history ?? []} {...{ now, shared, stopped }} />}
      </section>
      {delivery !== undefined && (
        <section className="n-card n-stack-tight" aria-label={text.deliveryTitle}>
          <h2 className="n-h2">{text.deliveryTitle}</h2>
          {delivery}
          {work && <p className="n-small n-subtle">{text.deliveryHere}</p>}
          {work && <Progress title={outcome.title} work={work} wanted={outcome.period.to} shared={shared} />}
          <p className="n-small n-subtle">{text.captionDelivery}</p>
        </section>
      )}
      {activity && <WorkLane {...{ activity, shared, stopped }} />}
      <CheckIns
        outcomeId={outcome.outcomeId}
        now={now}
        above={({ checkIns, report }) => (
          <Strip measured={measuredIn(detail, activity)} reports={[...checkIns].reverse()} gap={report?.gap} now={now} shared={shared} />
        )}
      />
    </>
  );
}

/** Which KPI is drawn; its verdict stands beside its name, so that nobody has to choose one to learn how it stands. */
function Choice({ views, chosen, onChoose }: { views: readonly MeasureView[]; chosen: string | undefined; onChoose: (kpiId: string) => void }): ReactNode {
  return (
    <div className="n-actions" role="group" aria-label={text.chooseKpi}>
      {views.map((view) => (
        <button key={view.kpiId} type="button" className="n-choice n-focus" aria-pressed={view.kpiId === chosen} onClick={() => onChoose(view.kpiId)}>
          {view.name} <VerdictMark measure={view} />
        </button>
      ))}
    </div>
  );
}

interface LaneProps {
  now: string;
  shared: SharedAxis;
  stopped: string | undefined;
}

/** The first look says what it means; the figures behind it follow. */
function MeasureLane({ measure, history, now, shared, stopped }: LaneProps & Pick<Detail['measures'][number], 'history'> & { measure: MeasureView }): ReactNode {
  const loaded = useCall('kpi.read', { kpiId: measure.kpiId });
  return (
    <article className="n-card n-stack" aria-label={measure.name}>
      <MeasureRow measure={measure} now={now} />
      <Show loaded={loaded} skeleton={<Skeleton heights={[220, 24]} />}>
        {({ values }) => <MeasureFigures {...{ measure, values, history, now, shared, stopped }} />}
      </Show>
    </article>
  );
}

function WorkLane({ activity, shared, stopped }: Omit<LaneProps, 'now'> & { activity: NonNullable<Activity> }): ReactNode {
  const format = useFormat();
  const weeks = weeksOf(activity, 'items');
  const { share } = activity;
  if (weeks.length === 0) return null;
  return (
    <section className="n-card n-stack-tight" aria-label={workText.title}>
      <h2 className="n-h2">{workText.title}</h2>
      {share && (
        <p>
          {share.before === null ? (
            <Rich message={workText.shareFirst} params={{ now: format.percent(share.now) }} />
          ) : (
            <Rich message={workText.share} params={{ now: format.percent(share.now), before: format.percent(share.before) }} />
          )}
        </p>
      )}
      <WorkStack name={say(workText.chartHere, { unit: workText.units.items })} weeks={weeks} usual={usualPace(weeks.filter(({ week }) => stopped === undefined || week < stopped).map(({ done }) => done?.change ?? 0))} alarm={stopped} shared={shared} />
      <p className="n-small n-subtle">{workText.nobody}</p>
    </section>
  );
}

/** The signal of each past week; the work is what the viewer sees of this project. */
function measuredIn({ measures, outcome }: Detail, activity: Activity): ReturnType<typeof pastSignals> {
  const work = activity?.outcomes.find((one) => one.outcomeId === outcome.outcomeId);
  const known = measures.map(({ view: { kpiId, name, role, launch }, past = [] }) => ({ kpiId, name, role, launch, past: past.map((week) => ({ ...week, basis: '' })) }));
  return pastSignals(known, activity && work && { weeks: activity.weeks, delivered: work.delivered, run: activity.run.items.map((n) => n ?? 0), scope: work.scope, open: work.open });
}
