import { type ReactNode } from 'react';
import { TroubleBox } from './states';
import { say } from './text/say';
import { text } from './text/en';

/** What someone else saved while a form was open, so that whoever typed can decide. */
export function Meanwhile({ changes }: { changes: readonly { label: string; now: string }[] }): ReactNode {
  const now = changes.map(({ label, now: value }) => say(text.meanwhileField, { field: label, value: value || text.meanwhileEmpty })).join(' ');
  return (
    <TroubleBox
      title={text.meanwhile}
      trouble={{ kind: 'refused', code: 'changed-meanwhile', message: now || text.meanwhileElsewhere, remedy: text.meanwhileRemedy }}
    />
  );
}

/** The fields whose saved value is another than when the form was opened. */
export function changesBetween<V extends Record<string, string | boolean>>(
  before: V,
  after: V,
  labels: Partial<Record<keyof V, string>>,
): { label: string; now: string }[] {
  return Object.entries(labels).flatMap(([field, label]) =>
    typeof label === 'string' && before[field] !== after[field] ? [{ label, now: String(after[field]) }] : [],
  );
}
