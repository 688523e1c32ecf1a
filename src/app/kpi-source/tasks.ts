import { type Ports, SITE, ref } from '../ports';
import { afford } from '../budget';
import { Refused } from '../refused';
import { fillStep, noteFailure } from './fill';
import { workOut } from './formula';
import { type KpiTask } from './ports';
import { dropIssue, upkeep } from './upkeep';

/** About what a task asks of Jira in points before it is known: five pages of a hundred issues and their changes, or a look at what changed. */
const POINTS = { fill: 5 * 101 + 501, upkeep: 50 };
const HOUR_MS = 3_600_000;
/** Forge's longest delay of a message. */
const MAX_DELAY_S = 900;

/** Once an hour: asks Jira for every KPI that is counted there, one after another over the whole hour, and works every formula out anew. */
export async function scheduleKpis(ports: Ports): Promise<{ jira: number; formulas: number }> {
  const list = ref('workedOut', SITE);
  const { jira = [], formulas = [] } = (await ports.store.read([list])).get(list)?.body ?? {};
  const all = [...jira.map((kpiId) => ({ kind: 'upkeep' as const, kpiId })), ...formulas.map((kpiId) => ({ kind: 'formula' as const, kpiId }))];
  const now = Date.parse(ports.now());
  for (const [i, task] of all.entries()) {
    await send(ports, { ...task, due: new Date(now + (i / all.length) * HOUR_MS).toISOString() });
  }
  return { jira: jira.length, formulas: formulas.length };
}

/** Sends a task so that it comes when it is due, or as late as a message may. */
async function send(ports: Ports, task: Extract<KpiTask, { due: string }>): Promise<void> {
  const wait = Math.ceil((Date.parse(task.due) - Date.parse(ports.now())) / 1_000);
  await ports.kpiQueue.push(task, wait > 0 ? Math.min(wait, MAX_DELAY_S) : undefined);
}

/** Drops an issue that was deleted or left its project at an instant from every KPI; where a query still finds it, the next upkeep brings it back. */
export async function dropFromKpis(ports: Ports, issueId: string, asOf: string): Promise<void> {
  const list = ref('workedOut', SITE);
  const { jira = [] } = (await ports.store.read([list])).get(list)?.body ?? {};
  if (jira.length > 0) await dropIssue(ports, issueId, jira, asOf);
}

/** Does one task of the queue; one that came before its time is sent on. A failure is kept where people see it, and thrown on. */
export async function kpiTask(ports: Ports, task: KpiTask): Promise<void> {
  if (task.kind !== 'fill' && task.due > ports.now()) return send(ports, task);
  try {
    if (task.kind === 'formula') return await workOut(ports, task.kpiId);
    const afforded =
      task.kind === 'fill'
        ? await afford(ports, 'fill', POINTS.fill, () => fillStep(ports, task))
        : await afford(ports, 'collect', POINTS.upkeep, () => upkeep(ports, task.kpiId));
    // More of Jira's points are there later; the task comes back then.
    if ('waitS' in afforded) await ports.kpiQueue.push(task, Math.min(afforded.waitS, MAX_DELAY_S));
  } catch (error) {
    await noteFailure(ports, task, error instanceof Refused ? error.message : 'Something went wrong inside Needle.');
    throw error;
  }
}
