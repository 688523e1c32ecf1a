import { sameJson } from '../../domain/canonical-json';
import { type FlowIssue, type FlowWorkflow, type Sample, sampleOf } from '../../domain/flow';
import { needsChanges } from '../../domain/kpi-source';
import { datesIn } from '../../domain/week';
import { workflowOf } from '../history/entry';
import { type Ports, type Write, ref } from '../ports';
import { Refused } from '../refused';
import { type JiraKpis, type KpiReading, type KpiShard, type KpiSite, kpiShardKey } from './ports';

/** Shards written in one transaction: some 50 KB each, of 1 MB that Forge takes in practice. */
const SHARDS_PER_COMMIT = 8;
const MAX_TRIES = 8;
/** Samples of one shard when it is begun: some 110 bytes each, of 240 KiB, with room to grow fourfold. */
const SAMPLES_PER_SHARD = 400;
const FULL_SHARD = 1_600;

export function shardsFor(issues: number): number {
  return Math.max(1, Math.ceil(issues / SAMPLES_PER_SHARD));
}

/** Whether more issues came than the shards were made for. */
export function isOvergrown(shards: number, issues: number): boolean {
  return issues > shards * FULL_SHARD;
}

export function flowWorkflow(site: KpiSite): FlowWorkflow {
  const dateOf = datesIn(site.zone);
  if (!dateOf) throw new Error(`There is no time zone ${site.zone}.`);
  return { ...workflowOf(site), dateOf };
}

/** The issues with their changes, as samples; undefined for one that says nothing. Their changes cost one request. */
export async function samplesOf(jira: JiraKpis, { source, site }: Pick<KpiReading, 'source' | 'site'>, issues: readonly FlowIssue[]): Promise<Map<string, Sample | undefined>> {
  const workflow = flowWorkflow(site);
  const wanted = issues.filter(({ isSecured }) => !isSecured).map(({ issueId }) => issueId);
  const changes = wanted.length > 0 && needsChanges(source, site.usesResolutions) ? await jira.changes(wanted, site) : undefined;
  return new Map(issues.map((issue) => [issue.issueId, sampleOf(source, { ...issue, changes: changes?.get(issue.issueId) ?? [] }, workflow)]));
}

/** What was found of issues: their samples, or that they are not there (undefined); and the ISO instant from which on that is so. */
export interface Finding {
  samples: ReadonlyMap<string, Sample | undefined>;
  asOf: string;
}

/**
 * Takes a finding into the reading; false when the reading has moved on from what `isWanted` wants. Of two findings of an
 * issue the one with Jira's later change counts, and what was found gone is not brought back by what was read before.
 */
export async function takeSamples(ports: Ports, kpiId: string, finding: Finding, isWanted: (reading: KpiReading) => boolean): Promise<boolean> {
  const ids = [...finding.samples.keys()];
  const stored = ref('kpiReading', kpiId);
  const shards = (await ports.store.read([stored])).get(stored)?.body.shards ?? 1;
  const byShard = new Map<number, string[]>();
  for (const id of ids) byShard.set(Number(id) % shards, [...(byShard.get(Number(id) % shards) ?? []), id]);
  const groups = [...byShard];
  for (let start = 0; start < groups.length; start += SHARDS_PER_COMMIT) {
    if (!(await takeSome(ports, kpiId, finding, new Map(groups.slice(start, start + SHARDS_PER_COMMIT)), isWanted))) return false;
  }
  return true;
}

async function takeSome(ports: Ports, kpiId: string, finding: Finding, byShard: ReadonlyMap<number, string[]>, isWanted: (reading: KpiReading) => boolean): Promise<boolean> {
  const stored = ref('kpiReading', kpiId);
  for (let attempt = 1; attempt <= MAX_TRIES; attempt += 1) {
    const head = (await ports.store.read([stored])).get(stored);
    if (!head || !isWanted(head.body)) return false;
    const refs = [...byShard].map(([shard, ids]) => ({ shard: ref('kpiShard', kpiShardKey(kpiId, head.body.run, shard)), ids }));
    const found = await ports.store.read(refs.map(({ shard }) => shard));
    const writes = refs.flatMap(({ shard, ids }): Write[] => {
      const before = found.get(shard);
      const body = withFinding(before?.body ?? { samples: {} }, ids, finding, head.body.state === 'filling');
      return body ? [{ ref: shard, body, expect: before?.version ?? null }] : [];
    });
    if (writes.length === 0) return true;
    if (await ports.store.commit([...writes, { ref: stored, body: { ...head.body, isChanged: true }, expect: head.version }], [])) return true;
    await ports.pause(attempt);
  }
  throw new Refused('busy', 'Many changes to the same issues are under way.', { remedy: 'It is tried again by itself.' });
}

/** The shard with what was found of some of its issues; undefined when nothing of it changes. A fill must know what left before it came there. */
function withFinding({ samples }: KpiShard, ids: readonly string[], { samples: found, asOf }: Finding, isFilling: boolean): KpiShard | undefined {
  const after = { ...samples };
  for (const id of ids) {
    const before = samples[id];
    const now = found.get(id);
    if (before?.gone !== undefined && before.gone >= asOf) continue;
    if (now) {
      if (before === undefined || before.gone !== undefined || before.updated <= now.updated) after[id] = now;
    } else if (before === undefined ? isFilling : before.gone === undefined && before.updated < asOf) {
      after[id] = { projectId: before?.projectId ?? '', updated: asOf, marks: [], gone: asOf };
    }
  }
  return sameJson(samples, after) ? undefined : { samples: after };
}

/** All samples of the reading's run, by issue id. */
export async function readSamples(ports: Ports, { kpiId, run, shards }: KpiReading): Promise<Map<string, Sample>> {
  const refs = Array.from({ length: shards }, (_, shard) => ref('kpiShard', kpiShardKey(kpiId, run, shard)));
  const found = await ports.store.read(refs);
  return new Map(refs.flatMap((shard) => Object.entries(found.get(shard)?.body.samples ?? {})));
}

/** Clears the samples of an earlier run away. */
export async function removeSamples(ports: Ports, kpiId: string, { run, shards }: { run: string; shards: number }): Promise<void> {
  const writes = Array.from({ length: shards }, (_, shard): Write => ({ ref: ref('kpiShard', kpiShardKey(kpiId, run, shard)), body: null, expect: 'any' }));
  const MOST = 25;
  for (let start = 0; start < writes.length; start += MOST) await ports.store.commit(writes.slice(start, start + MOST), []);
}
