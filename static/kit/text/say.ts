/**
 * Text is a key with parameters: a message is a string with `{name}` for what is filled in, or two of them told apart
 * by `{count}`. A message may mark parts with `<b>…</b>`, which `Rich` draws; what is filled in is never read as marks.
 */
export type Message = string | { readonly one: string; readonly other: string };

type Names<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type NamesOf<M extends Message> = M extends string
  ? Names<M>
  : M extends { one: infer One extends string; other: infer Other extends string }
    ? Names<One> | Names<Other> | 'count'
    : never;

/** The parameters that a message needs; a plural one takes its `count` as a number and `n` as it is written. */
export type Params<M extends Message> = { [K in NamesOf<M>]: K extends 'count' ? number | string : string };
type Args<M extends Message> = [NamesOf<M>] extends [never] ? [] : [params: Params<M>];

/** The language that the texts are written in, for plurals and relative dates. */
export const TEXT_LANGUAGE = 'en';

const plurals = new Intl.PluralRules(TEXT_LANGUAGE);

export function formOf(message: Message, params: Readonly<Record<string, unknown>> = {}): string {
  if (typeof message === 'string') return message;
  return plurals.select(Number(params['count'])) === 'one' ? message.one : message.other;
}

export function fill(template: string, params: Readonly<Record<string, unknown>> = {}): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name]));
}

/** The message as plain text. */
export function say<const M extends Message>(message: M, ...[params]: Args<M>): string {
  return fill(formOf(message, params).replace(/<\/?b>/g, ''), params);
}
