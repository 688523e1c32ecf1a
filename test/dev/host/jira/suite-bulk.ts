/** What a Jira site does with many issues at once: a part of the contract suite. */
import { list, pick, text, type Reply } from './json';

/** The suite's own hands on the site under test. */
interface Hands {
  admin: (method: string, path: string, body?: unknown) => Promise<Reply>;
  create: (fields: Record<string, unknown>, type?: string) => Promise<{ id: string; key: string }>;
  fieldsOf: (issueKey: string) => Promise<unknown>;
  lastChange: (issueKey: string) => Promise<unknown[]>;
  /** Key of the suite's project, once it is made. */
  project: () => string;
  wait: (milliseconds: number) => Promise<void>;
}

/** Registers the tests of bulk operations. */
export function bulkContract({ admin, create, fieldsOf, lastChange, project, wait }: Hands): void {
  /** Waits for a bulk operation, which a real site does in its own time. */
  const finished = async (submitted: Reply): Promise<unknown> => {
    expect(submitted.status).toBe(201);
    for (;;) {
      const { json } = await admin('GET', `/bulk/queue/${text(submitted.json, 'taskId')}`);
      if (!['ENQUEUED', 'RUNNING'].includes(String(pick(json, 'status')))) return json;
      await wait(1_000);
    }
  };

  it('moves several issues through the workflow at once, and says which it could not', async () => {
    const [one, two] = [await create({}), await create({})];
    const possible = list((await admin('GET', `/bulk/issues/transition?issueIdsOrKeys=${one.key},${two.key}`)).json, 'availableTransitions', 0, 'transitions');
    const begun = list((await admin('GET', `/issue/${one.key}/transitions`)).json, 'transitions').find((candidate) => pick(candidate, 'to', 'statusCategory', 'key') === 'indeterminate');
    const transitionId = text(begun, 'id');
    expect(possible.map((candidate) => String(pick(candidate, 'transitionId')))).toContain(transitionId);
    const result = await finished(await admin('POST', '/bulk/issues/transition', { bulkTransitionInputs: [{ selectedIssueIdsOrKeys: [one.key, two.id], transitionId }] }));
    expect(result).toMatchObject({ status: 'COMPLETE', totalIssueCount: 2, processedAccessibleIssues: [Number(one.id), Number(two.id)] });
    for (const { key: moved } of [one, two]) expect(await fieldsOf(moved)).toMatchObject({ status: { statusCategory: { key: 'indeterminate' } } });
  });

  it('edits fields of several issues at once, each with its own history, and says which it could not', async () => {
    const [one, two] = [await create({ labels: ['old', 'kept'] }), await create({})];
    const offered = list((await admin('GET', `/bulk/issues/fields?issueIdsOrKeys=${one.key},${two.key}`)).json, 'fields').map((field) => pick(field, 'id'));
    expect(offered).toEqual(expect.arrayContaining(['labels', 'priority', 'duedate']));
    const changes = {
      labelsFields: [{ fieldId: 'labels', bulkEditMultiSelectFieldOption: 'ADD', labels: [{ name: 'new' }] }],
      datePickerFields: [{ fieldId: 'duedate', date: { formattedDate: '10/Jul/26' } }],
    };
    const edit = (issues: string[], selectedActions: string[], editedFieldsInput: object): Promise<Reply> =>
      admin('POST', '/bulk/issues/fields', { selectedIssueIdsOrKeys: issues, selectedActions, editedFieldsInput, sendBulkNotification: false });
    const result = await finished(await edit([one.key, two.id, 'NOSUCH-1'], ['labels', 'duedate'], changes));
    expect(result).toMatchObject({ status: 'COMPLETE', totalIssueCount: 3, processedAccessibleIssues: [Number(one.id), Number(two.id)], invalidOrInaccessibleIssueCount: 1 });
    expect(await fieldsOf(one.key)).toMatchObject({ labels: ['kept', 'new', 'old'], duedate: '2026-07-10' });
    expect(await fieldsOf(two.key)).toMatchObject({ labels: ['new'], duedate: '2026-07-10' });
    expect(await lastChange(two.key)).toEqual(expect.arrayContaining([expect.objectContaining({ field: 'labels', toString: 'new' }), expect.objectContaining({ field: 'duedate', to: '2026-07-10' })]));
    expect((await edit([one.key], ['duedate'], changes)).status).toBe(400);
    expect((await edit([one.key], ['labels', 'duedate', 'priority'], changes)).status).toBe(400);
  });

  it('moves an issue with its sub-tasks to another project, where the old keys still lead', async () => {
    const elsewhere = `${project().slice(0, 8)}X`;
    const myself = text((await admin('GET', '/myself')).json, 'accountId');
    expect((await admin('POST', '/project', { key: elsewhere, name: `Contract ${elsewhere}`, projectTypeKey: 'software', leadAccountId: myself })).status).toBe(201);
    const types = list((await admin('GET', `/project/${elsewhere}`)).json, 'issueTypes');
    const story = types.find((type) => pick(type, 'name') === 'Story');
    const moving = await create({ summary: 'Moves', components: [] }, 'Story');
    const part = await create({ summary: 'Goes along', parent: { key: moving.key } }, 'Sub-task');
    const mapping = { issueIdsOrKeys: [moving.key], inferFieldDefaults: true, inferStatusDefaults: true, inferSubtaskTypeDefault: true, inferClassificationDefaults: true };
    const result = await finished(await admin('POST', '/bulk/issues/move', { targetToSourcesMapping: { [`${elsewhere},${text(story, 'id')}`]: mapping } }));
    expect(result).toMatchObject({ status: 'COMPLETE' });
    const moved = (await admin('GET', `/issue/${moving.key}`)).json;
    expect(moved).toMatchObject({ id: moving.id, fields: { project: { key: elsewhere }, subtasks: [{ id: part.id }] } });
    expect(text(moved, 'key')).toMatch(new RegExp(`^${elsewhere}-`));
    expect(await lastChange(text(moved, 'key'))).toEqual(expect.arrayContaining([
      expect.objectContaining({ field: 'project' }), expect.objectContaining({ field: 'Key', fromString: moving.key, toString: text(moved, 'key') }),
    ]));
    expect((await admin('GET', `/issue/${part.key}`)).json).toMatchObject({ fields: { project: { key: elsewhere }, parent: { id: moving.id } } });
    expect((await admin('DELETE', `/project/${elsewhere}`)).status).toBe(204);
  });
}
