/** An app's own translations of its manifest: `translations` names a file for each locale, texts there stand under a key. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { PlatformError } from './error';

export const translationsSchema = z.object({
  resources: z.array(z.object({ key: z.string(), path: z.string() })),
  fallback: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
});

/** A text of the manifest: as it is, or by the key of its translations. */
export const textSchema = z.union([z.string(), z.object({ i18n: z.string() })]);
type Text = z.infer<typeof textSchema>;

export interface Translations {
  /** The texts of each locale by key; a key's parts may be groups within each other. */
  texts: ReadonlyMap<string, unknown>;
  /** Where to look when a locale has no text: others by locale, and one for all under `default`. */
  fallback: Readonly<Record<string, string | string[]>>;
}

/** Reads the files that the manifest names. Throws PlatformError for one that is not there or is no JSON. */
export function loadTranslations(named: z.infer<typeof translationsSchema> | undefined, folder: string): Translations {
  const texts = (named?.resources ?? []).map(({ key, path }): [string, unknown] => [key, parseFile(join(folder, path), path)]);
  return { texts: new Map(texts), fallback: named?.fallback ?? {} };
}

/** The text in the first of these that has it: the locale, what it falls back to, the default; else its key. */
export function textIn({ texts, fallback }: Translations, text: Text, locale = 'default'): string {
  if (typeof text === 'string') return text;
  const order = [locale, ...[fallback[locale] ?? []].flat(), ...[fallback['default'] ?? []].flat()];
  return order.map((one) => valueOf(texts.get(one), text.i18n)).find((value) => value !== undefined) ?? text.i18n;
}

function valueOf(content: unknown, key: string): string | undefined {
  const whole = own(content, key);
  const value = typeof whole === 'string' ? whole : key.split('.').reduce(own, content);
  return typeof value === 'string' ? value : undefined;
}

function own(content: unknown, key: string): unknown {
  return typeof content === 'object' && content !== null && Object.hasOwn(content, key) ? (content as Record<string, unknown>)[key] : undefined;
}

function parseFile(file: string, path: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new PlatformError(`manifest.yml, translations: ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
