import { type InvocationError } from '@forge/events';
import { z } from 'zod';
import { type KpiTask } from '../app/kpi-source/ports';
import { kpiTask as doTask } from '../app/kpi-source/tasks';
import { retried } from './retry';
import { ports } from './wiring';

const task = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fill'), kpiId: z.string(), run: z.string(), step: z.number().int() }),
  z.object({ kind: z.literal('upkeep'), kpiId: z.string(), due: z.string() }),
  z.object({ kind: z.literal('formula'), kpiId: z.string(), due: z.string() }),
]) satisfies z.ZodType<KpiTask>;

/** The consumer of the queue `kpis`. */
export async function kpiTask({ body }: { body: unknown }): Promise<InvocationError | undefined> {
  const asked = task.parse(body);
  return retried(`The task ${asked.kind} of a KPI failed`, () => doTask(ports, asked));
}
