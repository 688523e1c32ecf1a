import { type CallReply } from '../contract/index';
import { type Viewer, hasRoleOn } from '../domain/access';
import { type Holds, type IssueLinks, LOWEST_LINKABLE_LEVEL, toldLinks, toldVersion } from '../domain/link';
import { type Outcome, type OutcomeEpic } from '../domain/outcome';
import { type OutcomeSnapshot } from '../domain/snapshot';
import { type Change } from './change';
import { SITE, ref } from './ports';
import { putOutcome } from './views';

/** Puts the issue's links and everything that repeats them: the outcome, its view, and the project's list. */
export function putLinks(change: Change, links: IssueLinks, outcome: Outcome, epics: OutcomeEpic[]): void {
  change.put(ref('issueLinks', links.issueId), links);
  putOutcome(change, { ...outcome, epics });
  const stored = ref('projectOutcomes', links.projectId);
  const listed = change.get(stored)?.outcomeIds ?? [];
  const others = listed.filter((id) => id !== outcome.outcomeId);
  const stillThere = epics.some((e) => e.projectId === links.projectId);
  const outcomeIds = stillThere ? (others.length < listed.length ? listed : [...listed, outcome.outcomeId]) : others;
  change.put(stored, { outcomeIds });
}

type Linked = CallReply<'link.set'>;

/** Of an issue's links, a project's administrator sees those to outcomes that are not restricted or that they have a role on. */
export function seesLinked(viewer: Viewer, outcome: OutcomeSnapshot | undefined): boolean {
  return outcome !== undefined && (!outcome.restricted || hasRoleOn(viewer, outcome));
}

/** Notes how high in Jira's hierarchy there are links now, and of what kind. The site must have been read. */
export function noteLevel(change: Change, level: number, isRestricted: boolean): void {
  const stored = ref('site', SITE);
  const { highestLinkedLevel = LOWEST_LINKABLE_LEVEL, highestRestrictedLevel = LOWEST_LINKABLE_LEVEL, ...site } = change.get(stored) ?? {};
  if (level <= (isRestricted ? Math.max(highestLinkedLevel, highestRestrictedLevel) : highestLinkedLevel)) return;
  change.put(stored, { ...site, ...(isRestricted ? { highestLinkedLevel, highestRestrictedLevel: level } : { highestLinkedLevel: level, highestRestrictedLevel }) });
}

/** An outcome is restricted no longer: its links, wherever they are, are for everybody to find. */
export async function openLevels(change: Change): Promise<void> {
  const stored = ref('site', SITE);
  await change.read(stored);
  noteLevel(change, change.get(stored)?.highestRestrictedLevel ?? LOWEST_LINKABLE_LEVEL, false);
}

/** The views of outcomes, by id, as far as they were read. */
export type ViewOf = (outcomeId: string) => OutcomeSnapshot | undefined;

/** Which outcomes of links the viewer sees, and which are restricted. */
export function sightOf(viewer: Viewer, viewOf: ViewOf): { isSeen: Holds; isRestricted: Holds } {
  return { isSeen: (id) => seesLinked(viewer, viewOf(id)), isRestricted: (id) => viewOf(id)?.restricted === true };
}

/** An issue's links with the titles of the outcomes, as far as the viewer sees them; `links` is undefined where there were never any. */
export function linkedReply(issueId: string, links: IssueLinks | undefined, viewer: Viewer, viewOf: ViewOf): Linked {
  const { isSeen, isRestricted } = sightOf(viewer, viewOf);
  const version = toldVersion(links, isSeen);
  return {
    issueId,
    ...(version === undefined ? {} : { version }),
    links: toldLinks(links?.links ?? [], isSeen, isRestricted).flatMap(({ outcomeId, primary, since, hypothesis }) => {
      const view = viewOf(outcomeId);
      return view ? [{ outcomeId, title: view.title, state: view.state, primary, since, ...(hypothesis ? { hypothesis } : {}) }] : [];
    }),
  };
}
