import { type ReactNode } from 'react';
import type { Unanswered } from '../../src/contract/views';
import { say } from './text/say';
import { text } from './text/unanswered';
import { useFormat } from './viewer';

/** Says what is left out of a view because Jira did not answer for it, and as of when the rest is; nothing while it answered all. */
export function UnansweredNote({ of }: { of: readonly ({ unanswered?: Unanswered | undefined } | undefined)[] }): ReactNode {
  const format = useFormat();
  const lacking = of.flatMap((reply) => reply?.unanswered ?? []);
  if (lacking.length === 0) return null;
  const what = [...new Set(lacking.flatMap(({ about }) => about))].map((about) => text.about[about]).join(', ');
  const at = lacking.flatMap(({ asOf }) => asOf ?? []).sort()[0];
  return (
    <p className="n-quiet" role="status">
      {at === undefined ? say(text.lacks, { what }) : say(text.lacksAsOf, { what, at: format.instant(at) })}
    </p>
  );
}
