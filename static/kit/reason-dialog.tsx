import { type ReactNode } from 'react';
import { type Answer } from './call';
import { Dialog } from './dialog';
import { AreaField } from './fields';
import { text } from './text/proposals';
import { type Sent, useForm } from './use-form';

/** Asks for a reason, then does it. `children` say what will be done. */
export function ReasonDialog({
  title,
  submit,
  send,
  onClose,
  onDone,
  children,
}: {
  title: string;
  submit: string;
  send: (reason: string) => Promise<Answer<'proposal.decide'> | Answer<'proposal.make'> | Answer<'outcome.reopen'>>;
  onClose: () => void;
  onDone: () => void;
  children?: ReactNode;
}): ReactNode {
  const form = useForm({ reason: '' }, async ({ reason }): Promise<Sent<{ reason: string }>> => {
    if (reason.trim() === '') return { errors: { reason: text.reasonNeeded } };
    const answer = await send(reason);
    if (!answer.ok) return { trouble: answer.trouble };
    onDone();
    return undefined;
  });
  return (
    <Dialog title={title} submit={submit} onClose={onClose} {...form}>
      {children}
      <AreaField label={text.why} value={form.values.reason} error={form.errors.reason} onChange={(reason) => form.set('reason', reason)} />
    </Dialog>
  );
}
