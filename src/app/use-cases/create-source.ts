import { MAX_SOURCES, type Source } from '../../domain/source';
import { change } from '../change';
import { SITE, ref } from '../ports';
import { Refused, notFound } from '../refused';
import { sourceRecords } from '../sources';
import { sourceStream } from '../streams';
import { type UseCase } from '../use-case';

export const createSource: UseCase<'source.create'> = async ({ ports, caller, input }) => {
  const kpiIds = [...new Set(input.kpiIds)];
  const refs = kpiIds.map((id) => ref('kpi', id));
  const kpis = await ports.store.read(refs);
  const missing = refs.findIndex((r) => kpis.get(r)?.body.state !== 'open');
  if (missing >= 0) throw notFound('open KPI', `kpiIds.${missing}`);
  const sourceId = ports.newId('src');
  const secret = ports.secrets.make();
  const source = await change(ports, caller, async (tx) => {
    const [stored, list] = [ref('source', sourceId), ref('sourceIds', SITE)];
    await tx.read(stored, list);
    const ids = tx.get(list)?.ids ?? [];
    if (ids.length >= MAX_SOURCES) {
      throw new Refused('limit-reached', `A site has at most ${MAX_SOURCES} sources.`, { field: 'kpiIds', remedy: 'Let one source push the values of several KPIs.' });
    }
    // First the secret: one that no source uses opens nothing.
    await ports.secrets.write(sourceId, { current: secret });
    const made: Source = { sourceId, name: input.name, kpiIds, state: 'active', revision: 1, createdAt: tx.now };
    tx.put(stored, made);
    tx.put(list, { ids: [...ids, sourceId] });
    tx.record(sourceStream(sourceId), 'source.created', { name: made.name, kpiIds });
    return made;
  });
  // Sent again, the call answers with the source that it made before, and its secret.
  const made = source.sourceId === sourceId ? secret : (await ports.secrets.read(source.sourceId))?.current;
  const [record] = await sourceRecords(ports, [source]);
  if (!record || made === undefined) throw new Error('A source that was just made has no record or no secret.');
  return { source: record, secret: made };
};
