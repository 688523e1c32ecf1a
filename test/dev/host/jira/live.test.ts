import { jiraContract, type SiteFetch } from './suite';

/**
 * The same suite against a real site, when the environment names one: NEEDLE_SITE (https://NAME.atlassian.net),
 * NEEDLE_SITE_ADMIN and NEEDLE_SITE_OTHER as `email:token` of a site administrator and of somebody who is in no project.
 * It makes projects, a security scheme and a group of its own and deletes them again; the site needs Jira Service Management.
 */
const { NEEDLE_SITE: site, NEEDLE_SITE_ADMIN: admin, NEEDLE_SITE_OTHER: other } = process.env;

function fetchAs(credentials: string): SiteFetch {
  const authorization = `Basic ${Buffer.from(credentials).toString('base64')}`;
  return (path, init = {}) => fetch(`${site ?? ''}${path}`, { ...init, headers: { ...init.headers, authorization } });
}

if (site !== undefined && admin !== undefined && other !== undefined) {
  jest.setTimeout(300_000);
  describe('a real site', () => {
    jiraContract(async () => {
      const person = fetchAs(other);
      const { accountId } = JSON.parse(await (await person('/rest/api/3/myself')).text()) as { accountId: string };
      return { admin: fetchAs(admin), other: { accountId, fetch: person }, wait: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)) };
    });
  });
} else {
  it.skip('a real site (skipped: NEEDLE_SITE, NEEDLE_SITE_ADMIN and NEEDLE_SITE_OTHER name none)', () => undefined);
}
