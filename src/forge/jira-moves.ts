import api, { route } from '@forge/api';
import { type Issue } from '../app/ports';
import { post } from './jira-client';
import { changelogsReply } from './jira-history-replies';
import { ISSUE_FIELDS, type IssueReply, searchReply } from './jira-replies';

/** Issues in a page of a search that asks for more than ids (Jira REST v3, search/jql). */
const PAGE = 100;
/** Issues that are looked at, those that changed last first: a preview shall answer while somebody waits. At most 1,000 in a bulk changelog. */
const MAX_ISSUES = 500;
/** Changes in one page of changelog/bulkfetch (Jira REST v3: ≤ 10,000). */
const MAX_CHANGES = 10_000;
const DAY_MS = 86_400_000;
const KEY = /^[A-Z][A-Z0-9_]+$/;
const ID = /^\d+$/;

interface Within {
  statusId?: string | undefined;
  projectKey?: string | undefined;
}

/** Changes of status of the last days, as the person sees them, the newest first. Jira finds the issues by their history. */
export async function recentMoves(days: number, { statusId, projectKey }: Within, toIssue: (reply: IssueReply) => Issue): Promise<{ moves: { issue: Issue; at: string }[]; isCut: boolean }> {
  if ((projectKey !== undefined && !KEY.test(projectKey)) || (statusId !== undefined && !ID.test(statusId))) throw new Error('This is no key of a project or id of a status.');
  const jql = `${projectKey === undefined ? '' : `project = "${projectKey}" AND `}status CHANGED ${statusId === undefined ? '' : `TO ${statusId} `}AFTER "-${days}d" ORDER BY updated DESC`;
  const { issues, isCut } = await issuesOf(jql, toIssue);
  if (issues.size === 0) return { moves: [], isCut };
  const body = { issueIdsOrKeys: [...issues.keys()], fieldIds: ['status'], maxResults: MAX_CHANGES };
  const { issueChangeLogs, nextPageToken } = await post(api.asUser(), route`/rest/api/3/changelog/bulkfetch`, body, changelogsReply);
  const since = new Date(Date.now() - days * DAY_MS).toISOString();
  const moves = issueChangeLogs.flatMap(({ issueId, changeHistories }) => {
    const issue = issues.get(issueId);
    const entries = changeHistories.filter(({ items }) => items.some(({ field, to }) => field === 'status' && (statusId === undefined || to === statusId)));
    return issue ? entries.map(({ created }) => ({ issue, at: new Date(Date.parse(isoOf(created))).toISOString() })) : [];
  });
  const recent = moves.filter(({ at }) => at >= since).sort((a, b) => (a.at < b.at ? 1 : -1));
  return { moves: recent, isCut: isCut || Boolean(nextPageToken) };
}

async function issuesOf(jql: string, toIssue: (reply: IssueReply) => Issue): Promise<{ issues: Map<string, Issue>; isCut: boolean }> {
  const issues = new Map<string, Issue>();
  let nextPageToken: string | null | undefined;
  do {
    const asked = { jql, fields: ISSUE_FIELDS, maxResults: PAGE, ...(nextPageToken ? { nextPageToken } : {}) };
    const page = await post(api.asUser(), route`/rest/api/3/search/jql`, asked, searchReply);
    for (const reply of page.issues) issues.set(reply.id, toIssue(reply));
    ({ nextPageToken } = page);
  } while (nextPageToken && issues.size < MAX_ISSUES);
  return { issues, isCut: Boolean(nextPageToken) };
}

/** When an issue's status last changed, as the app sees it; undefined where it never did. */
export async function statusChangedAt(issueId: string): Promise<string | undefined> {
  const body = { issueIdsOrKeys: [issueId], fieldIds: ['status'], maxResults: MAX_CHANGES };
  const { issueChangeLogs } = await post(api.asApp(), route`/rest/api/3/changelog/bulkfetch`, body, changelogsReply);
  const changes = issueChangeLogs.flatMap(({ changeHistories }) => changeHistories.map(({ created }) => new Date(Date.parse(isoOf(created))).toISOString()));
  return changes.sort().at(-1);
}

/** Jira writes offsets without a colon, which `Date` need not read. */
function isoOf(instant: string): string {
  return instant.replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
}
