import { type ReactNode, Suspense, useRef, useState } from 'react';
import type { CallReply } from '../../src/contract';
import { later } from '../kit/later';
import { Skeleton } from '../kit/states';
import { Rich } from '../kit/text/rich';
import { say } from '../kit/text/say';
import { useFormat } from '../kit/viewer';
import { text } from './text';

/** Few people suggest, and everyone waits for the panel: the form comes when it is wanted. */
const SuggestForm = later(() => import('./suggest-form'));

type Panel = CallReply<'panel.read'>;

/** What was suggested for this work, and the way to suggest an outcome while it serves none. */
export function Requests({
  panel,
  type,
  linked,
  onSuggested,
}: {
  panel: Panel;
  type: string;
  linked: boolean;
  onSuggested: () => Promise<void>;
}): ReactNode {
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    setOpen(false);
    // The button is drawn again in the form's place.
    requestAnimationFrame(() => button.current?.focus());
  };
  const { linkable, requests } = panel;
  /** Whether it serves an outcome through what stands above it is then not known. */
  const isKnown = !panel.unanswered?.about.includes('parents');
  const pending = requests.some((request) => !request.declined);
  const suggest = (
    <button ref={button} type="button" className="n-link" onClick={() => setOpen(true)}>
      {pending ? text.suggestAnother : text.suggest}
    </button>
  );
  return (
    <>
      {!linked && !open && isKnown && (
        <p className="n-quiet">
          {say(panel.outcomes.length > 0 ? text.notServing : text.notLinked, { type })}{' '}
          {linkable ? !pending && suggest : !panel.unseenParent && text.noEpic}
        </p>
      )}
      {requests.map(({ outcomeId, title: outcome, at, declined }) => (
        <p key={outcomeId} className="n-quiet" role="status">
          {declined ? (
            <Rich message={text.declined} params={{ outcome, date: format.date(declined.at.slice(0, 10)), reason: declined.reason }} />
          ) : (
            <Rich message={text.suggested} params={{ outcome, date: format.date(at.slice(0, 10)) }} />
          )}
        </p>
      ))}
      {pending && linkable && !linked && !open && isKnown && <p className="n-quiet">{suggest}</p>}
      {open && linkable && (
        <Suspense fallback={<Skeleton heights={[24, 40, 120]} />}>
          <SuggestForm
            linkable={linkable}
            taken={requests.filter((request) => !request.declined).map((request) => request.outcomeId)}
            onClose={close}
            onSuggested={async () => {
              await onSuggested();
              close();
            }}
          />
        </Suspense>
      )}
    </>
  );
}
