import { type ReactNode } from 'react';
import { KPI_TEMPLATES, type KpiTemplate } from '../../../src/domain/kpi-template';
import { CheckField, ChoiceField, SelectField, TextField } from '../../kit/fields';
import { fill, say } from '../../kit/text/say';
import { type Form } from '../../kit/use-form';
import { text } from '../text';

/** The fields of a new KPI, which also stand inside the form that adds one to an outcome. */
export type KpiValues = {
  name: string;
  unit: string;
  direction: string;
  cadence: string;
  /** The common KPI that it began as. */
  template: string;
  /** Whether the guardrail that goes with it is wanted too. */
  guardrail: boolean;
};

export const directions = () => [
  { value: 'decrease', label: text.falls },
  { value: 'increase', label: text.rises },
  { value: 'within', label: text.staysWithin },
];

export const cadences = () => [
  { value: 'day', label: text.day },
  { value: 'week', label: text.week },
  { value: 'month', label: text.month },
  { value: 'quarter', label: text.quarter },
];

const templates = () => KPI_TEMPLATES.map(({ key }) => ({ value: key, label: text.templates[key] }));

export function KpiFields<V extends KpiValues>({ form, offer }: { form: Form<V>; offer: string }): ReactNode {
  // A form of more fields holds these too; TypeScript cannot see that setting one of them keeps the others.
  const { values, set, errors } = form as unknown as Form<KpiValues>;
  return (
    <>
      <SelectField
        label={text.template}
        hint={text.templateHint}
        optional
        placeholder={text.noTemplate}
        options={templates()}
        clearable
        value={values.template}
        onChange={(key) => {
          set('template', key);
          set('guardrail', false);
          const template = KPI_TEMPLATES.find((one) => one.key === key);
          if (!template) return;
          set('name', text.templates[template.key]);
          set('unit', template.unit);
          set('direction', template.direction);
          set('cadence', template.cadence);
        }}
      />
      <Advice template={templateOf(values.template)} form={form as unknown as Form<KpiValues>} offer={offer} />
      <div className="n-form-row">
        <TextField label={text.name} value={values.name} error={errors.name} onChange={(name) => set('name', name)} />
        <TextField label={text.unit} hint={text.unitHint} value={values.unit} error={errors.unit} onChange={(unit) => set('unit', unit)} />
      </div>
      <ChoiceField
        label={text.direction}
        options={directions()}
        value={values.direction}
        error={errors.direction}
        onChange={(direction) => set('direction', direction)}
      />
      <ChoiceField
        label={text.cadence}
        options={cadences()}
        value={values.cadence}
        error={errors.cadence}
        onChange={(cadence) => set('cadence', cadence)}
      />
    </>
  );
}

export function templateOf(key: string): KpiTemplate | undefined {
  return KPI_TEMPLATES.find((template) => template.key === key);
}

/** Where the values of a common KPI best come from, and what to keep an eye on beside it. */
function Advice({ template, form, offer }: { template: KpiTemplate | undefined; form: Form<KpiValues>; offer: string }): ReactNode {
  if (!template) return null;
  const names = { kpi: text.templates[template.key], guardrail: text.templates[template.guardrail] };
  return (
    <section className="n-advice n-stack-tight" aria-label={text.advice}>
      <p>
        <b>{text.suggestedSource}</b> {text.suggestedSources[template.source]} {text.sourceMeanwhile}
      </p>
      <p>
        <b>{text.suggestedGuardrail}</b> {say(text.guardrailWhy, names)}
      </p>
      <CheckField label={fill(offer, names)} checked={form.values.guardrail} onChange={(wanted) => form.set('guardrail', wanted)} />
    </section>
  );
}
