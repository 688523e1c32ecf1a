import { type ReactNode } from 'react';
import type { CallReply } from '../../src/contract';
import './panel.css';
import { typeInSentence } from '../kit/issue-type';
import { SignalMark, sentenceFor } from '../kit/signal';
import { byRole } from '../kit/standing';
import { Show, Skeleton } from '../kit/states';
import { Rich } from '../kit/text/rich';
import { say } from '../kit/text/say';
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
      {first && <Lead served={first} type={type} others={others.length} />}
      {first && <ServedOutcome served={first} issueKey={panel.issue.key} now={panel.now} />}
      {others.length > 0 && <AlsoServed others={others} issueKey={panel.issue.key} now={panel.now} />}
      <Requests panel={panel} type={type} linked={first !== undefined} onSuggested={onSuggested} />
      <Notes panel={panel} type={type} archived={archived} />
    </>
  );
}

/** One sentence first: which outcome this serves, and what its leading KPI shows. */
function Lead({ served, type, others }: { served: Served; type: string; others: number }): ReactNode {
  const format = useFormat();
  const { title: outcome, measures, signal } = served.outcome;
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
      {leading && (
        <p>
          <SignalMark kind={signal.kind} /> {sentenceFor(signal.why, format)}
        </p>
      )}
    </div>
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
