import { type InvocationError } from '@forge/events';
import { z } from 'zod';
import { moveLinks, unlinkDeleted } from '../app/follow-links';
import { endOverrides, forgetGates } from '../app/gate/overrides';
import { fillStep, noteFailure, startFill } from '../app/history/fill';
import { type HistoryTask } from '../app/history/ports';
import { refreshActivity } from '../app/history/refresh-activity';
import { ARRIVAL, noteArrival } from '../app/history/note-arrival';
import { takeIssue } from '../app/history/take-issue';
import { retell } from '../app/jobs/retell';
import { affordSmall } from '../app/budget';
import { type Found } from '../app/ports';
import { dropFromKpis } from '../app/kpi-source/tasks';
import { instantOf } from '../domain/week';
import { formerPlaces, numberOf } from './moves';
import { retried } from './retry';
import { ports } from './wiring';

/** As ISO; undefined where it cannot be read. */
const jiraInstant = z.string().transform((text) => {
  const at = instantOf(text);
  return Number.isFinite(at) ? new Date(at).toISOString() : undefined;
});

/** What Needle reads of an issue's events; the issue itself is asked of Jira, as events come late and in any order. */
const issueEvent = z.object({
  eventType: z.string().optional(),
  issue: z.object({
    id: z.coerce.string(),
    key: z.string(),
    fields: z.object({ project: z.object({ id: z.coerce.string() }).optional(), updated: jiraInstant.optional() }).optional(),
  }),
  changelog: z.object({ items: z.array(z.object({ field: z.string(), from: z.string().nullish(), fromString: z.string().nullish() })) }).optional(),
});

const DELETED = 'avi:jira:deleted:issue';

/**
 * `avi:jira:*:issue`: takes the issue as it is now; what failed is asked for again. Where upkeep has used its share of
 * Jira's points, the event is left to the hourly sweep.
 */
export async function issueChanged(event: unknown): Promise<InvocationError | undefined> {
  const { eventType, issue, changelog } = issueEvent.parse(event);
  const projectId = issue.fields?.project?.id;
  if (projectId === undefined) return undefined;
  const former = formerPlaces(changelog?.items ?? []);
  const places = [{ projectId, number: numberOf(issue.key) }, ...former];
  return retried('An event could not be taken', async () => {
    const taken = async (read: Found): Promise<void> => {
      await takeIssue(ports, issue.id, places);
      if (issue.fields?.updated !== undefined) await noteArrival(ports, issue.fields.updated, read.get(ARRIVAL)?.body);
    };
    await affordSmall(ports, 'upkeep', taken, [ARRIVAL]);
    if (eventType === DELETED || former.length > 0) await dropFromKpis(ports, issue.id, eventType === DELETED ? ports.now() : (issue.fields?.updated ?? ports.now()));
    if (eventType === DELETED) {
      await forgetGates(ports, issue.id);
      await unlinkDeleted(ports, issue.id);
    } else if (former.length > 0) await moveLinks(ports, issue.id);
    if (changelog?.items.some(({ field }) => field === 'status')) await endOverrides(ports, issue.id, issue.fields?.updated ?? ports.now());
  });
}

const task = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fill'), projectId: z.string(), run: z.string(), step: z.number().int() }),
  z.object({ kind: z.literal('begin'), projectId: z.string() }),
  z.object({ kind: z.literal('refresh'), projectId: z.string() }),
  z.object({ kind: z.literal('retell') }),
]) satisfies z.ZodType<HistoryTask>;

/** The consumer of the queue `history`. */
export async function historyTask({ body }: { body: unknown }): Promise<InvocationError | undefined> {
  const asked = task.parse(body);
  return retried(
    `The task ${asked.kind} failed`,
    async () => {
      if (asked.kind === 'refresh') return refreshActivity(ports, asked.projectId);
      if (asked.kind === 'retell') return retell(ports);
      if (asked.kind === 'begin') return void (await startFill(ports, asked.projectId));
      return fillStep(ports, asked);
    },
    async (message) => {
      if (asked.kind === 'fill') await noteFailure(ports, asked, message);
    },
  );
}
