import { canTell } from '../../domain/can-tell';
import { onAxis } from '../../domain/timeline';
import { type UseCase } from '../use-case';
import { chunkRefs } from '../views';

/** Answers before anything is launched whether the KPI can show a change of the planned size. */
export const checkKpi: UseCase<'kpi.check'> = async ({ ports, input, grant }) => {
  const { kpi } = grant;
  const chunks = chunkRefs(kpi);
  const found = await ports.store.read(chunks);
  const { from = '', to = '9999-12-31' } = input;
  const inside = chunks
    .flatMap((r) => found.get(r)?.body.points ?? [])
    .filter(({ at }) => at >= from && at <= to);
  return canTell({
    times: onAxis(inside.map(({ at }) => at), kpi.cadence),
    values: inside.map(({ value }) => value),
    planned: input.planned,
    after: input.after,
  });
};
