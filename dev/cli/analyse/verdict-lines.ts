import { z } from 'zod';
import { numberedAxis } from '../../../src/domain/series';
import { SCALES } from '../../../src/domain/statistics/scale';
import { judge } from '../../../src/domain/verdict';
import { LineError, eachLine } from './lines';
import { resultOf } from './verdict-result';

const line = z.object({
  id: z.union([z.string(), z.number()]),
  /** Values by time; null is missing. */
  y: z.array(z.number().nullable()),
  /** Their times; 1, 2, 3… when left out. */
  t: z.array(z.number()).optional(),
  /** How many of them, missing ones included, come before the launch. */
  n0: z.int().min(0),
  direction: z.union([z.literal(1), z.literal(-1)]),
  planned_effect: z.number().nullish(),
  season_period: z.number().nullish(),
  scale: z.enum([...SCALES, 'auto']).nullish(),
});

/** Judges one case a line from standard input. */
export function judgeLines(): Promise<void> {
  return eachLine(line, ({ y, t, n0, direction, planned_effect, season_period, scale }) => {
    if (t && t.length !== y.length) throw new LineError(`t holds ${t.length} times for ${y.length} values of y.`);
    if (n0 > y.length) throw new LineError(`n0 is ${n0}, but y holds only ${y.length} values.`);
    const { times } = numberedAxis(t ?? y.map((_, i) => i + 1));
    const verdict = judge({
      times,
      values: y,
      launch: times[n0] ?? Infinity,
      better: direction,
      scale: scale ?? 'auto',
      season: season_period ?? undefined,
      planned: planned_effect ?? undefined,
    });
    return resultOf(verdict, { name: 'the KPI', since: `value ${n0 + 1}` });
  });
}
