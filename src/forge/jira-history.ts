import api, { route } from '@forge/api';
import { type ParentChange } from '../domain/parents';
import { ID_PAGE, type FetchedChange, type FetchedIssue, type HistorySite, type JiraHistory } from '../app/history/ports';
import { weeksIn } from '../domain/week';
import { levelOf } from './jira';
import { browsable } from './jira-browsable';
import { type Client, get, post } from './jira-client';
import {
  HISTORY_FIELDS,
  type HistoryEntry,
  type HistoryIssueReply,
  changedSearch,
  changelogPage,
  changelogsReply,
  fieldsReply,
  historyIssue,
  historySearch,
  idSearch,
  projectKeyReply,
  serverReply,
  statusesReply,
  worklogPage,
} from './jira-history-replies';
import { matching } from './jira-match';
import { formerPlaces, numberOf } from './moves';
import { countReply } from './jira-replies';

/** Issues in a page of a search that asks for more than ids (Jira REST v3, search/jql). */
const PAGE = 100;
/** Worklogs in a page (Jira REST v3: ≤ 5,000). */
const WORKLOG_PAGE = 5_000;
/** Changes in a page of a bulk changelog (Jira REST v3: ≤ 10,000). */
const CHANGES_PAGE = 10_000;
const CHANGELOG_PAGE = 100;
const CHANGED_PAGE = 100;

/** Under which names Jira tells of a new parent: today's, and those of the fields for epics and sub-tasks before. */
const PARENT_FIELDS = new Set(['IssueParentAssociation', 'Epic Link', 'Parent']);
const STORY_POINTS = 'com.pyxis.greenhopper.jira:jsw-story-points';
const SECONDS_PER_HOUR = 3_600;

const app = () => api.asApp();

/** Jira's history as the app. */
export const jiraHistory: JiraHistory = {
  async site(projectId) {
    const project = await get(app(), route`/rest/api/3/project/${projectId}`, projectKeyReply);
    if (!project) return undefined;
    const fields = (await get(app(), route`/rest/api/3/field`, fieldsReply)) ?? [];
    const statuses = (await get(app(), route`/rest/api/3/status`, statusesReply)) ?? [];
    const server = await get(app(), route`/rest/api/3/serverInfo`, serverReply);
    const zone = server?.serverTimeZone ?? '';
    const resolved = await countOf(`project = ${projectId} AND resolution is not EMPTY`);
    return {
      projectKey: project.key,
      issues: await countOf(`project = ${projectId}`),
      zone: weeksIn(zone) ? zone : 'UTC',
      categories: Object.fromEntries(statuses.flatMap(({ id, name, statusCategory: { key } }) => [[name, key], [id, key]])),
      pointsFields: fields.filter((f) => f.schema?.custom === STORY_POINTS || (f.schema?.type === 'number' && /^story points?( estimate)?$/i.test(f.name))).map(({ id }) => id),
      usesResolutions: resolved > 0,
    };
  },

  shown: (projectIds) => browsable(app(), projectIds),

  async page(projectId, site, cursor) {
    const fields = [...HISTORY_FIELDS, ...site.pointsFields];
    const reply = await search(`project = ${projectId} ORDER BY key ASC`, fields, PAGE, cursor, historySearch);
    return paged(await Promise.all(reply.issues.map((issue) => toIssue(issue, site, []))), reply.nextPageToken);
  },

  async changes(issueIds, site) {
    // Asked for by fields, Jira would leave out the moves to another parent, which it ties to none.
    const found = await changelogsOf(app(), issueIds);
    return new Map([...found].map(([issueId, entries]) => [issueId, { changes: toChanges(entries, site), parentChanges: toParents(entries), formerPlaces: toPlaces(entries) }]));
  },

  matching: (issueIds, queries) => matching(app(), issueIds, queries),

  async issue(issueId, site) {
    const fields = [...HISTORY_FIELDS, ...site.pointsFields].join(',');
    const reply = await get(app(), route`/rest/api/3/issue/${issueId}?fields=${fields}&expand=changelog`, historyIssue);
    if (!reply) return undefined;
    const { histories = [], total = 0 } = reply.changelog ?? {};
    return toIssue(reply, site, histories.length < total ? await allChanges(reply.id) : histories);
  },

  async changedWithin(projectIds, minutes, cursor) {
    const jql = `project in (${projectIds.join(', ')}) AND updated >= "-${minutes}m" ORDER BY updated ASC`;
    const reply = await search(jql, ['updated', 'project'], CHANGED_PAGE, cursor, changedSearch);
    return paged(
      reply.issues.map(({ id, key, fields }) => ({ issueId: id, projectId: fields.project.id, number: numberOf(key), updated: utc(fields.updated) })),
      reply.nextPageToken,
    );
  },

  async ids(projectId, cursor) {
    const reply = await search(`project = ${projectId} ORDER BY key ASC`, ['key'], ID_PAGE, cursor, idSearch);
    return paged(reply.issues.map(({ id, key }) => ({ issueId: id, number: numberOf(key) })), reply.nextPageToken);
  },

  count: (projectId) => countOf(`project = ${projectId} AND level is EMPTY`),
};

/** The changes of up to a thousand issues, by issue id; those of all fields where none are named. */
export async function changelogsOf(client: Client, issueIds: readonly string[], fieldIds: readonly string[] = []): Promise<Map<string, HistoryEntry[]>> {
  const found = new Map<string, HistoryEntry[]>();
  let nextPageToken: string | null | undefined;
  do {
    const body = { issueIdsOrKeys: issueIds, maxResults: CHANGES_PAGE, ...(fieldIds.length > 0 ? { fieldIds } : {}), ...(nextPageToken ? { nextPageToken } : {}) };
    const reply = await post(client, route`/rest/api/3/changelog/bulkfetch`, body, changelogsReply);
    for (const { issueId, changeHistories } of reply.issueChangeLogs) found.set(issueId, [...(found.get(issueId) ?? []), ...changeHistories]);
    ({ nextPageToken } = reply);
  } while (nextPageToken);
  return found;
}

async function search<T>(jql: string, fields: readonly string[], maxResults: number, cursor: string | undefined, schema: Parameters<typeof post<T>>[3]): Promise<T> {
  return post(app(), route`/rest/api/3/search/jql`, { jql, fields, maxResults, ...(cursor ? { nextPageToken: cursor } : {}) }, schema);
}

function paged<T>(items: T[], cursor: string | null | undefined): { items: T[]; cursor?: string } {
  return { items, ...(cursor ? { cursor } : {}) };
}

async function countOf(jql: string): Promise<number> {
  return (await post(app(), route`/rest/api/3/search/approximate-count`, { jql }, countReply)).count;
}

/** All of an issue's changes, where the issue itself comes with its newest only. */
async function allChanges(issueId: string): Promise<HistoryEntry[]> {
  const entries: HistoryEntry[] = [];
  for (let last = false; !last; ) {
    const page = await get(app(), route`/rest/api/3/issue/${issueId}/changelog?startAt=${entries.length}&maxResults=${CHANGELOG_PAGE}`, changelogPage);
    entries.push(...(page?.values ?? []));
    last = !page || page.isLast === true || page.values.length === 0;
  }
  return entries;
}

async function toIssue({ id, key, fields }: HistoryIssueReply, site: HistorySite, entries: readonly HistoryEntry[]): Promise<FetchedIssue> {
  const { resolution, resolutiondate, parent, worklog } = fields;
  const points = site.pointsFields.map((field) => fields[field]).find((value) => typeof value === 'number');
  const logs = worklog && worklog.total > worklog.worklogs.length ? await allWorklogs(id) : (worklog?.worklogs ?? []);
  return {
    issueId: id,
    projectId: fields.project.id,
    projectKey: fields.project.key,
    number: numberOf(key),
    level: levelOf(fields.issuetype),
    ...(parent ? { parent: { issueId: parent.id, level: levelOf(parent.fields?.issuetype), number: numberOf(parent.key) } } : {}),
    type: fields.issuetype.name,
    labels: fields.labels ?? [],
    components: (fields.components ?? []).map(({ name }) => name),
    queries: [],
    isSecured: fields.security !== null && fields.security !== undefined,
    updated: utc(fields.updated),
    ...(fields.duedate ? { due: fields.duedate } : {}),
    created: fields.created,
    resolution: resolution && resolutiondate ? { name: resolution.name, at: resolutiondate } : null,
    ...(typeof points === 'number' ? { points } : {}),
    worklogs: logs.map(({ started, timeSpentSeconds }) => ({ at: started, hours: timeSpentSeconds / SECONDS_PER_HOUR })),
    subtasks: (fields.subtasks ?? []).map((subtask) => ({ issueId: subtask.id, number: numberOf(subtask.key) })),
    changes: toChanges(entries, site),
    parentChanges: toParents(entries),
    formerPlaces: toPlaces(entries),
  };
}

async function allWorklogs(issueId: string) {
  const reply = await get(app(), route`/rest/api/3/issue/${issueId}/worklog?maxResults=${WORKLOG_PAGE}`, worklogPage);
  return reply?.worklogs ?? [];
}

/** A status is known by its id, or, where the site no longer has it, by its name. */
export function toChanges(entries: readonly HistoryEntry[], { categories }: Pick<HistorySite, 'categories'>): FetchedChange[] {
  return entries.flatMap(({ id, author, created, items }) =>
    items.flatMap((item): FetchedChange[] => {
      if (item.field === 'resolution') return [{ ...base(id, created, author), field: 'resolution', from: item.from, to: item.to }];
      if (item.field !== 'status') return [];
      const status = (statusId: string | null, name: string | null) => (statusId !== null && Object.hasOwn(categories, statusId) ? statusId : (name ?? statusId));
      return [{ ...base(id, created, author), field: 'status', from: status(item.from, item.fromString), to: status(item.to, item.toString) }];
    }),
  );
}

function toParents(entries: readonly HistoryEntry[]): ParentChange[] {
  return entries.flatMap(({ id, created, items }) =>
    items.flatMap(({ field, from, to }) => (field !== null && PARENT_FIELDS.has(field) ? [{ id, at: created, from: from === '' ? null : from, to: to === '' ? null : to }] : [])),
  );
}

function base(id: string, at: string, author: HistoryEntry['author']) {
  const isPerson = author && (author.accountType ?? 'atlassian') === 'atlassian';
  return { id, at, ...(isPerson ? { byId: author.accountId } : {}) };
}

function toPlaces(entries: readonly HistoryEntry[]): FetchedIssue['formerPlaces'] {
  return entries.flatMap(({ items }) => formerPlaces(items));
}

/** An instant as Jira writes it, in ISO and UTC. */
export function utc(instant: string): string {
  return new Date(Date.parse(instant.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'))).toISOString();
}
