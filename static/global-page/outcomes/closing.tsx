import Button from '@atlaskit/button/new';
import { type ReactNode, useState } from 'react';
import type { CallReply } from '../../../src/contract';
import { CLOSED_AS, type ClosedAs } from '../../../src/domain/closed-as';
import { call } from '../../kit/call';
import { Dialog } from '../../kit/dialog';
import { AreaField, ChoiceField } from '../../kit/fields';
import { tell } from '../../kit/flag';
import { ReasonDialog } from '../../kit/reason-dialog';
import { lackWords } from '../../kit/stage';
import { Notice } from '../../kit/states';
import { text } from '../../kit/text/proposals';
import { fill, say } from '../../kit/text/say';
import { type Sent, useForm } from '../../kit/use-form';
import { useNames } from '../../kit/use-people';
import { useFormat } from '../../kit/viewer';

type Detail = CallReply<'outcome.read'>;
type Closed = NonNullable<Detail['outcome']['closed']>;

/** Closes an open outcome, or reopens one that was closed; both with a reason. */
export function Closing({ detail: { outcome, lacksForAchieved = [] }, onDone }: { detail: Detail; onDone: () => void }): ReactNode {
  const [asking, setAsking] = useState(false);
  const { outcomeId, version, title, state, closed } = outcome;
  if (state === 'archived' && !closed) return null;
  const done = (words: string): void => {
    setAsking(false);
    tell(words);
    onDone();
  };
  return (
    <>
      <Button appearance="subtle" onClick={() => setAsking(true)}>
        {closed ? text.reopen : text.close}
      </Button>
      {asking && closed && (
        <ReasonDialog
          title={fill(text.reopenTitle, { title })}
          submit={text.reopen}
          send={(reason) => call('outcome.reopen', { outcomeId, version, reason })}
          onClose={() => setAsking(false)}
          onDone={() => done(fill(text.reopened, { title }))}
        />
      )}
      {asking && !closed && <CloseDialog outcome={outcome} lacks={lacksForAchieved} onClose={() => setAsking(false)} onDone={done} />}
    </>
  );
}

type Values = { as: string; reason: string };

function CloseDialog({
  outcome: { outcomeId, version, title },
  lacks,
  onClose,
  onDone,
}: {
  outcome: Detail['outcome'];
  lacks: NonNullable<Detail['lacksForAchieved']>;
  onClose: () => void;
  onDone: (words: string) => void;
}): ReactNode {
  const format = useFormat();
  const first: ClosedAs = lacks.length === 0 ? 'achieved' : 'not-achieved';
  const form = useForm<Values>({ as: first, reason: '' }, async ({ as, reason }): Promise<Sent<Values>> => {
    if (reason.trim() === '') return { errors: { reason: text.reasonNeeded } };
    const answer = await call('outcome.close', { outcomeId, version, as: as as ClosedAs, reason });
    if (!answer.ok) return { trouble: answer.trouble };
    onDone(answer.data.proposal ? text.closeProposed : fill(text.closed, { title, as: text.closedAs[as as ClosedAs] }));
    return undefined;
  });
  const { values, set, errors } = form;
  return (
    <Dialog title={fill(text.closeTitle, { title })} submit={text.close} onClose={onClose} {...form}>
      <ChoiceField
        label={text.closeAs}
        hint={text.closeMeans[values.as as ClosedAs]}
        options={CLOSED_AS.map((value) => ({ value, label: text.closedAs[value] }))}
        value={values.as}
        error={errors.as}
        onChange={(as) => set('as', as)}
      />
      {values.as === 'achieved' && lacks.length > 0 && (
        <Notice title={text.notSupported}>{lacks.map((lack) => lackWords(lack, format)).join(' ')}</Notice>
      )}
      <AreaField label={text.why} value={values.reason} error={errors.reason} onChange={(reason) => set('reason', reason)} />
    </Dialog>
  );
}

/** How, by whom and why an outcome was closed. */
export function ClosedNotice({ closed: { as, at, byId, confirmedById, reason }, now, viewerId }: { closed: Closed; now: string; viewerId: string }): ReactNode {
  const format = useFormat();
  const nameOf = useNames([byId, ...(confirmedById === undefined ? [] : [confirmedById])], viewerId);
  return (
    <Notice title={say(text.closedTitle, { as: text.closedAs[as] })}>
      {say(text.closedBy, { who: nameOf(byId), age: format.age(at, now), reason })}
      {confirmedById !== undefined && ` ${say(text.confirmedBy, { who: nameOf(confirmedById) })}`}
    </Notice>
  );
}
