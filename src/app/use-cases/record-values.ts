import { MAX_YEARS_PER_RECORD } from '../../contract/bounds';
import { canonicalJson } from '../../domain/canonical-json';
import { type NewValue, yearsOf } from '../../domain/value-log';
import { change } from '../change';
import { ref } from '../ports';
import { kpiRecord } from '../records';
import { Refused, archived, notFound, workedOut } from '../refused';
import { kpiStream } from '../streams';
import { chunksFor, takeValues } from '../take-values';
import { type UseCase } from '../use-case';

export const recordValues: UseCase<'value.record'> = async ({ ports, caller, input }) => {
  const { kpiId, values, source } = input;
  checkDates(values, ports.now().slice(0, 10));
  const stored = ref('kpi', kpiId);
  return change(ports, caller, async (tx) => {
    await tx.read(stored);
    const kpi = tx.get(stored);
    if (!kpi) throw notFound('KPI', 'kpiId');
    if (kpi.state === 'archived') throw archived('KPI', 'kpiId');
    if (kpi.source) throw workedOut();
    await tx.read(...chunksFor(kpi, values));
    const { added, corrected, repeated, changed, kpi: after } = await takeValues(tx, kpi, values, source, await tx.person(caller.accountId));
    if (!changed) return { added, corrected, repeated, kpi: kpiRecord(kpi) };
    tx.record(kpiStream(kpiId), 'values.recorded', {
      ...{ source, added, corrected, repeated },
      content: ports.hash(canonicalJson(values.map(({ at, value }) => [at, value]))),
    });
    return { added, corrected, repeated, kpi: kpiRecord(after) };
  });
};

function checkDates(values: readonly NewValue[], today: string): void {
  const future = values.findIndex((v) => v.at > today);
  if (future >= 0) {
    throw new Refused('invalid-input', `values.${future}.at: ${values[future]?.at} lies in the future.`, {
      field: `values.${future}.at`,
      remedy: 'Record a value on or after its date. Nothing was recorded.',
    });
  }
  if (yearsOf(values).length > MAX_YEARS_PER_RECORD) {
    throw new Refused('limit-reached', `One call takes values of at most ${MAX_YEARS_PER_RECORD} calendar years.`, {
      field: 'values',
      remedy: 'Record them in several calls. Nothing was recorded.',
    });
  }
}
