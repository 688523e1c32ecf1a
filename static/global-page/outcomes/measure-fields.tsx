import { type ReactNode } from 'react';
import { AreaField, ChoiceField, TextField } from '../../kit/fields';
import { Notice } from '../../kit/states';
import { say } from '../../kit/text/say';
import { type Form } from '../../kit/use-form';
import { useFormat } from '../../kit/viewer';
import { text } from '../text';
import { backfillOf } from './backfill';
import { type Values, isLive, isPast } from './measure-input';

interface Props {
  form: Form<Values>;
  unit: string | undefined;
}

/** When the change reaches people, or reached them: then the baseline can only come from older values. */
export function LaunchFields({ form: { values, set, errors }, today }: Omit<Props, 'unit'> & { today: string }): ReactNode {
  return (
    <>
      <ChoiceField
        label={text.live}
        value={isLive(values, today) ? 'yes' : 'no'}
        onChange={(live) => {
          set('live', live);
          // A day that has gone by says that it is live; who says otherwise names another day.
          if (live === 'no' && isPast(values.launch, today)) set('launch', '');
          if (live === 'no' && values['baseline.kind'] === 'none') set('baseline.kind', 'window');
        }}
        options={[
          { value: 'no', label: text.liveNo },
          { value: 'yes', label: text.liveYes },
        ]}
      />
      <TextField
        label={text.launch}
        hint={isLive(values, today) ? text.launchLiveHint : text.launchHint}
        type="date"
        optional={!isLive(values, today)}
        value={values.launch}
        error={errors.launch}
        onChange={(launch) => set('launch', launch)}
      />
      {values.launch !== '' && (
        <TextField
          label={text.laterLaunches}
          hint={text.laterLaunchesHint}
          optional
          value={values.laterLaunches}
          error={errors.laterLaunches}
          onChange={(dates) => set('laterLaunches', dates)}
        />
      )}
    </>
  );
}

/** `locked`: the values of its baseline are agreed, so that there is nothing to paste. */
export function BaselineFields({ form, unit, today, locked }: Props & { today: string; locked: boolean }): ReactNode {
  const { values, set, errors } = form;
  const live = isLive(values, today);
  const kind = values['baseline.kind'];
  const without = live || kind === 'none' ? [{ value: 'none', label: text.baselineNone }] : [];
  return (
    <>
      <ChoiceField
        label={text.baseline}
        hint={live && !locked ? text.liveNote : undefined}
        value={kind}
        onChange={(chosen) => set('baseline.kind', chosen)}
        options={[{ value: 'window', label: text.baselineWindow }, { value: 'stated', label: text.baselineStated }, ...without]}
      />
      {kind === 'none' && <Notice title={text.baselineNoneTitle}>{text.baselineNoneHow}</Notice>}
      {kind === 'stated' && (
        <TextField
          label={text.baselineLevel}
          numeric
          unit={unit}
          value={values['baseline.level']}
          error={errors['baseline.level']}
          onChange={(level) => set('baseline.level', level)}
        />
      )}
      {kind === 'window' && (
        <>
          {live && !locked && <Backfill form={form} unit={unit} today={today} />}
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
        </>
      )}
    </>
  );
}

/** Values so far, pasted; the window follows those from before the launch. */
function Backfill({ form: { values, set, errors }, unit = '', today }: Props & { today: string }): ReactNode {
  const format = useFormat();
  const read = (pasted: string) => backfillOf(pasted, { today, unit }, format);
  const present = read(values.backfill);
  const [first] = 'values' in present ? present.values : [];
  const last = 'values' in present ? present.values.at(-1) : undefined;
  return (
    <>
      <AreaField
        label={text.backfill}
        hint={text.backfillHint}
        optional
        code
        rows={4}
        placeholder={text.pasteSample}
        value={values.backfill}
        error={errors.backfill}
        onChange={(pasted) => {
          set('backfill', pasted);
          const told = read(pasted);
          const before = 'values' in told ? told.values.filter(({ at }) => values.launch === '' || at < values.launch) : [];
          const [from] = before;
          const to = before.at(-1);
          if (from) set('baseline.from', from.at);
          if (to) set('baseline.to', to.at);
        }}
      />
      <p role="status" className="n-small n-subtle">
        {first && last && 'values' in present
          ? say(text.backfillRead, {
              ...{ count: present.values.length, n: format.number(present.values.length) },
              ...{ from: format.date(first.at), to: format.date(last.at) },
            })
          : 'error' in present && present.error}
      </p>
    </>
  );
}

export function TargetFields({ form: { values, set, errors }, unit, band }: Props & { band: boolean }): ReactNode {
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

export function EffectFields({ form: { values, set, errors }, unit }: Props): ReactNode {
  return (
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
  );
}
