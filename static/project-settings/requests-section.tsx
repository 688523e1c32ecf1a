import Button from '@atlaskit/button/new';
import { type ReactNode, useState } from 'react';
import type { CallReply } from '../../src/contract';
import { type Trouble, call } from '../kit/call';
import { Dialog } from '../kit/dialog';
import { AreaField } from '../kit/fields';
import { IssueLink } from '../kit/links';
import { TroubleBox } from '../kit/states';
import { say } from '../kit/text/say';
import { useForm } from '../kit/use-form';
import { useFormat } from '../kit/viewer';
import { text } from './text';

type Requests = CallReply<'request.read'>;
type Request = Requests['requests'][number];

/** The oldest first; more would push the epics out of sight. */
const SHOWN_AT_FIRST = 5;

interface Props {
  data: Requests;
  reload: () => Promise<void>;
  /** Something was answered: tells it with the way back, which outlives this section. */
  onDone: (message: string, undo: () => Promise<Trouble | undefined>) => Promise<void>;
}

/** What people suggested on issues, to be accepted with one click or declined with a reason. */
export function RequestsSection({ data: { requests, now }, reload, onDone }: Props): ReactNode {
  const format = useFormat();
  const [all, setAll] = useState(false);
  const [busy, setBusy] = useState<Request>();
  const [declining, setDeclining] = useState<Request>();
  const [trouble, setTrouble] = useState<{ request: Request; trouble: Trouble }>();
  const accept = async (request: Request): Promise<void> => {
    const { issueId, outcomeId, version, key, title } = request;
    setBusy(request);
    const answer = await call('link.set', { issueId, outcomeId, ...(version === undefined ? {} : { version }) });
    setBusy(undefined);
    setTrouble(answer.ok ? undefined : { request, trouble: answer.trouble });
    if (!answer.ok) return reload();
    const after = answer.data.version;
    return onDone(say(text.linked, { key, outcome: title }), async () => {
      const back = after === undefined ? undefined : await call('link.remove', { issueId, outcomeId, version: after });
      return back && !back.ok ? back.trouble : reopen(request);
    });
  };
  const reopen = async ({ issueId, outcomeId }: Request): Promise<Trouble | undefined> => {
    const answer = await call('request.reopen', { issueId, outcomeId });
    return answer.ok ? undefined : answer.trouble;
  };
  const declined = async (request: Request): Promise<void> => {
    setDeclining(undefined);
    await onDone(say(text.declined, { key: request.key }), () => reopen(request));
  };
  return (
    <section className="n-requests" aria-label={text.requests}>
      <h2 className="n-h2">{say(text.requestsTitle, { count: requests.length, n: format.number(requests.length) })}</h2>
      {trouble && <TroubleBox title={say(text.notAccepted, { key: trouble.request.key })} trouble={trouble.trouble} />}
      <ul>
        {requests.slice(0, all ? undefined : SHOWN_AT_FIRST).map((request) => {
          const { key, title, summary, note, from, at } = request;
          return (
            <li key={`${request.issueId}-${request.outcomeId}`}>
              <div>
                <p>
                  <IssueLink issueKey={key} /> {summary} <span className="n-subtle">{text.toServe}</span> <b>{title}</b>
                </p>
                {note !== undefined && <blockquote className="n-note">{note}</blockquote>}
                <p className="n-small n-subtle">
                  {format.age(at.slice(0, 10), now)}
                  {from && (
                    <>
                      , {text.suggestedOn} <IssueLink issueKey={from.key} /> {from.summary}
                    </>
                  )}
                </p>
              </div>
              <div className="n-actions">
                <Button
                  spacing="compact"
                  appearance="primary"
                  isLoading={busy === request}
                  isDisabled={busy !== undefined}
                  aria-label={say(text.acceptRequest, { key, outcome: title })}
                  onClick={() => void accept(request)}
                >
                  {text.accept}
                </Button>
                <Button
                  spacing="compact"
                  appearance="subtle"
                  isDisabled={busy !== undefined}
                  aria-label={say(text.declineRequest, { key, outcome: title })}
                  onClick={() => setDeclining(request)}
                >
                  {text.decline}
                </Button>
              </div>
            </li>
          );
        })}
      </ul>
      {!all && requests.length > SHOWN_AT_FIRST && (
        <div>
          <Button spacing="compact" appearance="subtle" onClick={() => setAll(true)}>
            {say(text.allRequests, { n: format.number(requests.length) })}
          </Button>
        </div>
      )}
      {declining && <DeclineDialog request={declining} onClose={() => setDeclining(undefined)} onDone={() => void declined(declining)} />}
    </section>
  );
}

function DeclineDialog({ request: { issueId, outcomeId, key, title }, onClose, onDone }: { request: Request; onClose: () => void; onDone: () => void }): ReactNode {
  const form = useForm({ reason: '' }, async ({ reason }) => {
    if (reason.trim() === '') return { errors: { reason: text.reasonNeeded } };
    const answer = await call('request.decline', { issueId, outcomeId, reason });
    if (!answer.ok) return answer;
    onDone();
    return undefined;
  });
  return (
    <Dialog title={say(text.declineTitle, { key })} submit={text.decline} onClose={onClose} {...form}>
      <p className="n-wrap">{say(text.declineLead, { outcome: title })}</p>
      <AreaField label={text.reason} hint={text.reasonHint} value={form.values.reason} error={form.errors.reason} onChange={(reason) => form.set('reason', reason)} />
    </Dialog>
  );
}
