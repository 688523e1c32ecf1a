import { type Entry, type Shard, type Sums, sumsOf } from '../../domain/ledger';
import { type Ports, type Ref, type Write, ref } from '../ports';
import { Refused } from '../refused';
import { type ProjectHistory, shardKey, sumsKey } from './ports';
import { refreshActivity } from './refresh-activity';

/** Parts written in one transaction: some tens of KB each. */
const PARTS_PER_COMMIT = 6;
/** Rounds in which changes may come between; each looks only at what changed since the last. */
const MAX_ROUNDS = 20;

/**
 * Makes a project's sums from its ledger, as a new generation that takes the place of the old one in a single commit. That
 * commit fails when an event changed the ledger meanwhile, as every such event raises the head's version; then what it
 * touched is read again.
 */
export async function makeSums(ports: Ports, projectId: string, run: string): Promise<void> {
  const stored = ref('history', projectId);
  const shards = new Map<number, Shard>();
  let unread: number[] | undefined;
  for (let round = 1; round <= MAX_ROUNDS; round += 1) {
    const head = (await ports.store.read([stored])).get(stored);
    if (head?.body.fill?.run !== run) return;
    const all = Array.from({ length: head.body.highestShard + 1 }, (_, i) => i);
    unread = unread ? all.filter((n) => !shards.has(n) || head.body.fill?.touched.includes(n)) : all;
    await readShards(ports, projectId, unread, shards);
    if (await mend(ports, head.body, head.version, shards)) continue;
    const sums = sumsOf(shards.values());
    const generation = head.body.generation + 1;
    // Where the head has changed, another delivery may have finished, and events may have changed its parts already.
    if (!(await writeParts(ports, { ref: stored, version: head.version }, partsOf(projectId, generation, sums)))) continue;
    const body: ProjectHistory = { ...head.body, fill: undefined, state: 'current', generation, parts: sums.length, filledAt: ports.now(), sweptAt: run };
    if (await ports.store.commit([{ ref: stored, body, expect: head.version }], [])) {
      await removeParts(ports, head.body);
      await refreshActivity(ports, projectId);
      return;
    }
  }
  throw new Refused('busy', 'Many changes to the same project are under way.', { remedy: 'It is tried again by itself.' });
}

async function readShards(ports: Ports, projectId: string, numbers: readonly number[], into: Map<number, Shard>): Promise<void> {
  const found = await ports.store.read(numbers.map((n) => ref('shard', shardKey(projectId, n))));
  for (const n of numbers) into.set(n, found.get(ref('shard', shardKey(projectId, n)))?.body ?? { entries: {} });
}

/** Sub-tasks that were read before their parents do not know their epic yet. True when that was put right, for another look. */
async function mend(ports: Ports, head: ProjectHistory, version: number, shards: ReadonlyMap<number, Shard>): Promise<boolean> {
  const entries = new Map<string, Entry>();
  for (const shard of shards.values()) for (const [issueId, entry] of Object.entries(shard.entries)) entries.set(issueId, entry);
  const wrong = (entry: Entry) => entry.level < 0 && entry.gone === undefined && entry.epicId !== (entries.get(entry.parentId ?? '')?.epicId ?? entry.epicId);
  const number = [...shards].find(([, shard]) => Object.values(shard.entries).some(wrong))?.[0];
  if (number === undefined || !head.fill) return false;
  const stored = ref('shard', shardKey(head.projectId, number));
  const before = (await ports.store.read([stored])).get(stored);
  const mended = Object.entries(before?.body.entries ?? {}).map(([issueId, entry]) => [
    issueId,
    wrong(entry) ? { ...entry, epicId: entries.get(entry.parentId ?? '')?.epicId ?? '' } : entry,
  ]);
  const touched = [...new Set([...head.fill.touched, number])];
  const writes: Write[] = [
    { ref: stored, body: { entries: Object.fromEntries(mended) as Shard['entries'] }, expect: before?.version ?? null },
    { ref: ref('history', head.projectId), body: { ...head, fill: { ...head.fill, touched } }, expect: version },
  ];
  await ports.store.commit(writes, []);
  return true;
}

function partsOf(projectId: string, generation: number, sums: readonly Sums[]): Write[] {
  return sums.map((body, part) => ({ ref: ref('sums', sumsKey(projectId, generation, part)), body, expect: 'any' }));
}

async function writeParts(ports: Ports, head: { ref: Ref; version: number }, writes: readonly Write[]): Promise<boolean> {
  for (let start = 0; start < writes.length; start += PARTS_PER_COMMIT) {
    if (!(await ports.store.commit(writes.slice(start, start + PARTS_PER_COMMIT), [], [head]))) return false;
  }
  return true;
}

async function removeParts(ports: Ports, { projectId, generation, parts }: ProjectHistory): Promise<void> {
  if (generation === 0) return;
  const refs: Ref[] = Array.from({ length: parts }, (_, part) => ref('sums', sumsKey(projectId, generation, part)));
  for (let start = 0; start < refs.length; start += PARTS_PER_COMMIT) {
    await ports.store.commit(refs.slice(start, start + PARTS_PER_COMMIT).map((stored) => ({ ref: stored, body: null, expect: 'any' })), []);
  }
}
