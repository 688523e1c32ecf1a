import { type ReactNode } from 'react';
import type { CallReply } from '../../../src/contract';
import { PERCENTILES, TIME_UNITS } from '../../../src/domain/kpi-source';
import { AreaField, CheckField, ChoiceField, SelectField, TextField } from '../../kit/fields';
import { type Form } from '../../kit/use-form';
import { type Choices, FORMULA_WHATS, type FeedValues, JIRA_WHATS, hasPercentile, hasUnit, isFormula } from './feed-input';
import { text } from './text';

type Kpi = CallReply<'kpi.list'>['kpis'][number];

/** What is counted or worked out, and of what. */
export function FeedFields({ form, choices, kpis, mayCount }: { form: Form<FeedValues>; choices: Choices | undefined; kpis: readonly Kpi[]; mayCount: boolean }): ReactNode {
  const { values, set, errors } = form;
  const { what } = values;
  const whats = [...(mayCount ? JIRA_WHATS : []), ...FORMULA_WHATS];
  return (
    <>
      <SelectField label={text.what} options={whats.map((one) => ({ value: one, label: text.whats[one] }))} value={what} onChange={(next) => set('what', next === '' ? what : next)} />
      {isFormula(what) ? (
        <FormulaFields form={form} kpis={kpis} />
      ) : (
        <AreaField label={text.jql} hint={text.jqlHint} code value={values['source.jql']} error={errors['source.jql']} onChange={(jql) => set('source.jql', jql)} />
      )}
      {what === 'within' && (
        <TextField label={text.hours} numeric value={values['source.figure.hours']} error={errors['source.figure.hours']} onChange={(hours) => set('source.figure.hours', hours)} />
      )}
      {what === 'time-in-status' && <ThingField label={text.status} things={choices?.statuses} field="source.figure.status" form={form} />}
      {(what === 'sla-met' || what === 'sla-time') && (
        <>
          <ThingField label={text.agreement} things={choices?.agreements} field="source.figure.field" form={form} />
          {choices?.agreements.length === 0 && <p className="n-quiet">{text.agreementNone}</p>}
        </>
      )}
      {hasPercentile(what) && (
        <div className="n-form-row">
          <SelectField
            label={text.percentile}
            options={PERCENTILES.map((one) => ({ value: String(one), label: text.percentiles[`${one}`] }))}
            value={values.percentile}
            onChange={(percentile) => set('percentile', percentile)}
          />
          {hasUnit(what) && <ChoiceField label={text.unit} options={TIME_UNITS.map((one) => ({ value: one, label: text.units[one] }))} value={values.in} onChange={(unit) => set('in', unit)} />}
        </div>
      )}
    </>
  );
}

function ThingField({ label, things, field, form }: { label: string; things: Choices['statuses'] | undefined; field: 'source.figure.status' | 'source.figure.field'; form: Form<FeedValues> }): ReactNode {
  return (
    <SelectField
      label={label}
      options={(things ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      value={form.values[field]}
      error={form.errors[field]}
      loading={things === undefined}
      placeholder={text.choosing}
      onChange={(id) => form.set(field, id)}
    />
  );
}

function FormulaFields({ form, kpis }: { form: Form<FeedValues>; kpis: readonly Kpi[] }): ReactNode {
  const { values, set, errors } = form;
  const options = kpis.map(({ kpiId, name }) => ({ value: kpiId, label: name }));
  return (
    <>
      <div className="n-form-row">
        <SelectField label={text.left} options={options} value={values['source.leftId']} error={errors['source.leftId']} placeholder={text.choosing} onChange={(id) => set('source.leftId', id)} />
        <SelectField label={text.right} options={options} value={values['source.rightId']} error={errors['source.rightId']} placeholder={text.choosing} onChange={(id) => set('source.rightId', id)} />
      </div>
      {values.what === 'ratio' && <CheckField label={text.percent} checked={values.percent} onChange={(percent) => set('percent', percent)} />}
    </>
  );
}
