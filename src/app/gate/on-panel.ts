import { type CallReply } from '../../contract/index';
import { overridesInForce } from '../../domain/gate';
import { overridesGates } from '../authorise';
import { type Caller, type Found, type Issue, type Ports } from '../ports';
import { gateRefs } from './facts';

/** What an issue's panel tells of gates. Jira is asked for the caller's rights only where a gate found something missing. */
export async function gateOnPanel(
  ports: Ports,
  caller: Caller,
  issue: Issue,
  served: readonly { ownerId: string }[],
  /** Whether the caller sees that a restricted outcome is among them. */
  seesRestricted: boolean,
  found: Found,
): Promise<CallReply<'panel.read'>['gate']> {
  const refs = gateRefs(issue.issueId);
  const record = found.get(refs.record)?.body;
  if (!record) return undefined;
  const overrides = overridesInForce(found.get(refs.overrides)?.body.items ?? [], issue.statusId, ports.now());
  return {
    ...{ at: record.at, outcome: record.outcome, misses: record.misses },
    overrides: overrides.map(({ rule, until, reason }) => ({ rule, until, reason })),
    ...(seesRestricted ? { leavesOut: true } : {}),
    mayOverride: await overridesGates(ports, caller, issue, served),
  };
}
