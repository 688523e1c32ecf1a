import { workOf } from '../../domain/import';
import { type Ports, ref } from '../ports';
import { forgetImport } from './forget';
import { type ImportTask } from './queue';
import { takePart } from './take-part';
import { undoPart } from './undo-part';

/** A step whose successor may not have been sent is sent again after so long; where it was, the other one does nothing. */
const SEND_AGAIN_S = 60;

/**
 * One step of an import: a part is taken in, or a KPI's values are taken back. A step may be delivered twice, late, or be
 * cut off anywhere: each of its transactions moves the checkpoint on, and only from where it stands.
 */
export async function importStep(ports: Ports, task: ImportTask): Promise<void> {
  const { kind, importId, step } = task;
  if (kind === 'forget') return forgetImport(ports, importId);
  const stored = ref('import', importId);
  const found = (await ports.store.read([stored])).get(stored)?.body;
  if (!found || workOf(found) !== kind) return;
  if (found.next !== step) {
    if (found.next === step + 1) await ports.importQueue.push({ ...task, step: found.next }, SEND_AGAIN_S);
    return;
  }
  const goesOn = await (kind === 'take' ? takePart(ports, found) : undoPart(ports, found));
  if (goesOn) await ports.importQueue.push({ ...task, step: step + 1 });
}

/** Keeps a step's failure where people see it; the step itself is delivered again. */
export async function noteImportFailure(ports: Ports, importId: string, error: string): Promise<void> {
  const stored = ref('import', importId);
  const before = (await ports.store.read([stored])).get(stored);
  if (!before || !workOf(before.body)) return;
  // When somebody else was faster, the step is under way and the failure is of the past.
  await ports.store.commit([{ ref: stored, body: { ...before.body, error }, expect: before.version }], []);
}
