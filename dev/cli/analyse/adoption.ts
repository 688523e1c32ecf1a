import { z } from 'zod';
import { adoptionReport } from './adoption-report';
import { CURVES, adoptionOf } from './adoption-result';
import { type Command } from './command';
import { LineError, eachLine } from './lines';
import { choiceOption, needed, onlyFile, readOptions, sizeOption } from './options';
import { column, numbers, readTable, times } from './table';
import { numberIn } from './number';

const OPTIONS = {
  time: { type: 'string' },
  value: { type: 'string' },
  target: { type: 'string' },
  population: { type: 'string' },
  curve: { type: 'string' },
  increments: { type: 'boolean' },
  json: { type: 'boolean' },
  jsonl: { type: 'boolean' },
} as const;

const line = z.object({
  id: z.union([z.string(), z.number()]),
  /** Weeks since the launch. */
  t: z.array(z.number()),
  y: z.array(z.number().nullable()),
  target: z.number().positive(),
  population: z.number().positive().nullish(),
});

export const adoption: Command = {
  usage: `analyse adoption FILE.csv --time COLUMN --value COLUMN --target V [--population V]
  [--curve auto|logistic|bass] [--increments] [--json]
analyse adoption --jsonl < cases

How fast is something taken up after its launch, and when can it reach the target? All ranges hold 80 %.
--population is all who could take it up (twice the target when left out), --increments says that each value is what was
taken up in its period and no total. Speed is per week, or per 1 of times that are numbers.
--jsonl reads one case a line: {id, t, y, target, population?}.`,

  async run(args) {
    const { values: options, positionals } = readOptions(args, OPTIONS);
    if (options.jsonl) return adoptionLines();
    const table = readTable(onlyFile(positionals));
    const name = needed('time', options.time);
    const { days } = times(table, name);
    const result = adoptionOf({
      raw: days ?? column(table, name).map(({ text }) => numberIn(text) ?? 0),
      isDated: days !== undefined,
      values: numbers(table, needed('value', options.value)),
      target: sizeOption('target', needed('target', options.target)) ?? 0,
      population: sizeOption('population', options.population),
      curve: choiceOption('curve', options.curve, CURVES) ?? 'auto',
      increments: options.increments ?? false,
    });
    process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : adoptionReport(result, options.value ?? '', days !== undefined));
  },
};

function adoptionLines(): Promise<void> {
  return eachLine(line, ({ t, y, target, population }) => {
    if (t.length !== y.length) throw new LineError(`t holds ${t.length} times for ${y.length} values of y.`);
    return adoptionOf({
      ...{ raw: t, isDated: false, values: y, target, population: population ?? undefined },
      ...{ curve: 'auto', increments: false },
    });
  });
}
