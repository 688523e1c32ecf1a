/** The site's addresses. */

export type Route =
  | { page: 'home' }
  | { page: 'issue'; issueKey: string }
  | { page: 'project'; projectKey: string }
  | { page: 'projectApp'; projectKey: string; moduleKey: string; path: string }
  | { page: 'projectSettings'; projectKey: string; moduleKey: string | undefined; path: string }
  | { page: 'workflow'; projectKey: string }
  | { page: 'projectAdmin'; projectKey: string; screen: string | undefined }
  | { page: 'people' }
  | { page: 'globalApp'; moduleKey: string; path: string }
  | { page: 'admin'; moduleKey: string | undefined; path: string }
  | { page: 'unknown' };

/** The route of a path. What follows a module's key belongs to the app's page. */
export function parseRoute(pathname: string): Route {
  const [first, second, third, fourth, ...rest] = pathname.split('/').filter((part) => part !== '').map(decodeURIComponent);
  const below = (...parts: (string | undefined)[]): string => `/${parts.filter((part) => part !== undefined).join('/')}`;
  if (first === undefined) return { page: 'home' };
  if (first === 'browse' && second !== undefined) return { page: 'issue', issueKey: second };
  if (first === 'apps' && second !== undefined) return { page: 'globalApp', moduleKey: second, path: below(third, fourth, ...rest) };
  if (first === 'people') return { page: 'people' };
  if (first === 'admin') return { page: 'admin', moduleKey: second, path: below(third, fourth, ...rest) };
  if (first === 'projects' && second !== undefined) {
    if (third === undefined) return { page: 'project', projectKey: second };
    if (third === 'apps' && fourth !== undefined) return { page: 'projectApp', projectKey: second, moduleKey: fourth, path: below(...rest) };
    if (third === 'administration') return { page: 'projectAdmin', projectKey: second, screen: fourth };
    if (third === 'workflow') return { page: 'workflow', projectKey: second };
    if (third === 'settings') return { page: 'projectSettings', projectKey: second, moduleKey: fourth, path: below(...rest) };
  }
  return { page: 'unknown' };
}

export const addresses = {
  home: '/',
  issue: (key: string): string => `/browse/${encodeURIComponent(key)}`,
  project: (key: string): string => `/projects/${encodeURIComponent(key)}`,
  projectApp: (key: string, module: string): string => `/projects/${encodeURIComponent(key)}/apps/${encodeURIComponent(module)}`,
  projectSettings: (key: string, module?: string): string =>
    `/projects/${encodeURIComponent(key)}/settings${module === undefined ? '' : `/${encodeURIComponent(module)}`}`,
  workflow: (key: string): string => `/projects/${encodeURIComponent(key)}/workflow`,
  projectAdmin: (key: string, screen?: string): string => `/projects/${encodeURIComponent(key)}/administration${screen === undefined ? '' : `/${screen}`}`,
  people: '/people',
  globalApp: (module: string): string => `/apps/${encodeURIComponent(module)}`,
  admin: (module?: string): string => `/admin${module === undefined ? '' : `/${encodeURIComponent(module)}`}`,
};
