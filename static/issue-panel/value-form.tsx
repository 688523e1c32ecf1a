import Button from '@atlaskit/button/new';
import { type ReactNode, useEffect } from 'react';
import type { MeasureView } from '../../src/contract/views';
import { call } from '../kit/call';
import { SelectField, TextField } from '../kit/fields';
import { tell } from '../kit/flag';
import { TroubleBox } from '../kit/states';
import { text as common } from '../kit/text/en';
import { say } from '../kit/text/say';
import { typedNumber } from '../kit/typed-number';
import { type Sent, useForm } from '../kit/use-form';
import { useFormat } from '../kit/viewer';
import './suggest-form.css';
import { text } from './text';

type Values = { kpiId: string; 'values.0.at': string; 'values.0.value': string };

/** One date and its value, for a KPI that the viewer answers for. */
export default function ValueForm({
  kpis,
  stood,
  now,
  onClose,
  onRecorded,
}: {
  kpis: readonly MeasureView[];
  /** The value of a date, as far as the panel knows it. */
  stood: (kpiId: string, at: string) => number | undefined;
  now: string;
  onClose: () => void;
  onRecorded: () => Promise<void>;
}): ReactNode {
  const format = useFormat();
  const today = now.slice(0, 10);
  const first: Values = { kpiId: kpis[0]?.kpiId ?? '', 'values.0.at': today, 'values.0.value': '' };
  const form = useForm<Values>(first, async ({ kpiId, 'values.0.at': at, 'values.0.value': typed }): Promise<Sent<Values>> => {
    if (at === '' || at > today) return { errors: { 'values.0.at': at === '' ? common.dateNeeded : text.futureDate } };
    const number = typedNumber(typed);
    if ('error' in number) return { errors: { 'values.0.value': number.error } };
    const answer = await call('value.record', { kpiId, values: [{ at, value: number.value }] });
    if (!answer.ok) return { trouble: answer.trouble };
    const before = answer.data.corrected > 0 ? stood(kpiId, at) : undefined;
    const back = before === undefined ? { description: text.valueRecordedHow } : { undo: { text: common.undo, run: () => void putBack(kpiId, at, before) } };
    tell(say(text.valueRecorded, { value: format.quantity(number.value, unit), date: format.date(at) }), back);
    await onRecorded();
    return undefined;
  });
  const { values, set, errors, trouble, busy, formRef, onSubmit } = form;
  // Nothing is erased: what stood there is recorded once more.
  const putBack = async (kpiId: string, at: string, value: number): Promise<void> => {
    const answer = await call('value.record', { kpiId, values: [{ at, value }] });
    tell(answer.ok ? say(text.valueRecorded, { value: format.quantity(value, unit), date: format.date(at) }) : common.notSaved, answer.ok ? {} : { description: answer.trouble.message });
    if (answer.ok) await onRecorded();
  };
  const present = stood(values.kpiId, values['values.0.at']);
  const { name = '', unit = '' } = kpis.find(({ kpiId }) => kpiId === values.kpiId) ?? {};
  useEffect(() => {
    formRef.current?.querySelector<HTMLInputElement>('input[inputmode]')?.focus();
  }, [formRef]);
  return (
    <form ref={formRef} className="n-suggest" aria-label={text.addValue} onSubmit={onSubmit} noValidate>
      <h3 className="n-h3">{kpis.length === 1 ? say(text.valueOf, { kpi: name }) : text.addValue}</h3>
      {trouble && <TroubleBox trouble={trouble} title={common.notSaved} />}
      {kpis.length > 1 && <SelectField label={text.kpi} options={kpis.map((one) => ({ value: one.kpiId, label: one.name }))} value={values.kpiId} onChange={(kpiId) => set('kpiId', kpiId)} />}
      <TextField label={text.date} type="date" value={values['values.0.at']} error={errors['values.0.at']} onChange={(at) => set('values.0.at', at)} />
      <TextField label={text.value} numeric unit={unit} value={values['values.0.value']} error={errors['values.0.value']} onChange={(value) => set('values.0.value', value)} />
      <p role="status" className="n-small n-subtle">
        {present === undefined ? text.valueHow : say(text.valueStands, { value: format.quantity(present, unit) })}
      </p>
      <div className="n-actions">
        <Button type="submit" appearance="primary" isLoading={busy}>
          {text.record}
        </Button>
        <Button appearance="subtle" onClick={onClose}>
          {text.cancel}
        </Button>
      </div>
    </form>
  );
}
