/**
 * Text is a key with parameters: a message is a string with `{name}` for what is filled in, or two of them told apart
 * by `{count}`. A message may mark parts with `<b>…</b>`, which `Rich` draws; what is filled in is never read as marks.
 */
export type Message = string | { readonly one: string; readonly other: string };

type Names<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
export type NamesOf<M extends Message> = M extends string
  ? Names<M>
  : M extends { one: infer One extends string; other: infer Other extends string }
    ? Names<One> | Names<Other> | 'count'
    : never;

/** The parameters that a message needs; a plural one takes its `count` as a number and `n` as it is written. */
export type Params<M extends Message> = { [K in NamesOf<M>]: K extends 'count' ? number | string : string };

/** Messages by key, in groups where that reads better. */
export interface Texts {
  readonly [key: string]: Message | Texts;
}

/** What the compiler shows of a translation that lacks a key, has one too many, or fills in something else. */
interface Fault<Sentence extends string> {
  readonly fault: Sentence;
}

type SameNames<En extends Message, De extends Message> = [NamesOf<En>, NamesOf<De>] extends [NamesOf<De>, NamesOf<En>]
  ? De
  : Fault<`fills in other parameters than the English, which has: ${NamesOf<En>}`>;

type Translated<En, De> = En extends string
  ? De extends string
    ? SameNames<En, De>
    : Fault<'must be a sentence, as in English'>
  : En extends { readonly one: string; readonly other: string }
    ? De extends { readonly one: string; readonly other: string }
      ? SameNames<En, De>
      : Fault<'must have one and other, as in English'>
    : Translation<En, De>;

/** What a translation must be: the same keys with the same parameters, plural where the English is. */
export type Translation<En, De> = {
  readonly [Key in keyof En | keyof De]: Key extends keyof En
    ? Key extends keyof De
      ? Translated<En[Key], De[Key]>
      : Fault<'has no translation'>
    : Fault<'has no English'>;
};
