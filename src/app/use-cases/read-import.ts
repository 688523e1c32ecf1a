import { mayEditKpi } from '../../domain/access';
import { OUTCOMES } from '../../domain/import';
import { importRecord, importRecords, importViewer, seenImport, seesImport } from '../imports/record';
import { SITE, importPartKey, ref } from '../ports';
import { type UseCase } from '../use-case';

export const readImport: UseCase<'import.read'> = async ({ ports, caller, input }) => {
  const who = await importViewer(ports, caller);
  return { import: await importRecord(ports, who, await seenImport(ports, who, input.importId)) };
};

export const listImports: UseCase<'import.list'> = async ({ ports, caller }) => {
  const who = await importViewer(ports, caller);
  const list = ref('importIds', SITE);
  const refs = ((await ports.store.read([list])).get(list)?.body.ids ?? []).map((id) => ref('import', id)).reverse();
  const found = await ports.store.read(refs);
  const seen = refs.flatMap((r) => found.get(r)?.body ?? []).filter((one) => seesImport(who, one));
  return { imports: await importRecords(ports, who, seen) };
};

export const readImportReport: UseCase<'import.report'> = async ({ ports, caller, input }) => {
  const { importId, part: number } = input;
  const who = await importViewer(ports, caller);
  const { parts } = await seenImport(ports, who, importId);
  const after = (number ?? -1) + 1;
  const next = after < parts.length ? { next: after } : {};
  if (number === undefined) {
    const rows = ref('importRows', importId);
    return { notSent: (await ports.store.read([rows])).get(rows)?.body.rows ?? [], ...next };
  }
  const kpiId = parts[number]?.kpiId;
  if (kpiId === undefined) return { notSent: [] };
  const [storedPart, storedKpi] = [ref('importPart', importPartKey(importId, number)), ref('kpi', kpiId)];
  const found = await ports.store.read([storedPart, storedKpi]);
  const [part, kpi] = [found.get(storedPart)?.body, found.get(storedKpi)?.body];
  if (!part || !kpi || !mayEditKpi(who.viewer, kpi)) return { notSent: [], ...next };
  const outcomes = [...part.outcomes].map((letter) => OUTCOMES[letter as keyof typeof OUTCOMES]);
  return { notSent: [], part: { kpiId, rows: part.rows, outcomes }, ...next };
};
