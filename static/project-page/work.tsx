import Button from '@atlaskit/button/new';
import { type ReactNode, Suspense, useState } from 'react';
import type { CallReply } from '../../src/contract';
import { type Trouble, call } from '../kit/call';
import { later } from '../kit/later';
import { Show, Skeleton, TroubleBox } from '../kit/states';
import { say } from '../kit/text/say';
import { text } from '../kit/text/work';
import { type Loaded } from '../kit/use-call';
import { usePolling } from '../kit/use-polling';
import { useFormat } from '../kit/viewer';
import '../kit/work.css';
import { OwnShare } from './own-share';
import { Split } from './split';
import { Teams } from './teams';

/** Few look back, and everyone waits for the page. */
const LookBack = later(() => import('./look-back'));

export type Work = CallReply<'project.activity'>;

const POLL_MS = 3_000;
/** While nothing can change for a while. */
const WAITING_POLL_MS = 60_000;

interface Chosen {
  /** The week up to which is looked back; without one nobody looks back until it is asked for. */
  week: string | undefined;
  onWeek: (week: string) => void;
}

/** What the project's teams did each week, run and change apart. */
export function WorkSection({ loaded, projectKey, week, onWeek }: { loaded: Loaded<Work>; projectKey: string } & Chosen): ReactNode {
  const status = loaded.data?.status;
  const filling = status?.state === 'filling';
  const isWaiting = filling && status.waitsUntil !== undefined;
  const { reload } = loaded;
  usePolling(reload, !filling ? undefined : isWaiting ? WAITING_POLL_MS : POLL_MS);
  return (
    <section className="n-card n-stack-tight" aria-labelledby="work">
      <h2 className="n-h2" id="work">
        {text.title}
      </h2>
      <Show loaded={loaded} skeleton={<Skeleton heights={[20, 20, 16, 200, 32, 40, 40]} />}>
        {({ status, activity, now }) => (
          <>
            <Status status={status} now={now} onStarted={() => void reload()} />
            {activity && <Split activity={activity} nameOf={(unit) => say(text.chart, { project: projectKey, unit })} />}
            {activity && <Footnote at={activity.at} />}
            {activity && <Teams />}
            {activity && <OwnShare />}
            {activity && <PastWeeks week={week} onWeek={onWeek} />}
            {status.state === 'current' && !activity && <p className="n-quiet">{text.none}</p>}
          </>
        )}
      </Show>
    </section>
  );
}

function Status({ status, now, onStarted }: { status: Work['status']; now: string; onStarted: () => void }): ReactNode {
  const format = useFormat();
  const [trouble, setTrouble] = useState<Trouble>();
  const [busy, setBusy] = useState(false);
  const start = async (): Promise<void> => {
    setBusy(true);
    const answer = await call('history.start', {});
    setBusy(false);
    setTrouble(answer.ok ? undefined : answer.trouble);
    if (answer.ok) onStarted();
  };
  if (status.state === 'current') {
    return status.behindSince === undefined ? null : <p className="n-quiet">{say(text.behind, { at: format.instant(status.behindSince) })}</p>;
  }
  if (status.state === 'filling') {
    const { issues, expected, at, error, waitsUntil } = status;
    return (
      <div role="status" className="n-stack-tight">
        <p className="n-quiet">{say(text.filling, { count: expected, done: format.number(issues), n: format.number(expected) })}</p>
        <progress className="n-progress" value={issues} max={Math.max(1, expected)} aria-label={text.fillingLabel} />
        {waitsUntil !== undefined && <p className="n-quiet">{say(text.fillWaits, { at: format.instant(waitsUntil) })}</p>}
        {error !== undefined && <p className="n-quiet">{say(text.fillTrouble, { error, age: format.age(at, now) })}</p>}
      </div>
    );
  }
  return (
    <>
      <p className="n-quiet">{text.notRead}</p>
      <div>
        <Button onClick={() => void start()} isLoading={busy}>
          {text.read}
        </Button>
      </div>
      {trouble && <TroubleBox trouble={trouble} title={text.readRefused} />}
    </>
  );
}

function Footnote({ at }: { at: string }): ReactNode {
  const format = useFormat();
  return (
    <p className="n-small n-subtle">
      {text.serves} {text.nobody} {say(text.upTo, { date: format.instant(at) })}
    </p>
  );
}

function PastWeeks({ week, onWeek }: Chosen): ReactNode {
  const [open, setOpen] = useState(week !== undefined);
  if (!open) {
    return (
      <div>
        <Button spacing="compact" onClick={() => setOpen(true)}>
          {text.lookBack}
        </Button>
      </div>
    );
  }
  return (
    <Suspense fallback={<Skeleton heights={[24, 80]} />}>
      <LookBack week={week} onWeek={onWeek} />
    </Suspense>
  );
}
