import { type Json } from '../../../src/domain/canonical-json';
import { say } from '../text/say';
import { text } from './text';

/** A field that keeps the others from being guessed from the record's hash, and says nothing. */
const NOTHING_SAID = 'salt';

/** What a record says, a line for each field: `field: from → to` for a change, `field: value` otherwise. */
export function differences(data: Json): string[] {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return data === null ? [] : [words(data)];
  return Object.entries(data).filter(([field]) => field !== NOTHING_SAID).map(([field, value]) =>
    isChange(value)
      ? say(text.fromTo, { field, from: words(value['from'] ?? null), to: words(value['to'] ?? null) })
      : say(text.fact, { field, value: words(value) }),
  );
}

function isChange(value: Json): value is { [key: string]: Json } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => key === 'from' || key === 'to');
}

function words(value: Json): string {
  if (value === null || value === '') return text.none;
  if (typeof value !== 'object') return String(value);
  return Array.isArray(value)
    ? value.map(words).join(', ')
    : Object.entries(value)
        .map(([key, inner]) => `${key} ${words(inner)}`)
        .join(', ');
}
