import { type FlowIssue } from '../../domain/flow';
import { type JiraSource, fieldOf, isCountNow } from '../../domain/kpi-source';
import { type Ports, SITE, ref } from '../ports';
import { Refused } from '../refused';
import { type KpiReading, type KpiSite, type KpiTask } from './ports';
import { publish } from './publish';
import { removeSamples, samplesOf, shardsFor, takeSamples } from './samples';

/** Pages of a hundred issues read in one step; their changes are one request more: about 1,000 of Jira's points. */
const PAGES_PER_STEP = 5;
/** So many steps follow each other at once; further ones wait, so that a large first fill leaves an hour's points to others. */
const STEPS_AT_ONCE = 10;
const PACE_S = 360;
/** A step whose successor may not have been sent is sent again after so long; where it was, the other one does nothing. */
const SEND_AGAIN_S = 60;
/** A fill without a step for so long has lost its message; the hourly upkeep sends it again. */
const STUCK_MS = 15 * 60_000;
const MAX_TRIES = 8;

type FillTask = Extract<KpiTask, { kind: 'fill' }>;

/** The query as it is asked: without issues that not everyone may see who sees the figure. */
export function askedOf({ jql }: JiraSource): string {
  return `(${jql}) AND level is EMPTY`;
}

/** How a site's issues are read, with the zone in which its weeks begin. */
export async function siteOf(ports: Ports, source: JiraSource): Promise<KpiSite> {
  const settings = ref('settings', SITE);
  const [site, found] = await Promise.all([ports.jiraKpis.app.site(askedOf(source)), ports.store.read([settings])]);
  return { ...site, zone: found.get(settings)?.body.zone ?? site.zone };
}

/** Begins to read what a KPI counts, from the beginning of Jira's history. */
export async function startFill(ports: Ports, kpiId: string, source: JiraSource): Promise<void> {
  const site = await siteOf(ports, source);
  const expected = isCountNow(source) ? 0 : await ports.jiraKpis.app.count(askedOf(source));
  const stored = ref('kpiReading', kpiId);
  for (let attempt = 1; attempt <= MAX_TRIES; attempt += 1) {
    const before = (await ports.store.read([stored])).get(stored);
    const at = ports.now();
    const reading: KpiReading = {
      ...{ kpiId, source, site, run: at, shards: shardsFor(expected), state: isCountNow(source) ? 'current' : 'filling' },
      ...{ step: 0, issues: 0, expected, at, isChanged: false },
      ...(before && before.body.run !== at ? { former: { run: before.body.run, shards: before.body.shards } } : {}),
    };
    if (await ports.store.commit([{ ref: stored, body: reading, expect: before?.version ?? null }], [])) {
      if (before?.body.former) await removeSamples(ports, kpiId, before.body.former);
      await ports.kpiQueue.push(isCountNow(source) ? { kind: 'upkeep', kpiId, due: at } : { kind: 'fill', kpiId, run: at, step: 0 });
      return;
    }
    await ports.pause(attempt);
  }
  throw new Refused('busy', 'This KPI is being read by others too.', { remedy: 'Try again in a minute.' });
}

/** Begins to read everything again, as weeks begin at another hour. */
export async function refillKpis(ports: Ports): Promise<void> {
  const list = ref('workedOut', SITE);
  const kpiIds = (await ports.store.read([list])).get(list)?.body.jira ?? [];
  const readings = await ports.store.read(kpiIds.map((id) => ref('kpiReading', id)));
  for (const id of kpiIds) {
    const reading = readings.get(ref('kpiReading', id))?.body;
    if (reading) await startFill(ports, id, reading.source);
  }
}

export function isStuck({ state, at, step }: KpiReading, now: string): boolean {
  return state === 'filling' && Date.parse(now) - Date.parse(at) > STUCK_MS + (step > STEPS_AT_ONCE ? PACE_S * 1_000 : 0);
}

/**
 * One step of a fill: some pages of issues with their changes, or, at the end, the values. A step may be delivered twice,
 * late, or be cut off anywhere: what it writes is the same each time, and only one of two moves on.
 */
export async function fillStep(ports: Ports, task: FillTask): Promise<void> {
  const { kpiId, run } = task;
  const stored = ref('kpiReading', kpiId);
  const reading = (await ports.store.read([stored])).get(stored)?.body;
  if (reading?.run !== run || reading.state !== 'filling') return;
  if (reading.step !== task.step) {
    if (reading.step === task.step + 1) await ports.kpiQueue.push({ ...task, step: reading.step }, SEND_AGAIN_S);
    return;
  }
  const asOf = ports.now();
  const { issues, cursor } = await readPages(ports, reading);
  const isHere = (now: KpiReading): boolean => now.run === run && now.state === 'filling' && now.step === task.step;
  const samples = await samplesOf(ports.jiraKpis.app, reading, issues);
  if (!(await takeSamples(ports, kpiId, { samples, asOf }, isHere))) return;
  const isLast = cursor === undefined;
  const moved = await update(ports, kpiId, isHere, (now) => ({
    ...{ ...now, step: now.step + 1, cursor, issues: now.issues + issues.length, at: ports.now(), error: undefined },
    // What changed while it was filled is looked for from its beginning on.
    ...(isLast ? { state: 'current', readAt: run, checkedAt: run, isChanged: true, former: undefined } : {}),
  }));
  if (!moved) return;
  if (!isLast) {
    await ports.kpiQueue.push({ ...task, step: task.step + 1 }, task.step < STEPS_AT_ONCE ? undefined : PACE_S);
    return;
  }
  // Should this be cut off, the upkeep makes the values.
  await ports.kpiQueue.push({ kind: 'upkeep', kpiId, due: ports.now() }, SEND_AGAIN_S);
  await publish(ports, kpiId);
  if (reading.former) await removeSamples(ports, kpiId, reading.former);
}

async function readPages(ports: Ports, { source, cursor: from }: KpiReading): Promise<{ issues: FlowIssue[]; cursor: string | undefined }> {
  const issues: FlowIssue[] = [];
  let cursor = from;
  for (let page = 0; page < PAGES_PER_STEP; page += 1) {
    const next = await ports.jiraKpis.app.page(askedOf(source), 'oldest', fieldOf(source), cursor);
    issues.push(...next.items);
    ({ cursor } = next);
    if (cursor === undefined) break;
  }
  return { issues, cursor };
}

/** Changes what is known of a reading; false when it is no longer the one that is wanted. */
export async function update(ports: Ports, kpiId: string, isWanted: (reading: KpiReading) => boolean, next: (reading: KpiReading) => KpiReading): Promise<boolean> {
  const stored = ref('kpiReading', kpiId);
  for (let attempt = 1; attempt <= MAX_TRIES; attempt += 1) {
    const before = (await ports.store.read([stored])).get(stored);
    if (!before || !isWanted(before.body)) return false;
    if (await ports.store.commit([{ ref: stored, body: next(before.body), expect: before.version }], [])) return true;
    await ports.pause(attempt);
  }
  throw new Refused('busy', 'Many changes to the same KPI are under way.', { remedy: 'It is tried again by itself.' });
}

/** Keeps a failure where people see it; what failed is tried again. */
export async function noteFailure(ports: Ports, { kpiId }: KpiTask, message: string): Promise<void> {
  await update(ports, kpiId, () => true, (reading) => ({ ...reading, error: message }));
}
