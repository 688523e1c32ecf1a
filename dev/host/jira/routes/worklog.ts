import { z } from 'zod';
import { storedDocument } from '../document';
import { JiraError, forbidden } from '../error';
import { pageOfWorklogs, worklogBean, type WorklogRow } from '../note-view';
import { NOTHING, numberOf, ok, param, parseBody, type Answer, type Call, type Route } from '../route';
import { parseJiraTime } from '../time';
import { People } from '../user-view';
import type { IssueRow } from '../viewer';
import { durationOf } from '../write/duration';
import { item } from '../write/edit';
import { emit } from '../write/event';
import { current, recordChange, setColumns } from '../write/issue-store';
import { actorOf } from '../write/request';

const worklogBody = z.looseObject({
  timeSpent: z.string().optional(),
  timeSpentSeconds: z.number().int().positive().optional(),
  started: z.string().optional(),
  comment: z.unknown().optional(),
});

type WorklogBody = z.infer<typeof worklogBody>;

/** Newly changed worklogs are told only after this long. */
const SETTLE_MS = 60_000;
const CHANGES_PAGE = 1000;

function issueOf(call: Call): IssueRow {
  return call.viewer.issue(param(call, 'issueIdOrKey'));
}

function worklogOf(call: Call, issue: IssueRow): WorklogRow {
  const row = call.site.store.one<WorklogRow>('SELECT * FROM jira_worklog WHERE id = ? AND issueId = ?', Number(param(call, 'id')), issue.id);
  if (row === undefined) throw new JiraError(404, [`Cannot find worklog with id: '${param(call, 'id')}'.`]);
  return row;
}

function show(call: Call, row: WorklogRow): Record<string, unknown> {
  return worklogBean(call.site, new People(call.site), call.viewer.zone, row);
}

function secondsOf(body: WorklogBody): number | undefined {
  return body.timeSpentSeconds ?? (body.timeSpent === undefined ? undefined : durationOf('timeSpent', body.timeSpent));
}

function startOf(body: WorklogBody): number | undefined {
  if (body.started === undefined) return undefined;
  const started = parseJiraTime(body.started);
  if (started === undefined) throw JiraError.field('started', `'${body.started}' is no timestamp such as 2026-09-27T10:03:11.123+0200`);
  return started;
}

function add(call: Call): Answer {
  const actor = actorOf(call);
  const { site, viewer } = call;
  const issue = issueOf(call);
  if (!viewer.canOn('WORK_ON_ISSUES', issue)) throw forbidden('You do not have permission to log work on this issue.');
  const body = parseBody(call, worklogBody);
  const seconds = secondsOf(body);
  if (seconds === undefined || seconds <= 0) throw JiraError.field('timeLogged', 'Worklog must have a time spent.');
  const now = site.now();
  const row: WorklogRow = {
    id: site.nextId('worklog'), issueId: issue.id, author: actor.accountId, created: now, updated: now, started: startOf(body) ?? now, seconds,
    comment: body.comment === undefined ? null : storedDocument('comment', body.comment),
  };
  site.store.transaction(() => {
    site.store.run(
      'INSERT INTO jira_worklog (id, issueId, author, created, updated, started, seconds, comment) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      row.id, row.issueId, row.author, row.created, row.updated, row.started, row.seconds, row.comment,
    );
    account(call, issue, seconds, actor.accountId);
  });
  emit(site, actor, 'avi:jira:created:worklog', { worklog: show(call, row) });
  return { status: 201, body: show(call, row) };
}

/** Adds to the time spent on the issue and takes it from the estimate, with a line in the history. */
function account({ site }: Call, issue: IssueRow, seconds: number, author: string): void {
  const spent = Math.max(0, (issue.timeSpent ?? 0) + seconds);
  const left = issue.remainingEstimate === null ? null : Math.max(0, issue.remainingEstimate - seconds);
  const text = (value: number | null): string | null => (value === null ? null : String(value));
  setColumns(site, issue.id, { timeSpent: spent, remainingEstimate: left, updated: site.now() });
  recordChange(site, issue.id, author, site.now(), [
    item('timespent', 'timespent', [text(issue.timeSpent), text(issue.timeSpent)], [text(spent), text(spent)]),
    ...(left === issue.remainingEstimate ? [] : [item('timeestimate', 'timeestimate', [text(issue.remainingEstimate), text(issue.remainingEstimate)], [text(left), text(left)])]),
  ]);
}

function requireOwn({ viewer }: Call, issue: IssueRow, row: WorklogRow, verb: 'EDIT' | 'DELETE'): void {
  const mayOwn = row.author === viewer.accountId && viewer.canOn(`${verb}_OWN_WORKLOGS`, issue);
  if (!mayOwn && !viewer.canOn(`${verb}_ALL_WORKLOGS`, issue)) throw forbidden('You do not have permission to change this worklog.');
}

function edit(call: Call): Answer {
  const actor = actorOf(call);
  const { site } = call;
  const issue = issueOf(call);
  const row = worklogOf(call, issue);
  requireOwn(call, issue, row, 'EDIT');
  const body = parseBody(call, worklogBody);
  const changed: WorklogRow = {
    ...row,
    seconds: secondsOf(body) ?? row.seconds,
    started: startOf(body) ?? row.started,
    comment: body.comment === undefined ? row.comment : storedDocument('comment', body.comment),
    updated: site.now(),
  };
  site.store.transaction(() => {
    site.store.run('UPDATE jira_worklog SET seconds = ?, started = ?, comment = ?, updated = ? WHERE id = ?', changed.seconds, changed.started, changed.comment, changed.updated, row.id);
    if (changed.seconds !== row.seconds) account(call, current(site, issue.id), changed.seconds - row.seconds, actor.accountId);
  });
  emit(site, actor, 'avi:jira:updated:worklog', { worklog: show(call, changed) });
  return ok(show(call, changed));
}

function remove(call: Call): Answer {
  const actor = actorOf(call);
  const { site } = call;
  const issue = issueOf(call);
  const row = worklogOf(call, issue);
  requireOwn(call, issue, row, 'DELETE');
  site.store.transaction(() => {
    site.store.run('DELETE FROM jira_worklog WHERE id = ?', row.id);
    site.store.run('INSERT INTO jira_worklog_gone (id, deleted) VALUES (?, ?)', row.id, site.now());
    account(call, current(site, issue.id), -row.seconds, actor.accountId);
  });
  emit(site, actor, 'avi:jira:deleted:worklog', { worklog: show(call, row) });
  return NOTHING;
}

function list(call: Call): Answer {
  const page = pageOfWorklogs(call.site, new People(call.site), call.viewer.zone, issueOf(call), numberOf(call.query, 'startAt', 0), numberOf(call.query, 'maxResults', 5000, 5000));
  return ok(page, 1);
}

/** Ids of worklogs that changed (or went) after a moment, oldest first. Ties at the end of a page stay on it, so that `since` loses none. */
function changes(table: 'worklog' | 'worklog_gone', column: 'updated' | 'deleted', name: string): Route['handle'] {
  return (call) => {
    call.viewer.account();
    const since = numberOf(call.query, 'since', 0);
    const now = call.site.now();
    const rows = call.site.store.all<{ id: number; at: number; issueId: number | null }>(
      `SELECT id, ${column} AS at, ${table === 'worklog' ? 'issueId' : 'NULL AS issueId'} FROM jira_${table} WHERE ${column} > ? AND ${column} <= ? ORDER BY ${column}, id`,
      since, now - SETTLE_MS,
    );
    const end = rows[CHANGES_PAGE - 1]?.at;
    const page = end === undefined ? rows : rows.filter(({ at }) => at <= end);
    const lastPage = page.length === rows.length;
    const until = page.at(-1)?.at ?? since;
    const address = (from: number): string => `${call.site.url(`worklog/${name}`)}?since=${String(from)}`;
    return ok({
      values: page.filter(({ issueId }) => issueId === null || call.viewer.sees(current(call.site, issueId))).map(({ id, at }) => ({ worklogId: id, updatedTime: at, properties: [] })),
      since,
      until,
      self: address(since),
      ...(lastPage ? {} : { nextPage: address(until) }),
      lastPage,
    });
  };
}

function byIds(call: Call): Answer {
  call.viewer.account();
  const { ids } = parseBody(call, z.object({ ids: z.array(z.number().int()).max(1000) }));
  const rows = call.site.store
    .all<WorklogRow>('SELECT * FROM jira_worklog WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id', JSON.stringify(ids))
    .filter(({ issueId }) => call.viewer.sees(current(call.site, issueId)));
  return ok(rows.map((row) => show(call, row)), rows.length);
}

const read = ['read:jira-work'] as const;
const write = ['write:jira-work'] as const;
const path = '/rest/api/3/issue/{issueIdOrKey}/worklog';

export const worklogRoutes: readonly Route[] = [
  { method: 'GET', path, scopes: read, handle: list },
  { method: 'POST', path, scopes: write, handle: add },
  { method: 'GET', path: `${path}/{id}`, scopes: read, handle: (call) => ok(show(call, worklogOf(call, issueOf(call))), 1) },
  { method: 'PUT', path: `${path}/{id}`, scopes: write, handle: edit },
  { method: 'DELETE', path: `${path}/{id}`, scopes: write, handle: remove },
  { method: 'GET', path: '/rest/api/3/worklog/updated', scopes: read, handle: changes('worklog', 'updated', 'updated') },
  { method: 'GET', path: '/rest/api/3/worklog/deleted', scopes: read, handle: changes('worklog_gone', 'deleted', 'deleted') },
  { method: 'POST', path: '/rest/api/3/worklog/list', scopes: read, handle: byIds },
];
