import Button from '@atlaskit/button/new';
import { type ReactNode, useState } from 'react';
import type { CallReply } from '../../src/contract';
import type { AlarmView } from '../../src/contract/views';
import { CHOICES, type Choice } from '../../src/domain/decision';
import { call } from './call';
import { AreaField, SelectField, TextField } from './fields';
import { tell } from './flag';
import { SignalMark, sentenceFor } from './signal';
import { TroubleBox } from './states';
import { Rich } from './text/rich';
import { say } from './text/say';
import { text as common } from './text/en';
import { text } from './text/signals';
import { type Sent, useForm } from './use-form';
import { useFormat } from './viewer';

const DAY_MS = 86_400_000;
const USUAL_REVIEW_DAYS = 14;

/** The alarms that stand, each with why, what would clear it, and its decision or the means to make one. */
export function Alarms({
  outcomeId,
  alarms,
  now,
  mayDecide,
  onDecided,
}: {
  outcomeId: string;
  alarms: readonly AlarmView[];
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
        <AlarmBox key={alarm.alarmId} outcomeId={outcomeId} alarm={alarm} now={now} mayDecide={mayDecide} onDecided={onDecided} />
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
  now,
  mayDecide,
  onDecided,
}: {
  outcomeId: string;
  alarm: AlarmView;
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

type Values = { choice: string; reason: string; reviewBy: string };

function DecisionForm({
  outcomeId,
  alarmId,
  now,
  onClose,
  onSaved,
}: {
  outcomeId: string;
  alarmId: string;
  now: string;
  onClose: () => void;
  onSaved: () => void;
}): ReactNode {
  const inTwoWeeks = new Date(Date.parse(now) + USUAL_REVIEW_DAYS * DAY_MS).toISOString().slice(0, 10);
  const first: Values = { choice: CHOICES[0], reason: '', reviewBy: inTwoWeeks };
  const form = useForm<Values>(first, async ({ choice, reason, reviewBy }): Promise<Sent<Values>> => {
    if (reason.trim() === '') return { errors: { reason: text.reasonNeeded } };
    if (reviewBy === '') return { errors: { reviewBy: common.dateNeeded } };
    const answer = await call('alarm.decide', { outcomeId, alarmId, choice: choice as Choice, reason, reviewBy });
    if (!answer.ok) return { trouble: answer.trouble };
    tell(text.saved);
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
