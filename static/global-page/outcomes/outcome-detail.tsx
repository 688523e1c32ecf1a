import Button from '@atlaskit/button/new';
import Lozenge from '@atlaskit/lozenge';
import { type ReactNode, useState } from 'react';
import type { CallReply } from '../../../src/contract';
import { type Trouble, call } from '../../kit/call';
import { Alarms } from '../../kit/alarms';
import { CheckIns } from '../../kit/check-ins';
import { tell } from '../../kit/flag';
import { type Format } from '../../kit/format';
import { PageTitle } from '../../kit/page-title';
import { SignalMark } from '../../kit/signal';
import { byRole, sentenceOf } from '../../kit/standing';
import { Show, Skeleton, TroubleBox } from '../../kit/states';
import { Rich } from '../../kit/text/rich';
import { say } from '../../kit/text/say';
import { text as common } from '../../kit/text/en';
import { useCall } from '../../kit/use-call';
import { useFormat } from '../../kit/viewer';
import { type Visit, paths } from '../place';
import { text } from '../text';
import { Measures } from './measures';
import { OutcomeForm } from './outcome-form';

type Detail = CallReply<'outcome.read'>;

/** One outcome with its measures. */
export function OutcomeDetail({ outcomeId, visit }: { outcomeId: string; visit: Visit }): ReactNode {
  const loaded = useCall('outcome.read', { outcomeId });
  const reload = async (): Promise<void> => void (await loaded.reload());
  return (
    <>
      <div>
        <button type="button" className="n-link" onClick={() => visit.go(paths.outcomes)}>
          ← {text.back}
        </button>
      </div>
      <Show loaded={loaded} skeleton={<Skeleton heights={[28, 28, 20, 120, 120]} />}>
        {(detail) => <Content detail={detail} visit={visit} reload={reload} />}
      </Show>
    </>
  );
}

function Content({ detail, visit, reload }: { detail: Detail; visit: Visit; reload: () => Promise<void> }): ReactNode {
  const format = useFormat();
  const [editing, setEditing] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const { outcome, measures, mayEdit } = detail;
  const [leading] = byRole(measures.map(({ view }) => view));

  const setState = async (state: 'open' | 'archived', version: number): Promise<void> => {
    const answer = await call('outcome.update', { outcomeId: outcome.outcomeId, version, state });
    setTrouble(answer.ok ? undefined : answer.trouble);
    await reload();
    if (!answer.ok) return;
    const back = state === 'open' ? 'archived' : 'open';
    const after = answer.data.outcome.version;
    tell(say(state === 'archived' ? text.outcomeArchived : text.outcomeReopened, { title: outcome.title }), {
      undo: { text: common.undo, run: () => void setState(back, after) },
    });
  };

  return (
    <>
      <header className="n-head">
        <div className="n-actions">
          <PageTitle takesFocus={visit.moved}>{outcome.title}</PageTitle>
          {detail.signal && <SignalMark kind={detail.signal.kind} />}
          {outcome.state === 'archived' && <Lozenge maxWidth="none">{text.archivedMark}</Lozenge>}
          {outcome.restricted && <Lozenge maxWidth="none">{text.restrictedMark}</Lozenge>}
        </div>
        {mayEdit && (
          <div className="n-actions">
            <Button onClick={() => setEditing(true)}>{text.editOutcome}</Button>
            <Button
              appearance="subtle"
              onClick={() => void setState(outcome.state === 'open' ? 'archived' : 'open', outcome.version)}
            >
              {outcome.state === 'open' ? text.archive : text.reopen}
            </Button>
          </div>
        )}
      </header>
      {trouble && <TroubleBox trouble={trouble} title={text.actionFailed} />}
      {leading && (
        <p className="n-lead">
          <Rich {...sentenceOf(leading, format)} />
        </p>
      )}
      <dl className="n-details">
        <div>
          <dt>{text.owner}</dt>
          <dd>{outcome.ownerId === visit.accountId ? text.ownerYou : text.ownerOther}</dd>
        </div>
        <div>
          <dt>{text.period}</dt>
          <dd>{periodOf(outcome.period, format)}</dd>
        </div>
      </dl>
      {outcome.description !== '' && <p className="n-description">{outcome.description}</p>}
      {detail.alarms && (
        <Alarms outcomeId={outcome.outcomeId} alarms={detail.alarms} now={visit.now} mayDecide={mayEdit} onDecided={() => void reload()} />
      )}
      <Measures detail={detail} visit={visit} reload={reload} />
      <CheckIns outcomeId={outcome.outcomeId} now={visit.now} />
      {editing && (
        <OutcomeForm
          outcome={outcome}
          onClose={() => setEditing(false)}
          onSaved={() => {
            setEditing(false);
            void reload();
          }}
        />
      )}
    </>
  );
}

function periodOf({ from, to }: Detail['outcome']['period'], format: Format): string {
  if (from !== undefined && to !== undefined) return say(text.periodFromTo, { from: format.date(from), to: format.date(to) });
  if (from !== undefined) return say(text.periodFrom, { from: format.date(from) });
  return to === undefined ? text.noDate : say(common.targetBy, { date: format.date(to) });
}
