import Button from '@atlaskit/button/new';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { type GateRule } from '../../src/domain/gate';
import { type Trouble, call } from '../kit/call';
import { AreaField, ChoiceField } from '../kit/fields';
import { tell } from '../kit/flag';
import { TroubleBox } from '../kit/states';
import { text as gates } from '../kit/text/gates';
import './suggest-form.css';
import { text } from './text';

/** Lets this one issue pass one rule, for a day or until its status changes; with a reason that the trail keeps. */
export default function OverrideForm({
  rules,
  onClose,
  onDone,
}: {
  rules: readonly GateRule[];
  onClose: () => void;
  onDone: () => Promise<void>;
}): ReactNode {
  const [rule, setRule] = useState(rules[0]);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string>();
  const [trouble, setTrouble] = useState<Trouble>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('input, textarea')?.focus(), []);

  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setProblem(reason.trim() === '' ? text.reasonNeeded : undefined);
    if (reason.trim() === '') form.current?.querySelector('textarea')?.focus();
    if (reason.trim() === '' || busy || rule === undefined) return;
    setBusy(true);
    const answer = await call('gate.override', { rule, reason });
    setBusy(false);
    setTrouble(answer.ok ? undefined : answer.trouble);
    if (!answer.ok) return;
    tell(text.letThrough);
    await onDone();
  };
  return (
    <form ref={form} className="n-suggest" aria-label={text.letPass} onSubmit={(event) => void send(event)} noValidate>
      <p className="n-small n-subtle">{text.letPassHow}</p>
      {rule !== undefined && rules.length > 1 && (
        <ChoiceField label={text.whichRule} value={rule} options={rules.map((value) => ({ value, label: gates.rules[value] }))} onChange={setRule} />
      )}
      <AreaField label={text.reason} rows={2} value={reason} error={problem} onChange={setReason} />
      {trouble && <TroubleBox title={text.notLetThrough} trouble={trouble} />}
      <div className="n-actions">
        <Button type="submit" appearance="primary" isLoading={busy}>
          {text.letPass}
        </Button>
        <Button appearance="subtle" onClick={onClose}>
          {text.cancel}
        </Button>
      </div>
    </form>
  );
}
