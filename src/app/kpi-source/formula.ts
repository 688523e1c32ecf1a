import { formulaValues } from '../../domain/formula';
import { type FormulaSource } from '../../domain/kpi-source';
import { type NewValue, valuesOf } from '../../domain/value-log';
import { type Ports, ref } from '../ports';
import { chunkRefs } from '../views';
import { replaceAll } from './publish';

/** Works a formula's values out anew; formulas that use it follow. */
export async function workOut(ports: Ports, kpiId: string): Promise<void> {
  const stored = ref('kpi', kpiId);
  const kpi = (await ports.store.read([stored])).get(stored)?.body;
  if (kpi?.source?.kind !== 'formula' || kpi.state === 'archived') return;
  await replaceAll(ports, kpiId, await formulaOf(ports, kpi.source));
}

/** The values of a formula, by date ascending. */
export async function formulaOf(ports: Ports, source: Pick<FormulaSource, 'operation' | 'percent' | 'leftId' | 'rightId'>): Promise<NewValue[]> {
  const [left, right] = [await valuesAt(ports, source.leftId), await valuesAt(ports, source.rightId)];
  return formulaValues(source, left, right);
}

async function valuesAt(ports: Ports, kpiId: string): Promise<NewValue[]> {
  const stored = ref('kpi', kpiId);
  const kpi = (await ports.store.read([stored])).get(stored)?.body;
  const chunks = kpi ? chunkRefs(kpi) : [];
  const found = await ports.store.read(chunks);
  return valuesOf(chunks.flatMap((chunk) => found.get(chunk)?.body ?? []));
}
