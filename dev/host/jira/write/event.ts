import type { ChangeItem } from '../change-item';
import { IssueView } from '../issue-view';
import { APP_ACCOUNT, type Site } from '../site';
import { userBean } from '../user-view';
import { Viewer, type IssueRow } from '../viewer';

/** Who makes a change, as events tell it. */
export interface Actor {
  accountId: string;
  /** The app did it, by itself or for a user. */
  selfGenerated: boolean;
}

/** What an event tells of the issue itself. */
const EVENT_FIELDS: ReadonlySet<string> = new Set([
  'summary', 'issuetype', 'status', 'project', 'parent', 'priority', 'resolution', 'resolutiondate', 'created', 'updated', 'creator',
  'reporter', 'assignee', 'labels', 'components', 'fixVersions', 'duedate', 'security',
]);

type IssueEvent = 'created' | 'updated' | 'deleted' | 'assigned' | 'commented';

/** The issue as events carry it: as the app would see it. */
export function eventIssue(site: Site, issue: IssueRow): Record<string, unknown> {
  const { id, key, fields } = new IssueView(site, new Viewer(site, site.user(APP_ACCOUNT))).bean(issue, EVENT_FIELDS);
  return { id, key, fields };
}

export function emitIssue(site: Site, actor: Actor, kind: IssueEvent, issue: Record<string, unknown>, more: Record<string, unknown> = {}): void {
  emit(site, actor, `avi:jira:${kind}:issue`, { issue, ...more });
}

export function emit(site: Site, actor: Actor, eventType: string, payload: Record<string, unknown>): void {
  site.emit({
    eventType,
    selfGenerated: actor.selfGenerated,
    payload: { eventType, selfGenerated: actor.selfGenerated, atlassianId: actor.accountId, ...payload },
  });
}

/** What an updated issue's event tells beside the issue: the change, and the people and statuses that it is about. */
export function changeDetails(site: Site, items: readonly ChangeItem[]): Record<string, unknown> {
  const ids = (fieldIds: readonly string[]): string[] => [
    ...new Set(items.filter(({ fieldId }) => fieldId !== undefined && fieldIds.includes(fieldId)).flatMap(({ from, to }) => [from, to]).filter((id) => id !== null)),
  ];
  const users = ids(['assignee', 'reporter']).map((accountId) => site.user(accountId)).filter((user) => user !== undefined);
  const statuses = ids(['status']).flatMap((id) =>
    site.store.all<{ id: number; name: string; category: string }>('SELECT * FROM jira_status WHERE id = ?', Number(id)),
  );
  return {
    changelog: { items },
    ...(users.length === 0 ? {} : { associatedUsers: users.map((user) => userBean(site, user)) }),
    ...(statuses.length === 0 ? {} : { associatedStatuses: statuses.map(({ id, name, category }) => ({ id: String(id), name, statusCategory: { key: category } })) }),
  };
}
