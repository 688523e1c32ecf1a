import { parseNumber } from '../../kit/parse-number';

/** One pasted line: a value, or what is wrong with it. */
export type PastedLine =
  | { line: number; text: string; kind: 'value'; at: string; value: number }
  | { line: number; text: string; kind: 'header' }
  | { line: number; text: string; kind: 'fault'; fault: LineFault };

export type LineFault =
  | 'no-value'
  | 'too-many-columns'
  | 'not-a-date'
  | 'no-such-date'
  | 'ambiguous-date'
  | 'future'
  | 'not-a-number'
  | 'ambiguous-number'
  | 'repeated';

/**
 * Reads rows of a date and a value, separated by tab, semicolon or comma, as they come from a spreadsheet. What could be
 * read in two ways is refused, never guessed: one wrongly read number would move a KPI.
 * @param today ISO date; later dates are refused
 * @param unit of the KPI, which may stand behind the number
 */
export function parseRows(pasted: string, today: string, unit: string): PastedLine[] {
  const lines = pasted.split(/\r\n|\r|\n/).map((text, index) => ({ line: index + 1, text: text.trim() }));
  const rows = lines.filter(({ text }) => text !== '').map((line) => ({ ...line, cells: cellsOf(line.text) }));
  const first = rows[0]?.line;
  // One number with a decimal comma makes a point in another a thousands separator, perhaps.
  const commas = rows.some(({ cells }) => {
    const number = parseNumber(bare(cells[1] ?? '', unit));
    return number.ok && number.comma;
  });
  const seen = new Set<string>();
  return rows.map(({ line, text, cells }): PastedLine => {
    const fault = (kind: LineFault): PastedLine => ({ line, text, kind: 'fault', fault: kind });
    const [dateCell = '', valueCell = '', ...more] = cells;
    const date = parseDate(dateCell);
    const written = bare(valueCell, unit);
    const number = parseNumber(written);
    if (line === first && 'fault' in date && date.fault === 'not-a-date' && !number.ok) return { line, text, kind: 'header' };
    if ('fault' in date) return fault(date.fault);
    if (date.at > today) return fault('future');
    if (more.some((cell) => cell !== '')) return fault('too-many-columns');
    if (valueCell === '') return fault('no-value');
    if (!number.ok) return fault(number.fault === 'ambiguous' ? 'ambiguous-number' : 'not-a-number');
    if (commas && !number.comma && /^[+-]?[1-9]\d{0,2}\.\d{3}$/.test(written)) return fault('ambiguous-number');
    if (seen.has(date.at)) return fault('repeated');
    seen.add(date.at);
    return { line, text, kind: 'value', at: date.at, value: number.value };
  });
}

/** A tab separates before a semicolon, and that before a comma; quotes keep a comma in its cell. */
function cellsOf(text: string): string[] {
  const separator = text.includes('\t') ? '\t' : text.includes(';') ? ';' : ',';
  const cells = [...`${text}${separator}`.matchAll(separator === '\t' ? /("[^"]*"|[^\t]*)\t/g : separator === ';' ? /("[^"]*"|[^;]*);/g : /("[^"]*"|[^,]*),/g)];
  return cells.map(([, cell = '']) => cell.trim().replace(/^"(.*)"$/, '$1').trim());
}

function bare(cell: string, unit: string): string {
  return cell.endsWith(unit) ? cell.slice(0, cell.length - unit.length).trim() : cell;
}

type ParsedDate = { at: string } | { fault: 'not-a-date' | 'no-such-date' | 'ambiguous-date' };

/** `2026-03-09`, `2026/3/9` and `9.3.2026`. With slashes and the year last, day and month cannot be told apart. */
function parseDate(cell: string): ParsedDate {
  const [, year, month, day] = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]00:00(?::00)?.*)?$/.exec(cell) ?? [];
  if (year !== undefined) return existing(year, month, day);
  const [, germanDay, germanMonth, germanYear] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(cell) ?? [];
  if (germanYear !== undefined) return existing(germanYear, germanMonth, germanDay);
  return { fault: /^\d{1,2}[/-]\d{1,2}[/-]\d{2,4}$/.test(cell) ? 'ambiguous-date' : 'not-a-date' };
}

function existing(year = '', month = '', day = ''): ParsedDate {
  const at = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${at}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === at ? { at } : { fault: 'no-such-date' };
}
