import Button from '@atlaskit/button/new';
import { type ReactNode, useState } from 'react';
import type { CallInput, CallReply } from '../../src/contract';
import type { AlarmView, MeasureView } from '../../src/contract/views';
import { CHOICES, type Choice } from '../../src/domain/decision';
import { AlarmEvidence } from './alarm-evidence';
import { call } from './call';
import { AreaField, SelectField, TextField } from './fields';
import { tell } from './flag';
import { SignalMark, sentenceFor } from './signal';
import { byRole } from './standing';
import { TroubleBox } from './states';
import { Rich } from './text/rich';
import { say } from './text/say';
import { text as common } from './text/en';
import { text as locks } from './text/proposals';
import { text } from './text/signals';
import { typedNumber } from './typed-number';
import { type Form, type Sent, useForm } from './use-form';
import { useFormat } from './viewer';

const DAY_MS = 86_400_000;
const USUAL_REVIEW_DAYS = 14;

/** The alarms that stand, each with why, what would clear it, and its decision or the means to make one. */
export function Alarms({
  outcomeId,
  alarms,
  measures,
  now,
  mayDecide,
  onDecided,
}: {
  outcomeId: string;
  alarms: readonly AlarmView[];
  /** The outcome's, of which a target may be proposed anew. */
  measures: readonly MeasureView[];
  now: string;
  mayDecide: boolean;
  onDecided: () => void;
}): ReactNode {
  if (alarms.length === 0) return null;
  const awaits = alarms.some(({ state }) => state !== 'decided');
  return (
    <section className="n-card n-stack" aria-label={awaits ? text.alarms : text.alarmsDecided}>
      <h2 className="n-h2">{awaits ? text.alarms : text.alarmsDecided}</h2>
      {alarms.map((alarm) => (
        <AlarmBox key={alarm.alarmId} outcomeId={outcomeId} alarm={alarm} measures={measures} now={now} mayDecide={mayDecide} onDecided={onDecided} />
      ))}
    </section>
  );
}

/** Alarms of outcomes right below that nobody decided. */
export function UndecidedBelow({ below, link }: { below: NonNullable<CallReply<'outcome.read'>['undecidedBelow']>; link: (outcome: { outcomeId: string; title: string }) => ReactNode }): ReactNode {
  const format = useFormat();
  return (
    <section className="n-card n-stack-tight" aria-label={text.below}>
      <h2 className="n-h2">{text.below}</h2>
      <ul className="n-points">
        {below.map(({ outcomeId, title, alarms }) => (
          <li key={outcomeId}>
            {link({ outcomeId, title })}
            {alarms.map((alarm) => (
              <span key={alarm.alarmId}>
                {' '}
                <SignalMark kind={alarm.kind} /> {sentenceFor(alarm.why, format)}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

function AlarmBox({
  outcomeId,
  alarm,
  measures,
  now,
  mayDecide,
  onDecided,
}: {
  outcomeId: string;
  alarm: AlarmView;
  measures: readonly MeasureView[];
  now: string;
  mayDecide: boolean;
  onDecided: () => void;
}): ReactNode {
  const format = useFormat();
  const [deciding, setDeciding] = useState(false);
  const { decision, state } = alarm;
  return (
    <div className={state === 'decided' ? 'n-alarm n-alarm-decided' : 'n-alarm'} role="group" aria-label={sentenceFor(alarm.why, format)}>
      <div className="n-head">
        <div className="n-actions">
          <SignalMark kind={alarm.kind} />
          <span className="n-small n-subtle">{say(text.since, { date: format.date(alarm.since) })}</span>
          <span className="n-small">{text.states[state]}</span>
        </div>
        {mayDecide && !deciding && (
          <Button appearance={decision ? 'default' : 'primary'} onClick={() => setDeciding(true)}>
            {decision ? text.decideAgain : text.decide}
          </Button>
        )}
      </div>
      <p>{sentenceFor(alarm.why, format)}</p>
      {alarm.evidence && <AlarmEvidence evidence={alarm.evidence} />}
      <p className="n-small n-subtle">{sentenceFor(alarm.clears, format)}</p>
      {decision && (
        <>
          <p>
            <Rich
              message={text.decided}
              params={{ choice: text.choices[decision.choice], age: format.age(decision.at, now), date: format.date(decision.reviewBy) }}
            />
          </p>
          <p className="n-small">{decision.reason}</p>
        </>
      )}
      {deciding && (
        <DecisionForm
          outcomeId={outcomeId}
          alarmId={alarm.alarmId}
          measures={measures}
          now={now}
          onClose={() => setDeciding(false)}
          onSaved={() => {
            setDeciding(false);
            onDecided();
          }}
        />
      )}
    </div>
  );
}

type Values = { choice: string; reason: string; reviewBy: string; kpiId: string; 'proposal.target.value': string; 'proposal.target.low': string; 'proposal.target.high': string; 'proposal.target.by': string };

function targetFields(measure: MeasureView | undefined): Omit<Values, 'choice' | 'reason' | 'reviewBy'> {
  const target = measure?.target;
  return {
    kpiId: measure?.kpiId ?? '',
    'proposal.target.value': target?.kind === 'value' ? String(target.value) : '',
    'proposal.target.low': target?.kind === 'band' ? String(target.low) : '',
    'proposal.target.high': target?.kind === 'band' ? String(target.high) : '',
    'proposal.target.by': target?.by ?? '',
  };
}

/** The target that is proposed, or what is missing of it. */
function targetOf(values: Values, measures: readonly MeasureView[]): { proposal: NonNullable<CallInput<'alarm.decide'>['proposal']> } | { errors: { [K in keyof Values]?: string } } {
  const errors: { [K in keyof Values]?: string } = {};
  const number = (field: 'proposal.target.value' | 'proposal.target.low' | 'proposal.target.high'): number => {
    const typed = typedNumber(values[field]);
    if ('value' in typed) return typed.value;
    errors[field] = typed.error;
    return 0;
  };
  const by = values['proposal.target.by'];
  if (by === '') errors['proposal.target.by'] = common.dateNeeded;
  const band = measures.find(({ kpiId }) => kpiId === values.kpiId)?.direction === 'within';
  const target = band
    ? ({ kind: 'band', low: number('proposal.target.low'), high: number('proposal.target.high'), by } as const)
    : ({ kind: 'value', value: number('proposal.target.value'), by } as const);
  return Object.keys(errors).length > 0 ? { errors } : { proposal: { kpiId: values.kpiId, target } };
}

/** Of which KPI, and which target a second person is to approve. */
function TargetProposal({ form: { values, set, errors }, measures }: { form: Form<Values>; measures: readonly MeasureView[] }): ReactNode {
  const measure = measures.find(({ kpiId }) => kpiId === values.kpiId);
  const number = (field: 'proposal.target.value' | 'proposal.target.low' | 'proposal.target.high', label: string): ReactNode => (
    <TextField label={label} numeric unit={measure?.unit} value={values[field]} error={errors[field]} onChange={(value) => set(field, value)} />
  );
  return (
    <>
      <SelectField
        label={text.targetOf}
        hint={text.targetProposed}
        options={measures.map(({ kpiId, name }) => ({ value: kpiId, label: name }))}
        value={values.kpiId}
        error={errors.kpiId}
        onChange={(kpiId) => {
          for (const [field, value] of Object.entries(targetFields(measures.find((one) => one.kpiId === kpiId)))) set(field as keyof Values, value);
        }}
      />
      <div className="n-form-row">
        {measure?.direction === 'within' ? (
          <>
            {number('proposal.target.low', text.targetLow)}
            {number('proposal.target.high', text.targetHigh)}
          </>
        ) : (
          number('proposal.target.value', text.newTarget)
        )}
        <TextField label={text.newTargetBy} type="date" value={values['proposal.target.by']} error={errors['proposal.target.by']} onChange={(by) => set('proposal.target.by', by)} />
      </div>
    </>
  );
}

function DecisionForm({
  outcomeId,
  alarmId,
  measures,
  now,
  onClose,
  onSaved,
}: {
  outcomeId: string;
  alarmId: string;
  measures: readonly MeasureView[];
  now: string;
  onClose: () => void;
  onSaved: () => void;
}): ReactNode {
  const inTwoWeeks = new Date(Date.parse(now) + USUAL_REVIEW_DAYS * DAY_MS).toISOString().slice(0, 10);
  const [leading] = byRole(measures);
  const first: Values = { choice: CHOICES[0], reason: '', reviewBy: inTwoWeeks, ...targetFields(leading) };
  const form = useForm<Values>(first, async (typed): Promise<Sent<Values>> => {
    const { choice, reason, reviewBy } = typed;
    if (reason.trim() === '') return { errors: { reason: text.reasonNeeded } };
    if (reviewBy === '') return { errors: { reviewBy: common.dateNeeded } };
    const target = choice === 'change-target' ? targetOf(typed, measures) : undefined;
    if (target && 'errors' in target) return target;
    const answer = await call('alarm.decide', { outcomeId, alarmId, choice: choice as Choice, reason, reviewBy, ...target });
    if (!answer.ok) return { trouble: answer.trouble };
    tell(answer.data.proposal ? locks.proposed : text.saved);
    onSaved();
    return undefined;
  });
  const { values, set, errors, trouble, busy, formRef, onSubmit } = form;
  return (
    <form ref={formRef} onSubmit={onSubmit} noValidate className="n-stack-tight" aria-label={text.decide}>
      {trouble && <TroubleBox trouble={trouble} title={common.notSaved} />}
      <SelectField<Choice>
        label={text.choice}
        hint={text.choiceMeanings[values.choice as Choice]}
        options={CHOICES.map((value) => ({ value, label: text.choices[value] }))}
        value={values.choice}
        error={errors.choice}
        onChange={(choice) => set('choice', choice || CHOICES[0])}
      />
      {values.choice === 'change-target' && <TargetProposal form={form} measures={measures} />}
      <AreaField label={text.reason} value={values.reason} error={errors.reason} onChange={(reason) => set('reason', reason)} />
      <TextField
        label={text.reviewBy}
        hint={text.reviewHint}
        type="date"
        value={values.reviewBy}
        error={errors.reviewBy}
        onChange={(reviewBy) => set('reviewBy', reviewBy)}
      />
      <div className="n-actions">
        <Button type="submit" appearance="primary" isLoading={busy}>
          {text.save}
        </Button>
        <Button appearance="subtle" onClick={onClose}>
          {common.cancel}
        </Button>
      </div>
    </form>
  );
}
