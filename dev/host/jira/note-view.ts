import type { Bean } from './catalogue';
import type { Site } from './site';
import { jiraTime } from './time';
import type { People } from './user-view';
import type { IssueRow } from './viewer';

export interface CommentRow {
  id: number;
  issueId: number;
  author: string | null;
  created: number;
  updated: number;
  body: string;
}

export interface WorklogRow {
  id: number;
  issueId: number;
  author: string | null;
  created: number;
  updated: number;
  started: number;
  seconds: number;
  comment: string | null;
}

export function commentBean(site: Site, people: People, zone: string, row: CommentRow): Bean {
  return {
    self: site.url(`issue/${String(row.issueId)}/comment/${String(row.id)}`),
    id: String(row.id),
    author: people.bean(row.author) ?? undefined,
    updateAuthor: people.bean(row.author) ?? undefined,
    body: JSON.parse(row.body) as unknown,
    created: jiraTime(row.created, zone),
    updated: jiraTime(row.updated, zone),
    jsdPublic: true,
  };
}

export function worklogBean(site: Site, people: People, zone: string, row: WorklogRow): Bean {
  return {
    self: site.url(`issue/${String(row.issueId)}/worklog/${String(row.id)}`),
    id: String(row.id),
    issueId: String(row.issueId),
    author: people.bean(row.author) ?? undefined,
    updateAuthor: people.bean(row.author) ?? undefined,
    ...(row.comment === null ? {} : { comment: JSON.parse(row.comment) as unknown }),
    created: jiraTime(row.created, zone),
    updated: jiraTime(row.updated, zone),
    started: jiraTime(row.started, zone),
    timeSpent: spell(row.seconds),
    timeSpentSeconds: row.seconds,
  };
}

/** A page of an issue's comments. Of seeded issues only the number of comments may be known, not their texts. */
export function pageOfComments(site: Site, people: People, zone: string, issue: IssueRow, startAt: number, maxResults: number): Bean {
  const rows = site.store.all<CommentRow>(
    'SELECT * FROM jira_comment WHERE issueId = ? ORDER BY id LIMIT ? OFFSET ?', issue.id, maxResults, startAt,
  );
  return { comments: rows.map((row) => commentBean(site, people, zone, row)), maxResults, total: issue.commentCount, startAt };
}

export function pageOfWorklogs(site: Site, people: People, zone: string, issue: IssueRow, startAt: number, maxResults: number): Bean {
  const rows = site.store.all<WorklogRow>('SELECT * FROM jira_worklog WHERE issueId = ? ORDER BY id', issue.id);
  return {
    startAt,
    maxResults,
    total: rows.length,
    worklogs: rows.slice(startAt, startAt + maxResults).map((row) => worklogBean(site, people, zone, row)),
  };
}

const HOUR = 3600;
const UNITS: readonly [string, number][] = [['w', 40 * HOUR], ['d', 8 * HOUR], ['h', HOUR], ['m', 60]];

/** Seconds in Jira's words, with its working days of eight hours: `1d 2h`. */
export function spell(seconds: number): string {
  let rest = seconds;
  const parts: string[] = [];
  for (const [unit, length] of UNITS) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0) parts.push(`${String(count)}${unit}`);
  }
  return parts.join(' ') || '0m';
}
