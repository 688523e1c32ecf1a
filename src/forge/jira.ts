import api, { permissions, route } from '@forge/api';
import { z } from 'zod';
import { type Issue, type JiraAsApp, type JiraAsUser, type Person, type ProjectPermissions } from '../app/ports';
import { LOWEST_LINKABLE_LEVEL } from '../domain/link';
import { absence } from './jira-absence';
import { browsable } from './jira-browsable';
import { get, post, postQuietly } from './jira-client';
import { markGlance } from './glance-mark';
import { faultsOf, matching } from './jira-match';
import { panelPins } from './panel-pins';
import { recentMoves, statusChangedAt } from './jira-moves';
import {
  ISSUE_FIELDS,
  type IssueReply,
  type RuledIssueReply,
  RULED_FIELDS,
  countReply,
  issueReply,
  issuesReply,
  localeReply,
  myPermissionsReply,
  namedProjectReply,
  projectReply,
  ruledSearch,
  searchReply,
  groupsFoundReply,
  groupsReply,
  myselfReply,
  peopleNamedReply,
  peopleReply,
} from './jira-replies';

/** Issues in one issue/bulkfetch (Jira REST v3: ≤ 100). */
const MAX_ISSUES_PER_FETCH = 100;

/** What the manifest asks for. */
export const SCOPES = ['read:jira-work', 'read:jira-user', 'write:jira-work', 'manage:jira-project', 'storage:app'] as const;

/** People and groups offered for a search. */
const MOST_FOUND = 20;

/** Jira as the person who made the call. */
export const jiraAsUser: JiraAsUser = {
  ...panelPins,

  async issue(idOrKey) {
    const reply = await get(api.asUser(), route`/rest/api/3/issue/${idOrKey}?fields=${ISSUE_FIELDS.join(',')}`, issueReply);
    return reply && toIssue(reply);
  },

  async issues(issueIds) {
    const asked = [...new Set(issueIds)];
    const seen = new Map<string, Issue>();
    for (let start = 0; start < asked.length; start += MAX_ISSUES_PER_FETCH) {
      const issueIdsOrKeys = asked.slice(start, start + MAX_ISSUES_PER_FETCH);
      const reply = await post(
        api.asUser(),
        route`/rest/api/3/issue/bulkfetch`,
        { issueIdsOrKeys, fields: ISSUE_FIELDS },
        issuesReply,
      );
      for (const issue of reply.issues) seen.set(issue.id, toIssue(issue));
    }
    return seen;
  },

  async permissions(projectId) {
    const here = projectId
      ? route`/rest/api/3/mypermissions?projectId=${projectId}&permissions=${'BROWSE_PROJECTS,ADMINISTER_PROJECTS,ADMINISTER'}`
      : route`/rest/api/3/mypermissions?permissions=${'ADMINISTER'}`;
    const reply = await get(api.asUser(), here, myPermissionsReply);
    const has = (permission: string) => reply?.permissions[permission]?.havePermission === true;
    return {
      browse: has('BROWSE_PROJECTS'),
      administerProject: has('ADMINISTER_PROJECTS'),
      administerJira: has('ADMINISTER'),
    } satisfies ProjectPermissions;
  },

  async project(idOrKey) {
    const found = await get(api.asUser(), route`/rest/api/3/project/${idOrKey}`, namedProjectReply);
    return found && { projectId: found.id, key: found.key, name: found.name };
  },

  browsable: (_accountId, projectIds) => browsable(api.asUser(), projectIds),

  async groupIds() {
    const reply = await get(api.asUser(), route`/rest/api/3/myself?expand=groups`, myselfReply);
    return new Set(reply?.groups?.items.map(({ groupId }) => groupId));
  },

  async group(groupId) {
    const reply = await get(api.asUser(), route`/rest/api/3/group/bulk?groupId=${groupId}`, groupsReply);
    return reply?.values.find((group) => group.groupId === groupId);
  },

  async findGroups(query) {
    const found = await get(api.asUser(), route`/rest/api/3/groups/picker?query=${query}&maxResults=${MOST_FOUND}`, groupsFoundReply);
    return found?.groups ?? [];
  },

  async findPeople(query) {
    const found = await get(api.asUser(), route`/rest/api/3/user/search?query=${query}&maxResults=${MOST_FOUND}`, peopleReply);
    return (found ?? []).filter(({ active = true, accountType = 'atlassian' }) => active && accountType === 'atlassian').map(toPerson);
  },

  async people(accountIds) {
    const asked = new URLSearchParams(accountIds.map((id) => ['accountId', id]));
    const found = await get(api.asUser(), route`/rest/api/3/user/bulk?maxResults=${accountIds.length}&${asked}`, peopleNamedReply);
    return (found?.values ?? []).map(toPerson);
  },

  async newest(projectIds, queries) {
    if (projectIds.length === 0) return [];
    const jql = `project in (${projectIds.join(', ')}) ORDER BY created DESC`;
    const reply = await post(api.asUser(), route`/rest/api/3/search/jql`, { jql, fields: RULED_FIELDS, maxResults: MAX_ISSUES_PER_FETCH }, ruledSearch);
    const { found } = await matching(api.asUser(), reply.issues.map(({ id }) => id), queries);
    return reply.issues.map((issue) => ({ ...ruledOf(issue, found), key: issue.key, summary: issue.fields.summary ?? issue.key }));
  },

  async finished(projectId, weeks, queries) {
    const jql = `project = ${projectId} AND assignee = currentUser() AND resolved >= "-${weeks}w" ORDER BY resolved DESC`;
    const fields = [...RULED_FIELDS, 'parent'];
    const reply = await post(api.asUser(), route`/rest/api/3/search/jql`, { jql, fields, maxResults: MAX_ISSUES_PER_FETCH }, ruledSearch);
    const issues = reply.issues.filter(({ fields: { issuetype } }) => levelOf(issuetype) >= 0);
    const { found } = await matching(api.asUser(), issues.map(({ id }) => id), queries);
    return { isCut: Boolean(reply.nextPageToken), issues: issues.map((issue) => ({ ...ruledOf(issue, found), ...(issue.fields.parent ? { parentId: issue.fields.parent.id } : {}) })) };
  },

  recentMoves: (days, within) => recentMoves(days, within, toIssue),

  faultsOf: (queries) => faultsOf(api.asUser(), queries),

  async epics(projectId, { cursor, limit }) {
    const project = await get(api.asUser(), route`/rest/api/3/project/${projectId}`, projectReply);
    const types = project?.issueTypes.filter((t) => (t.hierarchyLevel ?? 0) >= LOWEST_LINKABLE_LEVEL) ?? [];
    if (types.length === 0) return { items: [] };
    const jql = `project = ${projectId} AND issuetype in (${types.map((t) => t.id).join(', ')}) ORDER BY created DESC`;
    const reply = await post(
      api.asUser(),
      route`/rest/api/3/search/jql`,
      { jql, fields: ISSUE_FIELDS, maxResults: limit, ...(cursor ? { nextPageToken: cursor } : {}) },
      searchReply,
    );
    return {
      items: reply.issues.map(toIssue),
      ...(reply.nextPageToken ? { cursor: reply.nextPageToken } : {}),
    };
  },
};

/** Jira as the app; issues with a security level enter no count, as not every viewer may see them. */
export const jiraAsApp: JiraAsApp = {
  async issue(idOrKey) {
    const reply = await get(api.asApp(), route`/rest/api/3/issue/${idOrKey}?fields=${ISSUE_FIELDS.join(',')}`, issueReply);
    return reply && toIssue(reply);
  },

  statusChangedAt,

  ...absence,

  async canRead() {
    return (await get(api.asApp(), route`/rest/api/3/project/search?maxResults=1`, z.object({ values: z.array(z.unknown()) }))) !== undefined;
  },

  missingScopes: () => SCOPES.filter((scope) => !permissions.hasScope(scope)),

  async localeOf(accountId) {
    return (await get(api.asApp(), route`/rest/api/3/user?accountId=${accountId}`, localeReply))?.locale ?? undefined;
  },

  notify: (issueId, { accountId, subject, text }) =>
    postQuietly(api.asApp(), route`/rest/api/3/issue/${issueId}/notify`, { subject, textBody: text, to: { users: [{ accountId }] } }),

  markGlance,

  async countBelow(issueId) {
    const below = `parent = ${issueId} AND level is EMPTY`;
    return { total: await count(below), done: await count(`${below} AND statusCategory = Done`) };
  },
};

async function count(jql: string): Promise<number> {
  const reply = await post(api.asApp(), route`/rest/api/3/search/approximate-count`, { jql }, countReply);
  return reply.count;
}

function toPerson({ accountId, displayName }: { accountId: string; displayName: string }): Person {
  return { accountId, name: displayName };
}

function ruledOf({ id, fields: { issuetype, labels, components } }: RuledIssueReply, found: ReadonlyMap<string, readonly string[]>) {
  return { issueId: id, type: issuetype.name, labels: labels ?? [], components: (components ?? []).map(({ name }) => name), queries: found.get(id) ?? [] };
}

function toIssue({ id, key, fields }: IssueReply): Issue {
  return {
    issueId: id,
    key,
    summary: fields.summary ?? key,
    type: fields.issuetype.name,
    status: fields.status.name,
    statusId: fields.status.id,
    level: levelOf(fields.issuetype),
    projectId: fields.project.id,
    projectKey: fields.project.key,
    created: fields.created.slice(0, 10),
    parent: fields.parent
      ? {
          issueId: fields.parent.id,
          key: fields.parent.key,
          summary: fields.parent.fields?.summary ?? fields.parent.key,
          level: levelOf(fields.parent.fields?.issuetype),
        }
      : undefined,
  };
}

export function levelOf(type: { hierarchyLevel?: number | undefined; subtask?: boolean | undefined } | undefined): number {
  return type?.hierarchyLevel ?? (type?.subtask ? -1 : 0);
}
