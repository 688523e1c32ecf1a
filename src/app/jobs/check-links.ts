import { afford } from '../budget';
import { moveLinks, unlinkDeleted } from '../follow-links';
import { type LinkCheck, type Ports, type ProjectSight, SITE, ref } from '../ports';
import { forgetHistory } from '../history/forget';
import { eachOf } from './each-of';

/** All linked epics are looked at once a day. */
const ROUND_MS = 24 * 3_600_000;
/** What was missing is taken for gone only when it still is so long after: by then no outage and no import is under way. */
const SURE_AFTER_MS = 12 * 3_600_000;
/** Epics in one page (Jira REST v3, issue/bulkfetch: ≤ 100), and most points of it: each issue, and each read again with its project. */
const PAGE = 100;
const POINTS_PER_PAGE = 1 + PAGE + 2 * PAGE;
/** Pages in one run; the next one goes on. */
const PAGES_PER_RUN = 10;
/** Missing epics that are remembered; more wait for a later round. */
const MOST_MISSING = 2_000;
const OUTCOMES_PER_PAGE = 100;

interface LinkedEpic {
  issueId: string;
  projectId: string;
}

interface Round {
  /** By issue id, in its order. */
  linked: Map<string, LinkedEpic>;
  sights: Map<string, ProjectSight>;
  did: { followed: number; unlinked: number; failed: number };
}

const stored = ref('linkCheck', SITE);

/**
 * Mends what lost events leave of links: one of a moved epic follows it, one of an epic that is gone is taken back. Jira
 * answers "not found" both to what is gone and to what is hidden, so an epic is taken for gone only when it was missing
 * at two looks far apart, and when nothing can hide it: its project shows itself to the app and has no security levels, or
 * is gone itself. Some pages an hour; where a run ends, the next one goes on.
 */
export async function checkLinks(ports: Ports): Promise<Round['did']> {
  const did = { followed: 0, unlinked: 0, failed: 0 };
  const before = (await ports.store.read([stored])).get(stored);
  let check: LinkCheck = before?.body ?? { missing: {} };
  let version = before?.version ?? null;
  if (check.reached === undefined && check.endedAt !== undefined && Date.parse(ports.now()) - Date.parse(check.endedAt) < ROUND_MS) return did;
  const round: Round = { linked: await linkedEpics(ports), sights: new Map(), did };
  const all = [...round.linked.values()];
  for (let page = 0; page < PAGES_PER_RUN; page += 1) {
    const { reached, missing } = check;
    const left = reached === undefined ? all : all.filter(({ issueId }) => issueId > reached);
    const epics = left.slice(0, PAGE);
    const afforded = await afford(ports, 'upkeep', POINTS_PER_PAGE, () => checkPage(ports, epics, missing, round));
    if ('waitS' in afforded) break;
    const kept = Object.entries(afforded.result).filter(([issueId]) => round.linked.has(issueId)).slice(0, MOST_MISSING);
    const isLast = left.length <= PAGE;
    check = { missing: Object.fromEntries(kept), ...(isLast ? { endedAt: ports.now() } : { reached: epics.at(-1)?.issueId }) };
    // Where another run was faster, it goes on from where that came to.
    if (!(await ports.store.commit([{ ref: stored, body: check, expect: version }], [])) || isLast) break;
    version = (version ?? 0) + 1;
  }
  return did;
}

/** The missing epics, with when each was missed first, after a look at some epics. */
async function checkPage(ports: Ports, epics: readonly LinkedEpic[], before: LinkCheck['missing'], round: Round): Promise<LinkCheck['missing']> {
  const missing = new Map(Object.entries(before));
  const at = ports.now();
  const places = epics.length > 0 ? await ports.app.projectsOf(epics.map(({ issueId }) => issueId)) : new Map<string, string>();
  round.did.failed += await eachOf(ports, 'The look at a linked epic', epics, async (epic) => {
    const { issueId, projectId } = epic;
    const place = places.get(issueId);
    if (place !== undefined) {
      missing.delete(issueId);
      if (place === projectId) return;
      await moveLinks(ports, issueId);
      round.did.followed += 1;
      return;
    }
    const since = missing.get(issueId) ?? at;
    missing.set(issueId, since);
    if (Date.parse(at) - Date.parse(since) < SURE_AFTER_MS || !(await isGone(ports, epic, round.sights))) return;
    await unlinkDeleted(ports, issueId);
    round.linked.delete(issueId);
    round.did.unlinked += 1;
    // As long as a link is left there, the history knows the key by which its project is known to be gone.
    const isLast = ![...round.linked.values()].some((other) => other.projectId === projectId);
    if (isLast && round.sights.get(projectId) === 'gone') await forgetHistory(ports, projectId);
  });
  return Object.fromEntries(missing);
}

async function isGone(ports: Ports, { issueId, projectId }: LinkedEpic, sights: Map<string, ProjectSight>): Promise<boolean> {
  const head = ref('history', projectId);
  const projectKey = (await ports.store.read([head])).get(head)?.body.projectKey;
  const sight = sights.get(projectId) ?? (await ports.app.sightOf(projectId, projectKey));
  sights.set(projectId, sight);
  return sight !== 'partly' && (await ports.app.isAbsent(issueId));
}

/** Every epic that an outcome, open or archived, is linked to, by id. */
async function linkedEpics(ports: Ports): Promise<Map<string, LinkedEpic>> {
  const found = new Map<string, LinkedEpic>();
  for (const partition of ['open', 'archived'] as const) {
    let cursor: string | undefined;
    do {
      const page = await ports.store.listOutcomeViews({ partition, cursor, limit: OUTCOMES_PER_PAGE });
      for (const { delivery } of page.items) {
        for (const [projectId, { epicIds }] of Object.entries(delivery)) for (const issueId of epicIds) found.set(issueId, { issueId, projectId });
      }
      ({ cursor } = page);
    } while (cursor !== undefined);
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}
