import { type ReactNode } from 'react';
import { KPI_TEMPLATES } from '../../../src/domain/kpi-template';
import { ChoiceField, SelectField, TextField } from '../../kit/fields';
import { type Form } from '../../kit/use-form';
import { text } from '../text';

/** The fields of a new KPI, which also stand inside the form that adds one to an outcome. */
export type KpiValues = { name: string; unit: string; direction: string; cadence: string };

export const DIRECTIONS = [
  { value: 'decrease', label: text.falls },
  { value: 'increase', label: text.rises },
  { value: 'within', label: text.staysWithin },
];

export const CADENCES = [
  { value: 'day', label: text.day },
  { value: 'week', label: text.week },
  { value: 'month', label: text.month },
  { value: 'quarter', label: text.quarter },
];

const TEMPLATES = KPI_TEMPLATES.map(({ key }) => ({ value: key, label: text.templates[key] }));

export function KpiFields<V extends KpiValues>({ form }: { form: Form<V> }): ReactNode {
  // A form of more fields holds these too; TypeScript cannot see that setting one of them keeps the others.
  const { values, set, errors } = form as unknown as Form<KpiValues>;
  return (
    <>
      <SelectField
        label={text.template}
        hint={text.templateHint}
        optional
        placeholder={text.noTemplate}
        options={TEMPLATES}
        value={TEMPLATES.find(({ label }) => label === values.name)?.value ?? ''}
        onChange={(key) => {
          const template = KPI_TEMPLATES.find((one) => one.key === key);
          if (!template) return;
          set('name', text.templates[template.key]);
          set('unit', template.unit);
          set('direction', template.direction);
          set('cadence', template.cadence);
        }}
      />
      <div className="n-form-row">
        <TextField label={text.name} value={values.name} error={errors.name} onChange={(name) => set('name', name)} />
        <TextField label={text.unit} hint={text.unitHint} value={values.unit} error={errors.unit} onChange={(unit) => set('unit', unit)} />
      </div>
      <ChoiceField
        label={text.direction}
        options={DIRECTIONS}
        value={values.direction}
        error={errors.direction}
        onChange={(direction) => set('direction', direction)}
      />
      <ChoiceField
        label={text.cadence}
        options={CADENCES}
        value={values.cadence}
        error={errors.cadence}
        onChange={(cadence) => set('cadence', cadence)}
      />
    </>
  );
}
