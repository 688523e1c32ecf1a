import { jira } from '../api';
import { STAY, documentOf, foldedForm, listOf, type Typed } from '../forms';
import type { Issue, Project } from '../model';
import { navigate } from '../navigation';
import { addresses } from '../routes';
import { issueFields } from './issue-fields';
import type { ViewContext } from './view';

interface TypedProject extends Project {
  issueTypes: { id: string; name: string; hierarchyLevel: number }[];
}

/** What one does to an issue by hand: edit, re-parent, comment, log work, move to another project, delete. */
export async function issueActions(context: ViewContext, issue: Issue): Promise<HTMLElement[]> {
  const { user, users } = context;
  const path = `/rest/api/3/issue/${encodeURIComponent(issue.key)}`;
  const { values: projects } = await jira<{ values: Project[] }>(user, 'GET', '/rest/api/3/project/search?maxResults=50');
  const { fields } = issue;
  const { levels } = await jira<{ levels: { name: string }[] }>(user, 'GET', `/rest/api/3/project/${encodeURIComponent(fields.project?.key ?? '')}/securitylevel`);
  const secrecy = [{ value: '', label: 'Everybody in the project' }, ...levels.map(({ name }) => ({ value: name, label: name }))];
  const own = await issueFields(context, fields.project?.key ?? '', issue);
  const people = [{ value: '', label: 'Unassigned' }, ...users.map(({ accountId, displayName }) => ({ value: accountId, label: displayName }))];
  return [
    foldedForm(
      'Edit',
      'Save',
      [
        { name: 'summary', label: 'Summary', value: fields.summary, required: true },
        ...own.fields,
        { name: 'assignee', label: 'Assignee', type: 'choice', options: people, value: fields.assignee?.accountId },
        { name: 'labels', label: 'Labels, between commas', value: fields.labels?.join(', ') },
        { name: 'due', label: 'Due', type: 'date', value: fields.duedate ?? '' },
        { name: 'parent', label: 'Key of the parent', value: fields.parent?.key },
        // Whoever may not set a level is offered none, and leaves the one that is set.
        ...(levels.length === 0 ? [] : [{ name: 'security', label: 'Security level', type: 'choice', options: secrecy, value: fields.security?.name } as const]),
      ],
      (typed) => jira(user, 'PUT', path, { fields: { ...own.changed(typed), ...changed(issue, typed) } }),
    ),
    foldedForm('Comment', 'Add comment', [{ name: 'body', label: 'Comment', type: 'area', required: true }], ({ body = '' }) =>
      jira(user, 'POST', `${path}/comment`, { body: documentOf(body) }),
    ),
    foldedForm('Log work', 'Log', [{ name: 'spent', label: 'Time spent, such as 1d 2h', required: true }], ({ spent }) => jira(user, 'POST', `${path}/worklog`, { timeSpent: spent })),
    foldedForm(
      'Move to another project',
      'Move',
      [
        { name: 'project', label: 'Project', type: 'choice', options: projects.filter(({ key }) => key !== fields.project?.key).map(({ key, name }) => ({ value: key, label: name })), required: true },
        { name: 'parent', label: 'Key of its parent there' },
      ],
      (typed) => move(context, issue, typed),
    ),
    foldedForm('Delete', 'Delete for good', [{ name: 'key', label: `Type ${issue.key} to delete it and its sub-tasks`, required: true }], async ({ key }) => {
      if (key !== issue.key) throw new Error('This is not its key.');
      await jira(user, 'DELETE', `${path}?deleteSubtasks=true`);
      navigate(addresses.project(fields.project?.key ?? ''));
      return STAY;
    }),
  ];
}

/** Only what was changed: a field that somebody may not set must not stand in the way of the others. */
function changed({ fields }: Issue, { summary = '', assignee = '', labels = '', due = '', parent = '', security = fields.security?.name ?? '' }: Typed): Record<string, unknown> {
  return {
    ...(summary === (fields.summary ?? '') ? {} : { summary }),
    ...(assignee === (fields.assignee?.accountId ?? '') ? {} : { assignee: assignee === '' ? null : { accountId: assignee } }),
    ...(labels === (fields.labels ?? []).join(', ') ? {} : { labels: listOf(labels) }),
    ...(due === (fields.duedate ?? '') ? {} : { duedate: due === '' ? null : due }),
    ...(parent === (fields.parent?.key ?? '') ? {} : { parent: parent === '' ? null : { key: parent } }),
    ...(security === (fields.security?.name ?? '') ? {} : { security: security === '' ? null : { name: security } }),
  };
}

/** Moves the issue as Jira's bulk move does: in the same type where the other project has it, else in one of its level. */
async function move({ user }: ViewContext, issue: Issue, { project = '', parent = '' }: Typed): Promise<typeof STAY> {
  const { issueTypes } = await jira<TypedProject>(user, 'GET', `/rest/api/3/project/${encodeURIComponent(project)}`);
  const { name, hierarchyLevel = 0 } = issue.fields.issuetype ?? { name: '' };
  const type = issueTypes.find((one) => one.name === name) ?? issueTypes.find((one) => one.hierarchyLevel === hierarchyLevel);
  if (!type) throw new Error('The other project has no type for it.');
  const target = [project, type.id, ...(parent === '' ? [] : [parent])].join(',');
  const infer = { inferFieldDefaults: true, inferStatusDefaults: true, inferSubtaskTypeDefault: true, inferClassificationDefaults: true };
  const { taskId } = await jira<{ taskId: string }>(user, 'POST', '/rest/api/3/bulk/issues/move', { targetToSourcesMapping: { [target]: { issueIdsOrKeys: [issue.key], ...infer } } });
  const { failedAccessibleIssues } = await jira<{ failedAccessibleIssues: Record<string, string[]> }>(user, 'GET', `/rest/api/3/bulk/queue/${taskId}`);
  const [reasons] = Object.values(failedAccessibleIssues);
  if (reasons) throw new Error(reasons.join(' '));
  // Its old key still leads to it.
  const moved = await jira<Issue>(user, 'GET', `/rest/api/3/issue/${issue.key}?fields=summary`);
  navigate(addresses.issue(moved.key));
  return STAY;
}
