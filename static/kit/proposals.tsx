import Button from '@atlaskit/button/new';
import { type ReactNode, useState } from 'react';
import type { ProposalView } from '../../src/contract/views';
import { type Trouble, call } from './call';
import { tell } from './flag';
import { useFollowed } from './following';
import { differencesOf } from './proposal-words';
import { ReasonDialog } from './reason-dialog';
import { TroubleBox } from './states';
import { text } from './text/proposals';
import { say } from './text/say';
import { useCall } from './use-call';
import { useNames } from './use-people';
import { useFormat } from './viewer';

/** What was proposed of an outcome: with its differences, and for a second person the means to decide. */
export function Proposals({ outcomeId, viewerId, now, onDecided }: { outcomeId: string; viewerId?: string; now: string; onDecided: () => void }): ReactNode {
  const loaded = useCall('proposal.read', { outcomeId });
  useFollowed(loaded);
  const proposals = loaded.data?.proposals ?? [];
  if (proposals.length === 0) return null;
  const changed = (): void => {
    void loaded.reload();
    onDecided();
  };
  return (
    <section className="n-card n-stack" aria-label={text.title}>
      <h2 className="n-h2">{text.title}</h2>
      {proposals.map((proposal) => (
        <ProposalBox key={proposal.proposalId} proposal={proposal} viewerId={viewerId} now={now} onDecided={changed} />
      ))}
    </section>
  );
}

function ProposalBox({ proposal, viewerId, now, onDecided }: { proposal: ProposalView; viewerId: string | undefined; now: string; onDecided: () => void }): ReactNode {
  const format = useFormat();
  const [deciding, setDeciding] = useState<'approve' | 'reject'>();
  const [trouble, setTrouble] = useState<Trouble>();
  const nameOf = useNames([proposal.byId, ...(proposal.decided ? [proposal.decided.byId] : [])], viewerId);
  const { proposalId, outcomeId, at, byId, reason, state, kpi, change, decided, mayDecide, mayWithdraw } = proposal;
  const what = say(text.kinds[change.kind], { name: kpi?.name ?? text.formerKpi });
  const differences = (
    <ul className="n-points">
      {differencesOf(proposal, format).map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
  const withdraw = async (): Promise<void> => {
    const answer = await call('proposal.withdraw', { outcomeId, proposalId });
    setTrouble(answer.ok ? undefined : answer.trouble);
    if (!answer.ok) return;
    tell(text.withdrawn);
    onDecided();
  };
  return (
    <div className="n-stack-tight" role="group" aria-label={what}>
      <div className="n-head">
        <p>
          <b>{what}</b> <span className="n-small n-subtle">{state === 'open' ? text.awaits : text.states[state]}</span>
        </p>
        <div className="n-actions">
          {mayDecide && (
            <>
              <Button appearance="primary" onClick={() => setDeciding('approve')}>
                {text.approve}
              </Button>
              <Button onClick={() => setDeciding('reject')}>{text.reject}</Button>
            </>
          )}
          {mayWithdraw && (
            <Button appearance="subtle" onClick={() => void withdraw()}>
              {text.withdraw}
            </Button>
          )}
        </div>
      </div>
      {trouble && <TroubleBox trouble={trouble} title={text.actionFailed} />}
      {differences}
      <p className="n-wrap">{reason}</p>
      <p className="n-small n-subtle">
        {say(text.by, { who: nameOf(byId), age: format.age(at, now) })}
      </p>
      {decided && (
        <p className="n-small n-wrap">
          {say(text.decidedBy, { state: text.states[state], who: nameOf(decided.byId), age: format.age(decided.at, now), reason: decided.reason })}
        </p>
      )}
      {state === 'open' && !mayDecide && <p className="n-small n-subtle">{text.ownNote}</p>}
      {deciding && (
        <ReasonDialog
          title={deciding === 'approve' ? text.approveTitle : text.rejectTitle}
          submit={text[deciding]}
          send={(why) => call('proposal.decide', { outcomeId, proposalId, approve: deciding === 'approve', reason: why })}
          onClose={() => setDeciding(undefined)}
          onDone={() => {
            setDeciding(undefined);
            tell(deciding === 'approve' ? text.approved : text.rejected);
            onDecided();
          }}
        >
          <p>
            <b>{what}</b>
          </p>
          {differences}
        </ReasonDialog>
      )}
    </div>
  );
}
