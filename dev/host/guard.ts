/** Keeps other sites' pages, the app's own included, away from the platform's addresses. */
import type { HttpReply } from './types';
import { json } from './http';

/** The names under which this machine calls itself; any other `Host` is a name that somebody pointed here. */
const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Refuses a request whose `Host` is not this loopback port, or whose `Origin` is not this server's own. A browser
 * sends `Origin` with every request that can change something; what is no browser sends none.
 */
export function guard(headers: Readonly<Record<string, string>>, port: number): HttpReply | undefined {
  const hosts = LOOPBACK_NAMES.map((name) => `${name}:${port}`);
  const host = headers['host'] ?? '';
  if (!hosts.includes(host)) return refuse(`The Host "${host}" is not this platform's.`);
  const origin = headers['origin'];
  if (origin !== undefined && !hosts.some((own) => origin === `http://${own}`)) {
    return refuse(`The Origin "${origin}" may not call this platform.`);
  }
  return undefined;
}

/** Refuses a body that is not declared as JSON, which a form on another site cannot do. */
export function guardJson(headers: Readonly<Record<string, string>>, body: string): HttpReply | undefined {
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type === 'application/json' || (body === '' && type === '')) return undefined;
  return json(415, { error: { code: 'NOT_JSON', message: 'Send the body as application/json.' } });
}

function refuse(message: string): HttpReply {
  return json(403, { error: { code: 'FORBIDDEN', message } });
}
