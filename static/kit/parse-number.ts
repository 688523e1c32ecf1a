/** A number as people write it, or why it cannot be told which number is meant. */
export type ParsedNumber = { ok: true; value: number; comma: boolean } | { ok: false; fault: 'not-a-number' | 'ambiguous' };

const PLAIN = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?$/i;
const GROUPED_BY_COMMA = /^[+-]?\d{1,3}(,\d{3}){2,}(\.\d+)?$|^[+-]?\d{1,3}(,\d{3})+\.\d+$/;
const GROUPED_BY_POINT = /^[+-]?\d{1,3}(\.\d{3}){2,}(,\d+)?$|^[+-]?\d{1,3}(\.\d{3})+,\d+$/;
const DECIMAL_COMMA = /^[+-]?\d*,\d+$/;
/** `1,234` is a thousand to one reader and a little more than one to another. */
const EITHER = /^[+-]?[1-9]\d{0,2},\d{3}$/;
const GROUPED_BY_SPACE = /^[+-]?\d{1,3}( \d{3})+([.,]\d+)?$/;
const LARGEST = 1e15;

/**
 * Reads a number with a decimal point, or with a decimal comma where nothing else can be meant. `comma` tells that it was
 * written with a decimal comma, by which a whole list can be judged.
 */
export function parseNumber(text: string): ParsedNumber {
  const spaced = text.trim().replace(/[\u00a0\u2009\u202f]/g, ' ').replace(/^[\u2212\u2013]/, '-');
  const written = GROUPED_BY_SPACE.test(spaced) ? spaced.replace(/ /g, '') : spaced;
  if (EITHER.test(written)) return { ok: false, fault: 'ambiguous' };
  if (PLAIN.test(written)) return finite(written, false);
  if (GROUPED_BY_COMMA.test(written)) return finite(written.replace(/,/g, ''), false);
  if (GROUPED_BY_POINT.test(written)) return finite(written.replace(/\./g, '').replace(',', '.'), written.includes(','));
  if (DECIMAL_COMMA.test(written)) return finite(written.replace(',', '.'), true);
  return { ok: false, fault: 'not-a-number' };
}

function finite(written: string, comma: boolean): ParsedNumber {
  const value = Number(written);
  return Math.abs(value) <= LARGEST ? { ok: true, value, comma } : { ok: false, fault: 'not-a-number' };
}
