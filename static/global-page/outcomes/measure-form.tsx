import { type ReactNode, useEffect, useState } from 'react';
import type { KpiRecord, OutcomeRecord } from '../../../src/contract/views';
import { type Trouble, call } from '../../kit/call';
import { Dialog } from '../../kit/dialog';
import { AreaField, ChoiceField, SelectField } from '../../kit/fields';
import { tell } from '../../kit/flag';
import { Meanwhile, changesBetween } from '../../kit/meanwhile';
import { roleWords } from '../../kit/standing';
import { text as locks } from '../../kit/text/proposals';
import { say } from '../../kit/text/say';
import { type Sent, useForm } from '../../kit/use-form';
import { readPages } from '../../kit/use-pages';
import { useFormat } from '../../kit/viewer';
import { KpiFields, templateOf } from '../kpis/kpi-fields';
import { text } from '../text';
import { backfillOf } from './backfill';
import { CanTell } from './can-tell';
import { BaselineFields, EffectFields, LaunchFields, TargetFields } from './measure-fields';
import { type Beginning, type Direction, type Measure, type Values, TERM_FIELDS, isFixed, parsed, termsIn, valuesOf } from './measure-input';

type Role = Measure['record']['role'];

const roles = (): { value: Role; label: string }[] =>
  (['primary', 'supporting', 'guardrail'] as const).map((value) => ({ value, label: roleWords()[value].label }));

const labels = () => ({
  role: text.role,
  'baseline.level': text.baselineLevel,
  'baseline.from': text.baselineFrom,
  'baseline.to': text.baselineTo,
  'target.value': text.target,
  'target.low': text.targetLow,
  'target.high': text.targetHigh,
  'target.by': text.targetBy,
  launch: text.launch,
  laterLaunches: text.laterLaunches,
  plannedEffect: text.plannedEffect,
  lagDays: text.lagDays,
});

/** Adds a KPI to an outcome, one that is there or a new one, or changes how it is used. */
export function MeasureForm({
  outcome,
  measure,
  used,
  manages,
  beginning,
  now,
  onClose,
  onSaved,
}: {
  outcome: OutcomeRecord;
  measure: Measure | undefined;
  /** The KPIs that the outcome has already. */
  used: readonly string[];
  manages: boolean;
  /** What a new measure begins with. */
  beginning?: Beginning | undefined;
  now: string;
  onClose: () => void;
  /** `next` is the measure to go on with, where one is wanted. */
  onSaved: (message: string, next: Beginning | undefined) => void;
}): ReactNode {
  const format = useFormat();
  const today = now.slice(0, 10);
  const kpis = useKpis();
  // Created by this form before the measure itself was refused: another attempt uses it and creates no second one.
  const [created, setCreated] = useState<KpiRecord>();
  const [version, setVersion] = useState(measure?.record.version);
  const [saved, setSaved] = useState(() => valuesOf(measure, today, beginning));
  const [meanwhile, setMeanwhile] = useState<{ label: string; now: string }[]>();
  const known = [...(created ? [created] : []), ...(kpis.list ?? [])];

  const locked = measure !== undefined && isFixed(measure.view, today);
  const form = useForm<Values>(saved, async (values): Promise<Sent<Values>> => {
    const direction = directionOf(values);
    const sent = parsed(values, direction);
    const window = values['baseline.kind'] === 'window';
    const older = window ? backfillOf(values.backfill, { today, unit: unit ?? '' }, format) : { values: [] };
    if ('error' in older) return { errors: { ...('errors' in sent ? sent.errors : {}), backfill: older.error } };
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
    if (older.values.length > 0) {
      const recorded = await call('value.record', { kpiId, source: 'paste', values: older.values });
      if (!recorded.ok) return { trouble: { ...recorded.trouble, field: 'backfill' } };
      form.set('backfill', '');
      tell(say(text.backfilled, { count: older.values.length, n: format.number(older.values.length) }));
    }
    const { outcomeId } = outcome;
    if (locked && TERM_FIELDS.some((field) => values[field] !== saved[field])) {
      if (values.reason.trim() === '') return { errors: { reason: locks.reasonNeeded } };
      const proposed = await call('proposal.make', { outcomeId, kpiId, reason: values.reason, change: { kind: 'terms', ...termsIn(sent.input) } });
      if (!proposed.ok) return { trouble: proposed.trouble };
      onSaved(locks.proposed, undefined);
      return undefined;
    }
    const answer = await call('measure.set', { outcomeId, kpiId, version, ...sent.input });
    if (answer.ok) {
      onSaved(say(measure ? text.measureSaved : text.measureAdded, { kpi: name, outcome: outcome.title }), guardrailOf(values, known));
      return undefined;
    }
    if (!measure || answer.trouble.code !== 'changed-meanwhile') return { trouble: answer.trouble };
    const fresh = await call('outcome.read', { outcomeId });
    const there = fresh.ok ? fresh.data.measures.find(({ record }) => record.kpiId === kpiId) : undefined;
    if (!there) return { trouble: answer.trouble };
    const latest = valuesOf(there, today);
    setMeanwhile(changesBetween(saved, latest, labels()));
    form.rebase(saved, latest);
    setSaved(latest);
    setVersion(there.record.version);
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
      submit={locked ? locks.propose : measure ? text.save : text.addKpi}
      onClose={onClose}
      {...form}
      trouble={form.trouble ?? kpis.trouble}
    >
      {meanwhile && <Meanwhile changes={meanwhile} />}
      {locked && (
        <>
          <p>{locks.locked}</p>
          <AreaField label={locks.reason} value={values.reason} error={errors.reason} onChange={(reason) => set('reason', reason)} />
        </>
      )}
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
            <KpiFields form={form} offer={text.guardrailNext} />
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
        hint={roleWords()[values.role as Role].meaning}
        options={roles()}
        value={values.role as Role}
        error={errors.role}
        onChange={(role) => set('role', role)}
      />
      <LaunchFields form={form} today={today} />
      <BaselineFields form={form} unit={unit} today={today} locked={locked && saved['baseline.kind'] !== 'none'} />
      <TargetFields form={form} unit={unit} band={directionOf(values) === 'within'} />
      <EffectFields form={form} unit={unit} />
      <CanTell
        kpiId={measure?.record.kpiId ?? (values.mode === 'create' ? '' : values.kpiId)}
        values={values}
        unit={unit ?? ''}
        band={directionOf(values) === 'within'}
      />
    </Dialog>
  );
}

/** The measure of the guardrail that goes with a common KPI: with the same launch, from values of the same time. */
function guardrailOf(values: Values, known: readonly KpiRecord[]): Beginning | undefined {
  const key = values.guardrail ? templateOf(values.template)?.guardrail : undefined;
  const template = key && templateOf(key);
  if (!template) return undefined;
  const name = text.templates[template.key];
  const there = known.find((kpi) => kpi.name === name);
  const { live, launch, 'baseline.from': from, 'baseline.to': to, 'target.by': by } = values;
  return {
    ...(there ? { mode: 'choose', kpiId: there.kpiId } : { mode: 'create', template: template.key, name }),
    ...{ unit: template.unit, direction: template.direction, cadence: template.cadence, role: 'guardrail' },
    ...{ live, launch, 'baseline.from': from, 'baseline.to': to, 'target.by': by },
  };
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
