import { type Message, type Texts, type Translation } from './message';

/** The languages that the texts are in; `pseudo` is English stretched and accented, to find what would overflow. */
type Language = 'en' | 'de' | 'pseudo';

/** The locale that asks for the pseudo-language. Nobody's Jira has it; the local platform offers it to try pages with. */
export const PSEUDO_LOCALE = 'en-XA';

/** One file of texts: what stands in it now, and how its German is fetched. */
interface Book {
  texts: Texts;
  german: () => Promise<{ german: Texts }>;
}

const books: Book[] = [];
let chosen: Language = 'en';
let plurals = new Intl.PluralRules('en');
let ready: Promise<unknown> = Promise.resolve();

/**
 * The texts of one file: in English until `speak` chose another language, which then stands in their place under the
 * same keys. A part of a text must therefore be read when it is drawn, never when a module is loaded; a test holds that.
 * The German is fetched only by those who read it. That it has the same keys and parameters is checked by the compiler.
 */
export function inLanguages<const En extends Texts, const De extends Texts>(en: En, german: () => Promise<{ german: De & Translation<En, De> }>): En {
  const book: Book = { texts: en, german };
  books.push(book);
  // A part that is loaded later than the language was chosen follows it.
  if (chosen !== 'en') ready = Promise.all([ready, translation(book, chosen).then((texts) => take(en, texts))]);
  return en;
}

/** Chooses the language by a locale such as `de-AT`, and waits until all texts that are loaded are in it. */
export async function speak(locale: string): Promise<void> {
  const language = languageOf(locale);
  // All or nothing: what cannot be fetched leaves the whole page in English.
  const translations = await Promise.all(books.map((book) => translation(book, language)));
  chosen = language;
  plurals = new Intl.PluralRules(languageTag());
  books.forEach((book, index) => take(book.texts, translations[index] ?? book.texts));
}

/** Waits until what was loaded since is in the chosen language too. */
export async function inChosenLanguage(): Promise<void> {
  await ready;
}

/** The language of the texts, for plurals, relative dates and the page's `lang`. */
export function languageTag(): 'en' | 'de' {
  return chosen === 'de' ? 'de' : 'en';
}

/** The singular or plural form of a message, by the rules of its language. */
export function formOf(message: Message, params: Readonly<Record<string, unknown>> = {}): string {
  if (typeof message === 'string') return message;
  return plurals.select(Number(params['count'])) === 'one' ? message.one : message.other;
}

function languageOf(locale: string): Language {
  if (locale === PSEUDO_LOCALE) return 'pseudo';
  return /^de\b/i.test(locale.replace('_', '-')) ? 'de' : 'en';
}

async function translation(book: Book, language: Language): Promise<Texts> {
  switch (language) {
    case 'en':
      return book.texts;
    case 'de':
      return (await book.german()).german;
    case 'pseudo':
      return (await import('./pseudo')).pseudo(book.texts);
  }
}

/** Puts the translation where the English stood, group by group, so that whoever holds a group holds its new words. */
function take(texts: Texts, translation: Texts): void {
  for (const [key, now] of Object.entries(translation)) {
    const before = texts[key];
    if (typeof now === 'string' || before === undefined || typeof before === 'string') Object.assign(texts, { [key]: now });
    else take(before as Texts, now as Texts);
  }
}
