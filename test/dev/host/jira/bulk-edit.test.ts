import { line } from './history';
import { pick, text, type Reply } from './json';
import { openLocal, type Local } from './local';

const API = '/rest/api/3';
const LABELS = { labelsFields: [{ fieldId: 'labels', bulkEditMultiSelectFieldOption: 'REPLACE', labels: [{ name: 'bulk' }] }] };

function open(): Local {
  return openLocal([line('A-1', { issuetype: { name: 'Story' } }), line('A-2', { issuetype: { name: 'Story' }, labels: ['bulk'] }), line('B-1', { issuetype: { name: 'Story' } })]);
}

const edit = (local: Local, who: string, issues: string[], selectedActions: string[], editedFieldsInput: object): Reply =>
  local.ask(who, 'POST', `${API}/bulk/issues/fields`, { selectedIssueIdsOrKeys: issues, selectedActions, editedFieldsInput });

const result = (local: Local, who: string, submitted: Reply): unknown => local.ask(who, 'GET', `${API}/bulk/queue/${text(submitted.json, 'taskId')}`).json;

describe('a bulk edit', () => {
  it('is told as an update of each issue that it changes, by who made it', () => {
    const local = open();
    expect(edit(local, 'engineer', ['A-1', 'A-2', 'B-1'], ['labels'], LABELS).status).toBe(201);
    expect(local.events.map(({ eventType, payload }) => [eventType, pick(payload, 'issue', 'key'), pick(payload, 'atlassianId'), pick(payload, 'changelog', 'items')])).toEqual([
      ['avi:jira:updated:issue', 'A-1', 'engineer', [expect.objectContaining({ field: 'labels', toString: 'bulk' })]],
      ['avi:jira:updated:issue', 'B-1', 'engineer', [expect.objectContaining({ field: 'labels', toString: 'bulk' })]],
    ]);
  });

  it('changes what it may, and says of each other issue why not', () => {
    const local = open();
    const idOf = (key: string): string => local.jira.issueContext(key)?.id ?? '';
    const scheme = pick(local.ask('admin', 'GET', `${API}/project/B/permissionscheme`).json, 'id');
    const grants = pick(local.ask('admin', 'GET', `${API}/permissionscheme/${String(scheme)}/permission`).json, 'permissions') as { id: number; permission: string }[];
    for (const { id } of grants.filter(({ permission }) => permission === 'EDIT_ISSUES')) local.ask('admin', 'DELETE', `${API}/permissionscheme/${String(scheme)}/permission/${String(id)}`);
    const submitted = edit(local, 'engineer', ['A-1', 'B-1', 'NOSUCH-1'], ['labels'], LABELS);
    expect(result(local, 'engineer', submitted)).toMatchObject({
      totalIssueCount: 3, processedAccessibleIssues: [Number(idOf('A-1'))], invalidOrInaccessibleIssueCount: 1,
      failedAccessibleIssues: { [idOf('B-1')]: ['You do not have permission to edit issues in this project.'] },
    });
    const nobody = { singleSelectClearableUserPickerFields: [{ fieldId: 'assignee', user: { accountId: 'nobody' } }] };
    expect(result(local, 'admin', edit(local, 'admin', ['A-1'], ['assignee'], nobody))).toMatchObject({ failedAccessibleIssues: { [idOf('A-1')]: ["assignee: User 'nobody' does not exist."] } });
  });

  it('takes from lists, empties them, and clears what is given as nothing', () => {
    const local = open();
    const labelsOf = (key: string): unknown => pick(local.ask('admin', 'GET', `${API}/issue/${key}`).json, 'fields', 'labels');
    const change = (option: string, ...names: string[]): void => {
      const labelsFields = [{ fieldId: 'labels', bulkEditMultiSelectFieldOption: option, labels: names.map((name) => ({ name })) }];
      expect(edit(local, 'admin', ['A-2'], ['labels'], { labelsFields }).status).toBe(201);
    };
    change('ADD', 'one', 'two');
    change('REMOVE', 'bulk');
    expect(labelsOf('A-2')).toEqual(['one', 'two']);
    change('REMOVE_ALL');
    expect(labelsOf('A-2')).toEqual([]);
    const due = (formattedDate: string): void => {
      expect(edit(local, 'admin', ['A-2'], ['duedate'], { datePickerFields: [{ fieldId: 'duedate', date: { formattedDate } }] }).status).toBe(201);
    };
    const dueOf = (): unknown => pick(local.ask('admin', 'GET', `${API}/issue/A-2`).json, 'fields', 'duedate');
    due('03-11-2026');
    expect(dueOf()).toBe('2026-11-03');
    due('');
    expect(dueOf()).toBeNull();
  });

  it('refuses a kind of field that it does not know, by name, and more issues than Jira takes', () => {
    const local = open();
    expect(edit(local, 'admin', ['A-1'], ['color'], { colorFields: [] })).toMatchObject({ status: 400, json: { errors: { editedFieldsInput: expect.stringContaining('colorFields') as string } } });
    expect(edit(local, 'admin', Array.from({ length: 1_001 }, () => 'A-1'), ['labels'], LABELS).status).toBe(400);
    expect(local.events).toEqual([]);
  });
});
