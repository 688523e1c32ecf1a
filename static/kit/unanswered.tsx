import { type ReactNode } from 'react';
import type { Unanswered } from '../../src/contract/views';
import { type Format } from './format';
import { say } from './text/say';
import { text } from './text/unanswered';
import { useFormat } from './viewer';

type Replies = readonly ({ unanswered?: Unanswered | undefined } | undefined)[];

/** Says what is left out of a view because Jira did not answer for it, and as of when the rest is; nothing while it answered all. */
export function UnansweredNote({ of }: { of: Replies }): ReactNode {
  const words = unansweredWords(of, useFormat());
  if (words === undefined) return null;
  return (
    <p className="n-quiet" role="status">
      {words}
    </p>
  );
}

export function unansweredWords(of: Replies, format: Format): string | undefined {
  const lacking = of.flatMap((reply) => reply?.unanswered ?? []);
  if (lacking.length === 0) return undefined;
  const what = [...new Set(lacking.flatMap(({ about }) => about))].map((about) => text.about[about]).join(', ');
  const at = lacking.flatMap(({ asOf }) => asOf ?? []).sort()[0];
  return at === undefined ? say(text.lacks, { what }) : say(text.lacksAsOf, { what, at: format.instant(at) });
}
