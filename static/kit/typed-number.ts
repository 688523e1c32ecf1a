import { parseNumber } from './parse-number';
import { text as common } from './text/en';

/** A number that was typed into a field, or the words that say what is wrong with it. */
export function typedNumber(typed: string): { value: number } | { error: string } {
  const number = parseNumber(typed);
  if (number.ok) return { value: number.value };
  return { error: number.fault === 'ambiguous' ? common.numberAmbiguous : common.numberNeeded };
}
