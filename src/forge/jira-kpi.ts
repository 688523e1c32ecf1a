import api, { route } from '@forge/api';
import { z } from 'zod';
import { type JiraKpis, type KpiSite } from '../app/kpi-source/ports';
import { type AgreementCycle, type FlowIssue } from '../domain/flow';
import { weeksIn } from '../domain/week';
import { type Client, get, post } from './jira-client';
import { changelogsOf, toChanges, utc } from './jira-history';
import { fieldsReply, idSearch, serverReply, statusesReply } from './jira-history-replies';
import { faultsOf } from './jira-match';
import { countReply } from './jira-replies';

/** Issues in a page of a search that asks for more than ids, and of one that does not (Jira REST v3, search/jql). */
const PAGE = 100;
const ID_PAGE = 5_000;
const MS_PER_HOUR = 3_600_000;
/** The type of the fields in which Jira Service Management keeps its agreements. */
const AGREEMENT = 'com.atlassian.servicedesk:sd-sla-field';
const FIELDS = ['created', 'updated', 'project', 'resolution', 'resolutiondate', 'security'];

const issue = z.object({
  id: z.string(),
  fields: z
    .object({
      created: z.string(),
      updated: z.string(),
      project: z.object({ id: z.string() }),
      resolution: z.object({ name: z.string() }).nullish(),
      resolutiondate: z.string().nullish(),
      security: z.unknown(),
    })
    // Agreements have ids of their own on every site.
    .loose(),
});
const issueSearch = z.object({ issues: z.array(issue), nextPageToken: z.string().nullish() });

/** An agreement's value: of an issue that is on no service desk it is null. A cycle on hold has no breach yet and is not ended. */
const agreement = z
  .object({
    completedCycles: z.array(z.object({ stopTime: z.object({ epochMillis: z.number() }), breached: z.boolean(), elapsedTime: z.object({ millis: z.number() }) })).nullish(),
  })
  .nullish();

/** Jira for KPIs that are counted there, as the app or as the person who asks. */
export function jiraKpisAs(client: () => Client): JiraKpis {
  const count = async (jql: string): Promise<number> => (await post(client(), route`/rest/api/3/search/approximate-count`, { jql }, countReply)).count;
  const search = async (jql: string, field: string | undefined, cursor: string | undefined) => {
    const fields = field === undefined ? FIELDS : [...FIELDS, field];
    const reply = await post(client(), route`/rest/api/3/search/jql`, { jql, fields, maxResults: PAGE, ...after(cursor) }, issueSearch);
    return paged(reply.issues.map((found) => toIssue(found, field)), reply.nextPageToken);
  };
  const idsOf = async (jql: string, cursor: string | undefined) => {
    const reply = await post(client(), route`/rest/api/3/search/jql`, { jql, fields: ['key'], maxResults: ID_PAGE, ...after(cursor) }, idSearch);
    return paged(reply.issues.map(({ id }) => id), reply.nextPageToken);
  };
  return {
    faultsOf: (queries) => faultsOf(client(), queries),
    count,

    async site(jql) {
      const statuses = (await get(client(), route`/rest/api/3/status`, statusesReply)) ?? [];
      const zone = (await get(client(), route`/rest/api/3/serverInfo`, serverReply))?.serverTimeZone ?? '';
      return {
        zone: weeksIn(zone) ? zone : 'UTC',
        categories: Object.fromEntries(statuses.flatMap(({ id, name, statusCategory: { key } }) => [[name, key], [id, key]])),
        usesResolutions: (await count(`(${jql}) AND resolution is not EMPTY`)) > 0,
      } satisfies KpiSite;
    },

    page: (jql, order, field, cursor) => search(`${jql} ORDER BY ${order === 'oldest' ? 'created ASC' : 'updated DESC'}`, field, cursor),
    changedWithin: (jql, minutes, field, cursor) => search(`${jql} AND updated >= "-${minutes}m" ORDER BY updated ASC`, field, cursor),

    async changes(issueIds, site) {
      const found = await changelogsOf(client(), issueIds, ['status', 'resolution']);
      return new Map([...found].map(([issueId, entries]) => [issueId, toChanges(entries, site).map(({ id, at, field, from, to }) => ({ id, at, field, from, to }))]));
    },

    changedIn: (projectIds, minutes, cursor) => idsOf(`project in (${projectIds.join(', ')}) AND updated >= "-${minutes}m" ORDER BY updated ASC`, cursor),
    ids: (jql, cursor) => idsOf(`${jql} ORDER BY created ASC`, cursor),

    async choices() {
      const [statuses, fields] = await Promise.all([get(client(), route`/rest/api/3/status`, statusesReply), get(client(), route`/rest/api/3/field`, fieldsReply)]);
      return {
        statuses: (statuses ?? []).map(({ id, name }) => ({ id, name })),
        agreements: (fields ?? []).filter(({ schema }) => schema?.custom === AGREEMENT).map(({ id, name }) => ({ id, name })),
      };
    },
  };
}

export const jiraKpis = { user: jiraKpisAs(() => api.asUser()), app: jiraKpisAs(() => api.asApp()) };

function after(cursor: string | undefined): { nextPageToken?: string } {
  return cursor === undefined ? {} : { nextPageToken: cursor };
}

function paged<T>(items: T[], cursor: string | null | undefined): { items: T[]; cursor?: string } {
  return { items, ...(cursor ? { cursor } : {}) };
}

function toIssue({ id, fields }: z.infer<typeof issue>, field: string | undefined): FlowIssue {
  const { resolution, resolutiondate } = fields;
  return {
    issueId: id,
    projectId: fields.project.id,
    isSecured: fields.security !== null && fields.security !== undefined,
    updated: utc(fields.updated),
    created: fields.created,
    resolution: resolution && resolutiondate ? { name: resolution.name, at: resolutiondate } : null,
    changes: [],
    ...(field === undefined ? {} : { cycles: cyclesOf(fields[field]) }),
  };
}

function cyclesOf(value: unknown): AgreementCycle[] {
  return (agreement.parse(value)?.completedCycles ?? []).map(({ stopTime, breached, elapsedTime }) => ({
    stoppedAt: new Date(stopTime.epochMillis).toISOString(),
    isBreached: breached,
    hours: elapsedTime.millis / MS_PER_HOUR,
  }));
}
