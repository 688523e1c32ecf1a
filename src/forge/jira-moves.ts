import api, { route } from '@forge/api';
import { type Issue } from '../app/ports';
import { post } from './jira-client';
import { changelogsReply } from './jira-history-replies';
import { ISSUE_FIELDS, type IssueReply, searchReply } from './jira-replies';

/** Issues that are looked at, those that changed last first: a preview shall answer while somebody waits. */
const MAX_ISSUES = 100;
/** Changes in one page of changelog/bulkfetch (Jira REST v3: ≤ 10,000). */
const MAX_CHANGES = 1_000;
const DAY_MS = 86_400_000;
const KEY = /^[A-Z][A-Z0-9_]+$/;

/** Changes of status of the last days, as the person sees them, the newest first. */
export async function recentMoves(
  days: number,
  { statusId, projectKey }: { statusId?: string | undefined; projectKey?: string | undefined },
  toIssue: (reply: IssueReply) => Issue,
): Promise<{ moves: { issue: Issue; at: string }[]; isCut: boolean }> {
  if (projectKey !== undefined && !KEY.test(projectKey)) return { moves: [], isCut: false };
  const jql = `${projectKey === undefined ? '' : `project = "${projectKey}" AND `}updated >= "-${days}d" ORDER BY updated DESC`;
  const found = await post(api.asUser(), route`/rest/api/3/search/jql`, { jql, fields: ISSUE_FIELDS, maxResults: MAX_ISSUES }, searchReply);
  const issues = new Map(found.issues.map((reply) => [reply.id, toIssue(reply)]));
  if (issues.size === 0) return { moves: [], isCut: false };
  const body = { issueIdsOrKeys: [...issues.keys()], fieldIds: ['status'], maxResults: MAX_CHANGES };
  const { issueChangeLogs, nextPageToken } = await post(api.asUser(), route`/rest/api/3/changelog/bulkfetch`, body, changelogsReply);
  const since = new Date(Date.now() - days * DAY_MS).toISOString();
  const moves = issueChangeLogs.flatMap(({ issueId, changeHistories }) => {
    const issue = issues.get(issueId);
    const entries = changeHistories.filter(({ items }) => items.some(({ field, to }) => field === 'status' && (statusId === undefined || to === statusId)));
    return issue ? entries.map(({ created }) => ({ issue, at: new Date(Date.parse(isoOf(created))).toISOString() })) : [];
  });
  const recent = moves.filter(({ at }) => at >= since).sort((a, b) => (a.at < b.at ? 1 : -1));
  return { moves: recent, isCut: Boolean(found.nextPageToken) || Boolean(nextPageToken) };
}

/** Jira writes offsets without a colon, which `Date` need not read. */
function isoOf(instant: string): string {
  return instant.replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
}
