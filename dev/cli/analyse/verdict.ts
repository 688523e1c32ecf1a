import { dateAfter } from '../../../src/domain/series';
import { SCALES } from '../../../src/domain/statistics/scale';
import { type Case, judge } from '../../../src/domain/verdict';
import { type Command } from './command';
import { Failure } from './failure';
import { choiceOption, countOption, needed, numberOption, onlyFile, readOptions, sizeOption } from './options';
import { verdictReport } from './verdict-report';
import { judgeLines } from './verdict-lines';
import { resultOf } from './verdict-result';
import { type TimeColumn, numbers, readTable, times } from './table';

const OPTIONS = {
  time: { type: 'string' },
  value: { type: 'string' },
  launch: { type: 'string' },
  'launch-row': { type: 'string' },
  better: { type: 'string' },
  target: { type: 'string' },
  planned: { type: 'string' },
  season: { type: 'string' },
  scale: { type: 'string' },
  control: { type: 'string' },
  json: { type: 'boolean' },
  jsonl: { type: 'boolean' },
} as const;

export const verdict: Command = {
  usage: `analyse verdict FILE.csv --time COLUMN --value COLUMN (--launch DATE | --launch-row N) --better higher|lower
  [--target V] [--planned V] [--season N] [--scale none|log|sqrt|auto] [--control COLUMN] [--json]
analyse verdict --jsonl < cases

Has the value moved after the launch, by more than its ordinary variation?
N is the 1-based data row of the first point after the launch; a time column holds dates or numbers.
--planned is the size of effect that matters (else the gap to the target, else twice the ordinary variation),
--season the number of values in a cycle, --control a series that the change did not touch.
--jsonl reads one case a line: {id, y, t?, n0, direction: 1|-1, planned_effect?, season_period?, scale?}.`,

  async run(args) {
    const { values: options, positionals } = readOptions(args, OPTIONS);
    if (options.jsonl) return judgeLines();
    const table = readTable(onlyFile(positionals));
    const time = times(table, needed('time', options.time));
    const name = needed('value', options.value);
    const better = choiceOption('better', needed('better', options.better), ['higher', 'lower']);
    const launch = launchOf(options, time);
    const input: Case = {
      times: time.times,
      values: numbers(table, name),
      launch: launch.at,
      better: better === 'higher' ? 1 : -1,
      scale: choiceOption('scale', options.scale, [...SCALES, 'auto']),
      season: sizeOption('season', options.season),
      target: numberOption('target', options.target),
      planned: sizeOption('planned', options.planned),
      ...(options.control === undefined ? {} : { control: numbers(table, options.control) }),
    };
    const found = judge(input);
    const more = found.kind === 'not enough data' ? found.moreNeeded : null;
    const until =
      more !== null && time.days && time.cadence !== 'number' ? dateAfter(time.days, more, time.cadence) : undefined;
    const result = resultOf(found, { name, since: launch.text, until });
    process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : verdictReport(result, input, time.texts));
  },
};

/** The launch on the axis, and as the file or the call names it. */
function launchOf(options: { launch?: string; 'launch-row'?: string }, time: TimeColumn): { at: number; text: string } {
  const row = countOption('launch-row', options['launch-row']);
  if ((row === undefined) === (options.launch === undefined)) throw new Failure('Give either --launch or --launch-row.');
  if (row !== undefined) {
    const at = time.times[row - 1];
    if (at === undefined) throw new Failure(`--launch-row ${row} is past the last of ${time.times.length} rows.`);
    return { at, text: time.texts[row - 1] ?? '' };
  }
  const text = options.launch ?? '';
  const at = time.onAxis(text);
  if (at === undefined) throw new Failure(`--launch "${text}" is no ${time.days ? 'date such as 2026-03-01' : 'number, as the times are'}.`);
  return { at, text };
}
