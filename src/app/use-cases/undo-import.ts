import { mayEditKpi } from '../../domain/access';
import { kpisOf } from '../../domain/import';
import { change } from '../change';
import { importRecord, importViewer, seenImport } from '../imports/record';
import { ref } from '../ports';
import { Refused, archived, notFound } from '../refused';
import { type UseCase } from '../use-case';

export const undoImport: UseCase<'import.undo'> = async ({ ports, caller, input }) => {
  const { importId } = input;
  const who = await importViewer(ports, caller);
  const kpiRefs = kpisOf(await seenImport(ports, who, importId)).map((id) => ref('kpi', id));
  const found = await ports.store.read(kpiRefs);
  for (const kpi of kpiRefs.flatMap((r) => found.get(r)?.body ?? [])) {
    if (!mayEditKpi(who.viewer, kpi)) {
      throw new Refused('forbidden', 'Only whoever may change all the KPIs of an import may undo it.', { remedy: 'Ask an outcome manager or Jira administrator.' });
    }
    if (kpi.state === 'archived') throw archived('KPI', 'importId');
  }
  const undoing = await change(ports, caller, async (tx) => {
    const stored = ref('import', importId);
    await tx.read(stored);
    const before = tx.get(stored);
    if (!before) throw notFound('import', 'importId');
    if (before.state === 'undoing' || before.state === 'undone') return before;
    if (before.state !== 'done') {
      throw new Refused('invalid-input', 'This import cannot be undone: it is under way, or it brought nothing.', { field: 'importId', remedy: 'Wait until it is done. Nothing was changed.' });
    }
    const after = { ...before, state: 'undoing' as const, next: 0, at: tx.now, accountId: caller.accountId, undone: { restored: 0, withdrawn: 0, kept: 0, keptAt: [] } };
    tx.put(stored, after);
    return after;
  });
  if (undoing.state === 'undoing') await ports.importQueue.push({ kind: 'undo', importId, step: undoing.next });
  return { import: await importRecord(ports, who, undoing) };
};
