import { z } from 'zod';
import { JiraError, forbidden, noSuchIssue } from '../error';
import type { LinkRow, LinkTypeRow } from '../link-store';
import { linkTypeBean } from '../link-view';
import { NOTHING, ok, param, parseBody, type Answer, type Call, type Route } from '../route';
import { findIssue, type IssueRow } from '../viewer';
import { emit } from '../write/event';
import { actorOf } from '../write/request';

const end = z.looseObject({ id: z.string().optional(), key: z.string().optional() });
const linkBody = z.looseObject({
  type: z.looseObject({ id: z.string().optional(), name: z.string().optional() }),
  inwardIssue: end,
  outwardIssue: end,
});

function types(call: Call): Answer {
  call.viewer.account();
  const rows = call.site.store.all<LinkTypeRow>('SELECT * FROM jira_link_type ORDER BY id');
  return ok({ issueLinkTypes: rows.map((row) => linkTypeBean(call.site, row)) }, rows.length);
}

function payload({ id, typeId, fromId, toId }: LinkRow, call: Call): Record<string, unknown> {
  const type = call.site.store.one<LinkTypeRow>('SELECT * FROM jira_link_type WHERE id = ?', typeId);
  return {
    id: String(id),
    sourceIssueId: String(fromId),
    destinationIssueId: String(toId),
    ...(type === undefined ? {} : { issueLinkType: { id: String(type.id), name: type.name, inwardName: type.inward, outwardName: type.outward } }),
  };
}

/** Links the inward issue to the outward one: `inward blocks outward`, as Jira reads its own request. */
function create(call: Call): Answer {
  const actor = actorOf(call);
  const { site, viewer } = call;
  const body = parseBody(call, linkBody);
  const from = viewer.issue(body.inwardIssue.id ?? body.inwardIssue.key ?? '');
  const to = viewer.issue(body.outwardIssue.id ?? body.outwardIssue.key ?? '');
  const type = site.store.one<{ id: number }>('SELECT id FROM jira_link_type WHERE CAST(id AS TEXT) = ?1 OR (?1 IS NULL AND name = ?2)', body.type.id ?? null, body.type.name ?? null);
  if (type === undefined) throw new JiraError(404, [`No issue link type with name '${body.type.name ?? body.type.id ?? ''}' found.`]);
  if (from.id === to.id) throw new JiraError(400, ['You cannot link an issue to itself.']);
  if (!viewer.canOn('LINK_ISSUES', from)) throw forbidden('No Link Issue Permission for issue.');
  const known = site.store.one('SELECT 1 AS found FROM jira_link WHERE typeId = ? AND fromId = ? AND toId = ?', type.id, from.id, to.id);
  if (known !== undefined) return { status: 201 };
  const row: LinkRow = { id: site.nextId('link'), typeId: type.id, fromId: from.id, toId: to.id };
  site.store.run('INSERT INTO jira_link (id, typeId, fromId, toId) VALUES (?, ?, ?, ?)', row.id, row.typeId, row.fromId, row.toId);
  emit(site, actor, 'avi:jira:created:issuelink', payload(row, call));
  return { status: 201 };
}

function linkOf(call: Call): { link: LinkRow; from: IssueRow; to: IssueRow } {
  const link = call.site.store.one<LinkRow>('SELECT * FROM jira_link WHERE id = ?', Number(param(call, 'linkId')));
  const from = link === undefined ? undefined : findIssue(call.site, String(link.fromId));
  const to = link === undefined ? undefined : findIssue(call.site, String(link.toId));
  if (link === undefined || from === undefined || to === undefined || !call.viewer.sees(from) || !call.viewer.sees(to)) throw noSuchIssue();
  return { link, from, to };
}

function remove(call: Call): Answer {
  const actor = actorOf(call);
  const { link, from } = linkOf(call);
  if (!call.viewer.canOn('LINK_ISSUES', from)) throw forbidden('No Link Issue Permission for issue.');
  call.site.store.run('DELETE FROM jira_link WHERE id = ?', link.id);
  emit(call.site, actor, 'avi:jira:deleted:issuelink', payload(link, call));
  return NOTHING;
}

export const linkRoutes: readonly Route[] = [
  { method: 'GET', path: '/rest/api/3/issueLinkType', scopes: ['read:jira-work'], handle: types },
  { method: 'POST', path: '/rest/api/3/issueLink', scopes: ['write:jira-work'], handle: create },
  { method: 'DELETE', path: '/rest/api/3/issueLink/{linkId}', scopes: ['write:jira-work'], handle: remove },
];
