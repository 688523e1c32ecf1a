import { type ReactNode, useEffect, useState } from 'react';
import type { KpiRecord, OutcomeRecord } from '../../../src/contract/views';
import { type Trouble, call } from '../../kit/call';
import { Dialog } from '../../kit/dialog';
import { ChoiceField, SelectField, TextField } from '../../kit/fields';
import { Meanwhile, changesBetween } from '../../kit/meanwhile';
import { ROLE_WORDS } from '../../kit/standing';
import { say } from '../../kit/text/say';
import { type Form, type Sent, useForm } from '../../kit/use-form';
import { readPages } from '../../kit/use-pages';
import { KpiFields } from '../kpis/kpi-fields';
import { text } from '../text';
import { CanTell } from './can-tell';
import { type Direction, type Measure, type Values, parsed, valuesOf } from './measure-input';

type Role = Measure['record']['role'];

const ROLES: { value: Role; label: string }[] = (['primary', 'supporting', 'guardrail'] as const).map((value) => ({
  value,
  label: ROLE_WORDS[value].label,
}));

const LABELS = {
  role: text.role,
  'baseline.level': text.baselineLevel,
  'baseline.from': text.baselineFrom,
  'baseline.to': text.baselineTo,
  'target.value': text.target,
  'target.low': text.targetLow,
  'target.high': text.targetHigh,
  'target.by': text.targetBy,
  launch: text.launch,
  plannedEffect: text.plannedEffect,
  lagDays: text.lagDays,
};

/** Adds a KPI to an outcome, one that is there or a new one, or changes how it is used. */
export function MeasureForm({
  outcome,
  measure,
  used,
  manages,
  onClose,
  onSaved,
}: {
  outcome: OutcomeRecord;
  measure: Measure | undefined;
  /** The KPIs that the outcome has already. */
  used: readonly string[];
  manages: boolean;
  onClose: () => void;
  onSaved: (message: string) => void;
}): ReactNode {
  const kpis = useKpis();
  // Created by this form before the measure itself was refused: another attempt uses it and creates no second one.
  const [created, setCreated] = useState<KpiRecord>();
  const [version, setVersion] = useState(measure?.record.version);
  const [saved, setSaved] = useState(() => valuesOf(measure));
  const [meanwhile, setMeanwhile] = useState<{ label: string; now: string }[]>();
  const known = [...(created ? [created] : []), ...(kpis.list ?? [])];

  const form = useForm<Values>(saved, async (values): Promise<Sent<Values>> => {
    const direction = directionOf(values);
    const sent = parsed(values, direction);
    if ('errors' in sent) return sent;
    let kpiId = measure?.record.kpiId ?? values.kpiId;
    let name = measure?.view.name ?? known.find((kpi) => kpi.kpiId === kpiId)?.name ?? '';
    if (!measure && values.mode === 'create') {
      const answer = await call('kpi.create', {
        name: values.name,
        unit: values.unit,
        direction,
        cadence: values.cadence as KpiRecord['cadence'],
      });
      if (!answer.ok) return { trouble: answer.trouble };
      ({ kpiId, name } = answer.data.kpi);
      setCreated(answer.data.kpi);
      form.set('kpiId', kpiId);
      form.set('mode', 'choose');
    }
    const { outcomeId } = outcome;
    const answer = await call('measure.set', { outcomeId, kpiId, version, ...sent.input });
    if (answer.ok) {
      onSaved(say(measure ? text.measureSaved : text.measureAdded, { kpi: name, outcome: outcome.title }));
      return undefined;
    }
    if (!measure || answer.trouble.code !== 'changed-meanwhile') return { trouble: answer.trouble };
    const fresh = await call('outcome.read', { outcomeId });
    const now = fresh.ok ? fresh.data.measures.find(({ record }) => record.kpiId === kpiId) : undefined;
    if (!now) return { trouble: answer.trouble };
    setMeanwhile(changesBetween(saved, valuesOf(now), LABELS));
    form.rebase(saved, valuesOf(now));
    setSaved(valuesOf(now));
    setVersion(now.record.version);
    return { errors: {} };
  });
  const { values, set, errors } = form;

  function directionOf(given: Values): Direction {
    if (measure) return measure.view.direction;
    if (given.mode === 'create') return given.direction as Direction;
    return known.find((kpi) => kpi.kpiId === given.kpiId)?.direction ?? 'decrease';
  }
  const unit =
    measure?.view.unit ?? (values.mode === 'create' ? values.unit : known.find((kpi) => kpi.kpiId === values.kpiId)?.unit);
  const choices = known.filter((kpi) => !used.includes(kpi.kpiId)).map((kpi) => ({ value: kpi.kpiId, label: kpi.name }));

  return (
    <Dialog
      title={measure ? say(text.editMeasureTitle, { kpi: measure.view.name }) : say(text.addKpiTitle, { outcome: outcome.title })}
      submit={measure ? text.save : text.addKpi}
      onClose={onClose}
      {...form}
      trouble={form.trouble ?? kpis.trouble}
    >
      {meanwhile && <Meanwhile changes={meanwhile} />}
      {!measure && (
        <>
          {manages && (
            <ChoiceField
              label={text.which}
              value={values.mode}
              onChange={(mode) => set('mode', mode)}
              options={[
                { value: 'choose', label: text.choose },
                { value: 'create', label: text.createNew },
              ]}
            />
          )}
          {values.mode === 'create' ? (
            <KpiFields form={form} />
          ) : (
            <SelectField
              label={text.kpi}
              hint={kpis.list !== undefined && choices.length === 0 ? text.noKpisLeft : text.kpiHint}
              placeholder={text.chooseKpi}
              options={choices}
              loading={kpis.list === undefined && kpis.trouble === undefined}
              value={values.kpiId}
              error={errors.kpiId}
              onChange={(kpiId) => set('kpiId', kpiId)}
            />
          )}
        </>
      )}
      <ChoiceField
        label={text.role}
        hint={ROLE_WORDS[values.role as Role].meaning}
        options={ROLES}
        value={values.role as Role}
        error={errors.role}
        onChange={(role) => set('role', role)}
      />
      <BaselineFields form={form} unit={unit} />
      <TargetFields form={form} unit={unit} band={directionOf(values) === 'within'} />
      <TextField
        label={text.launch}
        hint={text.launchHint}
        type="date"
        optional
        value={values.launch}
        error={errors.launch}
        onChange={(launch) => set('launch', launch)}
      />
      <div className="n-form-row">
        <TextField
          label={text.plannedEffect}
          hint={text.plannedEffectHint}
          numeric
          optional
          unit={unit}
          value={values.plannedEffect}
          error={errors.plannedEffect}
          onChange={(size) => set('plannedEffect', size)}
        />
        <TextField
          label={text.lagDays}
          hint={text.lagDaysHint}
          numeric
          optional
          value={values.lagDays}
          error={errors.lagDays}
          onChange={(days) => set('lagDays', days)}
        />
      </div>
      <CanTell
        kpiId={measure?.record.kpiId ?? (values.mode === 'create' ? '' : values.kpiId)}
        values={values}
        unit={unit ?? ''}
        band={directionOf(values) === 'within'}
      />
    </Dialog>
  );
}

function BaselineFields({ form: { values, set, errors }, unit }: { form: Form<Values>; unit: string | undefined }): ReactNode {
  return (
    <>
      <ChoiceField
        label={text.baseline}
        value={values['baseline.kind']}
        onChange={(kind) => set('baseline.kind', kind)}
        options={[
          { value: 'window', label: text.baselineWindow },
          { value: 'stated', label: text.baselineStated },
        ]}
      />
      {values['baseline.kind'] === 'stated' ? (
        <TextField
          label={text.baselineLevel}
          numeric
          unit={unit}
          value={values['baseline.level']}
          error={errors['baseline.level']}
          onChange={(level) => set('baseline.level', level)}
        />
      ) : (
        <div className="n-form-row">
          <TextField
            label={text.baselineFrom}
            hint={text.baselineHint}
            type="date"
            value={values['baseline.from']}
            error={errors['baseline.from']}
            onChange={(from) => set('baseline.from', from)}
          />
          <TextField
            label={text.baselineTo}
            type="date"
            value={values['baseline.to']}
            error={errors['baseline.to']}
            onChange={(to) => set('baseline.to', to)}
          />
        </div>
      )}
    </>
  );
}

function TargetFields({
  form: { values, set, errors },
  unit,
  band,
}: {
  form: Form<Values>;
  unit: string | undefined;
  band: boolean;
}): ReactNode {
  const number = (field: 'target.value' | 'target.low' | 'target.high', label: string): ReactNode => (
    <TextField label={label} numeric unit={unit} value={values[field]} error={errors[field]} onChange={(value) => set(field, value)} />
  );
  return (
    <div className="n-form-row">
      {band ? (
        <>
          {number('target.low', text.targetLow)}
          {number('target.high', text.targetHigh)}
        </>
      ) : (
        number('target.value', values.role === 'guardrail' ? text.limit : text.target)
      )}
      <TextField
        label={text.targetBy}
        type="date"
        value={values['target.by']}
        error={errors['target.by']}
        onChange={(by) => set('target.by', by)}
      />
    </div>
  );
}

function useKpis(): { list: KpiRecord[] | undefined; trouble: Trouble | undefined } {
  const [list, setList] = useState<KpiRecord[]>();
  const [trouble, setTrouble] = useState<Trouble>();
  useEffect(() => {
    let gone = false;
    void readPages('kpi.list', {}).then((reading) => {
      if (gone) return;
      if (reading.ok) setList(reading.data.pages.flatMap((page) => page.kpis));
      else setTrouble(reading.trouble);
    });
    return () => {
      gone = true;
    };
  }, []);
  return { list, trouble };
}
