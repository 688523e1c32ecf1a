import { canonicalJson } from '../../domain/canonical-json';
import { managesOutcomes } from '../../domain/access';
import { type Import, MAX_IMPORTS } from '../../domain/import';
import { type Change, change } from '../change';
import { importRecord, importViewer } from '../imports/record';
import { SITE, importPartKey, ref } from '../ports';
import { Refused, archived, notFound, workedOut } from '../refused';
import { type UseCase } from '../use-case';

export const beginImport: UseCase<'import.begin'> = async ({ ports, caller, input }) => {
  const importId = ports.newId('imp');
  const forgotten = await change(ports, caller, async (tx) => {
    const [stored, list] = [ref('import', importId), ref('importIds', SITE)];
    await tx.read(stored, list);
    const ids = [...(tx.get(list)?.ids ?? []), importId];
    tx.put(list, { ids: ids.slice(-MAX_IMPORTS) });
    tx.put(stored, {
      ...{ importId, name: input.name, by: await tx.person(caller.accountId), accountId: caller.accountId },
      ...{ createdAt: tx.now, at: tx.now, state: 'sending', rows: input.rows, partCount: input.parts, parts: [], next: 0 },
      notSent: { repeated: 0, refused: 0 },
      counts: { added: 0, corrected: 0, known: 0, refused: 0 },
    });
    return ids.slice(0, -MAX_IMPORTS);
  });
  for (const id of forgotten) await ports.importQueue.push({ kind: 'forget', importId: id, step: 0 });
  return { importId };
};

export const sendImportPart: UseCase<'import.part'> = async ({ ports, caller, input, grant }) => {
  const { importId, part, kpiId, values } = input;
  if (grant.kpi.state === 'archived') throw archived('KPI', 'kpiId');
  if (grant.kpi.source) throw workedOut();
  const today = ports.now().slice(0, 10);
  const future = values.findIndex(([, at]) => at > today);
  if (future >= 0) {
    throw new Refused('invalid-input', `values.${future}.1: ${values[future]?.[1]} lies in the future.`, {
      field: `values.${future}.1`,
      remedy: 'Leave out values of days that have not come. Nothing was recorded.',
    });
  }
  const hash = ports.hash(canonicalJson(values.map(([, at, value]) => [at, value])));
  const by = await ports.pseudonym(caller.accountId);
  const right = managesOutcomes(grant.viewer) ? 'manager' : 'owner';
  return change(ports, caller, async (tx) => {
    const [stored, storedPart] = [ref('import', importId), ref('importPart', importPartKey(importId, part))];
    await tx.read(stored, storedPart);
    const before = ownImport(tx, importId, by);
    const sent = before.parts[part];
    if (sent?.kpiId === kpiId && sent.hash === hash) return { received: before.parts.length };
    if (before.state !== 'sending' || part !== before.parts.length || part >= before.partCount) {
      throw new Refused('invalid-input', `part: part ${part} is not the one that comes next.`, { field: 'part', remedy: 'Begin the import again. Nothing was recorded.' });
    }
    const parts = [...before.parts, { kpiId, values: values.length, hash, right } as const];
    tx.put(stored, { ...before, parts, at: tx.now });
    tx.put(storedPart, { kpiId, values, rows: [], outcomes: '' });
    return { received: parts.length };
  });
};

export const startImport: UseCase<'import.start'> = async ({ ports, caller, input }) => {
  const { importId, rows, repeated, refused } = input;
  const by = await ports.pseudonym(caller.accountId);
  const started = await change(ports, caller, async (tx) => {
    const [stored, storedRows] = [ref('import', importId), ref('importRows', importId)];
    await tx.read(stored, storedRows);
    const before = ownImport(tx, importId, by);
    if (before.state !== 'sending') return before;
    if (before.parts.length < before.partCount) {
      throw new Refused('invalid-input', `parts: ${before.parts.length} of ${before.partCount} parts have arrived.`, { field: 'parts', remedy: 'Send the others first. Nothing was recorded.' });
    }
    const content = ports.hash(canonicalJson(before.parts.map(({ kpiId, hash }) => [kpiId, hash])));
    const sameAs = await sameImport(tx, content);
    const after: Import = { ...before, at: tx.now, content, notSent: { repeated, refused }, ...(sameAs === undefined ? { state: 'taking' } : { state: 'duplicate', sameAs, accountId: undefined }) };
    tx.put(stored, after);
    if (rows.length > 0) tx.put(storedRows, { rows });
    return after;
  });
  if (started.state === 'taking') await ports.importQueue.push({ kind: 'take', importId, step: started.next });
  return { import: await importRecord(ports, await importViewer(ports, caller), started) };
};

/** The caller's own import; nobody else adds to it, managers neither. */
function ownImport(tx: Change, importId: string, pseudonym: string): Import {
  const found = tx.get(ref('import', importId));
  if (found?.by !== pseudonym) throw notFound('import', 'importId');
  return found;
}

/** The import that took the same values of the same KPIs in and was not undone. */
async function sameImport(tx: Change, content: string): Promise<string | undefined> {
  const known = ref('importOf', content);
  await tx.read(known);
  const importId = tx.get(known)?.importId;
  if (importId === undefined) return undefined;
  const other = ref('import', importId);
  await tx.read(other);
  if (tx.get(other)?.state === 'undoing') {
    throw new Refused('busy', 'The same file is being taken back just now.', { remedy: 'Try again in a minute. Nothing was recorded.' });
  }
  return importId;
}
