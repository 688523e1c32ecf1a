import { type ReactNode } from 'react';
import type { CallReply } from '../../src/contract';
import { Alarms, UndecidedBelow } from '../kit/alarms';
import { CheckIns } from '../kit/check-ins';
import { type Format } from '../kit/format';
import { MeasureFigures } from '../kit/measure-figures';
import { MeasureRow } from '../kit/measure-row';
import { PageTitle } from '../kit/page-title';
import { Proposals } from '../kit/proposals';
import { SignalMark, sentenceFor } from '../kit/signal';
import { StageLine } from '../kit/stage';
import { byRole } from '../kit/standing';
import { Show, Skeleton } from '../kit/states';
import { TallyLine } from '../kit/tally';
import { say } from '../kit/text/say';
import { History } from '../kit/trail/history';
import { useCall } from '../kit/use-call';
import { MeasureSentence } from '../kit/verdict';
import { useFormat } from '../kit/viewer';
import { DeliveryCell } from './outcomes';
import { type OutcomeWork, Progress } from './progress';
import { type Row } from './rows';
import { text } from './text';

type Detail = CallReply<'outcome.read'>;

/** One outcome: what was delivered, what its KPIs show and how that came about. `row` is its row of the list, when known. */
export function OutcomeView({
  outcomeId,
  row,
  now,
  moved,
  onBack,
  work,
}: {
  outcomeId: string;
  row: Row | undefined;
  now: string;
  moved: boolean;
  onBack: () => void;
  work: OutcomeWork | undefined;
}): ReactNode {
  const loaded = useCall('outcome.read', { outcomeId });
  return (
    <>
      <div>
        <button type="button" className="n-link" onClick={onBack}>
          ← {text.back}
        </button>
      </div>
      {loaded.data === undefined && <PageTitle>{row?.outcome.title ?? text.title}</PageTitle>}
      <Show loaded={loaded} skeleton={<Skeleton heights={[28, 28, 20, 120, 200]} />}>
        {(detail) => <Content detail={detail} row={row} now={now} moved={moved} onDecided={() => void loaded.reload()} work={work} />}
      </Show>
    </>
  );
}

interface Props {
  detail: Detail;
  row: Row | undefined;
  now: string;
  moved: boolean;
  onDecided: () => void;
  work: OutcomeWork | undefined;
}

function Content({ detail, row, now, moved, onDecided, work }: Props): ReactNode {
  const format = useFormat();
  const { outcome, measures, signal, stage, alarms, undecidedBelow, mayEdit } = detail;
  const views = byRole(measures.map(({ view }) => view));
  const [leading] = views;
  return (
    <>
      <header className="n-stack-tight">
        <div className="n-actions">
          <PageTitle takesFocus={moved}>{outcome.title}</PageTitle>
          {signal && <SignalMark kind={signal.kind} />}
        </div>
        {signal && <p className="n-subtle">{sentenceFor(signal.why, format)}</p>}
        {stage && <StageLine stage={stage} />}
      </header>
      {leading && (
        <p className="n-lead">
          <MeasureSentence measure={leading} />
        </p>
      )}
      <TallyLine measures={views} />
      <p className="n-small n-subtle">{periodOf(outcome.period, format)}</p>
      {outcome.description !== '' && <p>{outcome.description}</p>}
      {row && (
        <section className="n-card n-stack-tight" aria-label={text.deliveryTitle}>
          <h2 className="n-h2">{text.deliveryTitle}</h2>
          <DeliveryCell row={row} now={now} />
          {work && <Progress title={outcome.title} work={work} wanted={outcome.period.to} />}
          <p className="n-small n-subtle">{text.captionDelivery}</p>
        </section>
      )}
      {alarms && (
        <Alarms outcomeId={outcome.outcomeId} alarms={alarms} measures={views} now={now} mayDecide={mayEdit && outcome.state === 'open'} onDecided={onDecided} />
      )}
      <Proposals outcomeId={outcome.outcomeId} now={now} onDecided={onDecided} />
      {undecidedBelow && <UndecidedBelow below={undecidedBelow} link={({ title }) => <b>{title}</b>} />}
      <section className="n-stack" aria-label={text.impactTitle}>
        <h2 className="n-h2">{text.impactTitle}</h2>
        {views.length === 0 && <p className="n-quiet">{text.notMeasured}</p>}
        {views.map((view) => (
          <MeasureCard key={view.kpiId} measure={view} history={measures.find((one) => one.view === view)?.history ?? []} now={now} />
        ))}
      </section>
      <CheckIns outcomeId={outcome.outcomeId} now={now} />
      <History of={{ outcomeId: outcome.outcomeId }} />
    </>
  );
}

/** The first look says what it means; the figures behind it follow. */
function MeasureCard({ measure, history, now }: Pick<Detail['measures'][number], 'history'> & { measure: Detail['measures'][number]['view']; now: string }): ReactNode {
  const loaded = useCall('kpi.read', { kpiId: measure.kpiId });
  return (
    <article className="n-card n-stack" aria-label={measure.name}>
      <MeasureRow measure={measure} now={now} />
      <Show loaded={loaded} skeleton={<Skeleton heights={[200, 24]} />}>
        {({ values }) => <MeasureFigures measure={measure} values={values} history={history} now={now} />}
      </Show>
    </article>
  );
}

function periodOf({ to }: Detail['outcome']['period'], format: Format): string {
  return to === undefined ? text.noDate : say(text.wantedBy, { date: format.date(to) });
}
