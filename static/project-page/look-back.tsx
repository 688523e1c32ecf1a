import { type ReactNode, useId } from 'react';
import type { CallReply } from '../../src/contract';
import { type LookBack, lookBack } from '../../src/domain/look-back';
import { useFollowed } from '../kit/following';
import { IssueLink } from '../kit/links';
import { Show, Skeleton } from '../kit/states';
import { Rich } from '../kit/text/rich';
import { say } from '../kit/text/say';
import { text } from '../kit/text/work';
import { UnansweredNote } from '../kit/unanswered';
import { useCall } from '../kit/use-call';
import { useFormat } from '../kit/viewer';

type Past = CallReply<'project.past'>;

interface Chosen {
  /** By its date, so that it stays the same when a further week is read; what is no week of the project's is taken for the newest. */
  week: string | undefined;
  onWeek: (week: string) => void;
}

/** Where work on epics stopped, as it would have been told in any week of the past. */
export default function LookBackView({ week, onWeek }: Chosen): ReactNode {
  const loaded = useFollowed(useCall('project.past', {}));
  return <Show loaded={loaded} skeleton={<Skeleton heights={[24, 80]} />}>{(past) => <Weeks {...{ past, week, onWeek }} />}</Show>;
}

function Weeks({ past, week: asked, onWeek }: Chosen & { past: Past }): ReactNode {
  const format = useFormat();
  const id = useId();
  const at = asked !== undefined && past.weeks.includes(asked) ? past.weeks.indexOf(asked) : past.weeks.length - 1;
  const week = past.weeks[at];
  if (week === undefined) return <p className="n-quiet">{text.pastNone}</p>;
  const stops = past.epics.flatMap((epic) => {
    const found = lookBack({ weeks: past.weeks, change: epic.delivered.map((n) => Math.max(0, n)), run: epic.others, openChange: epic.open }, at);
    return found ? [{ epic, found }] : [];
  });
  return (
    <section className="n-stack-tight" aria-labelledby={`${id}-title`}>
      <h3 className="n-h3" id={`${id}-title`}>
        {text.lookBackTitle}
      </h3>
      <label className="n-small" htmlFor={id}>
        {say(text.knownBy, { date: format.date(week) })}
      </label>
      <input
        id={id}
        className="n-slider"
        type="range"
        min={0}
        max={past.weeks.length - 1}
        value={at}
        aria-valuetext={format.date(week)}
        onChange={({ target }) => onWeek(past.weeks[Number(target.value)] ?? week)}
      />
      <UnansweredNote of={[past]} />
      <ul className="n-points n-stops" aria-live="polite">
        {stops.length === 0 && !past.unanswered && <li>{text.noStop}</li>}
        {stops.map(({ epic, found }) => (
          <li key={epic.issueId}>
            <IssueLink issueKey={epic.key} /> {epic.summary}: <Told found={found} />
          </li>
        ))}
      </ul>
      <p className="n-small n-subtle">{text.lookBackHow}</p>
    </section>
  );
}

function Told({ found }: { found: LookBack }): ReactNode {
  const format = useFormat();
  const since = format.date(found.stoppedFrom);
  if (found.soundedIn !== null) return <Rich message={text.sounded} params={{ since, week: format.date(found.soundedIn) }} />;
  return <Rich message={text.watched} params={{ since, week: format.date(found.watchedIn ?? found.stoppedFrom) }} />;
}
