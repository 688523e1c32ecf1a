import { readGate } from '../../domain/gate-config';
import { type GateConfig, type GateEntry, type GateFailure, type GateMiss, type GateOverride, type GateRecord, type GateRule, gateMisses, gateOutcome, overridesInForce, withEntry } from '../../domain/gate';
import { type SeenGate, afterMeeting } from '../../domain/seen-gate';
import { APP, type Change, change } from '../change';
import { type Issue, type Ports, type Ref, SITE, ref } from '../ports';
import { gateFacts, gateRefs } from './facts';
import { gateMessage } from './messages';
import { endOverrides } from './overrides';
import { type GateNote } from './queue';

const LOG = ref('gateLog', SITE);

/** A transition that is about to happen, as far as Jira says: of an issue that is being created it may tell neither. */
export interface Transition {
  issueKey: string | undefined;
  /** Id of the status that the issue leaves. */
  from: string | undefined;
  /** Id of the status that it is to reach. */
  to: string | undefined;
  configuration: unknown;
}

/** What a validator answers. */
export interface GateAnswer {
  result: boolean;
  errorMessage?: string;
}

/** A check that could not be made, and why. */
export class GateFailed extends Error {
  constructor(readonly code: GateFailure) {
    super(`The check of a gate failed: ${code}.`);
    this.name = 'GateFailed';
  }
}

/**
 * Judges a transition from snapshots: two requests to the store when nothing is missing, two more to record what is, two more where the gate is new, and
 * of Jira the issue alone, unless it stands above its epic (see `gateFacts`) or an override is to let it pass.
 * Throws when it cannot: `answerToFailure` then answers. Once `isOver` is aborted nothing is recorded any more.
 */
export async function checkGate(ports: Ports, { issueKey, from, to, configuration }: Transition, isOver: AbortSignal): Promise<GateAnswer> {
  const read = readGate(configuration);
  if (!read.ok) throw new GateFailed('configuration');
  const { config } = read;
  if (config.mode === 'off' || config.rules.length === 0) return { result: true };
  const issue = issueKey === undefined ? undefined : await ports.app.issue(issueKey);
  if (!issue) throw new GateFailed('issue-not-found');
  const refs = gateRefs(issue.issueId);
  const seen = ref('gatesSeen', issue.projectId);
  const { facts, found } = await gateFacts(ports, issue, ports.app.issue, [refs.record, refs.overrides, seen]);
  if (to !== undefined) await remember(ports, seen, found.get(seen)?.body.gates ?? [], { from: from ?? issue.statusId, to, at: ports.now() }, config);
  const misses = gateMisses(config, facts);
  const overridden = await overriddenRules(ports, issue, from ?? issue.statusId, found.get(refs.overrides)?.body.items ?? [], misses);
  const outcome = gateOutcome(config, misses, new Set(overridden));
  if (outcome === undefined) {
    if (found.get(refs.record)) await forget(ports, issue);
    return { result: true };
  }
  await record(ports, { issueId: issue.issueId, projectId: issue.projectId, at: ports.now(), outcome, misses }, isOver);
  if (outcome !== 'stopped') return { result: true };
  return { result: false, errorMessage: gateMessage(issue, misses.filter(({ rule }) => !overridden.includes(rule))) };
}

/** Lets panels know of a gate before it stops their issues. That is not worth an answer that fails. */
async function remember(ports: Ports, place: Ref<'gatesSeen'>, known: readonly SeenGate[], met: Omit<SeenGate, 'demands'>, config: GateConfig): Promise<void> {
  if (!afterMeeting(known, met, config)) return;
  try {
    await change(ports, APP, async (tx) => {
      await tx.read(place);
      const gates = afterMeeting(tx.get(place)?.gates ?? [], met, config);
      if (gates) tx.put(place, { gates });
    });
  } catch (error) {
    ports.log.error('That a gate was met could not be kept', error);
  }
}

/** The missing rules that an override lets pass. Jira is asked only where there is one: whether the status changed since, of which no event may have come. */
async function overriddenRules(ports: Ports, { issueId }: Issue, status: string, recorded: readonly GateOverride[], misses: readonly GateMiss[]): Promise<GateRule[]> {
  const wanted = recorded.filter(({ rule }) => misses.some((miss) => miss.rule === rule));
  if (overridesInForce(wanted, status, ports.now()).length === 0) return [];
  const changedAt = await ports.app.statusChangedAt(issueId);
  if (changedAt !== undefined) await endOverrides(ports, issueId, changedAt);
  return overridesInForce(wanted, status, ports.now(), changedAt).map(({ rule }) => rule);
}

/** The answer of a check that failed: a gate that blocks does as its configuration says of errors, any other lets pass. */
export function answerToFailure({ issueKey = 'this issue', configuration }: Transition, error: unknown): GateAnswer {
  if (passes(configuration)) return { result: true };
  const errorMessage =
    codeOf(error) === 'configuration'
      ? 'The gate on this transition cannot be read, and it stops what it cannot judge. A Jira administrator can set it anew in the workflow.'
      : `Needle could not check ${issueKey}, and the gate on this transition stops what it cannot judge. Try again in a minute; if it stays so, tell a Jira administrator.`;
  return { result: false, errorMessage };
}

/** Lets administrators see that a check failed, and what became of the transition: through a queue, as the store may be what failed. */
export async function noteFailure(ports: Ports, { configuration }: Transition, error: unknown): Promise<void> {
  await ports.gateQueue.push({ at: ports.now(), code: codeOf(error), passed: passes(configuration) });
}

/** Writes a failure down where administrators see it; delivered twice, it stands there once. */
export async function keepNote(ports: Ports, { at, code, passed }: GateNote): Promise<void> {
  await change(ports, APP, async (tx) => {
    await tx.read(LOG);
    putEntry(tx, { at, outcome: 'failed', rules: [], failure: { code, passed } });
  });
}

function passes(configuration: unknown): boolean {
  const read = readGate(configuration);
  return read.ok ? read.config.mode !== 'block' || read.config.onError === 'pass' : read.onError === 'pass';
}

function codeOf(error: unknown): GateFailure {
  return error instanceof GateFailed ? error.code : 'internal';
}

/** Keeps what was missing for the issue's panel, and what became of it for administrators. */
async function record(ports: Ports, stored: GateRecord, isOver: AbortSignal): Promise<void> {
  const { record: place } = gateRefs(stored.issueId);
  await change(ports, APP, async (tx) => {
    await tx.read(LOG, place);
    isOver.throwIfAborted();
    tx.put(place, stored);
    putEntry(tx, { at: tx.now, issueId: stored.issueId, outcome: stored.outcome, rules: stored.misses.map(({ rule }) => rule) });
  });
}

function putEntry(tx: Change, entry: GateEntry): void {
  tx.put(LOG, { entries: withEntry(tx.get(LOG)?.entries ?? [], entry) });
}

/** What was missing is there by now. */
async function forget(ports: Ports, { issueId }: Issue): Promise<void> {
  const { record: place } = gateRefs(issueId);
  await change(ports, APP, async (tx) => {
    await tx.read(place);
    if (tx.get(place)) tx.remove(place);
  });
}
