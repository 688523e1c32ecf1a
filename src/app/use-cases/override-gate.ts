import { OVERRIDE_HOURS } from '../../domain/gate';
import { addOverride } from '../gate/overrides';
import { type UseCase } from '../use-case';

const HOUR_MS = 3_600_000;

/** A validator knows no person and cannot ask, so who lets an issue pass says so beforehand. */
export const overrideGate: UseCase<'gate.override'> = async ({ ports, caller, input, grant }) => {
  const { rule, reason } = input;
  const { issue } = grant;
  const { until } = await addOverride(ports, caller, issue, (now) => ({
    ...{ rule, reason, at: now, status: issue.statusId },
    until: new Date(Date.parse(now) + OVERRIDE_HOURS * HOUR_MS).toISOString(),
  }));
  return { rule, until };
};
