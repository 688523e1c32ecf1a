import { type Viewer } from '../../domain/access';
import { type Json } from '../../domain/canonical-json';
import { type FormulaFault, faultOfFormula, operandsOf } from '../../domain/formula';
import { type Kpi } from '../../domain/kpi';
import { type KpiSource, MAX_FORMULA_DEPTH, MAX_FORMULAS_PER_KPI, MAX_JIRA_KPIS, type NamedThing } from '../../domain/kpi-source';
import { seenKpis } from '../authorise';
import { type Change, change } from '../change';
import { type Caller, type Ports, SITE, chunkKey, ref } from '../ports';
import { Refused, archived, changedMeanwhile, notFound } from '../refused';
import { kpiStream } from '../streams';
import { NOTHING_WORKED_OUT } from './ports';
import { removeSamples } from './samples';

const FAULTS: Record<FormulaFault, string> = {
  'same-twice': 'A formula needs two different KPIs.',
  'uses-itself': 'One of these KPIs is worked out from this one already.',
  'too-deep': `Formulas may stand on one another ${MAX_FORMULA_DEPTH} deep at most.`,
};

interface NewSource {
  kpiId: string;
  version: number;
  source: KpiSource | undefined;
  /** Who makes a formula. */
  viewer?: Viewer | undefined;
}

/** Says where a KPI's values come from; undefined for values that are recorded. In one transaction with the KPIs that a formula uses. */
export function setSource(ports: Ports, caller: Caller, { kpiId, version, source, viewer }: NewSource): Promise<Kpi> {
  return change(ports, caller, async (tx) => {
    const [stored, list] = [ref('kpi', kpiId), ref('workedOut', SITE)];
    await tx.read(stored, list);
    const before = tx.get(stored);
    if (!before) throw notFound('KPI', 'kpiId');
    if (before.revision !== version) throw changedMeanwhile('KPI');
    if (before.state === 'archived') throw archived('KPI', 'kpiId');
    if (source && !before.source) await refuseRecorded(tx, before);
    await checkFormula(tx, kpiId, source);
    const after: Kpi = { ...before, source, revision: before.revision + 1 };
    tx.put(stored, after);
    await useOperands(ports, tx, kpiId, operandsOf(before.source), operandsOf(source), viewer);
    const listed = tx.get(list) ?? NOTHING_WORKED_OUT;
    const [jira, formulas] = [listed.jira, listed.formulas].map((ids) => ids.filter((id) => id !== kpiId));
    if (source && source.kind !== 'formula' && (jira?.length ?? 0) >= MAX_JIRA_KPIS) {
      throw new Refused('limit-reached', `At most ${MAX_JIRA_KPIS} KPIs can be counted in Jira.`, { field: 'source', remedy: 'End the counting of one that is no longer needed.' });
    }
    tx.put(list, {
      jira: source && source.kind !== 'formula' ? [...(jira ?? []), kpiId] : (jira ?? []),
      formulas: source?.kind === 'formula' ? [...(formulas ?? []), kpiId] : (formulas ?? []),
    });
    tx.record(kpiStream(kpiId), 'kpi.source-set', { source: { from: recorded(ports, before.source), to: recorded(ports, source) } });
    return after;
  });
}

/** One KPI has one source: what was recorded by hand, and what is worked out, do not mix in a series. */
async function refuseRecorded(tx: Change, kpi: Kpi): Promise<void> {
  if (kpi.series.count === 0) return;
  const chunks = kpi.series.years.map((year) => ref('chunk', chunkKey(kpi.kpiId, year)));
  await tx.read(...chunks);
  const isRecorded = chunks.some((chunk) => tx.get(chunk)?.points.some((point) => point.source !== 'jira' && point.source !== 'formula'));
  if (!isRecorded) return;
  throw new Refused('forbidden', 'This KPI has values that were recorded. Others in the same series would not mean the same.', {
    field: 'kpiId',
    remedy: 'Create a KPI of its own for what is worked out. Nothing was changed.',
  });
}

async function checkFormula(tx: Change, kpiId: string, source: KpiSource | undefined): Promise<void> {
  if (source?.kind !== 'formula') return;
  let level = [source.leftId, source.rightId];
  for (let depth = 0; depth <= MAX_FORMULA_DEPTH && level.length > 0; depth += 1) {
    await tx.read(...level.map((id) => ref('kpi', id)));
    level = level.flatMap((id) => operandsOf(tx.get(ref('kpi', id))?.source));
  }
  for (const [field, id] of [['source.leftId', source.leftId], ['source.rightId', source.rightId]] as const) {
    if (!tx.get(ref('kpi', id))) throw notFound('KPI', field);
  }
  const fault = faultOfFormula(kpiId, source, (id) => tx.get(ref('kpi', id))?.source);
  if (fault) throw new Refused('invalid-input', FAULTS[fault], { field: 'source.rightId', remedy: 'Choose another KPI. Nothing was changed.' });
}

/** Notes on the KPIs of a formula that it uses them, and takes the note off those that it no longer uses. */
async function useOperands(ports: Ports, tx: Change, kpiId: string, before: readonly string[], after: readonly string[], viewer: Viewer | undefined): Promise<void> {
  const changed = [...new Set([...before, ...after])].filter((id) => before.includes(id) !== after.includes(id));
  if (changed.length === 0) return;
  await tx.read(...changed.map((id) => ref('kpi', id)));
  for (const id of changed) {
    const operand = tx.get(ref('kpi', id));
    if (!operand) continue;
    const others = (operand.usedBy ?? []).filter((other) => other !== kpiId);
    if (after.includes(id) && viewer && (await isFull(ports, viewer, others))) throw new Refused('limit-reached', `At most ${MAX_FORMULAS_PER_KPI} formulas may use one KPI.`, {
      field: 'source.leftId',
      remedy: 'Build this one on another KPI, or give up one of those. Nothing was changed.',
    });
    tx.put(ref('kpi', id), { ...operand, usedBy: [...others, ...(after.includes(id) ? [kpiId] : [])] });
  }
}

/** Formulas that the viewer may not see take no place from theirs. */
async function isFull(ports: Ports, viewer: Viewer, formulaIds: readonly string[]): Promise<boolean> {
  if (formulaIds.length < MAX_FORMULAS_PER_KPI) return false;
  const found = await ports.store.read(formulaIds.map((id) => ref('kpi', id)));
  const formulas = formulaIds.flatMap((id) => found.get(ref('kpi', id))?.body ?? []);
  return (await seenKpis(ports, viewer, formulas)).length >= MAX_FORMULAS_PER_KPI;
}

/** As the trail keeps it: of a query only a hash, as whoever may see the KPI may read its trail. */
function recorded(ports: Ports, source: KpiSource | undefined): Json {
  if (!source) return null;
  if (source.kind === 'formula') return { ...source };
  const query = ports.hash(source.jql);
  if (source.kind === 'jql') return { kind: source.kind, query, count: source.count };
  const figure = Object.entries(source.figure).map(([name, given]: [string, string | number | NamedThing]): [string, Json] => [name, typeof given === 'object' ? given.name : given]);
  return { kind: source.kind, query, figure: Object.fromEntries(figure) };
}

/** Clears away what was read of Jira for a KPI that is no longer counted there. */
export async function forgetReading(ports: Ports, kpiId: string): Promise<void> {
  const stored = ref('kpiReading', kpiId);
  const reading = (await ports.store.read([stored])).get(stored)?.body;
  if (!reading) return;
  await ports.store.commit([{ ref: stored, body: null, expect: 'any' }], []);
  for (const those of [reading, reading.former]) if (those) await removeSamples(ports, kpiId, those);
}
