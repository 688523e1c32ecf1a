import { type Import, MAX_KEPT_DATES, kpisOf, yearsPerStep } from '../../domain/import';
import { undoImport, yearsOfImport } from '../../domain/undo-import';
import { type Chunk } from '../../domain/value-log';
import { type Change, change } from '../change';
import { type Ports, chunkKey, ref } from '../ports';
import { kpiStream } from '../streams';
import { putValues } from '../take-values';
import { chunkRefs } from '../views';
import { MAX_OPERATIONS } from './take-part';

/** Takes the import's values of its next KPI back, in as many transactions as their years need. True when there is another KPI. */
export async function undoPart(ports: Ports, { importId, next, accountId }: Import): Promise<boolean> {
  if (accountId === undefined) throw new Error('An import is taken back without by whom.');
  for (;;) {
    const left = await change(ports, { accountId }, (tx) => undoYears(tx, importId, next, accountId));
    if (left !== 'years') return left === 'kpis';
  }
}

async function undoYears(tx: Change, importId: string, index: number, accountId: string): Promise<'years' | 'kpis' | 'nothing' | 'moved'> {
  const stored = ref('import', importId);
  await tx.read(stored);
  const before = tx.get(stored);
  const kpiIds = before ? kpisOf(before) : [];
  const kpiId = kpiIds[index];
  if (before?.state !== 'undoing' || before.next !== index || kpiId === undefined) return 'moved';
  const { left, undone } = await undoSome(tx, { importId, kpiId, accountId });
  const total = before.undone ?? { restored: 0, withdrawn: 0, kept: 0, keptAt: [] };
  const moved: Import = {
    ...before,
    at: tx.now,
    error: undefined,
    next: left ? index : index + 1,
    undone: {
      restored: total.restored + undone.restored,
      withdrawn: total.withdrawn + undone.withdrawn,
      kept: total.kept + undone.kept.length,
      keptAt: [...total.keptAt, ...undone.kept.map((at) => ({ kpiId, at }))].slice(0, MAX_KEPT_DATES),
    },
  };
  const isDone = moved.next === kpiIds.length;
  tx.put(stored, isDone ? { ...moved, state: 'undone', accountId: undefined } : moved);
  if (isDone) await forgetContent(tx, before);
  if (left) return 'years';
  return isDone ? 'nothing' : 'kpis';
}

interface Undone {
  restored: number;
  withdrawn: number;
  kept: string[];
}

/** Takes back what one transaction has room for; `left`: there may be more. */
async function undoSome(tx: Change, { importId, kpiId, accountId }: { importId: string; kpiId: string; accountId: string }): Promise<{ left: boolean; undone: Undone }> {
  const nothing = { restored: 0, withdrawn: 0, kept: [] };
  const stored = ref('kpi', kpiId);
  await tx.read(stored);
  const kpi = tx.get(stored);
  if (!kpi) return { left: false, undone: nothing };
  const refs = chunkRefs(kpi);
  if (refs.length > 0) await tx.read(...refs);
  const chunks = new Map(
    kpi.series.years.flatMap((year): [number, Chunk][] => {
      const chunk = tx.get(ref('chunk', chunkKey(kpiId, year)));
      return chunk ? [[year, chunk]] : [];
    }),
  );
  const all = yearsOfImport(chunks, importId);
  if (all.length === 0) return { left: false, undone: nothing };
  const years = all.slice(0, yearsPerStep(kpi.outcomeIds.length, MAX_OPERATIONS));
  const { head, chunks: changed, ...undone } = undoImport(kpi.series, chunks, importId, years, { recordedAt: tx.now, by: await tx.person(accountId) });
  await putValues(tx, kpi, changed, head);
  tx.record(kpiStream(kpiId), 'import.undone', { importId, restored: undone.restored, withdrawn: undone.withdrawn, kept: undone.kept.length });
  return { left: years.length < all.length, undone };
}

/** From here on the same file is taken in again. */
async function forgetContent(tx: Change, { importId, content }: Import): Promise<void> {
  if (content === undefined) return;
  const known = ref('importOf', content);
  await tx.read(known);
  if (tx.get(known)?.importId === importId) tx.remove(known);
}
