import { z } from 'zod';
import { storedDocument } from '../document';
import { JiraError, forbidden } from '../error';
import { commentBean, pageOfComments, type CommentRow } from '../note-view';
import { NOTHING, numberOf, ok, param, parseBody, type Answer, type Call, type Route } from '../route';
import { People } from '../user-view';
import type { IssueRow } from '../viewer';
import { emitIssue, eventIssue } from '../write/event';
import { current, setColumns } from '../write/issue-store';
import { actorOf } from '../write/request';

const commentBody = z.looseObject({ body: z.unknown() });

function issueOf(call: Call): IssueRow {
  return call.viewer.issue(param(call, 'issueIdOrKey'));
}

function commentOf(call: Call, issue: IssueRow): CommentRow {
  const row = call.site.store.one<CommentRow>('SELECT * FROM jira_comment WHERE id = ? AND issueId = ?', Number(param(call, 'id')), issue.id);
  if (row === undefined) throw new JiraError(404, ['Can not find a comment for the id: ' + param(call, 'id') + '.']);
  return row;
}

function show(call: Call, row: CommentRow): Record<string, unknown> {
  return commentBean(call.site, new People(call.site), call.viewer.zone, row);
}

function list(call: Call): Answer {
  const page = pageOfComments(call.site, new People(call.site), call.viewer.zone, issueOf(call), numberOf(call.query, 'startAt', 0), numberOf(call.query, 'maxResults', 100, 5000));
  return ok(page, 1);
}

function add(call: Call): Answer {
  const actor = actorOf(call);
  const { site, viewer } = call;
  const issue = issueOf(call);
  if (!viewer.canOn('ADD_COMMENTS', issue)) throw forbidden('You do not have permission to comment on this issue.');
  const body = storedDocument('comment', parseBody(call, commentBody).body);
  const now = site.now();
  const row: CommentRow = { id: site.nextId('comment'), issueId: issue.id, author: actor.accountId, created: now, updated: now, body };
  site.store.transaction(() => {
    site.store.run('INSERT INTO jira_comment (id, issueId, author, created, updated, body) VALUES (?, ?, ?, ?, ?, ?)', row.id, issue.id, row.author, now, now, body);
    setColumns(site, issue.id, { commentCount: issue.commentCount + 1, updated: now });
  });
  const comment = show(call, row);
  emitIssue(site, actor, 'commented', eventIssue(site, current(site, issue.id)), { comment });
  return { status: 201, body: comment };
}

function edit(call: Call): Answer {
  const actor = actorOf(call);
  const issue = issueOf(call);
  const row = commentOf(call, issue);
  requireOwn(call, issue, row, 'EDIT');
  const body = storedDocument('comment', parseBody(call, commentBody).body);
  const now = call.site.now();
  call.site.store.transaction(() => {
    call.site.store.run('UPDATE jira_comment SET body = ?, updated = ? WHERE id = ?', body, now, row.id);
    setColumns(call.site, issue.id, { updated: now });
  });
  const comment = show(call, { ...row, body, updated: now });
  emitIssue(call.site, actor, 'commented', eventIssue(call.site, current(call.site, issue.id)), { comment });
  return ok(comment);
}

function remove(call: Call): Answer {
  call.viewer.account();
  const issue = issueOf(call);
  const row = commentOf(call, issue);
  requireOwn(call, issue, row, 'DELETE');
  call.site.store.transaction(() => {
    call.site.store.run('DELETE FROM jira_comment WHERE id = ?', row.id);
    setColumns(call.site, issue.id, { commentCount: issue.commentCount - 1, updated: call.site.now() });
  });
  return NOTHING;
}

function requireOwn({ viewer }: Call, issue: IssueRow, row: CommentRow, verb: 'EDIT' | 'DELETE'): void {
  const mayOwn = row.author === viewer.accountId && viewer.canOn(`${verb}_OWN_COMMENTS`, issue);
  if (!mayOwn && !viewer.canOn(`${verb}_ALL_COMMENTS`, issue)) throw forbidden('You do not have permission to change this comment.');
}

const read = ['read:jira-work'] as const;
const write = ['write:jira-work'] as const;
const path = '/rest/api/3/issue/{issueIdOrKey}/comment';

export const commentRoutes: readonly Route[] = [
  { method: 'GET', path, scopes: read, handle: list },
  { method: 'POST', path, scopes: write, handle: add },
  { method: 'GET', path: `${path}/{id}`, scopes: read, handle: (call) => ok(show(call, commentOf(call, issueOf(call))), 1) },
  { method: 'PUT', path: `${path}/{id}`, scopes: write, handle: edit },
  { method: 'DELETE', path: `${path}/{id}`, scopes: write, handle: remove },
];
