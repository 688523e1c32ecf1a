import Button from '@atlaskit/button/new';
import { type ReactNode, useEffect } from 'react';
import type { KpiRecord, ValueRecord } from '../../../src/contract/views';
import { TextField } from '../../kit/fields';
import { TroubleBox } from '../../kit/states';
import { say } from '../../kit/text/say';
import { text as common } from '../../kit/text/en';
import { type Sent, useForm } from '../../kit/use-form';
import { useFormat } from '../../kit/viewer';
import { typedNumber } from '../../kit/typed-number';
import { text } from '../text';
import { correctValue } from './correct-value';

type Values = { value: string };

/** Another value in place of one that stands. */
export function CorrectForm({
  kpi,
  present,
  onSend,
  onClose,
  onRecorded,
}: {
  kpi: KpiRecord;
  present: ValueRecord;
  /** Shows the value before its answer has come, and gives what takes it away again. */
  onSend: (value: number) => () => void;
  onClose: () => void;
  onRecorded: () => Promise<void>;
}): ReactNode {
  const format = useFormat();
  const form = useForm<Values>({ value: String(present.value) }, async (values): Promise<Sent<Values>> => {
    const typed = typedNumber(values.value);
    if ('error' in typed) return { errors: { value: typed.error } };
    if (typed.value === present.value) return { errors: { value: text.unchanged } };
    const takeAway = onSend(typed.value);
    const trouble = await correctValue({ kpi, at: present.at, before: present.value, value: typed.value }, format, onRecorded);
    takeAway();
    if (trouble) return { trouble };
    onClose();
    return undefined;
  });
  const { formRef, onSubmit, trouble, values, errors, set, busy } = form;
  useEffect(() => {
    const field = formRef.current?.querySelector('input');
    field?.focus();
    field?.select();
    // Also when it comes back with a refusal.
  }, [formRef, trouble]);
  return (
    <form
      ref={formRef}
      onSubmit={onSubmit}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
      noValidate
      className="n-stack-tight"
      aria-label={say(text.correctOf, { date: format.date(present.at) })}
    >
      {trouble && <TroubleBox trouble={trouble} title={text.actionFailed} />}
      <TextField
        label={say(text.correctValue, { date: format.date(present.at) })}
        hint={text.correctHint}
        numeric
        unit={kpi.unit}
        value={values.value}
        error={errors.value}
        onChange={(value) => set('value', value)}
      />
      <div className="n-actions">
        <Button type="submit" spacing="compact" appearance="primary" isLoading={busy}>
          {text.save}
        </Button>
        <Button spacing="compact" appearance="subtle" onClick={onClose}>
          {common.cancel}
        </Button>
      </div>
    </form>
  );
}
