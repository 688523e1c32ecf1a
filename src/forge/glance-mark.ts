import api, { getAppContext, route } from '@forge/api';
import { deleteQuietly, putQuietly } from './jira-client';

/** Key of the glance's module in the manifest. */
const GLANCE = 'issue-context';

/** The issue property from which Jira takes the mark beside an issue context (Jira Cloud, "Issue context": setting the status). */
function propertyKey(): string {
  return `com.atlassian.jira.issue:${getAppContext().appAri.appId}:${GLANCE}:status`;
}

/** Puts it there as the app, or takes it away; false when there is no such issue or no mark to take. */
export async function markGlance(issueId: string, mark: { label: string; type: string } | null): Promise<boolean> {
  const key = propertyKey();
  return mark
    ? putQuietly(api.asApp(), route`/rest/api/3/issue/${issueId}/properties/${key}`, { type: 'lozenge', value: mark })
    : deleteQuietly(api.asApp(), route`/rest/api/3/issue/${issueId}/properties/${key}`);
}
