import { type Texts } from './message';

const ACCENTS: Readonly<Record<string, string>> = { a: 'á', e: 'ë', i: 'ï', o: 'ø', u: 'ü', y: 'ÿ', A: 'Å', E: 'É', I: 'Î', O: 'Ö', U: 'Û', c: 'ç', n: 'ñ' };

/** How much longer than English a text may become: German headings and labels seldom take more. */
const LONGER_BY = 0.4;

/** Breaks where a long German word would. */
const LONG_WORD = 12;

/** What is filled in and what marks parts of a message stays as it is. */
const KEPT = /(\{\w+\}|<\/?b>)/;

/** The texts with accents and a tail, between brackets that show where one is cut off: to find overflow and untranslated words. */
export function pseudo(texts: Texts): Texts {
  return Object.fromEntries(
    Object.entries(texts).map(([key, value]) => [key, typeof value === 'string' ? stretched(value) : pseudo(value as Texts)]),
  );
}

function stretched(text: string): string {
  const accented = text
    .split(KEPT)
    .map((part) => (KEPT.test(part) ? part : part.replace(/[A-Za-z]/g, (letter) => ACCENTS[letter] ?? letter)))
    .join('');
  return `[${accented} ${tail(Math.ceil(text.length * LONGER_BY))}]`;
}

function tail(length: number): string {
  return Array.from({ length: Math.ceil(length / LONG_WORD) }, (_, index) => '~'.repeat(Math.min(LONG_WORD, length - index * LONG_WORD))).join(' ');
}
