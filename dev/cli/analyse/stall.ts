import { z } from 'zod';
import { type Stall, stall as judge } from '../../../src/domain/stall';
import { type Command } from './command';
import { Failure } from './failure';
import { LineError, eachLine } from './lines';
import { readOptions } from './options';

const counts = z.array(z.number().min(0));

const line = z.object({
  id: z.union([z.string(), z.number()]),
  /** Items done per week, oldest first. */
  change_done: counts,
  run_done: counts,
  /** How many of the first weeks are the baseline; it grows with a young change when left out. */
  baseline_weeks: z.int().min(1).nullish(),
});

export const stall: Command = {
  usage: `analyse stall --jsonl < cases

In which week does change work silently stop? Reads one case a line, {id, change_done, run_done, baseline_weeks?}, lists by
week, and writes {id, alarm_week, watch_week, p}: the 0-based week at whose end the alarm, and the earlier watch, first
sounds, or null; p is how likely so little change work was then, or in the last week that could be judged.`,

  async run(args) {
    const { values: options } = readOptions(args, { jsonl: { type: 'boolean' } });
    if (!options.jsonl) throw new Failure('stall reads cases from standard input: add --jsonl.');
    await eachLine(line, ({ change_done, run_done, baseline_weeks }) => {
      if (change_done.length !== run_done.length) {
        throw new LineError(`change_done holds ${change_done.length} weeks and run_done ${run_done.length}.`);
      }
      return resultOf(judge({ change: change_done, run: run_done, baselineWeeks: baseline_weeks ?? undefined }));
    });
  },
};

function resultOf({ weeks, alarmWeek, watchWeek }: Stall): object {
  const judged = weeks.flatMap((week) => (week.kind === 'silent' ? [] : [week.evidence.p]));
  const told = weeks[alarmWeek ?? watchWeek ?? -1];
  const p = told && told.kind !== 'silent' ? told.evidence.p : (judged.at(-1) ?? null);
  return { alarm_week: alarmWeek, watch_week: watchWeek, p };
}
