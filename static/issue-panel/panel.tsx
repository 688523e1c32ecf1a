import { type ReactNode, Suspense } from 'react';
import type { CallReply } from '../../src/contract';
import './panel.css';
import { ClaimSentence } from '../kit/claim';
import { finishSentence } from '../kit/finish';
import { typeInSentence } from '../kit/issue-type';
import { later } from '../kit/later';
import { LiveLine } from '../kit/live';
import { SignalMark, isAlarm, sentenceFor } from '../kit/signal';
import { byRole } from '../kit/standing';
import { Show, Skeleton } from '../kit/states';
import { Rich } from '../kit/text/rich';
import { say } from '../kit/text/say';
import { text as alarmText } from '../kit/text/signals';
import { UnansweredNote } from '../kit/unanswered';
import { useCall } from '../kit/use-call';
import { useFormat } from '../kit/viewer';
import { watchedOf } from '../kit/watched';
import { Foot, NextStep } from './next';
import { AlsoServed, Done, ServedOutcome, isSplit } from './served';
import { Requests } from './requests';
import { text } from './text';

/** Few issues were met by a gate, and everyone waits for the panel. */
const GateNote = later(() => import('./gate'));

type Panel = CallReply<'panel.read'>;
type Served = Panel['outcomes'][number];

export function Panel(): ReactNode {
  const loaded = useCall('panel.read', {});
  return (
    <div className="n-panel">
      <Show loaded={loaded} skeleton={<Skeleton heights={[24, 24, 20, 112]} />}>
        {(panel) => <Content panel={panel} onChanged={async () => void (await loaded.reload())} />}
      </Show>
      {loaded.data && <LiveLine loaded={loaded} {...watchedOf(loaded.data)} />}
    </div>
  );
}

function Content({ panel, onChanged }: { panel: Panel; onChanged: () => Promise<void> }): ReactNode {
  const type = typeInSentence(panel.issue.type);
  const archived = panel.outcomes.filter(({ outcome }) => outcome.state === 'archived');
  const [first, ...others] = panel.outcomes.filter(({ outcome }) => outcome.state === 'open');
  // What only may be comes last.
  const isLikely = panel.gate?.outcome === 'likely';
  const gate = panel.gate && (
    <Suspense fallback={<Skeleton heights={[isLikely ? 20 : 64]} />}>
      <GateNote gate={panel.gate} onOverridden={onChanged} />
    </Suspense>
  );
  return (
    <>
      <UnansweredNote of={[panel]} />
      {!isLikely && gate}
      {first && <Lead served={first} type={type} others={others} panel={panel} />}
      {first && (
        <>
          <ServedOutcome served={first} issueKey={panel.issue.key} now={panel.now} />
          <Done served={first} panel={panel} />
          <NextStep outcome={first.outcome} alarmedToo={others.some(({ outcome }) => isAlarm(outcome.signal.kind))} />
          <Foot served={first} projectKey={panel.projectKey} now={panel.now} onRecorded={onChanged} />
        </>
      )}
      {others.length > 0 && <AlsoServed others={others} issueKey={panel.issue.key} projectKey={panel.projectKey} now={panel.now} />}
      <Requests panel={panel} type={type} linked={first !== undefined} onSuggested={onChanged} />
      <Notes panel={panel} type={type} archived={archived} />
      {isLikely && gate}
    </>
  );
}

/** One sentence first: which outcome this serves, what its leading KPI shows, what is left, and where the time went. */
function Lead({ served, type, others, panel }: { served: Served; type: string; others: readonly Served[]; panel: Panel }): ReactNode {
  const format = useFormat();
  const { title: outcome, measures, signal, period } = served.outcome;
  const { share } = panel;
  const [leading] = byRole(measures);
  const reasonHas = (date: string): boolean => Object.values(signal.why.params).includes(date);
  return (
    <div className="n-stack-lead">
      <p className="n-lead">
        {others.length === 0 ? (
          <Rich message={leading ? text.servesAs : text.serves} params={{ type, outcome }} />
        ) : (
          <>
            <Rich message={text.servesSeveral} params={{ type, outcome, count: others.length, n: format.number(others.length) }} /> {leading && text.ofFirst}
          </>
        )}{' '}
        {leading ? <ClaimSentence measure={leading} now={panel.now} /> : text.noMeasures}{' '}
        {served.work && finishSentence(served.work, format, period.to)} {share && <Share share={share} />}
      </p>
      {leading && (
        <p className="n-signal-line">
          <SignalMark kind={signal.kind} />{' '}
          {signal.since !== null && !reasonHas(signal.since) && <span className="n-small n-subtle">{say(alarmText.since, { date: format.date(signal.since) })}</span>}{' '}
          <span className="n-small n-subtle">{sentenceFor(signal.why, format)}</span>
        </p>
      )}
      {others
        .filter(({ outcome: { signal: other } }) => isAlarm(other.kind))
        .map(({ outcome: other }) => (
          <p key={other.outcomeId} className="n-signal-line">
            <SignalMark kind={other.signal.kind} />{' '}
            <span className="n-small n-subtle">
              <Rich message={text.alsoAlarmed} params={{ outcome: other.title, why: sentenceFor(other.signal.why, format) }} />
            </span>
          </p>
        ))}
      {share && !isSplit(panel) && <p className="n-small n-subtle">{text.nobody}</p>}
    </div>
  );
}

/** Said of the team alone. */
function Share({ share: { now, before, team = '' } }: { share: NonNullable<Panel['share']> }): ReactNode {
  const format = useFormat();
  return (
    <>
      {before === null
        ? say(team === '' ? text.shareFirst : text.shareOfFirst, { team, now: format.percent(now) })
        : say(team === '' ? text.share : text.shareOf, { team, now: format.percent(now), before: format.percent(before) })}
    </>
  );
}

/** What is not as it should be with the links, said once and quietly. */
function Notes({ panel, type, archived }: { panel: Panel; type: string; archived: readonly Served[] }): ReactNode {
  return (
    <>
      {archived.map(({ outcome }) => (
        <p key={outcome.outcomeId} className="n-quiet">
          <Rich message={text.archived} params={{ outcome: outcome.title }} />
        </p>
      ))}
      {panel.lostOutcome && <p className="n-quiet">{text.lostOutcome}</p>}
      {panel.unseenParent && <p className="n-quiet">{say(text.unseenParent, { type })}</p>}
    </>
  );
}
