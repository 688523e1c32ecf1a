import type { Caller, HttpReply, HttpRequest, Meter } from '../types';
import { JiraError } from './error';
import type { Answer, Call, Route } from './route';
import type { Site } from './site';
import { Viewer } from './viewer';

interface Compiled {
  route: Route;
  pattern: RegExp;
  names: readonly string[];
  /** Fixed segments; of two routes that match, the one with more is meant (`/issue/bulkfetch`, `/issue/{key}`). */
  fixed: number;
}

function compile(route: Route): Compiled {
  const segments = route.path.split('/');
  const names = segments.filter((part) => part.startsWith('{')).map((part) => part.slice(1, -1));
  const source = segments.map((part) => (part.startsWith('{') ? '([^/]+)' : part.replace(/[.]/g, '\\.'))).join('/');
  return { route, pattern: new RegExp(`^${source}$`), names, fixed: segments.length - names.length };
}

/** Sends a request to its operation, checks the scopes, counts it, and turns refusals into Jira's error form. */
export class Router {
  private readonly compiled: readonly Compiled[];

  constructor(
    private readonly site: Site,
    private readonly meter: Meter,
    routes: readonly Route[],
  ) {
    this.compiled = routes.map(compile).sort((one, other) => other.fixed - one.fixed);
  }

  handle(request: HttpRequest, caller: Caller): HttpReply {
    const answer = this.answer(request, caller);
    // Only what the app does counts: a person's browser or a script has no scopes.
    if (caller.kind === 'app' || (caller.kind === 'user' && caller.scopes !== undefined)) {
      this.meter.add({ jira: { requests: 1, points: 1 + (answer.points ?? 0) } });
    }
    if (answer.body === undefined) return { status: answer.status, headers: {}, body: '' };
    return {
      status: answer.status,
      headers: { 'content-type': 'application/json;charset=UTF-8' },
      body: JSON.stringify(answer.body),
    };
  }

  private answer(request: HttpRequest, caller: Caller): Answer {
    try {
      const { route, params, query } = this.find(request);
      checkScopes(route, caller);
      const call: Call = {
        site: this.site,
        viewer: Viewer.of(this.site, caller),
        caller,
        params,
        query,
        body: parseJson(request.body),
      };
      return route.handle(call);
    } catch (error) {
      if (!(error instanceof JiraError)) throw error;
      return { status: error.status, body: { errorMessages: error.errorMessages, errors: error.errors } };
    }
  }

  private find({ method, path }: HttpRequest): { route: Route; params: Record<string, string>; query: URLSearchParams } {
    const [pathname = '', search = ''] = splitOnce(path, '?');
    const matching = this.compiled.filter(({ pattern }) => pattern.test(pathname));
    const found = matching.find(({ route }) => route.method === method.toUpperCase());
    if (found === undefined) {
      throw new JiraError(501, [`The local Jira does not serve ${method.toUpperCase()} ${pathname}.`]);
    }
    const values = found.pattern.exec(pathname)?.slice(1) ?? [];
    const params = Object.fromEntries(found.names.map((name, index) => [name, decode(values[index] ?? '')]));
    return { route: found.route, params, query: new URLSearchParams(search) };
  }
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new JiraError(400, [`'${text}' in the address is not URL-encoded.`]);
  }
}

function parseJson(body: string | undefined): unknown {
  if (body === undefined || body === '') return undefined;
  try {
    return JSON.parse(body);
  } catch {
    throw new JiraError(400, ['There was an error parsing JSON. Check that your request body is valid.']);
  }
}

function checkScopes(route: Route, caller: Caller): void {
  if (caller.kind === 'anonymous' || caller.scopes === undefined) return;
  const granted = caller.scopes;
  const missing = route.scopes.filter((scope) => !granted.includes(scope));
  if (missing.length > 0) {
    throw new JiraError(403, [`Unauthorized; scope does not match: ${route.method} ${route.path} needs ${missing.join(', ')}.`]);
  }
}
