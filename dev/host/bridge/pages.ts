/** Serves the app's built pages, on a port of their own: `/<resource>/<file>`. */
import { createReadStream, existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PlatformClock } from '../clock';
import { json, plainHeaders, readBody, send, text } from '../http';
import { guard } from '../guard';
import type { AppModule, Manifest } from '../manifest';
import type { BridgeGlobals } from './messages';
import { pagePolicy, REPORT_PATH } from './policy';

/** Where the bridge is served; Forge serves its own from Atlassian's network, likewise before any script of the page. */
const BRIDGE_PATH = '/__bridge.js';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.woff2': 'font/woff2',
  '.map': 'application/json; charset=utf-8',
};

export interface PagesParts {
  manifest: Manifest;
  clock: PlatformClock;
  /** The bridge's script, made plain JavaScript. */
  bridgeScript: string;
  /** `host:port` of the shell, which frames the pages. */
  shellHost: string;
  port: number;
  log: (line: string) => void;
}

/** The path of a module's page on the pages' port, or undefined when the manifest names no such resource. */
export function pagePath(manifest: Manifest, module: AppModule): string | undefined {
  return module.resource === undefined ? undefined : resourcePath(manifest, module.resource);
}

/** The path of a resource, written `key` or `key/entry`. */
export function resourcePath(manifest: Manifest, name: string): string | undefined {
  const [key = '', entry] = name.split('/');
  const resource = manifest.resources.find((one) => one.key === key);
  if (!resource) return undefined;
  const file = entry === undefined ? 'index.html' : resource.entry?.[entry];
  return file === undefined ? undefined : `/${key}/${file}`;
}

/** Answers a browser that loads a page of the app. */
export async function servePage(parts: PagesParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const refusal = guard(plainHeaders(request), parts.port);
  if (refusal) return send(response, refusal);
  const pathname = decodeURIComponent(new URL(request.url ?? '/', 'http://pages').pathname);
  if (pathname === REPORT_PATH && request.method === 'POST') {
    parts.log(`content policy: ${await readBody(request)}`);
    return send(response, json(204, undefined));
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') return send(response, text(405, 'text/plain', 'Only GET.'));
  if (pathname === BRIDGE_PATH) {
    // The instant is written into each copy, so that the page's clock is right before its first script runs.
    const globals: BridgeGlobals = { __forgeClock: parts.clock.reading, __forgeShell: `http://${parts.shellHost}` };
    const script = `Object.assign(globalThis, ${JSON.stringify(globals)});${parts.bridgeScript}`;
    return send(response, text(200, 'text/javascript', script));
  }
  const file = fileOf(parts.manifest, pathname);
  if (file === undefined) return send(response, text(404, 'text/plain', `The app has no page ${pathname}.`));
  if (extname(file) === '.html') return sendHtml(parts, file, response);
  response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', 'x-content-type-options': 'nosniff' });
  createReadStream(file).pipe(response);
}

function sendHtml(parts: PagesParts, file: string, response: ServerResponse): void {
  const html = readFileSync(file, 'utf8');
  const policy = pagePolicy(html, parts.manifest.permissions, parts.shellHost);
  const bridge = `<script src="${BRIDGE_PATH}"></script>`;
  const head = /<head[^>]*>/i.exec(html);
  const at = head ? head.index + head[0].length : 0;
  const reply = text(200, 'text/html', html.slice(0, at) + bridge + html.slice(at));
  reply.headers['content-security-policy'] = policy;
  send(response, reply);
}

/** The file of a path, or undefined when there is none inside the resource's folder (links out of it included). */
function fileOf(manifest: Manifest, pathname: string): string | undefined {
  const [, key, ...rest] = pathname.split('/');
  const resource = manifest.resources.find((one) => one.key === key);
  if (!resource || rest.length === 0) return undefined;
  const root = join(manifest.folder, resource.path);
  const wanted = join(root, ...rest);
  if (!existsSync(wanted) || !statSync(wanted).isFile()) return undefined;
  const real = realpathSync(wanted);
  return real.startsWith(realpathSync(root) + sep) ? real : undefined;
}
