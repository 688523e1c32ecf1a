import type { Site } from './site';

/** A field of issues, in the shape that `GET /field` returns. */
export interface FieldBean {
  id: string;
  key: string;
  name: string;
  custom: boolean;
  orderable: boolean;
  navigable: boolean;
  searchable: boolean;
  clauseNames: string[];
  schema?: { type: string; items?: string; system?: string; custom?: string; customId?: number };
}

function system(id: string, name: string, type: string | null, clauseNames: string[] = [], extra: { items?: string; navigable?: boolean } = {}): FieldBean {
  return {
    id,
    key: id,
    name,
    custom: false,
    orderable: true,
    navigable: extra.navigable ?? true,
    searchable: clauseNames.length > 0,
    clauseNames,
    ...(type === null ? {} : { schema: { type, ...(extra.items === undefined ? {} : { items: extra.items }), system: id } }),
  };
}

/** The system fields that this site fills. */
export const SYSTEM_FIELDS: readonly FieldBean[] = [
  system('issuekey', 'Key', null, ['id', 'issue', 'issuekey', 'key']),
  system('summary', 'Summary', 'string', ['summary']),
  system('issuetype', 'Issue Type', 'issuetype', ['issuetype', 'type']),
  system('status', 'Status', 'status', ['status']),
  system('statusCategory', 'Status Category', 'statusCategory', ['statusCategory']),
  system('statuscategorychangedate', 'Status Category Changed', 'datetime', []),
  system('priority', 'Priority', 'priority', ['priority']),
  system('resolution', 'Resolution', 'resolution', ['resolution']),
  system('resolutiondate', 'Resolved', 'datetime', ['resolutiondate', 'resolved']),
  system('project', 'Project', 'project', ['project']),
  system('parent', 'Parent', null, ['parent']),
  system('labels', 'Labels', 'array', ['labels'], { items: 'string' }),
  system('components', 'Components', 'array', ['component'], { items: 'component' }),
  system('fixVersions', 'Fix versions', 'array', ['fixVersion'], { items: 'version' }),
  system('assignee', 'Assignee', 'user', ['assignee']),
  system('reporter', 'Reporter', 'user', ['reporter']),
  system('creator', 'Creator', 'user', ['creator']),
  system('created', 'Created', 'datetime', ['created', 'createdDate']),
  system('updated', 'Updated', 'datetime', ['updated', 'updatedDate']),
  system('duedate', 'Due date', 'date', ['due', 'duedate']),
  system('description', 'Description', 'string', ['description']),
  system('subtasks', 'Sub-tasks', 'array', [], { items: 'issuelinks' }),
  system('issuelinks', 'Linked Issues', 'array', [], { items: 'issuelinks' }),
  system('security', 'Security Level', 'securitylevel', ['level']),
  system('timespent', 'Time Spent', 'number', []),
  system('timeestimate', 'Remaining Estimate', 'number', []),
  system('timeoriginalestimate', 'Original estimate', 'number', []),
  system('timetracking', 'Time tracking', 'timetracking', [], { navigable: false }),
  system('comment', 'Comment', 'comments-page', [], { navigable: false }),
  system('worklog', 'Log Work', 'array', [], { items: 'worklog', navigable: false }),
];

interface FieldRow {
  id: string;
  name: string;
  type: string;
  items: string | null;
  custom: string;
}

/** The number in `customfield_10016`, which JQL writes as `cf[10016]`. */
export function customNumber(fieldId: string): number {
  return Number(fieldId.slice('customfield_'.length));
}

/** The site's custom fields. */
export function customFields(site: Site): FieldBean[] {
  return site.store.all<FieldRow>('SELECT * FROM jira_field ORDER BY id').map((row) => ({
    id: row.id,
    key: row.id,
    name: row.name,
    custom: true,
    orderable: true,
    navigable: true,
    searchable: row.type === 'number' || row.type === 'string',
    clauseNames: [`cf[${String(customNumber(row.id))}]`, row.name],
    schema: {
      type: row.type,
      ...(row.items === null ? {} : { items: row.items }),
      custom: row.custom,
      customId: customNumber(row.id),
    },
  }));
}

export function allFields(site: Site): FieldBean[] {
  return [...SYSTEM_FIELDS, ...customFields(site)];
}

/** Which fields a request wants, from names, `*all`, `*navigable` and `-name`. */
export function selectFields(site: Site, asked: readonly string[], fallback: '*all' | '*navigable'): ReadonlySet<string> {
  const fields = allFields(site);
  const onlyLeavesOut = asked.every((name) => name.startsWith('-'));
  const wanted = new Set<string>();
  for (const name of onlyLeavesOut ? [fallback, ...asked] : asked) {
    if (name === '*all') fields.forEach(({ id }) => wanted.add(id));
    else if (name === '*navigable') fields.filter(({ navigable }) => navigable).forEach(({ id }) => wanted.add(id));
    else if (name.startsWith('-')) wanted.delete(name.slice(1));
    else wanted.add(name);
  }
  return wanted;
}
