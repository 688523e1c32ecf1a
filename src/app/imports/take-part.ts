import { canonicalJson } from '../../domain/canonical-json';
import { type Import, type ImportPart, type ImportValue, advanced, countsWith, firstYears, newValues, outcomesOf, partRefusal, yearsPerStep } from '../../domain/import';
import { type Kpi } from '../../domain/kpi';
import { type Change, change } from '../change';
import { type Ports, importPartKey, ref } from '../ports';
import { kpiStream } from '../streams';
import { chunksFor, takeValues } from '../take-values';

/** Operations in one transaction (Forge limits: ≤ 25). */
export const MAX_OPERATIONS = 25;

/** Takes the next part in, in as many transactions as its years need. True when there is another part; false, too, when somebody else moved on. */
export async function takePart(ports: Ports, { importId, next, accountId }: Import): Promise<boolean> {
  if (accountId === undefined) throw new Error('An import is under way without whose it is.');
  for (;;) {
    const left = await change(ports, { accountId }, (tx) => takeYears(ports, tx, { importId, part: next, accountId }));
    if (left !== 'years') return left === 'parts';
  }
}

interface At {
  importId: string;
  part: number;
  accountId: string;
}

/** What is left after one transaction; `moved` when somebody else did it. */
async function takeYears(ports: Ports, tx: Change, { importId, part: number, accountId }: At): Promise<'years' | 'parts' | 'nothing' | 'moved'> {
  const [stored, storedPart] = [ref('import', importId), ref('importPart', importPartKey(importId, number))];
  await tx.read(stored, storedPart);
  const [before, part] = [tx.get(stored), tx.get(storedPart)];
  const sent = before?.parts[number];
  if (!before || !part || !sent || before.state !== 'taking' || before.next !== number) return 'moved';
  const storedKpi = ref('kpi', part.kpiId);
  await tx.read(storedKpi);
  const kpi = tx.get(storedKpi);
  const refusal = partRefusal(kpi, sent.right, accountId);
  const done = kpi && !refusal ? firstYears(part.values, yearsPerStep(kpi.outcomeIds.length, MAX_OPERATIONS)) : part.values;
  const outcomes = kpi && !refusal ? await take(ports, tx, kpi, done, { importId, part: number, accountId }) : (refusal ?? 'g').repeat(done.length);
  const after = advanced(part, done, outcomes);
  tx.put(storedPart, after);
  await moveOn(tx, before, after, outcomes);
  if (after.values.length > 0) return 'years';
  return number + 1 < before.parts.length ? 'parts' : 'nothing';
}

async function take(ports: Ports, tx: Change, kpi: Kpi, done: readonly ImportValue[], { importId, part, accountId }: At): Promise<string> {
  const values = newValues(done);
  const chunks = chunksFor(kpi, values);
  await tx.read(...chunks);
  const outcomes = outcomesOf(done, chunks.flatMap((chunk) => tx.get(chunk) ?? []));
  const { added, corrected, repeated, changed } = await takeValues(tx, kpi, values, 'file', await tx.person(accountId), importId);
  if (changed) {
    tx.record(kpiStream(kpi.kpiId), 'values.imported', {
      ...{ importId, part, added, corrected, repeated },
      content: ports.hash(canonicalJson(values.map(({ at, value }) => [at, value]))),
    });
  }
  return outcomes;
}

/** The checkpoint after these values; with the last of them the import is done, and its content known as taken in. */
async function moveOn(tx: Change, before: Import, part: ImportPart, outcomes: string): Promise<void> {
  const next = part.values.length > 0 ? before.next : before.next + 1;
  const counts = countsWith(before.counts, outcomes);
  const moved: Import = { ...before, next, counts, at: tx.now, error: undefined };
  const isDone = next === before.parts.length;
  tx.put(ref('import', before.importId), isDone ? { ...moved, state: 'done', accountId: undefined } : moved);
  if (!isDone || counts.refused > 0 || before.content === undefined) return;
  const known = ref('importOf', before.content);
  await tx.read(known);
  tx.put(known, { importId: before.importId });
}
