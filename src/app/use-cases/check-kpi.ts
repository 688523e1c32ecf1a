import { canTell } from '../../domain/can-tell';
import { baselineLevel } from '../../domain/measure';
import { onAxis } from '../../domain/timeline';
import { Refused } from '../refused';
import { type UseCase } from '../use-case';
import { chunkRefs } from '../views';

/** Answers before anything is launched whether the KPI can show a change of the planned size. */
export const checkKpi: UseCase<'kpi.check'> = async ({ ports, input, grant }) => {
  const { kpi } = grant;
  const chunks = chunkRefs(kpi);
  const found = await ports.store.read(chunks);
  const { from = '', to = '9999-12-31', target } = input;
  const inside = chunks
    .flatMap((r) => found.get(r)?.body.points ?? [])
    .filter(({ at }) => at >= from && at <= to);
  const level = baselineLevel({ kind: 'window', from, to }, inside);
  const gap = target === undefined || level.kind === 'refused' ? undefined : Math.abs(target - level.level);
  const planned = input.planned ?? gap;
  if (!planned) {
    if (level.kind === 'refused') return { planned: 0, result: { kind: 'refused', reason: 'too-few-values' } };
    throw new Refused('invalid-input', 'target: there is no planned change to look for.', {
      field: 'target',
      remedy: 'Give a target that differs from the level before the change, or the size of the planned effect.',
    });
  }
  const result = canTell({
    times: onAxis(inside.map(({ at }) => at), kpi.cadence),
    values: inside.map(({ value }) => value),
    planned,
    after: input.after,
  });
  return { planned, result };
};
