import { type ReactNode, Suspense, useEffect } from 'react';
import type { CallReply } from '../../src/contract';
import { Alarms, UndecidedBelow } from '../kit/alarms';
import { useFollowed } from '../kit/following';
import { type Format } from '../kit/format';
import { later } from '../kit/later';
import { PageTitle } from '../kit/page-title';
import { Proposals } from '../kit/proposals';
import { SignalMark, sentenceFor } from '../kit/signal';
import { StageLine } from '../kit/stage';
import { byRole } from '../kit/standing';
import { Show, Skeleton } from '../kit/states';
import { TallyLine } from '../kit/tally';
import { say } from '../kit/text/say';
import { knownIn } from '../kit/trail/facts';
import { History } from '../kit/trail/history';
import { UnansweredNote } from '../kit/unanswered';
import { useCall } from '../kit/use-call';
import { useNames } from '../kit/use-people';
import { MeasureSentence } from '../kit/verdict';
import { useFormat } from '../kit/viewer';
import { DeliveryCell } from './outcomes';
import { type Row } from './rows';
import { type Activity, sharedAxis } from './shared-axis';
import { text } from './text';

/** Charts come after the words. */
const Lanes = later(() => import('./lanes'));

type Detail = CallReply<'outcome.read'>;

/** Signals whose reason is no KPI's movement, which the sentence on the KPI tells by itself. */
const SAID_FIRST = new Set<string>(['silent-stall', 'activity-trap', 'too-early']);

/** One outcome: what was delivered, what its KPIs show and how that came about. `row` is its row of the list, when known; `kpiId` the KPI that was chosen, perhaps none of the outcome's. */
export function OutcomeView({
  outcomeId,
  row,
  now,
  moved,
  kpiId,
  onChoose,
  onBack,
  onStands,
  activity,
}: {
  outcomeId: string;
  row: Row | undefined;
  now: string;
  moved: boolean;
  kpiId: string | undefined;
  onChoose: (kpiId: string) => void;
  onBack: () => void;
  /** Told whether what the page shows has been read. */
  onStands: (stands: boolean) => void;
  activity: Activity;
}): ReactNode {
  const loaded = useFollowed(useCall('outcome.read', { outcomeId }));
  const stands = loaded.data !== undefined;
  useEffect(() => {
    onStands(stands);
    return () => onStands(true);
  }, [stands, onStands]);
  return (
    <>
      <div>
        <button type="button" className="n-link" onClick={onBack}>
          ← {text.back}
        </button>
      </div>
      {loaded.data === undefined && <PageTitle>{row?.outcome.title ?? text.title}</PageTitle>}
      {loaded.data === undefined && <h1 className="n-hidden">{text.outcome}</h1>}
      <Show loaded={loaded} skeleton={<Skeleton heights={[28, 28, 20, 120, 200]} />}>
        {(detail) => (
          <>
            <UnansweredNote of={[detail]} />
            <Content {...{ detail, row, now, moved, kpiId, onChoose, activity }} onDecided={() => void loaded.reload()} />
          </>
        )}
      </Show>
    </>
  );
}

interface Props {
  detail: Detail;
  row: Row | undefined;
  now: string;
  moved: boolean;
  kpiId: string | undefined;
  onChoose: (kpiId: string) => void;
  onDecided: () => void;
  activity: Activity;
}

function Content({ detail, row, now, moved, kpiId, onChoose, onDecided, activity }: Props): ReactNode {
  const format = useFormat();
  const nameOf = useNames([detail.outcome.ownerId], undefined);
  const { outcome, measures, signal, stage, alarms, undecidedBelow, mayEdit } = detail;
  const views = byRole(measures.map(({ view }) => view));
  const [leading] = views;
  const shared = sharedAxis(views, activity, now);
  return (
    <>
      <header className="n-stack-tight">
        <div className="n-actions">
          <PageTitle takesFocus={moved}>{outcome.title}</PageTitle>
          {signal && <SignalMark kind={signal.kind} />}
        </div>
      </header>
      <p className="n-lead">
        {signal && SAID_FIRST.has(signal.kind) && `${sentenceFor(signal.why, format)} `}
        {leading && <MeasureSentence measure={leading} />}
      </p>
      <div className="n-outcome-facts n-small">
        <p className="n-subtle">{say(text.ownedBy, { name: nameOf(outcome.ownerId) })}</p>
        <p className="n-subtle">{periodOf(outcome.period, format)}</p>
        {stage && <StageLine stage={stage} />}
        <TallyLine measures={views} />
      </div>
      {outcome.description !== '' && <p>{outcome.description}</p>}
      {alarms && (
        <Alarms outcomeId={outcome.outcomeId} alarms={alarms} measures={views} now={now} mayDecide={mayEdit && outcome.state === 'open'} onDecided={onDecided} />
      )}
      <Proposals outcomeId={outcome.outcomeId} now={now} onDecided={onDecided} />
      {undecidedBelow && <UndecidedBelow below={undecidedBelow} link={({ title }) => <b>{title}</b>} />}
      <Suspense fallback={<Skeleton heights={[28, 420, 260, 260]} />}>
        <Lanes {...{ detail, now, activity, shared, kpiId, onChoose }} counted={row && (row.whole ?? row.delivery).count} delivery={row && <DeliveryCell row={row} now={now} />} />
      </Suspense>
      <History of={{ outcomeId: outcome.outcomeId }} known={knownIn(detail)} />
    </>
  );
}

function periodOf({ to }: Detail['outcome']['period'], format: Format): string {
  return to === undefined ? text.noDate : say(text.wantedBy, { date: format.date(to) });
}
