import { shardOf } from '../../domain/ledger';
import { type Ports, SITE, ref } from '../ports';
import { isStuck } from './fill';
import { type ProjectHistory, shardKey } from './ports';
import { takeIssue } from './take-issue';

/** Jira's search lags a little behind; what changed in the last minutes before a sweep is looked at again by the next. */
const OVERLAP_MINUTES = 10;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Shards read at a time. */
const SHARDS_PER_READ = 50;

/** Repairs what events missed in every project that is kept, and wakes fills that lost their message. */
export async function sweep(ports: Ports): Promise<{ projects: number; repaired: number }> {
  const list = ref('histories', SITE);
  const projectIds = (await ports.store.read([list])).get(list)?.body.projectIds ?? [];
  const found = await ports.store.read(projectIds.map((id) => ref('history', id)));
  const heads = projectIds.flatMap((id) => found.get(ref('history', id))?.body ?? []);
  for (const { projectId, fill } of heads) {
    if (fill && isStuck(fill, ports.now())) await ports.historyQueue.push({ kind: 'fill', projectId, run: fill.run, step: fill.step });
  }
  const current = heads.filter(({ state }) => state === 'current');
  const at = ports.now();
  let repaired = current.length > 0 ? await repairChanged(ports, current) : 0;
  for (const head of current) {
    const isDue = head.checkedAt === undefined || Date.parse(at) - Date.parse(head.checkedAt) >= DAY_MS;
    if (isDue) repaired += await repairGone(ports, head);
    await note(ports, head.projectId, isDue ? { sweptAt: at, checkedAt: at } : { sweptAt: at });
  }
  return { projects: heads.length, repaired };
}

/** Issues that changed since the last sweep and that the ledger knows otherwise. */
async function repairChanged(ports: Ports, heads: readonly ProjectHistory[]): Promise<number> {
  const since = Math.min(...heads.map(({ sweptAt, filledAt }) => Date.parse(sweptAt ?? filledAt ?? ports.now())));
  const minutes = Math.ceil((Date.parse(ports.now()) - since) / MINUTE_MS) + OVERLAP_MINUTES;
  let repaired = 0;
  let cursor: string | undefined;
  do {
    const page = await ports.history.changedWithin(heads.map(({ projectId }) => projectId), minutes, cursor);
    const shards = await ports.store.read(page.items.map(({ projectId, number }) => ref('shard', shardKey(projectId, shardOf(number)))));
    for (const { issueId, projectId, number, updated } of page.items) {
      const entry = shards.get(ref('shard', shardKey(projectId, shardOf(number))))?.body.entries[issueId];
      if (entry?.updated !== updated && (await takeIssue(ports, issueId, [{ projectId, number }]))) repaired += 1;
    }
    ({ cursor } = page);
  } while (cursor !== undefined);
  return repaired;
}

/** Issues that the ledger knows and Jira no longer has there; asked for only when there are fewer than the ledger has. */
async function repairGone(ports: Ports, head: ProjectHistory): Promise<number> {
  const { projectId } = head;
  const known = new Map<string, number>();
  for (let start = 0; start <= head.highestShard; start += SHARDS_PER_READ) {
    const refs = Array.from({ length: Math.min(SHARDS_PER_READ, head.highestShard + 1 - start) }, (_, i) => ref('shard', shardKey(projectId, start + i)));
    const found = await ports.store.read(refs);
    for (const shard of refs) {
      for (const [issueId, entry] of Object.entries(found.get(shard)?.body.entries ?? {})) if (entry.gone === undefined) known.set(issueId, entry.number);
    }
  }
  if ((await ports.history.count(projectId)) >= known.size) return 0;
  let cursor: string | undefined;
  do {
    const page = await ports.history.ids(projectId, cursor);
    for (const { issueId } of page.items) known.delete(issueId);
    ({ cursor } = page);
  } while (cursor !== undefined);
  for (const [issueId, number] of known) await takeIssue(ports, issueId, [{ projectId, number }]);
  return known.size;
}

async function note(ports: Ports, projectId: string, facts: Pick<ProjectHistory, 'sweptAt' | 'checkedAt'>): Promise<void> {
  const stored = ref('history', projectId);
  const head = (await ports.store.read([stored])).get(stored);
  // Where somebody else was faster, the next sweep looks further back: more work, nothing missed.
  if (head) await ports.store.commit([{ ref: stored, body: { ...head.body, ...facts }, expect: head.version }], []);
}
