import { CATEGORIES, Catalogue, categoryBean, priorityBean, resolutionBean, statusBean, typeBean, type Bean } from '../catalogue';
import { allFields } from '../field';
import { ok, pageOf, type Answer, type Call, type Route } from '../route';
import { jiraTime } from '../time';

/** A list that everyone who is logged in may read. */
function listing(make: (call: Call) => readonly Bean[]): Route['handle'] {
  return (call) => {
    call.viewer.account();
    const beans = make(call);
    return ok(beans, beans.length);
  };
}

function serverInfo({ site, viewer }: Call): Answer {
  return ok({
    baseUrl: site.baseUrl,
    version: '1001.0.0-SNAPSHOT',
    versionNumbers: [1001, 0, 0],
    deploymentType: 'Cloud',
    buildNumber: 100_000,
    buildDate: '2026-01-01T00:00:00.000+0000',
    serverTime: jiraTime(site.now(), viewer.zone),
    serverTimeZone: site.zone,
    scmInfo: 'local',
    serverTitle: 'Local Jira',
  });
}

function labels(call: Call): Answer {
  call.viewer.account();
  const rows = call.site.column<string>('SELECT DISTINCT label AS value FROM jira_issue_label ORDER BY label');
  return ok(pageOf(call, 'label', rows, 1000));
}

const read = ['read:jira-work'] as const;

export const metadataRoutes: readonly Route[] = [
  { method: 'GET', path: '/rest/api/3/field', scopes: read, handle: listing(({ site }) => allFields(site).map((field) => ({ ...field }))) },
  {
    method: 'GET', path: '/rest/api/3/status', scopes: read,
    handle: listing(({ site }) => [...new Catalogue(site).statuses.values()].map((row) => statusBean(site, row))),
  },
  { method: 'GET', path: '/rest/api/3/statuscategory', scopes: read, handle: listing(({ site }) => Object.keys(CATEGORIES).map((key) => categoryBean(site, key))) },
  {
    method: 'GET', path: '/rest/api/3/issuetype', scopes: read,
    handle: listing(({ site }) => [...new Catalogue(site).types.values()].map((row) => typeBean(site, row))),
  },
  {
    method: 'GET', path: '/rest/api/3/priority', scopes: read,
    handle: listing(({ site }) => {
      const ranked = [...new Catalogue(site).priorities.values()].sort((one, other) => one.rank - other.rank);
      return ranked.map((row) => priorityBean(site, row));
    }),
  },
  {
    method: 'GET', path: '/rest/api/3/resolution', scopes: read,
    handle: listing(({ site }) => [...new Catalogue(site).resolutions.values()].map((row) => resolutionBean(site, row))),
  },
  { method: 'GET', path: '/rest/api/3/label', scopes: read, handle: labels },
  { method: 'GET', path: '/rest/api/3/serverInfo', scopes: [], handle: serverInfo },
];
