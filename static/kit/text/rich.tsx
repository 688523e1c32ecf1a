import { Fragment, type ReactNode } from 'react';
import { formOf } from './language';
import { type Message, type Params } from './message';
import { fill } from './say';

/** A message with its marked parts in bold. */
export function Rich<const M extends Message>({ message, params }: { message: M; params: Params<M> }): ReactNode {
  const template = formOf(message, params);
  // Marks are read before anything is filled in, so that a title holding one is only text.
  return template.split(/(<b>.*?<\/b>)/).map((part, index) => {
    const bold = /^<b>(.*)<\/b>$/.exec(part)?.[1];
    const key = `${index}`;
    return bold === undefined ? <Fragment key={key}>{fill(part, params)}</Fragment> : <b key={key}>{fill(bold, params)}</b>;
  });
}
