import { shardOf } from '../../domain/ledger';
import { type Ports, SITE, ref } from '../ports';
import { afford } from '../budget';
import { endOverridesUnheard } from '../gate/overrides';
import { isStuck, startFill } from './fill';
import { type ProjectHistory, shardKey } from './ports';
import { repairGone } from './repair-gone';
import { takeIssue } from './take-issue';

/** A query looks back from when Jira is asked, and a sweep may ask for 15 minutes (Forge's longest run); Jira's search lags a little behind. */
const OVERLAP_MINUTES = 15 + 10;
const MINUTE_MS = 60_000;

/** Points of one page of changes: the search for a hundred, and as many issues read again. */
const POINTS_PER_PAGE = 1 + 100 + 2 * 100;
/** Pages between checkpoints: so many are looked at again at most after a run that was cut off. */
const PAGES_PER_CHECKPOINT = 5;
const OUTCOMES_PER_PAGE = 100;

/**
 * Repairs what events missed in every project that is kept, wakes fills that lost their message, and begins those whose
 * beginning was lost. Spends no more of Jira's points than upkeep may; where that ends, the next sweep goes on.
 */
export async function sweep(ports: Ports): Promise<{ projects: number; repaired: number }> {
  const list = ref('histories', SITE);
  const projectIds = (await ports.store.read([list])).get(list)?.body.projectIds ?? [];
  const found = await ports.store.read(projectIds.map((id) => ref('history', id)));
  const heads = projectIds.flatMap((id) => found.get(ref('history', id))?.body ?? []);
  await beginMissing(ports, new Set(projectIds));
  for (const { projectId, fill } of heads) {
    if (fill && isStuck(fill, ports.now())) await ports.historyQueue.push({ kind: 'fill', projectId, run: fill.run, step: fill.step });
  }
  // A query that names a project that is gone, or hidden from the app, would find nothing of the others either.
  const read = heads.filter(({ state }) => state === 'current');
  const shown = await ports.history.shown(read.map(({ projectId }) => projectId));
  const current = read.filter(({ projectId }) => shown.has(projectId));
  const at = ports.now();
  const changed = current.length > 0 ? await repairChanged(ports, current, at) : { repaired: 0 };
  let { repaired } = changed;
  const sweptAt = changed.stoppedAt ?? at;
  for (const head of current) {
    const gone = await repairGone(ports, head);
    repaired += gone.repaired;
    await note(ports, head.projectId, { sweptAt, ...gone.facts });
  }
  return { projects: heads.length, repaired };
}

/** A link begins its project's history; where that was cut off in between, it is begun here. */
async function beginMissing(ports: Ports, known: ReadonlySet<string>): Promise<void> {
  const missing = new Map<string, { isKept: boolean }>();
  let cursor: string | undefined;
  do {
    const page = await ports.store.listOutcomeViews({ partition: 'open', cursor, limit: OUTCOMES_PER_PAGE });
    for (const { delivery, restricted } of page.items) {
      for (const projectId of Object.keys(delivery)) if (!known.has(projectId)) missing.set(projectId, { isKept: restricted && (missing.get(projectId)?.isKept ?? true) });
    }
    ({ cursor } = page);
  } while (cursor !== undefined);
  for (const [projectId, { isKept }] of missing) await startFill(ports, projectId, isKept);
}

/** Issues that changed since the last sweep and that the ledger knows otherwise, the oldest change first. */
async function repairChanged(ports: Ports, heads: readonly ProjectHistory[], at: string): Promise<{ repaired: number; stoppedAt?: string }> {
  const since = Math.min(...heads.map(({ sweptAt, filledAt }) => Date.parse(sweptAt ?? filledAt ?? at)));
  const minutes = Math.ceil((Date.parse(at) - since) / MINUTE_MS) + OVERLAP_MINUTES;
  let reached = new Date(since).toISOString();
  /** Of the first issue that could not be read: the next sweep begins there again, and this one goes on. */
  let failedAt: string | undefined;
  let repaired = 0;
  let cursor: string | undefined;
  for (let pages = 1; ; pages += 1) {
    const afforded = await afford(ports, 'upkeep', POINTS_PER_PAGE, () => repairPage(ports, heads, minutes, cursor));
    if ('waitS' in afforded) return { repaired, stoppedAt: failedAt ?? reached };
    const { result } = afforded;
    repaired += result.repaired;
    failedAt ??= result.failedAt;
    if (result.reached !== undefined && result.reached > reached) reached = result.reached;
    ({ cursor } = result);
    if (cursor === undefined) return { repaired, ...(failedAt === undefined ? {} : { stoppedAt: failedAt }) };
    if (pages % PAGES_PER_CHECKPOINT === 0) for (const { projectId } of heads) await note(ports, projectId, { sweptAt: failedAt ?? reached });
  }
}

async function repairPage(ports: Ports, heads: readonly ProjectHistory[], minutes: number, from: string | undefined) {
  const { items, cursor } = await ports.history.changedWithin(heads.map(({ projectId }) => projectId), minutes, from);
  const shards = await ports.store.read(items.map(({ projectId, number }) => ref('shard', shardKey(projectId, shardOf(number)))));
  let repaired = 0;
  let failedAt: string | undefined;
  for (const { issueId, projectId, number, updated } of items) {
    const entry = shards.get(ref('shard', shardKey(projectId, shardOf(number))))?.body.entries[issueId];
    // What was taken for gone bears the time of that, which says nothing of what Jira has now.
    if (entry?.gone === undefined && entry?.updated === updated) continue;
    try {
      if (await takeIssue(ports, issueId, [{ projectId, number }])) repaired += 1;
      await endOverridesUnheard(ports, issueId);
    } catch (error) {
      ports.log.error('A changed issue could not be read; the next sweep tries again.', error);
      failedAt ??= updated;
    }
  }
  return { repaired, reached: items.at(-1)?.updated, cursor, failedAt };
}

async function note(ports: Ports, projectId: string, facts: Pick<ProjectHistory, 'sweptAt' | 'checkedAt' | 'check'>): Promise<void> {
  const stored = ref('history', projectId);
  const head = (await ports.store.read([stored])).get(stored);
  // Where somebody else was faster, the next sweep looks further back: more work, nothing missed.
  if (head) await ports.store.commit([{ ref: stored, body: { ...head.body, ...facts }, expect: head.version }], []);
}
