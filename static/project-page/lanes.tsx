import { type ReactNode } from 'react';
import type { CallReply } from '../../src/contract';
import type { MeasureView } from '../../src/contract/views';
import { usualPace } from '../../src/domain/pace';
import { pastSignals } from '../../src/domain/past-signals';
import { useFollowed } from '../kit/following';
import { GaugesAs } from '../kit/gauges-as';
import { type SharedAxis } from '../kit/charts/scale';
import { Strip } from '../kit/charts/strip';
import { WorkStack, type WorkWeek } from '../kit/charts/work-stack';
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
import { type OutcomeWork, Progress, RECENT_WEEKS, workOf } from './progress';
import { type Activity } from './shared-axis';
import { ShareSentence } from './share-sentence';
import { text } from './text';
import { weeksFor, weeksOf } from './weeks-of';

type Detail = CallReply<'outcome.read'>;

interface Props {
  detail: Detail;
  now: string;
  activity: Activity;
  shared: SharedAxis;
  /** The KPI whose charts are asked for; where it is none of the outcome's, as where none is, the leading one's are drawn. */
  kpiId: string | undefined;
  onChoose: (kpiId: string) => void;
  /** How much is done, in squares, and in figures: of more, or of a later day, than what this project's history tells. */
  delivery: ReactNode;
  counted: { done: number; total: number } | undefined;
}

/** What happened, in which week: impact, delivery, run and change, and what was reported, below one another on one axis. */
export default function Lanes({ detail, now, activity, shared, kpiId: asked, onChoose, delivery, counted }: Props): ReactNode {
  const { outcome, measures, signal } = detail;
  const views = byRole(measures.map(({ view }) => view));
  const view = views.find(({ kpiId }) => kpiId === asked) ?? views[0];
  const stopped = signal?.kind === 'silent-stall' ? (signal.since ?? undefined) : undefined;
  const work = workOf(activity, outcome.outcomeId);
  const isMore = work !== undefined && !(counted?.total === work.work.scope.at(-1) && counted?.done === (work.work.scope.at(-1) ?? 0) - (work.work.open.at(-1) ?? 0));
  return (
    <>
      <section className="n-stack" aria-label={text.impactTitle}>
        <h2 className="n-h2">{text.impactTitle}</h2>
        {!view && <p className="n-quiet">{text.notMeasured}</p>}
        {views.length > 1 && <Choice views={views} chosen={view?.kpiId} onChoose={onChoose} />}
        <GaugesAs outcomes={[{ measures: views }]} />
        {view && <MeasureLane key={view.kpiId} isTold={view === views[0]} measure={view} history={measures.find((one) => one.view === view)?.history ?? []} {...{ now, shared, stopped }} />}
      </section>
      {delivery !== undefined && (
        <section className="n-card n-stack-tight" aria-label={text.deliveryTitle}>
          <h2 className="n-h2">{text.deliveryTitle}</h2>
          {delivery}
          {work && isMore && <p className="n-small n-subtle">{text.deliveryHere}</p>}
          {work && <Progress title={outcome.title} work={work} wanted={outcome.period.to} shared={shared} />}
          <p className="n-small n-subtle">{text.captionDelivery}</p>
        </section>
      )}
      {activity && <WorkLane own={work?.work} {...{ activity, shared, stopped }} />}
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

/** The first look says what it means, unless the page's first sentence told it; the figures behind it follow. */
function MeasureLane({ measure, isTold, history, now, shared, stopped }: LaneProps & Pick<Detail['measures'][number], 'history'> & { measure: MeasureView; isTold: boolean }): ReactNode {
  const loaded = useFollowed(useCall('kpi.read', { kpiId: measure.kpiId }));
  return (
    <article className="n-card n-stack" aria-label={measure.name}>
      <MeasureRow measure={measure} now={now} isTold={isTold} />
      <Show loaded={loaded} skeleton={<Skeleton heights={[220, 24]} />}>
        {({ values }) => <MeasureFigures {...{ measure, values, history, now, shared, stopped }} />}
      </Show>
    </article>
  );
}

/** The project's weeks are of all its outcomes: what serves this one is told apart, so that other change work does not hide a stop. */
function WorkLane({ activity, own, shared, stopped }: Omit<LaneProps, 'now'> & { activity: NonNullable<Activity>; own: OutcomeWork['work'] | undefined }): ReactNode {
  const weeks = own ? weeksFor(own, activity) : weeksOf(activity, 'items');
  if (weeks.length === 0) return null;
  return (
    <section className="n-card n-stack-tight" aria-label={workText.title}>
      <h2 className="n-h2">{workText.title}</h2>
      <ShareSentence share={activity.share} />
      {own && <OwnWork weeks={weeks.slice(-RECENT_WEEKS)} />}
      <WorkStack name={say(workText.chartHere, { unit: workText.units.items })} weeks={weeks} usual={usualPace(weeks.filter(({ week }) => stopped === undefined || week < stopped).map(({ done }) => done?.own ?? done?.change ?? 0))} alarm={stopped} shared={shared} />
      <p className="n-small n-subtle">{workText.nobody}</p>
    </section>
  );
}

/** How much of the last weeks' change work was for this outcome; nothing where one of them is not split. */
function OwnWork({ weeks }: { weeks: readonly WorkWeek[] }): ReactNode {
  const format = useFormat();
  const known = weeks.flatMap(({ done }) => done ?? []);
  if (known.length < RECENT_WEEKS) return null;
  const [count, own] = [known.reduce((sum, { change }) => sum + change, 0), known.reduce((sum, done) => sum + (done.own ?? 0), 0)];
  return (
    <p>
      <Rich message={workText.own} params={{ count, n: format.number(count), own: format.number(own) }} />
    </p>
  );
}

/** The signal of each past week; the work is what the viewer sees of this project. */
function measuredIn({ measures, outcome }: Detail, activity: Activity): ReturnType<typeof pastSignals> {
  const work = activity?.outcomes.find((one) => one.outcomeId === outcome.outcomeId);
  const known = measures.map(({ view: { kpiId, name, role, launch }, past = [] }) => ({ kpiId, name, role, launch, past: past.map((week) => ({ ...week, basis: '' })) }));
  return pastSignals(known, activity && work && { weeks: activity.weeks, delivered: work.delivered, run: activity.run.items.map((n) => n ?? 0), scope: work.scope, open: work.open });
}
