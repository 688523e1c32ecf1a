import { z } from 'zod';
import { trap as judge } from '../../../src/domain/trap';
import { type Command } from './command';
import { Failure } from './failure';
import { LineError, eachLine } from './lines';
import { readOptions } from './options';

const line = z.object({
  id: z.union([z.string(), z.number()]),
  /** Change items done per week, and the KPI at the same weeks; null is missing. */
  activity_done: z.array(z.number().min(0)),
  kpi: z.array(z.number().nullable()),
  /** How many of the weeks come before the launch. */
  n0: z.int().min(0),
  /** Size of the effect that was planned, in the KPI's unit; its sign does not matter. */
  planned_effect: z.number().refine((size) => size !== 0, 'must not be 0'),
  direction: z.union([z.literal(1), z.literal(-1)]),
});

export const trap: Command = {
  usage: `analyse trap --jsonl < cases

Does work get done while the KPI shows no effect? Reads one case a line,
{id, activity_done, kpi, n0, planned_effect, direction: 1|-1}, lists by week, and writes {id, flag, reason}.`,

  async run(args) {
    const { values: options } = readOptions(args, { jsonl: { type: 'boolean' } });
    if (!options.jsonl) throw new Failure('trap reads cases from standard input: add --jsonl.');
    await eachLine(line, ({ activity_done, kpi, n0, planned_effect, direction }) => {
      if (activity_done.length !== kpi.length) {
        throw new LineError(`activity_done holds ${activity_done.length} weeks and kpi ${kpi.length}.`);
      }
      return { ...judge({ activity: activity_done, kpi, launch: n0, planned: Math.abs(planned_effect), better: direction }) };
    });
  },
};
