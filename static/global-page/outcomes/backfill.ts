import { type Format } from '../../kit/format';
import { say } from '../../kit/text/say';
import { text } from '../text';
import { parseRows } from '../values/parse-rows';

interface Value {
  at: string;
  value: number;
}

/** The values so far that were pasted, by date; or what is wrong with the first line that cannot be taken. */
export function backfillOf(
  pasted: string,
  { today, unit }: { today: string; unit: string },
  format: Format,
): { error: string } | { values: Value[] } {
  const values: Value[] = [];
  for (const line of parseRows(pasted, today, unit)) {
    const n = format.number(line.line);
    if (line.kind === 'fault') return { error: say(text.backfillLine, { n, fault: text.fault[line.fault] }) };
    if (line.kind !== 'value') continue;
    values.push({ at: line.at, value: line.value });
  }
  return { values: values.sort((a, b) => (a.at < b.at ? -1 : 1)) };
}
