import { z } from 'zod';
import { BulkTask } from '../bulk-task';
import { JiraError } from '../error';
import { SYSTEM_FIELDS, customFields, type FieldBean } from '../field';
import { listOf, ok, parseBody, type Answer, type Call, type Route } from '../route';
import { actorOf } from '../write/request';
import { requireEdit, storeEdit } from './write-issue';

/** Fields in one bulk edit, and on one page of those that can be edited. Source: Jira REST v3, bulk edit. */
const MAX_FIELDS = 200;
const PAGE = 50;

/** How a list changes, in the words of bulk operations. */
const LIST_OPTIONS = ['ADD', 'REMOVE', 'REPLACE', 'REMOVE_ALL'] as const;
type ListOption = (typeof LIST_OPTIONS)[number];

type Step = Record<string, unknown>;
/** A field, and the steps of an ordinary edit that do the same. */
type Change = [fieldId: string, steps: Step[]];

const set = (fieldId: string, value: unknown): Change => [fieldId, [{ set: value }]];

function stepsOf(option: ListOption, values: readonly unknown[]): Step[] {
  switch (option) {
    case 'ADD':
      return values.map((value) => ({ add: value }));
    case 'REMOVE':
      return values.map((value) => ({ remove: value }));
    case 'REPLACE':
      return [{ set: values }];
    case 'REMOVE_ALL':
      return [{ set: [] }];
  }
}

const fieldId = z.string();
const bulkEditMultiSelectFieldOption = z.enum(LIST_OPTIONS);
const id = z.union([z.string(), z.number()]).transform(String);

/** The kinds of fields that can be edited in bulk here, each read into changes; any other kind is a 400 that names it. */
const KINDS = z.strictObject({
  labelsFields: z
    .array(z.object({ fieldId, bulkEditMultiSelectFieldOption, labels: z.array(z.object({ name: z.string() })) }))
    .transform((fields) => fields.map((field): Change => [field.fieldId, stepsOf(field.bulkEditMultiSelectFieldOption, field.labels.map(({ name }) => name))])),
  multiselectComponents: z
    .object({ fieldId, bulkEditMultiSelectFieldOption, components: z.array(z.object({ componentId: id })) })
    .transform((field): Change[] => [[field.fieldId, stepsOf(field.bulkEditMultiSelectFieldOption, field.components.map(({ componentId }) => ({ id: componentId })))]]),
  multipleVersionPickerFields: z
    .array(z.object({ fieldId, bulkEditMultiSelectFieldOption, versions: z.array(z.object({ versionId: id })) }))
    .transform((fields) => fields.map((field): Change => [field.fieldId, stepsOf(field.bulkEditMultiSelectFieldOption, field.versions.map(({ versionId }) => ({ id: versionId })))])),
  priority: z.object({ priorityId: id }).transform(({ priorityId }) => [set('priority', { id: priorityId })]),
  issueType: z.object({ issueTypeId: id }).transform(({ issueTypeId }) => [set('issuetype', { id: issueTypeId })]),
  singleSelectClearableUserPickerFields: z
    .array(z.object({ fieldId, user: z.object({ accountId: z.string() }).nullish() }))
    .transform((fields) => fields.map((field) => set(field.fieldId, field.user ?? null))),
  datePickerFields: z
    .array(z.object({ fieldId, date: z.object({ formattedDate: z.string() }) }))
    .transform((fields) => fields.map((field) => set(field.fieldId, dayOf(field.date.formattedDate)))),
  clearableNumberFields: z
    .array(z.object({ fieldId, value: z.number().nullish() }))
    .transform((fields) => fields.map((field) => set(field.fieldId, field.value ?? null))),
  singleLineTextFields: z
    .array(z.object({ fieldId, text: z.string() }))
    .transform((fields) => fields.map((field) => set(field.fieldId, field.text === '' ? null : field.text))),
  richTextFields: z
    .array(z.object({ fieldId, richText: z.object({ adfValue: z.unknown().optional() }) }))
    .transform((fields) => fields.map((field) => set(field.fieldId, field.richText.adfValue ?? null))),
}).partial();

const payload = z.looseObject({
  selectedIssueIdsOrKeys: z.array(z.string()).min(1),
  selectedActions: z.array(z.string()).min(1).max(MAX_FIELDS),
  editedFieldsInput: KINDS,
});

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Bulk edits write days as `10/Jul/26` or `10-07-2026`. What is neither is left for the field to refuse. */
function dayOf(text: string): string | null {
  if (text === '') return null;
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[/-](\d{2}|[a-z]{3})[/-](\d{2}|\d{4})$/i.exec(text) ?? [];
  const number = MONTHS.indexOf(month.toLowerCase()) + 1 || Number(month);
  if (day === '') return text;
  return `${year.padStart(4, '20')}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** Edits many issues in one go: each as if it were edited alone, with its own history, events and refusals. */
function edit(call: Call): Answer {
  const { selectedIssueIdsOrKeys, selectedActions, editedFieldsInput } = parseBody(call, payload);
  const changes = Object.values(editedFieldsInput).flatMap((kind) => kind ?? []);
  requireSame(selectedActions, changes.map(([field]) => field));
  const update = Object.fromEntries(changes);
  const actor = actorOf(call);
  const task = new BulkTask(call, selectedIssueIdsOrKeys.length);
  for (const idOrKey of selectedIssueIdsOrKeys) {
    task.attempt(idOrKey, (issue) => {
      requireEdit(call, issue);
      storeEdit(call, issue, { update }, actor);
    });
  }
  return task.submitted();
}

/** What is selected and what is given have to be the same fields. */
function requireSame(selected: readonly string[], given: readonly string[]): void {
  const unselected = given.filter((field) => !selected.includes(field));
  if (unselected.length > 0) throw new JiraError(400, [`The following editedFieldInput values are not listed as selectedActions : ${unselected.join(', ')}`]);
  const missing = selected.filter((field) => !given.includes(field));
  if (missing.length > 0) throw new JiraError(400, [`The following selectedActions have no editedFieldInput : ${missing.join(', ')}`]);
}

const EDITABLE = ['summary', 'description', 'issuetype', 'priority', 'assignee', 'reporter', 'duedate', 'labels', 'components', 'fixVersions'];

/** The fields that can be edited on all of the issues, a page at a time. */
function fields(call: Call): Answer {
  if (!call.viewer.hasGlobal('BULK_CHANGE')) throw new JiraError(403, ['You do not have permission to make bulk changes.']);
  const issues = listOf(call.query, 'issueIdsOrKeys').map((idOrKey) => call.viewer.issue(idOrKey));
  if (issues.length === 0) throw new JiraError(400, ['Name at least one issue.']);
  issues.forEach((issue) => requireEdit(call, issue));
  const wanted = (call.query.get('searchText') ?? '').toLowerCase();
  const all = [...SYSTEM_FIELDS.filter((field) => EDITABLE.includes(field.id)), ...customFields(call.site)].filter(({ name }) => name.toLowerCase().includes(wanted));
  const after = all.findIndex((field) => field.id === call.query.get('startingAfter'));
  const page = all.slice(after + 1, after + 1 + PAGE);
  const last = page.at(-1);
  return ok({ fields: page.map(bean), ...(last === undefined || last === all.at(-1) ? {} : { startingAfter: last.id }) }, issues.length);
}

function bean({ id: field, name, schema }: FieldBean): Record<string, unknown> {
  const isList = schema?.type === 'array';
  return { id: field, name, type: schema?.system ?? schema?.type ?? field, isRequired: field === 'summary', ...(isList ? { multiSelectFieldOptions: LIST_OPTIONS } : {}) };
}

export const bulkEditRoutes: readonly Route[] = [
  { method: 'GET', path: '/rest/api/3/bulk/issues/fields', scopes: ['read:jira-work'], handle: fields },
  { method: 'POST', path: '/rest/api/3/bulk/issues/fields', scopes: ['write:jira-work'], handle: edit },
];
