import { type Sample } from '../../domain/flow';
import { fieldOf, isCountNow } from '../../domain/kpi-source';
import { plusCadences } from '../../domain/timeline';
import { datesIn } from '../../domain/week';
import { APP, change } from '../change';
import { type Ports, ref } from '../ports';
import { kpiStream } from '../streams';
import { chunksFor, takeValues } from '../take-values';
import { askedOf, isStuck, startFill, update } from './fill';
import { type KpiReading } from './ports';
import { lastWeek, publish } from './publish';
import { isOvergrown, readSamples, samplesOf, takeSamples } from './samples';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** A query looks back from when Jira is asked, and an upkeep may ask for 15 minutes (Forge's longest run); its search may lag, and its dates are whole minutes. */
const OVERLAP_MINUTES = 15 + 5;
/** Pages of a hundred changed issues taken in one upkeep, about 2,000 of Jira's points; the next goes on from there. */
const PAGES_AT_ONCE = 10;

/**
 * Keeps a KPI up to date: what changed in Jira since the last time is taken, what left the query is dropped, and values
 * are made where that changed anything or a week has ended. Never a rescan: it costs points only for what changed.
 */
export async function upkeep(ports: Ports, kpiId: string): Promise<void> {
  const [stored, storedKpi] = [ref('kpiReading', kpiId), ref('kpi', kpiId)];
  const found = await ports.store.read([stored, storedKpi]);
  const [reading, kpi] = [found.get(stored)?.body, found.get(storedKpi)?.body];
  if (!reading || !kpi || kpi.state === 'archived') return;
  if (isCountNow(reading.source)) return countNow(ports, reading);
  if (reading.state === 'filling') {
    if (isStuck(reading, ports.now())) await ports.kpiQueue.push({ kind: 'fill', kpiId, run: reading.run, step: reading.step });
    return;
  }
  const asOf = ports.now();
  const minutes = minutesSince(reading.readAt ?? reading.run, asOf);
  const { seen, readAt } = await takeChanged(ports, reading, minutes, asOf);
  const samples = await readSamples(ports, reading);
  // What was changed beyond what could be read is looked at the next time, with what left.
  if (readAt === asOf) await dropLeft(ports, reading, { minutes, seen, samples, asOf });
  const isDue = reading.checkedAt === undefined || Date.parse(asOf) - Date.parse(reading.checkedAt) >= DAY_MS;
  if (isDue) await compare(ports, reading, asOf);
  const isSame = isRun(reading);
  await update(ports, kpiId, isSame, (now) => ({ ...now, readAt, at: asOf, issues: livingOf(samples).length, error: undefined, ...(isDue ? { checkedAt: asOf } : {}) }));
  const after = (await ports.store.read([stored])).get(stored)?.body;
  if (!after || !isSame(after)) return;
  if (isOvergrown(after.shards, after.issues)) return startFill(ports, kpiId, after.source);
  if (after.isChanged || after.through !== lastWeek(after.site.zone, asOf)) await publish(ports, kpiId);
}

const isRun = ({ run }: KpiReading) => (reading: KpiReading): boolean => reading.run === run && reading.state === 'current';

function minutesSince(since: string, now: string): number {
  return Math.ceil((Date.parse(now) - Date.parse(since)) / MINUTE_MS) + OVERLAP_MINUTES;
}

function livingOf(samples: ReadonlyMap<string, Sample>): [string, Sample][] {
  return [...samples].filter(([, { gone }]) => gone === undefined);
}

/** Takes what the query finds and what changed. Tells which issues those were, and up to when everything was read. */
async function takeChanged(ports: Ports, reading: KpiReading, minutes: number, asOf: string): Promise<{ seen: Set<string>; readAt: string }> {
  const { app } = ports.jiraKpis;
  const seen = new Set<string>();
  let cursor: string | undefined;
  for (let page = 0; page < PAGES_AT_ONCE; page += 1) {
    const next = await app.changedWithin(askedOf(reading.source), minutes, fieldOf(reading.source), cursor);
    if (next.items.length > 0) {
      const samples = await samplesOf(app, reading, next.items);
      await takeSamples(ports, reading.kpiId, { samples, asOf }, isRun(reading));
    }
    for (const { issueId } of next.items) seen.add(issueId);
    ({ cursor } = next);
    if (cursor === undefined) return { seen, readAt: asOf };
    if (page === PAGES_AT_ONCE - 1) return { seen, readAt: next.items.at(-1)?.updated ?? reading.run };
  }
  return { seen, readAt: asOf };
}

/** Drops issues that changed, are known, and that the query no longer finds. Those that left their project tell so by an event, or are missed by the daily count. */
async function dropLeft(ports: Ports, reading: KpiReading, { minutes, seen, samples, asOf }: { minutes: number; seen: ReadonlySet<string>; samples: ReadonlyMap<string, Sample>; asOf: string }): Promise<void> {
  const living = livingOf(samples);
  const projectIds = [...new Set(living.map(([, { projectId }]) => projectId))];
  if (projectIds.length === 0) return;
  const known = new Set(living.map(([id]) => id));
  const left = new Map<string, undefined>();
  let cursor: string | undefined;
  do {
    const page = await ports.jiraKpis.app.changedIn(projectIds, minutes, cursor);
    for (const id of page.items) if (known.has(id) && !seen.has(id)) left.set(id, undefined);
    ({ cursor } = page);
  } while (cursor !== undefined);
  if (left.size > 0) await takeSamples(ports, reading.kpiId, { samples: left, asOf }, isRun(reading));
}

/** Once a day: where Jira finds fewer issues than are known, their ids are asked for and the others dropped. */
async function compare(ports: Ports, reading: KpiReading, asOf: string): Promise<void> {
  const asked = askedOf(reading.source);
  const known = new Set(livingOf(await readSamples(ports, reading)).map(([id]) => id));
  if ((await ports.jiraKpis.app.count(asked)) >= known.size) return;
  let cursor: string | undefined;
  do {
    const page = await ports.jiraKpis.app.ids(asked, cursor);
    for (const id of page.items) known.delete(id);
    ({ cursor } = page);
  } while (cursor !== undefined);
  if (known.size > 0) await takeSamples(ports, reading.kpiId, { samples: new Map([...known].map((id) => [id, undefined])), asOf }, isRun(reading));
}

/** Counts what there is now, once a cadence, and dates it by the day in the site's zone. */
async function countNow(ports: Ports, reading: KpiReading): Promise<void> {
  const { kpiId, site, source } = reading;
  const today = datesIn(site.zone)?.(ports.now()) ?? ports.now().slice(0, 10);
  const stored = ref('kpi', kpiId);
  const newest = (await ports.store.read([stored])).get(stored)?.body;
  if (!newest || (newest.series.newest && plusCadences(newest.series.newest.at, newest.cadence, 1) > today)) return;
  const value = await ports.jiraKpis.app.count(askedOf(source));
  await change(ports, APP, async (tx) => {
    await tx.read(stored);
    const kpi = tx.get(stored);
    if (!kpi || !kpi.source || !isCountNow(kpi.source)) return;
    const values = [{ at: today, value }];
    await tx.read(...chunksFor(kpi, values));
    const { changed, added, corrected } = await takeValues(tx, kpi, values, 'jira');
    if (changed) tx.record(kpiStream(kpiId), 'values.recorded', { source: 'jira', added, corrected, withdrawn: 0, content: ports.hash(JSON.stringify([[today, value]])) });
  });
  await update(ports, kpiId, isRun(reading), (now) => ({ ...now, at: ports.now(), error: undefined }));
}

/**
 * An issue was deleted, or left the project in which it was, at `asOf` (ISO instant): it says nothing any more until a
 * query finds it again. What was read of it since then stands.
 */
export async function dropIssue(ports: Ports, issueId: string, kpiIds: readonly string[], asOf: string): Promise<void> {
  const refs = kpiIds.map((id) => ref('kpiReading', id));
  const found = await ports.store.read(refs);
  for (const stored of refs) {
    const before = found.get(stored);
    if (!before || isCountNow(before.body.source)) continue;
    await takeSamples(ports, before.body.kpiId, { samples: new Map([[issueId, undefined]]), asOf }, ({ run }) => run === before.body.run);
    const after = (await ports.store.read([stored])).get(stored);
    if (after && after.version !== before.version && after.body.state === 'current') await ports.kpiQueue.push({ kind: 'upkeep', kpiId: before.body.kpiId, due: ports.now() });
  }
}
