import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { formatFor } from '../../../../static/kit/format';
import { inLanguages, languageTag, speak } from '../../../../static/kit/text/language';
import { type Texts } from '../../../../static/kit/text/message';
import { say } from '../../../../static/kit/text/say';

const STATIC = join(__dirname, '..', '..', '..', '..', 'static');

/** Each file of words, without its ending: those that hand their texts to `inLanguages`. */
const books = readdirSync(STATIC, { recursive: true, encoding: 'utf8' })
  .filter((path) => /(^|\/)text(\/[^/]+)?\.ts$/.test(path) && readFileSync(join(STATIC, path), 'utf8').includes('= inLanguages('))
  .map((path) => path.replace(/\.ts$/, ''));

const leaves = (texts: Texts, path = ''): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]) => (typeof value === 'string' ? [[path + key, value]] : leaves(value as Texts, `${path}${key}.`)));
const filledIn = (message: string) => [...message.matchAll(/\{\w+\}|<\/?b>/g)].map(([one]) => one).sort();

/** The words of a file in both languages, by path. */
async function wordsOf(book: string): Promise<{ en: Map<string, string>; de: Map<string, string> }> {
  const english = (await import(join(STATIC, `${book}.ts`))) as Record<string, Texts>;
  const { german } = (await import(join(STATIC, `${book}.de.ts`))) as { german: Texts };
  const { text, ...others } = english;
  return { en: new Map(leaves(Object.keys(others).length === 0 ? (text ?? {}) : english)), de: new Map(leaves(german)) };
}

it('finds the files with words', () => {
  expect(books.length).toBeGreaterThan(8);
});

it.each(books)('%s stands in German beside its English, key for key, filling in and marking the same', async (book) => {
  expect(existsSync(join(STATIC, `${book}.de.ts`))).toBe(true);
  const { en, de } = await wordsOf(book);
  expect([...de.keys()].sort()).toEqual([...en.keys()].sort());
  // One form of a plural may leave a number to the words: "one week".
  const parts = (key: string, words: Map<string, string>) => filledIn(words.get(key) ?? '');
  for (const key of en.keys()) expect([key, parts(key, de)]).toEqual([key, parts(key, en)]);
});

it.each(books)('%s says nothing in German that something made a KPI move', (book) => {
  const german = readFileSync(join(STATIC, `${book}.de.ts`), 'utf8');
  expect(german.split('\n').filter((line) => /\b(wegen|dank|weil|aufgrund|verursach\w*|bewirk\w*)\b/i.test(line))).toEqual([]);
});

it.each(books)('%s parts no figure from its per cent sign at a line’s end', async (book) => {
  const { de } = await wordsOf(book);
  expect([...de.values()].filter((words) => /[0-9}] %/.test(words))).toEqual([]);
});

describe('the language', () => {
  const sample = inLanguages(
    { hello: 'Hello {name}', group: { weeks: { one: '{n} week', other: '{n} weeks' } } } as const,
    () => Promise.resolve({ german: { hello: 'Hallo {name}', group: { weeks: { one: '{n} Woche', other: '{n} Wochen' } } } } as const),
  );
  const weeks = (count: number) => say(sample.group.weeks, { count, n: String(count) });

  it('is English for a locale that Needle does not speak', async () => {
    await speak('fr-FR');
    expect([languageTag(), say(sample.hello, { name: 'Ann' })]).toEqual(['en', 'Hello Ann']);
  });

  it('is German for any German locale, as Jira or the browser writes it, with its plurals and relative dates', async () => {
    await speak('de_AT');
    expect(languageTag()).toBe('de');
    expect([say(sample.hello, { name: 'Ann' }), weeks(1), weeks(3)]).toEqual(['Hallo Ann', '1 Woche', '3 Wochen']);
    const format = formatFor('de-DE', 'UTC');
    expect(format.age('2026-03-08', '2026-03-09T08:00:00Z')).toBe('gestern');
    expect([format.number(1234.5), format.date('2026-03-09')]).toEqual(['1.235', '9. März 2026']);
  });

  it('is followed by what is loaded after it was chosen', async () => {
    const late = inLanguages({ bye: 'Bye' } as const, () => Promise.resolve({ german: { bye: 'Tschüs' } } as const));
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(late.bye).toBe('Tschüs');
  });

  it('does not compile with a key missing, one too many, or other parameters', () => {
    const texts = { a: 'A {x}', b: 'B' } as const;
    // @ts-expect-error: b is missing
    inLanguages(texts, () => Promise.resolve({ german: { a: 'A {x}' } } as const));
    // @ts-expect-error: c has no English
    inLanguages(texts, () => Promise.resolve({ german: { a: 'A {x}', b: 'B', c: 'C' } } as const));
    // @ts-expect-error: fills in y instead of x
    inLanguages(texts, () => Promise.resolve({ german: { a: 'A {y}', b: 'B' } } as const));
  });
});

it('the pseudo-language is longer than the English and leaves what is filled in alone', async () => {
  await speak('en-US');
  const sample = inLanguages({ done: '<b>{done}</b> finished' } as const, () => Promise.resolve({ german: { done: '<b>{done}</b> erledigt' } } as const));
  await speak('en-XA');
  expect(sample.done).toMatch(/^\[<b>\{done\}<\/b> fïñïshëd ~+\]$/);
});
