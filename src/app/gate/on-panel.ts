import { type CallReply } from '../../contract/index';
import { gateMisses, overridesInForce } from '../../domain/gate';
import { type SeenGate, gatesFrom, likelyFrom, missedByAny } from '../../domain/seen-gate';
import { overridesGates } from '../authorise';
import { type Caller, type Found, type Issue, type Ports, type Ref, SITE, ref } from '../ports';
import { gateFacts, gateRefs } from './facts';

type Gate = NonNullable<CallReply<'panel.read'>['gate']>;

/** What must have been read before `gateOnPanel`. */
export function panelRefs({ issueId, projectId }: Pick<Issue, 'issueId' | 'projectId'>): Ref[] {
  const { record, overrides } = gateRefs(issueId);
  return [record, overrides, ref('gatesSeen', projectId), ref('gatesAnnounced', SITE)];
}

/**
 * What an issue's panel tells of gates: what one found missing at its last move, or what one that is known of would find;
 * else, to those who may let the issue pass, what one that may stand there would. Jira is asked for the caller's rights,
 * and the store for the second, only where there may be something to tell.
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
  const now = ports.now();
  const seen = found.get(ref('gatesSeen', issue.projectId))?.body.gates ?? [];
  const overrides = overridesInForce(found.get(refs.overrides)?.body.items ?? [], issue.statusId, now).map(({ rule, until, reason }) => ({ rule, until, reason }));
  const asTold = ({ at, outcome, misses }: Told, mayOverride: boolean): Gate => ({ at, outcome, misses, overrides, ...(seesRestricted ? { leavesOut: true } : {}), mayOverride });
  const told = found.get(refs.record)?.body ?? (seesAll ? await wouldMiss(ports, issue, 'ahead', gatesFrom(seen, issue.statusId, now)) : undefined);
  if (told) return asTold(told, await overridesGates(ports, caller, issue, served));
  const likely = seesAll ? likelyFrom(seen, found.get(ref('gatesAnnounced', SITE))?.body.gates ?? [], issue.statusId, now) : [];
  if (likely.length === 0) return undefined;
  const mayOverride = await overridesGates(ports, caller, issue, served);
  const missing = mayOverride || overrides.length > 0 ? await wouldMiss(ports, issue, 'likely', likely) : undefined;
  return missing && asTold(missing, mayOverride);
}

type Told = Pick<Gate, 'at' | 'outcome' | 'misses'>;

/** What such gates, the newest first, would find missing now; undefined when there is nothing. */
async function wouldMiss(ports: Ports, issue: Issue, outcome: Told['outcome'], gates: readonly Pick<SeenGate, 'demands' | 'at'>[]): Promise<Told | undefined> {
  const [newest] = gates;
  if (!newest) return undefined;
  const { facts } = await gateFacts(ports, issue, ports.user.issue);
  const misses = missedByAny(gates, (demands) => gateMisses(demands, facts));
  return misses.length > 0 ? { at: newest.at, outcome, misses } : undefined;
}
