import type { CategoryKey } from '../catalogue';

const CATEGORY_NAMES: Readonly<Record<CategoryKey, readonly string[]>> = {
  new: ['to do', 'todo', 'open', 'new', 'backlog', 'received', 'reopened', 'created', 'submitted', 'selected for development', 'ready', 'ready for development', 'triage', 'waiting for triage', 'waiting for support', 'unassigned', 'proposed', 'idea'],
  indeterminate: ['in progress', 'in review', 'review', 'in development', 'in test', 'testing', 'in qa', 'blocked', 'on hold', 'pending', 'waiting', 'waiting for customer', 'waiting for approval', 'work in progress', 'escalated', 'started', 'accepted', 'ready for test', 'ready for review', 'implementing'],
  done: ['done', 'closed', 'resolved', 'complete', 'completed', 'released', 'deployed', 'finished', 'cancelled', 'canceled', 'declined', 'rejected', "won't do", "won't fix", 'abandoned', 'verified'],
};

/** The category that a well-known status name has; undefined for any other name. */
export function categoryOfName(status: string): CategoryKey | undefined {
  const name = status.trim().toLowerCase();
  const found = Object.entries(CATEGORY_NAMES).find(([, names]) => names.includes(name));
  return found?.[0] as CategoryKey | undefined;
}

/** The category of a status by what is in it: mostly resolved issues make it a done one. */
export function categoryOfIssues(resolved: number, all: number): CategoryKey {
  return all > 0 && resolved * 2 > all ? 'done' : 'indeterminate';
}

/** The hierarchy level that an issue type has by its name, when the seed tells neither level nor sub-task. */
export function levelOfName(type: string): number {
  const name = type.trim().toLowerCase();
  if (name === 'epic') return 1;
  if (name === 'initiative' || name === 'theme') return 2;
  return name === 'sub-task' || name === 'subtask' ? -1 : 0;
}

const PRIORITY_ORDER = ['blocker', 'highest', 'critical', 'high', 'major', 'medium', 'normal', 'minor', 'low', 'trivial', 'lowest'];

/** Where a priority stands, most urgent first; unknown ones in the middle. */
export function rankOfPriority(priority: string): number {
  const at = PRIORITY_ORDER.indexOf(priority.trim().toLowerCase());
  return at < 0 ? PRIORITY_ORDER.indexOf('medium') + 1 : at + 1;
}

const FIELD_IDS: Readonly<Record<string, string>> = {
  status: 'status', resolution: 'resolution', assignee: 'assignee', reporter: 'reporter', priority: 'priority', issuetype: 'issuetype',
  labels: 'labels', duedate: 'duedate', summary: 'summary', description: 'description', 'fix version': 'fixVersions', component: 'components',
  timeestimate: 'timeestimate', timespent: 'timespent', timeoriginalestimate: 'timeoriginalestimate', security: 'security',
};

/** The id of the field that a changelog item calls by its old name; undefined for fields the site does not have. */
export function fieldIdOf(field: string): string | undefined {
  return FIELD_IDS[field.toLowerCase()];
}

/** Resolutions that mean: nothing was delivered. */
const CANCELLED = ["won't fix", "won't do", 'duplicate', 'cannot reproduce', 'incomplete', 'declined', 'cancelled', 'canceled', 'rejected', 'invalid'];

export function meansCancelled(resolution: string): boolean {
  return CANCELLED.includes(resolution.trim().toLowerCase());
}
