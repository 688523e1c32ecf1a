import { type Viewer, hasRoleOn } from '../../domain/access';
import { type Link, LOWEST_LINKABLE_LEVEL } from '../../domain/link';
import { type OutcomeSnapshot } from '../../domain/snapshot';
import { viewerFor } from '../authorise';
import { type Found, type Issue, type Ports, SITE, ref } from '../ports';
import { outcomeCard } from '../records';
import { type UseCase } from '../use-case';

/** The issue or one above it: all that a link is looked up by and shown with. */
type Ancestor = Pick<Issue, 'issueId' | 'key' | 'summary' | 'level'>;

/** Jira's hierarchy has sub-tasks, issues, epics and the few levels that a site may add above. */
const MAX_ANCESTORS = 8;

/**
 * Reads what the issue serves. For an epic or its child: one request to Jira and two to the store, however many issues
 * there are; one request to Jira more a further level, and one when a restricted outcome is among them.
 */
export const readPanel: UseCase<'panel.read'> = async ({ ports, caller, grant }) => {
  const { issue } = grant;
  const { line, found } = await lineOfSight(ports, issue);
  const linked = line.flatMap((via) =>
    (found.get(ref('issueLinks', via.issueId))?.body.links ?? []).map((link) => ({ via, link })),
  );
  const nearest = nearestOfEach(linked);
  const views = await ports.store.read(nearest.map(({ link }) => ref('outcomeView', link.outcomeId)));
  const withViews = nearest.flatMap((item) => {
    const view = views.get(ref('outcomeView', item.link.outcomeId))?.body;
    return view ? { ...item, view } : [];
  });
  // They browse the issue, hence its project, where the outcome has a link: only a restriction can hide it.
  const restricted = withViews.some(({ view }) => view.restricted && view.ownerId !== caller.accountId);
  const viewer: Viewer = restricted
    ? await viewerFor(ports, caller)
    : { accountId: caller.accountId, jiraAdmin: false, outcomeManager: false };
  const now = ports.now();
  return {
    now,
    issue: { issueId: issue.issueId, key: issue.key, type: issue.type },
    outcomes: withViews
      .filter(({ view }) => isShown(viewer, view))
      .map(({ via, link, view }) => ({
        outcome: outcomeCard(view, now.slice(0, 10)),
        primary: link.primary,
        via: { issueId: via.issueId, key: via.key, summary: via.summary },
        since: link.since,
      }))
      .sort((a, b) => Number(b.primary) - Number(a.primary)),
  };
};

function isShown(viewer: Viewer, view: OutcomeSnapshot): boolean {
  return view.state === 'open' && (!view.restricted || hasRoleOn(viewer, view));
}

/**
 * The issue and what stands above it, nearest first, as far up as links are and as the person may see, with the links
 * that were found. What Jira itself says of a parent in the child's reply is enough when the parent is in the same
 * project and nothing above it can carry a link; otherwise the parent is asked for as the person.
 */
async function lineOfSight(ports: Ports, issue: Issue): Promise<{ line: Ancestor[]; found: Found }> {
  const line: Ancestor[] = [issue];
  let highest = LOWEST_LINKABLE_LEVEL;
  let known: Found | undefined;
  let below = issue;
  while (below.parent && line.length < MAX_ANCESTORS) {
    const parent = below.parent;
    if (parent.level >= LOWEST_LINKABLE_LEVEL && !known) {
      known = await ports.store.read([...[...line, parent].map((a) => ref('issueLinks', a.issueId)), ref('site', SITE)]);
      highest = known.get(ref('site', SITE))?.body.highestLinkedLevel ?? LOWEST_LINKABLE_LEVEL;
    }
    const sameProject = projectOf(parent.key) === below.projectKey;
    if (parent.level >= highest && known && sameProject) return { line: [...line, parent], found: known };
    const seen = await ports.user.issue(parent.issueId);
    if (!seen) break;
    line.push(seen);
    below = seen;
  }
  return { line, found: await ports.store.read(line.map((a) => ref('issueLinks', a.issueId))) };
}

function projectOf(issueKey: string): string {
  return issueKey.slice(0, issueKey.lastIndexOf('-'));
}

/** An outcome is shown once: by the link nearest to the issue. */
function nearestOfEach<T extends { link: Link }>(linked: readonly T[]): T[] {
  const seen = new Set<string>();
  return linked.filter(({ link }) => !seen.has(link.outcomeId) && seen.add(link.outcomeId));
}
