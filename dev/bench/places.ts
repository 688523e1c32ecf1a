/** Who asks, where from, and what is edited. */
import { type BenchPlatform } from './platform';
import { PROJECT } from './site';

export const ADMIN = 'admin';
export const LEAD = 'project-admin';
export const READER = 'engineer';

export const GLOBAL = { moduleKey: 'global-page' } as const;
export const SETTINGS = { moduleKey: 'project-settings', projectKey: PROJECT } as const;
export const IMPACT = { moduleKey: 'project-page', projectKey: PROJECT } as const;
export const PANEL = { moduleKey: 'issue-panel', issueKey: `${PROJECT}-2` } as const;

let names = 0;
/** Another one each time. */
export function freshName(what: string): string {
  names += 1;
  return `${what} ${names}`;
}

export function edit(platform: BenchPlatform, n: number): Promise<unknown> {
  return platform.jira(READER, 'PUT', `/rest/api/3/issue/${PROJECT}-${n}`, { fields: { summary: freshName(`Work ${n}, edit`) } });
}
