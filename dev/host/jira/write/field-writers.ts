import { z } from 'zod';
import type { ChangeItem } from '../change-item';
import { storedDocument, plainText } from '../document';
import { JiraError } from '../error';
import { isRequestType, requestTypeValue } from '../service-desk';
import type { Site } from '../site';
import { isDay } from '../time';
import { Viewer, findIssue, type IssueRow } from '../viewer';
import { durationOf } from './duration';
import { NO_EDIT, item, notOnScreen, type Write } from './edit';
import { account, named } from './lookup';
import { components, fixVersions, labels } from './list-writers';

const text = (id: number | null): string | null => (id === null ? null : String(id));

function nameIn(site: Site, table: 'issuetype' | 'priority' | 'security_level', id: number | null): string | null {
  return site.store.one<{ name: string }>(`SELECT name FROM jira_${table} WHERE id = ?`, id)?.name ?? null;
}

const MAX_SUMMARY = 255;

const summary: Write = (value, { issue }) => {
  if (typeof value !== 'string' || value.trim() === '') throw JiraError.field('summary', 'You must specify a summary of the issue.');
  if (value.length > MAX_SUMMARY) throw JiraError.field('summary', `Summary must be less than ${String(MAX_SUMMARY)} characters.`);
  if (/[\r\n]/.test(value)) throw JiraError.field('summary', 'The summary is invalid because it contains newline characters.');
  if (value === issue.summary) return NO_EDIT;
  return { columns: { summary: value }, items: [item('summary', 'summary', [null, issue.summary], [null, value])] };
};

const description: Write = (value, { issue }) => {
  const stored = value === null ? null : storedDocument('description', value);
  if (stored === issue.description) return NO_EDIT;
  return { columns: { description: stored }, items: [item('description', 'description', [null, plainText(issue.description) || null], [null, plainText(stored) || null])] };
};

const issuetype: Write = (value, { site, issue }) => {
  const type = named(site, 'issuetype', 'issuetype', value);
  const isHere = site.store.one('SELECT 1 AS found FROM jira_project_issuetype WHERE projectId = ? AND typeId = ?', issue.projectId, type.id);
  if (isHere === undefined) throw JiraError.field('issuetype', 'The issue type selected is invalid.');
  if (type.id === issue.typeId) return NO_EDIT;
  return { columns: { typeId: type.id }, items: [item('issuetype', 'issuetype', [text(issue.typeId), nameIn(site, 'issuetype', issue.typeId)], [text(type.id), type.name])] };
};

const priority: Write = (value, { site, issue }) => {
  const wanted = value === null ? null : named(site, 'priority', 'priority', value);
  if ((wanted?.id ?? null) === issue.priorityId) return NO_EDIT;
  return {
    columns: { priorityId: wanted?.id ?? null },
    items: [item('priority', 'priority', [text(issue.priorityId), nameIn(site, 'priority', issue.priorityId)], [text(wanted?.id ?? null), wanted?.name ?? null])],
  };
};

const parentValue = z.union([
  z.null().transform(() => null),
  z.object({ none: z.literal(true) }).transform(() => null),
  z.object({ id: z.union([z.string(), z.number()]).transform(String) }).transform(({ id }) => id),
  z.object({ key: z.string().nullable() }).transform(({ key }) => key),
]);

function levelOf(site: Site, issue: IssueRow): number {
  return site.store.one<{ level: number }>('SELECT level FROM jira_issuetype WHERE id = ?', issue.typeId)?.level ?? 0;
}

/** A parent is one level above. Histories call this change by no field. */
const parent: Write = (value, { site, viewer, issue }) => {
  const parsed = parentValue.safeParse(value);
  if (!parsed.success) throw JiraError.field('parent', 'Send an object with the key or id of the parent, or null.');
  const level = levelOf(site, issue);
  if (parsed.data === null && level < 0) throw JiraError.field('parent', 'A sub-task needs a parent.');
  const above = parsed.data === null ? undefined : findIssue(site, parsed.data);
  if (parsed.data !== null && (above === undefined || !viewer.sees(above))) {
    throw JiraError.field('parent', `Could not find issue by id or key '${parsed.data}'.`);
  }
  if (above !== undefined && (levelOf(site, above) !== level + 1 || (level < 0 && above.projectId !== issue.projectId))) {
    throw JiraError.field('parent', 'Given parent issue does not belong to appropriate hierarchy.');
  }
  if ((above?.id ?? null) === issue.parentId) return NO_EDIT;
  const before = issue.parentId === null ? undefined : findIssue(site, String(issue.parentId));
  return {
    columns: { parentId: above?.id ?? null },
    items: [item('IssueParentAssociation', undefined, [text(issue.parentId), before?.key ?? null], [text(above?.id ?? null), above?.key ?? null])],
  };
};

const assignee: Write = (value, { site, issue }) => {
  const accountId = account(site, 'assignee', value);
  if (accountId === issue.assignee) return NO_EDIT;
  const user = accountId === null ? undefined : site.user(accountId);
  if (user !== undefined && !new Viewer(site, user).canOn('ASSIGNABLE_USER', issue)) {
    throw JiraError.field('assignee', `User '${user.accountId}' cannot be assigned issues.`);
  }
  return { columns: { assignee: accountId }, items: [personItem(site, 'assignee', issue.assignee, accountId)] };
};

const reporter: Write = (value, { site, viewer, issue }) => {
  const accountId = account(site, 'reporter', value);
  if (accountId === issue.reporter) return NO_EDIT;
  if (!viewer.canOn('MODIFY_REPORTER', issue)) throw notOnScreen('reporter');
  return { columns: { reporter: accountId }, items: [personItem(site, 'reporter', issue.reporter, accountId)] };
};

function personItem(site: Site, field: string, from: string | null, to: string | null): ChangeItem {
  const nameOf = (accountId: string | null): string | null => (accountId === null ? null : (site.user(accountId)?.displayName ?? null));
  return item(field, field, [from, nameOf(from)], [to, nameOf(to)]);
}

const duedate: Write = (value, { issue }) => {
  if (value !== null && (typeof value !== 'string' || !isDay(value))) throw JiraError.field('duedate', "Operation value must be a string such as 'yyyy-MM-dd'.");
  if (value === issue.due) return NO_EDIT;
  return { columns: { due: value }, items: [item('duedate', 'duedate', [issue.due, issue.due], [value, value])] };
};

const security: Write = (value, { site, viewer, issue }) => {
  const level = value === null ? null : named(site, 'security', 'security_level', value, issue.projectId);
  if ((level?.id ?? null) === issue.securityId) return NO_EDIT;
  if (!viewer.canOn('SET_ISSUE_SECURITY', issue)) throw notOnScreen('security');
  return {
    columns: { securityId: level?.id ?? null },
    items: [item('security', 'security', [text(issue.securityId), nameIn(site, 'security_level', issue.securityId)], [text(level?.id ?? null), level?.name ?? null])],
  };
};

const tracking = z.object({
  originalEstimate: z.string().optional(), remainingEstimate: z.string().optional(),
  originalEstimateSeconds: z.number().int().nonnegative().optional(), remainingEstimateSeconds: z.number().int().nonnegative().optional(),
});

const timetracking: Write = (value, { issue }) => {
  const parsed = tracking.safeParse(value);
  if (!parsed.success) throw JiraError.field('timetracking', 'Send an object with originalEstimate or remainingEstimate.');
  const given = parsed.data;
  const original = given.originalEstimateSeconds ?? (given.originalEstimate === undefined ? issue.originalEstimate : durationOf('timetracking', given.originalEstimate));
  const remaining = given.remainingEstimateSeconds ?? (given.remainingEstimate === undefined ? (issue.remainingEstimate ?? original) : durationOf('timetracking', given.remainingEstimate));
  const items = [
    ...(original === issue.originalEstimate ? [] : [item('timeoriginalestimate', 'timeoriginalestimate', [text(issue.originalEstimate), text(issue.originalEstimate)], [text(original), text(original)])]),
    ...(remaining === issue.remainingEstimate ? [] : [item('timeestimate', 'timeestimate', [text(issue.remainingEstimate), text(issue.remainingEstimate)], [text(remaining), text(remaining)])]),
  ];
  return { columns: { originalEstimate: original, remainingEstimate: remaining }, items };
};

/** A custom field of the site. */
function custom(fieldId: string): Write {
  return (given, { site, issue }) => {
    const field = site.store.one<{ name: string; type: string }>('SELECT name, type FROM jira_field WHERE id = ?', fieldId);
    if (field === undefined) throw notOnScreen(fieldId);
    const value = isRequestType(field.type) ? requestTypeValue(fieldId, given) : given;
    if (value !== null && field.type === 'number' && typeof value !== 'number') throw JiraError.field(fieldId, 'Operation value must be a number');
    if (value !== null && field.type === 'string' && typeof value !== 'string') throw JiraError.field(fieldId, 'Operation value must be a string');
    const values = JSON.parse(issue.custom) as Record<string, unknown>;
    const before = values[fieldId] ?? null;
    if (JSON.stringify(before) === JSON.stringify(value)) return NO_EDIT;
    const shown = (what: unknown): string | null => (what === null ? null : typeof what === 'string' ? what : JSON.stringify(what));
    const path = `$.${fieldId}`;
    return {
      items: [item(field.name, fieldId, [null, shown(before)], [null, shown(value)])],
      // Only this field is set: a request may write several.
      apply: () => {
        if (value === null) site.store.run('UPDATE jira_issue SET custom = json_remove(custom, ?) WHERE id = ?', path, issue.id);
        else site.store.run('UPDATE jira_issue SET custom = json_set(custom, ?, json(?)) WHERE id = ?', path, JSON.stringify(value), issue.id);
      },
    };
  };
}

const WRITERS: Readonly<Record<string, Write>> = {
  summary, description, issuetype, priority, parent, assignee, reporter, duedate, security, timetracking, labels, components, fixVersions,
};

/** How a field is written; a 400 for one that cannot be. */
export function writerOf(field: string): Write {
  const writer = Object.hasOwn(WRITERS, field) ? WRITERS[field] : undefined;
  if (writer !== undefined) return writer;
  if (/^customfield_\d+$/.test(field)) return custom(field);
  throw notOnScreen(field);
}
