import { type ReactNode } from 'react';
import type { CallReply } from '../../src/contract';
import './panel.css';
import { finishSentence } from '../kit/finish';
import { typeInSentence } from '../kit/issue-type';
import { SignalMark, sentenceFor } from '../kit/signal';
import { byRole } from '../kit/standing';
import { Show, Skeleton } from '../kit/states';
import { Rich } from '../kit/text/rich';
import { say } from '../kit/text/say';
import { text as workText } from '../kit/text/work';
import { useCall } from '../kit/use-call';
import { MeasureSentence } from '../kit/verdict';
import { useFormat } from '../kit/viewer';
import { AlsoServed, ServedOutcome } from './served';
import { Requests } from './requests';
import { text } from './text';

type Panel = CallReply<'panel.read'>;
type Served = Panel['outcomes'][number];

export function Panel(): ReactNode {
  const loaded = useCall('panel.read', {});
  return (
    <div className="n-panel">
      <Show loaded={loaded} skeleton={<Skeleton heights={[24, 20, 96]} />}>
        {(panel) => <Content panel={panel} onSuggested={async () => void (await loaded.reload())} />}
      </Show>
    </div>
  );
}

function Content({ panel, onSuggested }: { panel: Panel; onSuggested: () => Promise<void> }): ReactNode {
  const type = typeInSentence(panel.issue.type);
  const archived = panel.outcomes.filter(({ outcome }) => outcome.state === 'archived');
  const [first, ...others] = panel.outcomes.filter(({ outcome }) => outcome.state === 'open');
  return (
    <>
      {first && <Lead served={first} type={type} others={others.length} share={panel.share} />}
      {first && <ServedOutcome served={first} issueKey={panel.issue.key} now={panel.now} />}
      {others.length > 0 && <AlsoServed others={others} issueKey={panel.issue.key} now={panel.now} />}
      <Requests panel={panel} type={type} linked={first !== undefined} onSuggested={onSuggested} />
      <Notes panel={panel} type={type} archived={archived} />
    </>
  );
}

/** One sentence first: which outcome this serves, and what its leading KPI shows. */
function Lead({ served, type, others, share }: { served: Served; type: string; others: number; share: Panel['share'] }): ReactNode {
  const format = useFormat();
  const { title: outcome, measures, signal, period } = served.outcome;
  const [leading] = byRole(measures);
  return (
    <div className="n-stack-tight">
      <p className="n-lead">
        {others === 0 ? (
          <Rich message={text.serves} params={{ type, outcome }} />
        ) : (
          <Rich message={text.servesSeveral} params={{ type, outcome, count: others, n: format.number(others) }} />
        )}{' '}
        {leading ? <MeasureSentence measure={leading} /> : text.noMeasures}
      </p>
      {(served.work ?? share) && (
        <p>
          {served.work && finishSentence(served.work, format)}{' '}
          {served.work && period.to !== undefined && say(workText.target, { date: format.date(period.to) })} {share && <Share share={share} />}
        </p>
      )}
      {leading && (
        <p>
          <SignalMark kind={signal.kind} /> {sentenceFor(signal.why, format)}
        </p>
      )}
    </div>
  );
}

/** Said of the team alone, and saying so. */
function Share({ share: { now, before, team = '' } }: { share: NonNullable<Panel['share']> }): ReactNode {
  const format = useFormat();
  return (
    <>
      {before === null
        ? say(team === '' ? text.shareFirst : text.shareOfFirst, { team, now: format.percent(now) })
        : say(team === '' ? text.share : text.shareOf, { team, now: format.percent(now), before: format.percent(before) })}{' '}
      <span className="n-small n-subtle">{text.nobody}</span>
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
