import Button from '@atlaskit/button/new';
import { type ReactNode } from 'react';
import type { KpiRecord, ValueRecord } from '../../../src/contract/views';
import { type Trouble, call } from '../../kit/call';
import { TextField } from '../../kit/fields';
import { tell } from '../../kit/flag';
import { TroubleBox } from '../../kit/states';
import { say } from '../../kit/text/say';
import { text as common } from '../../kit/text/en';
import { type Sent, useForm } from '../../kit/use-form';
import { useFormat } from '../../kit/viewer';
import { typedNumber } from '../../kit/typed-number';
import { text } from '../text';
import { correctValue } from './correct-value';

type Values = { 'values.0.at': string; 'values.0.value': string };

/** One date and its value. */
export function QuickEntry({
  kpi,
  values: known,
  now,
  onRecorded,
}: {
  kpi: KpiRecord;
  values: readonly ValueRecord[];
  now: string;
  onRecorded: () => void;
}): ReactNode {
  const format = useFormat();
  const today = now.slice(0, 10);
  const form = useForm<Values>({ 'values.0.at': today, 'values.0.value': '' }, async (values): Promise<Sent<Values>> => {
    const at = values['values.0.at'];
    const typed = typedNumber(values['values.0.value']);
    if (at === '' || at > today) return { errors: { 'values.0.at': at === '' ? common.dateNeeded : text.futureDate } };
    if ('error' in typed) return { errors: { 'values.0.value': typed.error } };
    const before = known.find((one) => one.at === at)?.value;
    const trouble = before === undefined || before === typed.value ? await record(at, typed.value) : await correctValue({ kpi, at, before, value: typed.value }, format, onRecorded);
    if (trouble) return { trouble };
    form.set('values.0.value', '');
    return undefined;
  });
  const { values, set, errors, trouble, busy, formRef, onSubmit } = form;

  async function record(at: string, value: number): Promise<Trouble | undefined> {
    const answer = await call('value.record', { kpiId: kpi.kpiId, values: [{ at, value }] });
    if (!answer.ok) return answer.trouble;
    // What was recorded stays in the KPI's history, so there is no way back but a correction.
    tell(say(text.valueRecorded, { value: format.quantity(value, kpi.unit), date: format.date(at) }), { description: text.valueRecordedHow });
    onRecorded();
    return undefined;
  }
  const present = known.find((one) => one.at === values['values.0.at']);
  return (
    <form ref={formRef} onSubmit={onSubmit} noValidate className="n-stack-tight" aria-label={text.addValue}>
      {trouble && <TroubleBox trouble={trouble} title={text.actionFailed} />}
      <div className="n-quick">
        <TextField label={text.date} type="date" value={values['values.0.at']} error={errors['values.0.at']} onChange={(at) => set('values.0.at', at)} />
        <TextField
          label={text.value}
          numeric
          unit={kpi.unit}
          value={values['values.0.value']}
          error={errors['values.0.value']}
          onChange={(value) => set('values.0.value', value)}
        />
        <Button type="submit" appearance="primary" isLoading={busy}>
          {text.record}
        </Button>
      </div>
      <p role="status" className="n-small n-subtle">
        {present && say(text.correctNote, { value: format.quantity(present.value, kpi.unit) })}
      </p>
    </form>
  );
}

/** What came of recording: how many values, and what became of them. */
export function recordedWords(
  { added, corrected, repeated }: { added: number; corrected: number; repeated: number },
  number: (value: number) => string,
): string {
  const count = added + corrected + repeated;
  const counts = { added: number(added), corrected: number(corrected), repeated: number(repeated) };
  return `${say(text.recorded, { count, n: number(count) })} ${say(text.recordedCounts, counts)}`;
}
