import { type ImportRecord } from '../../contract/calls/import';
import { managesOutcomes, type Viewer, mayEditKpi } from '../../domain/access';
import { type Import, kpisOf } from '../../domain/import';
import { viewerFor } from '../authorise';
import { type Caller, type Ports, ref } from '../ports';
import { notFound } from '../refused';

/** Whoever asks about imports, with what decides which of them they see: those that they began, or all for managers. */
export interface ImportViewer {
  viewer: Viewer;
  pseudonym: string;
}

export async function importViewer(ports: Ports, caller: Caller): Promise<ImportViewer> {
  const [viewer, pseudonym] = [await viewerFor(ports, caller), await ports.pseudonym(caller.accountId)];
  return { viewer, pseudonym };
}

export function seesImport({ viewer, pseudonym }: ImportViewer, { by }: Import): boolean {
  return by === pseudonym || managesOutcomes(viewer);
}

/** The import, for whoever may see it; to others it does not exist. */
export async function seenImport(ports: Ports, who: ImportViewer, importId: string): Promise<Import> {
  const stored = ref('import', importId);
  const found = (await ports.store.read([stored])).get(stored)?.body;
  if (!found || !seesImport(who, found)) throw notFound('import', 'importId');
  return found;
}

/** What is told of imports: KPIs that the viewer may not change are neither named nor counted on for an undo. */
export async function importRecords(ports: Ports, who: ImportViewer, imports: readonly Import[]): Promise<ImportRecord[]> {
  const kpiRefs = [...new Set(imports.flatMap(kpisOf))].map((id) => ref('kpi', id));
  const others = imports.flatMap(({ sameAs }) => (sameAs === undefined ? [] : ref('import', sameAs)));
  const persons = [...new Set(imports.map(({ by }) => by))].map((by) => ref('person', by));
  const found = await ports.store.read([...kpiRefs, ...others, ...persons]);
  return imports.map((one) => {
    const kpis = kpisOf(one).map((id) => found.get(ref('kpi', id))?.body);
    const editable = kpis.flatMap((kpi) => (kpi && mayEditKpi(who.viewer, kpi) ? kpi : []));
    const same = one.sameAs === undefined ? undefined : found.get(ref('import', one.sameAs))?.body;
    const byId = found.get(ref('person', one.by))?.body.accountId;
    const { importId, name, createdAt, at, state, rows, counts, notSent, undone, error } = one;
    const { added, corrected, known, refused } = counts;
    return {
      ...{ importId, name, createdAt, at, state, rows, counts, notSent },
      values: one.parts.reduce((sum, part) => sum + part.values, 0),
      done: added + corrected + known + refused,
      parts: one.parts.length,
      kpis: editable.map(({ kpiId, name: kpiName }) => ({ kpiId, name: kpiName })),
      ...(same && seesImport(who, same) ? { sameAs: { importId: same.importId, name: same.name, at: same.createdAt } } : {}),
      ...(undone ? { undone: { ...undone, keptAt: undone.keptAt.filter(({ kpiId }) => editable.some((kpi) => kpi.kpiId === kpiId)) } } : {}),
      ...(byId === undefined ? {} : { byId }),
      mayUndo: state === 'done' && added + corrected > 0 && editable.length === kpis.length && editable.every((kpi) => kpi.state === 'open'),
      ...(error === undefined ? {} : { error }),
    };
  });
}

export async function importRecord(ports: Ports, who: ImportViewer, one: Import): Promise<ImportRecord> {
  const [record] = await importRecords(ports, who, [one]);
  if (!record) throw new Error('An import has no record.');
  return record;
}
