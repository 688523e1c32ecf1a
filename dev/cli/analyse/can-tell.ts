import { type CanTell, canTell as ask } from '../../../src/domain/can-tell';
import { SCALES } from '../../../src/domain/statistics/scale';
import { type Command } from './command';
import { choiceOption, countOption, needed, onlyFile, readOptions, sizeOption } from './options';
import { numbers, readTable, times } from './table';

const OPTIONS = {
  time: { type: 'string' },
  value: { type: 'string' },
  planned: { type: 'string' },
  after: { type: 'string' },
  season: { type: 'string' },
  scale: { type: 'string' },
  json: { type: 'boolean' },
} as const;

const REASONS = {
  'too-few-values': 'there are too few values to know its ordinary variation',
  constant: 'its values do not vary',
  'scale-does-not-fit': 'its values do not fit the scale',
} satisfies Record<Extract<CanTell, { kind: 'refused' }>['reason'], string>;

export const canTell: Command = {
  usage: `analyse can-tell FILE.csv --value COLUMN --planned V [--after N] [--time COLUMN] [--season N]
  [--scale none|log|sqrt|auto] [--json]

Before anything is launched: can this KPI show a change of the planned size after N more values (12 when left out)?
Without --time the rows are taken to be evenly spaced.`,

  run(args) {
    const { values: options, positionals } = readOptions(args, OPTIONS);
    const table = readTable(onlyFile(positionals));
    const name = needed('value', options.value);
    const planned = sizeOption('planned', needed('planned', options.planned)) ?? 0;
    const read = numbers(table, name);
    const axis = options.time === undefined ? read.map((_, i) => i) : times(table, options.time).times;
    // Of several values at one time the last counts, as a correction does.
    const byTime = new Map(read.flatMap((value, i) => (value === null ? [] : [[axis[i] ?? 0, value] as const])));
    const series = [...byTime].sort(([a], [b]) => a - b);
    const answer = ask({
      times: series.map(([time]) => time),
      values: series.map(([, value]) => value),
      planned,
      after: countOption('after', options.after),
      season: sizeOption('season', options.season),
      scale: choiceOption('scale', options.scale, [...SCALES, 'auto']),
    });
    process.stdout.write(options.json ? `${JSON.stringify(resultOf(answer))}\n` : report(answer, name, planned));
  },
};

/** The answer as one JSON object; a refusal holds no figure. */
function resultOf(answer: CanTell): object {
  if (answer.kind === 'refused') {
    return { detectable: null, powerForPlanned: null, placebo: null, reason: answer.reason };
  }
  const { detectable, powerForPlanned, placebo } = answer;
  return { detectable, powerForPlanned, placebo, reason: null };
}

function report(answer: CanTell, name: string, planned: number): string {
  if (answer.kind === 'refused') return `${name} cannot tell: ${REASONS[answer.reason]}.\n`;
  const { detectable, powerForPlanned, placebo, after } = answer;
  return (
    `After ${after} more values, a change of ${figure(detectable.power80)} in ${name} would be found in 8 of 10 cases.\n` +
    `A change of ${figure(planned)}, as planned, would be found in ${Math.round(powerForPlanned * 100)} of 100 cases.\n` +
    `At ${placebo.dates} trial dates, where nothing was launched, a change was claimed ${placebo.claims} times.\n`
  );
}

function figure(value: number): string {
  return `${Number(value.toPrecision(3))}`;
}
