import { type CallReply } from '../../contract/index';
import { type Viewer, countsFor, mayEditKpi } from '../../domain/access';
import { type Counts } from '../../domain/apart';
import { shardOf } from '../../domain/ledger';
import { type Link, toldLinks, toldVersion } from '../../domain/link';
import { type LinkRequest, shownRequests } from '../../domain/request';
import { type OutcomeSnapshot } from '../../domain/snapshot';
import { type WorkBrief, leftFor, shareFor, weeksFor } from '../../domain/work-brief';
import { sees, viewerFor } from '../authorise';
import { gateOnPanel, panelRefs } from '../gate/on-panel';
import { type ListedView, withVersion } from '../listed-views';
import { type Ancestor, isLinkable, lineOfSight } from '../line-of-sight';
import { launchedElsewhere, titlesElsewhere } from '../other-launches';
import { shardKey } from '../history/ports';
import { type Caller, type Found, type Issue, type Ports, ref } from '../ports';
import { type Titles, drawnMeasure, outcomeCard } from '../records';
import { countsAmong } from '../team-parts';
import { leniently } from '../unanswered';
import { type UseCase } from '../use-case';

type Panel = CallReply<'panel.read'>;

/**
 * Reads what the issue serves. For an epic or its child: one request to Jira and two to the store, however many issues
 * there are; one request to Jira more a further level, and one or two when a restricted outcome, a request or a launch
 * of another outcome with the same KPI is among them; and one to the store where teams share the project, or where work of
 * it serves restricted outcomes alone; and, where a gate is known on a way out of its status or may stand there, two to the store to see what it would miss,
 * and to Jira one for the caller's rights.
 */
export const readPanel: UseCase<'panel.read'> = async ({ ports: asked, caller, grant }) => {
  const { issue } = grant;
  const jira = leniently(asked);
  const { ports } = jira;
  const now = ports.now();
  const { line, told: upTo, found, unseenParent } = await lineOfSight(ports, issue);
  const linked = line.flatMap((via) =>
    (found.get(ref('issueLinks', via.issueId))?.body.links ?? []).map((link) => ({ via, link })),
  );
  const nearest = nearestOfEach(linked);
  const linkable = line.find(isLinkable);
  const made = linkable ? (found.get(ref('issueRequests', linkable.issueId))?.body.requests ?? []) : [];
  const requests = shownRequests(made, now).filter((r) => !nearest.some(({ link }) => link.outcomeId === r.outcomeId));
  const outcomeIds = [...nearest.map(({ link }) => link.outcomeId), ...requests.map((r) => r.outcomeId)];
  const storedBrief = ref('workBrief', issue.projectId);
  const views = await ports.store.read([storedBrief, ...panelRefs(issue), ...outcomeIds.map((id) => ref('outcomeView', id))]);
  const brief = views.get(storedBrief)?.body;
  const withViews = nearest.flatMap((item) => {
    const view = withVersion(views.get(ref('outcomeView', item.link.outcomeId)));
    return view ? { ...item, view } : [];
  });
  // They browse the issue, hence its project, where the outcome has a link: only a restriction can hide it.
  const restricted = withViews.some(({ view }) => view.restricted && view.ownerId !== caller.accountId);
  const shown = withViews.map(({ view }) => view);
  const elsewhere = launchedElsewhere(shown, now.slice(0, 10)).length > 0;
  const kept = keptIn(brief);
  const viewer = await viewerWhere(ports, caller, restricted || requests.length > 0 || elsewhere || kept.length > 0);
  const told = asTold(withViews.filter(({ view }) => countsFor(viewer, view)));
  // Beside a restricted outcome alone, the work would tell that something is served.
  const counts = await countsAmong(ports, viewer, told.length > 0 ? kept : []);
  const share = told.length > 0 && brief ? await shareOf(ports, issue, brief, counts) : undefined;
  const weeks = told.length > 0 && brief ? weeksFor(brief, counts) : undefined;
  const gated = await gateOnPanel(ports, caller, issue, { served: shown, seesRestricted: told.some(({ view }) => view.restricted), seesAll: !unseenParent }, views);
  const titles = await titlesElsewhere(ports, viewer, shown, now.slice(0, 10));
  const seen = await seenRequests(ports, viewer, requests, views);
  const lacks = await jira.lacks([issue.projectId]);
  return {
    now,
    issue: { issueId: issue.issueId, key: issue.key, type: issue.type },
    projectKey: issue.projectKey,
    outcomes: told
      .map((item) => served(item, now.slice(0, 10), titles, brief, viewer))
      .sort((a, b) => Number(isArchived(a)) - Number(isArchived(b)) || Number(b.primary) - Number(a.primary)),
    ...(share ? { share } : {}),
    ...(weeks ? { weeks } : {}),
    ...(gated ? { gate: gated } : {}),
    ...lacks,
    // What is looked at for restricted outcomes alone is told of where one of them is.
    line: line.filter(({ issueId }, i) => i < upTo || told.some(({ via }) => via.issueId === issueId)).map(({ issueId }) => ({ issueId, ...versionOf(found, issueId, new Set(told.map(({ link }) => link.outcomeId))) })),
    unseenParent: unseenParent && !lacks.unanswered?.about.includes('parents'),
    lostOutcome: withViews.length < nearest.length,
    ...(linkable ? { linkable: named(linkable) } : {}),
    requests: seen,
  };
};

/** The share of the team that the issue is counted for: a narrowed one first, then one that has the whole project; else of all who work in it. */
async function shareOf(ports: Ports, { issueId, projectId, key }: Issue, { share, apart, teams = [] }: WorkBrief, counts: Counts): Promise<Panel['share']> {
  const shard = ref('shard', shardKey(projectId, shardOf(Number(key.slice(key.lastIndexOf('-') + 1)))));
  const isNarrow = teams.some(({ tag }) => tag !== undefined);
  const tags = isNarrow ? ((await ports.store.read([shard])).get(shard)?.body.entries[issueId]?.teams ?? []) : [];
  const own = teams.find(({ tag }) => tag === undefined || tags.includes(tag));
  if (own) return { ...shareFor(own, counts), team: own.name };
  return share && shareFor({ share, apart }, counts);
}

/** Restricted outcomes that work of the project or of a team in it is kept apart for. */
function keptIn(brief: WorkBrief | undefined): string[] {
  const apart = [brief?.apart ?? [], ...(brief?.teams ?? []).map((team) => team.apart ?? [])].flat();
  return [...new Set(apart.flatMap(({ outcomeIds }) => outcomeIds))];
}

/** What is told of the links, one of each issue's being primary. */
function asTold<T extends { via: Ancestor; link: Link; view: OutcomeSnapshot }>(items: readonly T[]): T[] {
  const restricted = new Set(items.filter(({ view }) => view.restricted).map(({ view }) => view.outcomeId));
  return items.map((item) => {
    const ofIssue = items.filter(({ via }) => via.issueId === item.via.issueId).map(({ link }) => link);
    const link = toldLinks(ofIssue, () => true, (id) => restricted.has(id)).find(({ outcomeId }) => outcomeId === item.link.outcomeId);
    return { ...item, link: link ?? item.link };
  });
}

/** The caller's standing, asked of Jira only where it decides something. */
async function viewerWhere(ports: Ports, caller: Caller, needed: boolean): Promise<Viewer> {
  if (needed) return viewerFor(ports, caller);
  return { accountId: caller.accountId, jiraAdmin: false, outcomeManager: false };
}

function served(
  { via, link, view }: { via: Ancestor; link: Link; view: ListedView },
  today: string,
  titles: Titles,
  brief: WorkBrief | undefined,
  viewer: Viewer,
): Panel['outcomes'][number] {
  const { hypothesis } = link;
  const work = view.state === 'open' && brief ? leftFor(brief, link.outcomeId) : undefined;
  const measures = view.state === 'open' ? view.measures : [];
  const name = view.measures.find((m) => m.kpiId === hypothesis?.kpiId)?.name;
  return {
    outcome: { ...outcomeCard(view.state === 'archived' ? unwatched(view) : view, today, titles), version: view.version },
    primary: link.primary,
    via: named(via),
    since: link.since,
    ...(hypothesis ? { hypothesis: { ...hypothesis, ...(name === undefined ? {} : { name }) } } : {}),
    ...(work ? { work } : {}),
    drawn: measures.flatMap(drawnMeasure),
    mayRecord: measures.filter(({ kpiOwnerId = '' }) => mayEditKpi(viewer, { ownerId: kpiOwnerId })).map(({ kpiId }) => kpiId),
  };
}

/** The version of the issue's links, where one of them leads to something that the caller sees. */
function versionOf(found: Found, issueId: string, seen: ReadonlySet<string>): { version?: number } {
  const links = found.get(ref('issueLinks', issueId))?.body;
  const version = links?.links.some(({ outcomeId }) => seen.has(outcomeId)) ? toldVersion(links, (id) => seen.has(id)) : undefined;
  return version === undefined ? {} : { version };
}

/** An archived outcome is no longer watched: old figures and alarms must not look alive. */
function unwatched({ alarms: _alarms, ...view }: OutcomeSnapshot): OutcomeSnapshot {
  return { ...view, measures: [] };
}

function isArchived({ outcome }: Panel['outcomes'][number]): boolean {
  return outcome.state === 'archived';
}

function named({ issueId, key, summary }: Ancestor): { issueId: string; key: string; summary: string } {
  return { issueId, key, summary };
}

/** Requests for outcomes that are open and that the viewer may see; they may be linked nowhere near this issue. */
async function seenRequests(
  ports: Ports,
  viewer: Viewer,
  requests: readonly LinkRequest[],
  views: Found,
): Promise<Panel['requests']> {
  const shown: Panel['requests'] = [];
  for (const { outcomeId, at, decision } of requests) {
    const view = views.get(ref('outcomeView', outcomeId))?.body;
    if (view?.state !== 'open' || !(await sees(ports, viewer, view))) continue;
    const declined = decision?.kind === 'declined' ? { at: decision.at, reason: decision.reason } : undefined;
    shown.push({ outcomeId, title: view.title, at, ...(declined ? { declined } : {}) });
  }
  return shown;
}

/** An outcome is shown once: by the link nearest to the issue. */
function nearestOfEach<T extends { link: Link }>(linked: readonly T[]): T[] {
  const seen = new Set<string>();
  return linked.filter(({ link }) => !seen.has(link.outcomeId) && seen.add(link.outcomeId));
}
