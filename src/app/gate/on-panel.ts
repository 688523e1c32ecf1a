import { type CallReply } from '../../contract/index';
import { gateMisses, overridesInForce } from '../../domain/gate';
import { gatesFrom, missedByAny } from '../../domain/seen-gate';
import { overridesGates } from '../authorise';
import { type Caller, type Found, type Issue, type Ports, type Ref, ref } from '../ports';
import { gateFacts, gateRefs } from './facts';

type Gate = NonNullable<CallReply<'panel.read'>['gate']>;

/** What must have been read before `gateOnPanel`. */
export function panelRefs({ issueId, projectId }: Pick<Issue, 'issueId' | 'projectId'>): Ref[] {
  const { record, overrides } = gateRefs(issueId);
  return [record, overrides, ref('gatesSeen', projectId)];
}

/**
 * What an issue's panel tells of gates: what one found missing at its last move, or what one that is known of would find.
 * Jira is asked for the caller's rights, and the store for the second, only where there is something to tell.
 */
export async function gateOnPanel(
  ports: Ports,
  caller: Caller,
  issue: Issue,
  /** `seesRestricted`: whether the caller sees that a restricted outcome is among those served. */
  { served, seesRestricted, seesAll }: { served: readonly { ownerId: string }[]; seesRestricted: boolean; seesAll: boolean },
  found: Found,
): Promise<Gate | undefined> {
  const refs = gateRefs(issue.issueId);
  const told = found.get(refs.record)?.body ?? (seesAll ? await ahead(ports, issue, found) : undefined);
  if (!told) return undefined;
  const overrides = overridesInForce(found.get(refs.overrides)?.body.items ?? [], issue.statusId, ports.now());
  return {
    ...{ at: told.at, outcome: told.outcome, misses: told.misses },
    overrides: overrides.map(({ rule, until, reason }) => ({ rule, until, reason })),
    ...(seesRestricted ? { leavesOut: true } : {}),
    mayOverride: await overridesGates(ports, caller, issue, served),
  };
}

/** What the gates on the ways out of the issue's status would find missing now; they are known from when they were met in the project. */
async function ahead(ports: Ports, issue: Issue, found: Found): Promise<Pick<Gate, 'at' | 'outcome' | 'misses'> | undefined> {
  const [newest, ...others] = gatesFrom(found.get(ref('gatesSeen', issue.projectId))?.body.gates ?? [], issue.statusId, ports.now());
  if (!newest) return undefined;
  const { facts } = await gateFacts(ports, issue, ports.user.issue);
  const misses = missedByAny([newest, ...others], (demands) => gateMisses(demands, facts));
  return misses.length > 0 ? { at: newest.at, outcome: 'ahead', misses } : undefined;
}
