import Button from '@atlaskit/button/new';
import Lozenge from '@atlaskit/lozenge';
import { type ReactNode, useState } from 'react';
import type { CallReply } from '../../../src/contract';
import type { OutcomeRecord } from '../../../src/contract/views';
import { type Trouble, call } from '../../kit/call';
import { Alarms, UndecidedBelow } from '../../kit/alarms';
import { CheckIns } from '../../kit/check-ins';
import { OutcomeConflicts } from '../../kit/conflicts';
import { tell } from '../../kit/flag';
import { type Format } from '../../kit/format';
import { LiveLine } from '../../kit/live';
import { PeopleNames } from '../../kit/person-name';
import { PageTitle } from '../../kit/page-title';
import { Proposals } from '../../kit/proposals';
import { SignalMark } from '../../kit/signal';
import { StageLine } from '../../kit/stage';
import { byRole } from '../../kit/standing';
import { Notice, Show, Skeleton, TroubleBox } from '../../kit/states';
import { fill, say } from '../../kit/text/say';
import { text as common } from '../../kit/text/en';
import { UnansweredNote } from '../../kit/unanswered';
import { useAhead } from '../../kit/use-ahead';
import { useCall } from '../../kit/use-call';
import { MeasureSentence } from '../../kit/verdict';
import { useFormat } from '../../kit/viewer';
import { type Visit, paths } from '../place';
import { text } from '../text';
import { knownIn } from '../../kit/trail/facts';
import { History } from '../../kit/trail/history';
import { ClosedNotice, Closing } from './closing';
import { Measures } from './measures';
import { OutcomeForm } from './outcome-form';

type Detail = CallReply<'outcome.read'>;

/** One outcome with its measures. */
export function OutcomeDetail({ outcomeId, visit }: { outcomeId: string; visit: Visit }): ReactNode {
  const loaded = useCall('outcome.read', { outcomeId });
  const shown = loaded.data?.shown;
  const reload = async (): Promise<void> => void (await loaded.reload());
  return (
    <>
      <div>
        <button type="button" className="n-link" onClick={() => visit.go(paths.outcomes)}>
          ← {text.back}
        </button>
      </div>
      {loaded.data === undefined && <h1 className="n-hidden">{text.outcome}</h1>}
      <Show loaded={loaded} skeleton={<Skeleton heights={[28, 28, 20, 120, 120]} />}>
        {(detail) => (
          <>
            <UnansweredNote of={[detail]} />
            <Content detail={detail} visit={visit} reload={reload} />
          </>
        )}
      </Show>
      {loaded.data && <LiveLine loaded={loaded} watch={{ outcomeIds: [outcomeId] }} shown={shown === undefined ? undefined : [{ id: outcomeId, version: shown }]} />}
    </>
  );
}

function Content({ detail: read, visit, reload }: { detail: Detail; visit: Visit; reload: () => Promise<void> }): ReactNode {
  const format = useFormat();
  const { shown: detail, pending, show } = useAhead(read);
  const [editing, setEditing] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  // Proposals are read anew when something was proposed elsewhere on the page.
  const [proposed, setProposed] = useState(0);
  const { outcome, measures, mayEdit, parent } = detail;
  const views = measures.map(({ view }) => view);
  const [leading] = byRole(views);
  const isOpen = outcome.state === 'open';
  // What was launched is closed instead, with a reason.
  const mayArchive = !views.some(({ lock, launch }) => lock !== undefined || (launch !== undefined && launch <= visit.now.slice(0, 10)));
  // With a KPI it takes one of its places, or leaves it.
  const mayRestrict = visit.manages || measures.length === 0;

  const changed = async (): Promise<void> => {
    setProposed((n) => n + 1);
    await reload();
  };

  const showOutcome = (after: Partial<OutcomeRecord>): (() => void) => show((before) => ({ ...before, outcome: { ...before.outcome, ...after } }));

  /** Changes one thing at once, and offers the way back. */
  const put = async (step: Step, version: number): Promise<void> => {
    const takeAway = showOutcome(step);
    const answer = await call('outcome.update', { outcomeId: outcome.outcomeId, version, ...step });
    setTrouble(answer.ok ? undefined : answer.trouble);
    if (!answer.ok) takeAway();
    await reload();
    takeAway();
    if (!answer.ok) return;
    const { words, who, back } = stepOf(step);
    const after = answer.data.outcome.version;
    tell(fill(words, { title: outcome.title }), {
      ...(who === undefined ? {} : { description: who }),
      undo: { text: common.undo, run: () => void put(back, after) },
    });
  };
  return (
    <>
      <header className="n-head">
        <div className="n-actions">
          <PageTitle takesFocus={visit.moved}>{outcome.title}</PageTitle>
          {detail.signal && <SignalMark kind={detail.signal.kind} />}
          {!isOpen && <Lozenge maxWidth="none">{text.archivedMark}</Lozenge>}
          {outcome.restricted && <Lozenge maxWidth="none">{text.restrictedMark}</Lozenge>}
        </div>
        {mayEdit && (
          <div className="n-actions">
            {isOpen && (
              <>
                <Button onClick={() => setEditing(true)}>{text.editOutcome}</Button>
                {mayRestrict && (
                  <Button appearance="subtle" isDisabled={pending} onClick={() => void put({ restricted: !outcome.restricted }, outcome.version)}>
                    {outcome.restricted ? text.unrestrict : text.restrict}
                  </Button>
                )}
              </>
            )}
            {outcome.closed === undefined && (!isOpen || mayArchive) && (
              <Button appearance="subtle" isDisabled={pending} onClick={() => void put({ state: isOpen ? 'archived' : 'open' }, outcome.version)}>
                {isOpen ? text.archive : text.reopen}
              </Button>
            )}
            <Closing detail={detail} onDone={() => void changed()} />
          </div>
        )}
      </header>
      {outcome.closed && <ClosedNotice closed={outcome.closed} now={visit.now} viewerId={visit.accountId} />}
      {!isOpen && outcome.closed === undefined && (
        <Notice title={text.archivedTitle}>
          {text.archivedHow} {mayEdit && text.archivedMayReopen}
        </Notice>
      )}
      {trouble && <TroubleBox trouble={trouble} title={text.actionFailed} />}
      {detail.alarms && (
        <Alarms outcomeId={outcome.outcomeId} alarms={detail.alarms} measures={views} now={visit.now} mayDecide={mayEdit && isOpen} onDecided={() => void changed()} />
      )}
      <Proposals key={`proposals ${proposed}`} outcomeId={outcome.outcomeId} viewerId={visit.accountId} now={visit.now} onDecided={() => void reload()} />
      {leading && (
        <p className="n-lead">
          <MeasureSentence measure={leading} />
        </p>
      )}
      {detail.stage && <StageLine stage={detail.stage} />}
      <dl className="n-details">
        <div>
          <dt>{text.owner}</dt>
          <dd>
            <PeopleNames accountIds={[outcome.ownerId]} viewerId={visit.accountId} />
          </dd>
        </div>
        {outcome.approverIds.length > 0 && (
          <div>
            <dt>{text.approvers}</dt>
            <dd>
              <PeopleNames accountIds={outcome.approverIds} viewerId={visit.accountId} />
            </dd>
          </div>
        )}
        <div>
          <dt>{text.period}</dt>
          <dd>{periodOf(outcome.period, format)}</dd>
        </div>
        {parent && (
          <div>
            <dt>{text.partOf}</dt>
            <dd>
              <button type="button" className="n-link n-wrap" onClick={() => visit.go(paths.outcome(parent.outcomeId))}>
                {parent.title}
              </button>
            </dd>
          </div>
        )}
        <div>
          <dt>{text.seenBy}</dt>
          <dd>{outcome.restricted ? text.seenByNamed : text.seenByAll}</dd>
        </div>
      </dl>
      {outcome.description !== '' && <p className="n-description">{outcome.description}</p>}
      {detail.undecidedBelow && (
        <UndecidedBelow
          below={detail.undecidedBelow}
          link={({ outcomeId, title }) => (
            <button type="button" className="n-link n-wrap" onClick={() => visit.go(paths.outcome(outcomeId))}>
              {title}
            </button>
          )}
        />
      )}
      <Measures detail={detail} visit={visit} reload={changed} />
      {isOpen && <OutcomeConflicts outcomeId={outcome.outcomeId} onChanged={() => void reload()} />}
      {/* Asked anew who may report once it is so, not when it only shows. */}
      <CheckIns key={read.outcome.state} outcomeId={outcome.outcomeId} now={visit.now} />
      <History of={{ outcomeId: outcome.outcomeId }} known={knownIn(detail)} />
      {editing && (
        <OutcomeForm
          outcome={outcome}
          mayRestrict={mayRestrict}
          onSend={showOutcome}
          onClose={() => setEditing(false)}
          onSaved={async () => {
            setEditing(false);
            await reload();
          }}
        />
      )}
    </>
  );
}

type Step = { state: 'open' | 'archived' } | { restricted: boolean };

/** What to say of a step, and the step back. */
function stepOf(step: Step): { words: string; who?: string; back: Step } {
  if ('state' in step) {
    return step.state === 'archived'
      ? { words: text.outcomeArchived, back: { state: 'open' } }
      : { words: text.outcomeReopened, back: { state: 'archived' } };
  }
  return step.restricted
    ? { words: text.outcomeRestricted, who: text.outcomeRestrictedWho, back: { restricted: false } }
    : { words: text.outcomeUnrestricted, who: text.outcomeUnrestrictedWho, back: { restricted: true } };
}

function periodOf({ from, to }: Detail['outcome']['period'], format: Format): string {
  if (from !== undefined && to !== undefined) return say(text.periodFromTo, { from: format.date(from), to: format.date(to) });
  if (from !== undefined) return say(text.periodFrom, { from: format.date(from) });
  return to === undefined ? text.noDate : say(common.targetBy, { date: format.date(to) });
}
