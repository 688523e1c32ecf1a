import { type ReactNode, Suspense, useRef, useState } from 'react';
import type { CallReply } from '../../src/contract';
import { missSentence } from '../kit/gates';
import { later } from '../kit/later';
import { Skeleton } from '../kit/states';
import { text as gates } from '../kit/text/gates';
import { say } from '../kit/text/say';
import { useFormat } from '../kit/viewer';
import './gate.css';
import { text } from './text';

/** Few have the right, and fewer need it: the form comes when it is wanted. */
const OverrideForm = later(() => import('./override-form'));

type Gate = NonNullable<CallReply<'panel.read'>['gate']>;

/** What a gate last found missing, what may pass regardless, and the way to let it pass. */
export default function GateNote({ gate, onOverridden }: { gate: Gate; onOverridden: () => Promise<void> }): ReactNode {
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    setOpen(false);
    // The button is drawn again in the form's place.
    requestAnimationFrame(() => button.current?.focus());
  };
  const passing = new Set(gate.overrides.map(({ rule }) => rule));
  const held = gate.misses.filter(({ rule }) => !passing.has(rule));
  const letPass = (
    <button ref={button} type="button" className="n-link" onClick={() => setOpen(true)}>
      {text.letPass}
    </button>
  );
  // Of a gate of which nobody knows whether it stands there, one quiet line, to those alone who can do something about it.
  if (gate.outcome === 'likely' && gate.overrides.length === 0 && !open) {
    return (
      <section aria-label={text.gate}>
        <p className="n-small n-subtle">
          {text.gateLikely} {letPass}
        </p>
      </section>
    );
  }
  return (
    <section className="n-gate-note n-stack-tight" aria-label={text.gate}>
      <p>{say(text.gateSaw[gate.outcome], { when: format.instant(gate.at) })}</p>
      <ul className="n-gate-misses">
        {gate.misses.map((miss) => (
          <li key={miss.rule}>{missSentence(miss, format)}</li>
        ))}
      </ul>
      {gate.leavesOut && <p>{text.gateLeavesOut}</p>}
      {gate.overrides.map(({ rule, until, reason }) => (
        <p key={rule} role="status">
          {say(text.passes, { rule: gates.rules[rule], until: format.instant(until), reason })}
        </p>
      ))}
      {gate.mayOverride && held.length > 0 && !open && <p>{letPass}</p>}
      {open && (
        <Suspense fallback={<Skeleton heights={[24, 96]} />}>
          <OverrideForm
            rules={held.map(({ rule }) => rule)}
            onClose={close}
            onDone={async () => {
              await onOverridden();
              close();
            }}
          />
        </Suspense>
      )}
    </section>
  );
}
