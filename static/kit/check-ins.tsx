import Button from '@atlaskit/button/new';
import Lozenge, { type ThemeAppearance } from '@atlaskit/lozenge';
import { type ReactNode, useState } from 'react';
import type { CallReply } from '../../src/contract';
import { REPORTED, type Reported } from '../../src/domain/check-in';
import './check-ins.css';
import { call } from './call';
import { AreaField, ChoiceField } from './fields';
import { tell } from './flag';
import { useFollowed } from './following';
import { Show, Skeleton, TroubleBox } from './states';
import { text } from './text/check-ins';
import { text as common } from './text/en';
import { say } from './text/say';
import { type Sent, useForm } from './use-form';
import { useCall } from './use-call';
import { useFormat } from './viewer';

type Told = CallReply<'checkin.read'>;

/** A report is somebody's word, so its mark is never the green of something measured. */
const APPEARANCE: Record<Reported, ThemeAppearance> = { 'on-track': 'default', 'at-risk': 'moved', 'off-track': 'removed' };

/** What was reported of an outcome, beside what was measured; whoever answers for the outcome can report. */
export function CheckIns({ outcomeId, now, above }: { outcomeId: string; now: string; above?: (told: Told) => ReactNode }): ReactNode {
  const loaded = useFollowed(useCall('checkin.read', { outcomeId }));
  const [adding, setAdding] = useState(false);
  return (
    <section className="n-card n-stack" aria-label={text.title}>
      <Show loaded={loaded} skeleton={<Skeleton heights={[24, 48]} />}>
        {(told) => (
          <>
            <div className="n-head">
              <h2 className="n-h2">{text.title}</h2>
              {told.mayReport && !adding && <Button onClick={() => setAdding(true)}>{text.add}</Button>}
            </div>
            {above?.(told)}
            <Told told={told} now={now} />
            {adding && (
              <CheckInForm
                outcomeId={outcomeId}
                onClose={() => setAdding(false)}
                onSaved={() => setAdding(false)}
                onChange={() => void loaded.reload()}
              />
            )}
          </>
        )}
      </Show>
    </section>
  );
}

function Told({ told, now }: { told: Told; now: string }): ReactNode {
  const format = useFormat();
  const [newest, ...earlier] = told.checkIns;
  const { report } = told;
  if (!newest) {
    return (
      <p className="n-quiet">
        {text.none} {text.noneWhy}
      </p>
    );
  }
  const weeks = report?.gap?.weeks ?? 0;
  return (
    <>
      {report?.gap && (
        <p className="n-parted" role="note">
          {weeks === 0
            ? say(text.partedNow, { date: format.date(report.gap.since) })
            : say(text.parted, { count: weeks, n: format.number(weeks), date: format.date(report.gap.since) })}
        </p>
      )}
      <Entry entry={newest} now={now} note={report?.expired ? text.expired : undefined} />
      {earlier.length > 0 && (
        <details>
          <summary className="n-link">{say(text.earlier, { count: earlier.length, n: format.number(earlier.length) })}</summary>
          <ul className="n-check-ins">
            {earlier.map((entry) => (
              <li key={entry.at}>
                <Entry entry={entry} now={now} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Entry({ entry, now, note }: { entry: Told['checkIns'][number]; now: string; note?: string | undefined }): ReactNode {
  const format = useFormat();
  return (
    <div className="n-check-in">
      <Lozenge appearance={APPEARANCE[entry.reported]}>{text[entry.reported]}</Lozenge>
      <span className="n-small n-subtle">{format.age(entry.at, now)}</span>
      <p>{entry.note}</p>
      {note !== undefined && <span className="n-small n-subtle">{note}</span>}
    </div>
  );
}

type Values = { reported: Reported; note: string };

/** `onChange` runs when it was saved, and again when it was taken back, which is offered for a moment. */
function CheckInForm({ outcomeId, onClose, onSaved, onChange }: { outcomeId: string; onClose: () => void; onSaved: () => void; onChange: () => void }): ReactNode {
  const form = useForm<Values>({ reported: 'on-track', note: '' }, async ({ reported, note }): Promise<Sent<Values>> => {
    if (note.trim() === '') return { errors: { note: text.noteNeeded } };
    const answer = await call('checkin.record', { outcomeId, reported, note });
    if (!answer.ok) return { trouble: answer.trouble };
    const undo = async (): Promise<void> => {
      const back = await call('checkin.withdraw', { outcomeId, at: answer.data.checkIn.at });
      tell(back.ok ? text.withdrawn : text.notWithdrawn, back.ok ? {} : { description: back.trouble.message });
      if (back.ok) onChange();
    };
    tell(text.saved, { undo: { text: common.undo, run: () => void undo() } });
    onSaved();
    onChange();
    return undefined;
  });
  const { values, set, errors, trouble, busy, formRef, onSubmit } = form;
  return (
    <form ref={formRef} onSubmit={onSubmit} noValidate className="n-stack-tight" aria-label={text.add}>
      {trouble && <TroubleBox trouble={trouble} title={common.notSaved} />}
      <ChoiceField
        label={text.reported}
        options={REPORTED.map((value) => ({ value, label: text[value] }))}
        value={values.reported}
        onChange={(reported) => set('reported', reported)}
      />
      <AreaField label={text.note} hint={text.noteHint} value={values.note} error={errors.note} onChange={(note) => set('note', note)} />
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
