import { type GateFacts } from '../../domain/gate';
import { type OutcomeSnapshot } from '../../domain/snapshot';
import { lineOfSight } from '../line-of-sight';
import { type Found, type Issue, type Ports, type Ref, ref } from '../ports';

/** Whoever shows an issue: Jira as the app, for a validator, or as the person who looks. */
export type Asker = (idOrKey: string) => Promise<Issue | undefined>;

export interface GateKnowledge {
  facts: GateFacts;
  /** All outcomes that the issue serves, those too by which no gate judges. */
  served: readonly OutcomeSnapshot[];
  /** What else was asked for, read in the same request. */
  found: Found;
}

/**
 * What is known of an issue: two requests to the store, and one to Jira for each level above its epic. A gate
 * speaks to whoever moves the issue and is told of to all who see it, so it judges as if no restricted outcome were there.
 */
export async function gateFacts(ports: Ports, issue: Issue, ask: Asker, also: readonly Ref[] = []): Promise<GateKnowledge> {
  const sight = await lineOfSight(ports, issue, ask);
  const links = sight.line.flatMap(({ issueId }) => {
    const own = sight.found.get(ref('issueLinks', issueId))?.body.links ?? [];
    // Of one issue's links the primary one counts first, and nearer links before those above.
    return [...own].sort((a, b) => Number(b.primary) - Number(a.primary));
  });
  const brief = ref('workBrief', issue.projectId);
  const found = await ports.store.read([brief, ...also, ...links.map(({ outcomeId }) => ref('outcomeView', outcomeId))]);
  const all = links.flatMap((link) => {
    const view = found.get(ref('outcomeView', link.outcomeId))?.body;
    return view ? [{ link, view }] : [];
  });
  const served = all.filter(({ view }) => !view.restricted);
  return { served: all.map(({ view }) => view), facts: { served, share: found.get(brief)?.body.share?.now, today: ports.now().slice(0, 10) }, found };
}

export function gateRefs(issueId: string): { record: Ref<'gateRecord'>; overrides: Ref<'gateOverrides'> } {
  return { record: ref('gateRecord', issueId), overrides: ref('gateOverrides', issueId) };
}
