import { type XmrRule, xmr as chartOf } from '../../../src/domain/statistics/xmr';
import { chart } from './chart';
import { type Command } from './command';
import { Failure } from './failure';
import { countOption, needed, onlyFile, readOptions } from './options';
import { numbers, readTable } from './table';

const OPTIONS = {
  value: { type: 'string' },
  'baseline-rows': { type: 'string' },
  json: { type: 'boolean' },
} as const;

const RULES: Record<XmrRule, string> = {
  outside: 'outside the limits',
  shift: '7 in a row on one side of the mean',
  trend: '7 in a row that rise, or that fall',
  'two-of-three': '2 of 3 near the same limit',
};

export const xmr: Command = {
  usage: `analyse xmr FILE.csv --value COLUMN [--baseline-rows N] [--json]

Mean, limits and signals of an XmR chart, from the first N rows or from all. A picture to start a conversation with and no
verdict: where neighbouring values are alike, as they mostly are, its rules see signals that are none.`,

  run(args) {
    const { values: options, positionals } = readOptions(args, OPTIONS);
    const table = readTable(onlyFile(positionals));
    const name = needed('value', options.value);
    const values = numbers(table, name);
    const baseline = countOption('baseline-rows', options['baseline-rows']);
    if (baseline !== undefined && baseline > values.length) {
      throw new Failure(`--baseline-rows ${baseline} is more than the ${values.length} rows there are.`);
    }
    const found = chartOf(values, baseline);
    if (!found) throw new Failure(`Column ${name} needs two values in the baseline.`);
    const { mean, movingRange, upper, lower } = found;
    const signals = found.signals.map(({ place, rule }) => ({ row: place + 1, rule }));
    if (options.json) {
      process.stdout.write(`${JSON.stringify({ mean, movingRange, upper, lower, signals })}\n`);
      return;
    }
    const lines = signals.map(({ row, rule }) => `  row ${row}: ${RULES[rule]}`);
    process.stdout.write(
      `${name}: mean ${figure(mean)}, limits ${figure(lower)} to ${figure(upper)}\n\n` +
        `${chart(values, () => false)}\n${lines.length > 0 ? lines.join('\n') : '  No signals.'}\n`,
    );
  },
};

function figure(value: number): string {
  return `${Number(value.toPrecision(4))}`;
}
