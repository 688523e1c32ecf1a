import { type SourceRecord } from '../contract/calls/source';
import { type Kpi } from '../domain/kpi';
import { type Inbox, type Source, type SourceLog, waitingIn } from '../domain/source';
import { type Change } from './change';
import { type Found, type Ports, ref } from './ports';
import { Refused, changedMeanwhile, notFound } from './refused';

/** What is known of sources: each with its log, its inbox and the KPIs that it writes to. */
export async function sourceRecords(ports: Ports, sources: readonly Source[]): Promise<SourceRecord[]> {
  const found = await ports.store.read([
    ...sources.flatMap(({ sourceId }) => [ref('sourceLog', sourceId), ref('inbox', sourceId)]),
    ...sources.flatMap(({ kpiIds }) => kpiIds.map((id) => ref('kpi', id))),
  ]);
  return sources.map((source) => record(source, found));
}

function record({ sourceId, name, kpiIds, state, revision, createdAt, rotatedAt }: Source, found: Found): SourceRecord {
  const log: SourceLog | undefined = found.get(ref('sourceLog', sourceId))?.body;
  const inbox: Inbox | undefined = found.get(ref('inbox', sourceId))?.body;
  const kpis = kpiIds.flatMap((id): { kpiId: string; name: string }[] => {
    const kpi: Kpi | undefined = found.get(ref('kpi', id))?.body;
    return kpi ? [{ kpiId: id, name: kpi.name }] : [];
  });
  return {
    ...{ sourceId, version: revision, name, kpis, state, createdAt, waiting: inbox ? waitingIn(inbox).length : 0 },
    ...(rotatedAt ? { rotatedAt } : {}),
    ...(log?.last ? { last: log.last } : {}),
  };
}

/** The source as it was read by whoever changes it, still active. */
export async function activeSource(tx: Change, sourceId: string, version: number): Promise<Source> {
  const stored = ref('source', sourceId);
  await tx.read(stored);
  const source = tx.get(stored);
  if (!source) throw notFound('source', 'sourceId');
  if (source.revision !== version) throw changedMeanwhile('source');
  if (source.state === 'revoked') {
    throw new Refused('forbidden', 'This source was revoked.', { field: 'sourceId', remedy: 'Create a new source.' });
  }
  return source;
}
