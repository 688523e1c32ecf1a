/** The two servers: the site (shell, Jira, control, web triggers) and, on another port, the app's pages. */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { servePage } from './bridge/pages';
import { browserBundle } from './browser-bundle';
import { control } from './control';
import { PlatformError } from './error';
import { guard } from './guard';
import { BodyTooLarge, json, plainHeaders, readBody, send, text } from './http';
import type { Platform } from './platform';
import type { Caller, HttpReply } from './types';

/** Only this machine reaches the platform. */
const LOOPBACK = '127.0.0.1';

/** A page is opened under this name, which is also the one that the pages' policy lets frame them. */
const SITE_NAME = 'localhost';

const SHELL_FILES: Readonly<Record<string, { file: string; type: string }>> = {
  '/_shell/shell.css': { file: 'shell/shell.css', type: 'text/css' },
};

export interface Servers {
  /** Address of the site, known before the site is. */
  url: string;
  /** Begins to answer; until then everything is told to come back. */
  serve: (platform: Platform, isReady: () => boolean) => void;
  close: () => void;
}

/** Takes both ports. Throws PlatformError when the site's is taken. */
export async function startServers(port: number, log: (line: string) => void): Promise<Servers> {
  const [shellScript, bridgeScript] = await Promise.all([
    browserBundle('shell/client/main.ts'),
    browserBundle('bridge/client/main.ts'),
  ]);
  let answerSite: RequestAnswer = notYet;
  let answerPages: RequestAnswer = notYet;
  const site = createServer((request, response) => void guarded(response, log, () => answerSite(request, response)));
  const pages = createServer((request, response) => void guarded(response, log, () => answerPages(request, response)));
  const sitePort = await listen(site, port);
  // Next to the site when it is free, so that what a page keeps in the browser is found again.
  const pagesPort = await listen(pages, sitePort + 1).catch(() => listen(pages, 0));
  const url = `http://${SITE_NAME}:${sitePort}`;
  const pagesUrl = `http://${SITE_NAME}:${pagesPort}`;
  return {
    url,
    serve: (platform, isReady) => {
      const siteParts = { platform, isReady, shellScript, pagesUrl, port: sitePort };
      const { manifest, clock } = platform;
      const pagesParts = { manifest, clock, bridgeScript, shellHost: `${SITE_NAME}:${sitePort}`, port: pagesPort, log };
      answerSite = (request, response) => serveSite(siteParts, request, response);
      answerPages = (request, response) => servePage(pagesParts, request, response);
    },
    close: () => {
      for (const server of [site, pages]) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

type RequestAnswer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

function notYet(_request: IncomingMessage, response: ServerResponse): Promise<void> {
  send(response, json(503, { ready: false }));
  return Promise.resolve();
}

interface SiteParts {
  platform: Platform;
  isReady: () => boolean;
  shellScript: string;
  pagesUrl: string;
  port: number;
}

async function serveSite(parts: SiteParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { platform, port } = parts;
  const method = request.method ?? 'GET';
  const path = request.url ?? '/';
  const headers = plainHeaders(request);
  const { pathname } = new URL(path, 'http://site');
  if (pathname.startsWith('/x1/')) {
    // Anybody may call a web trigger, other sites' pages included.
    const body = await readBody(request);
    return send(response, await platform.webTriggers.handle({ method, path, headers, body }, platform.functions));
  }
  const refusal = guard(headers, port);
  if (refusal) return send(response, refusal);
  if (pathname.startsWith('/_host/')) {
    const body = await readBody(request);
    const reply = await control({ platform, isReady: parts.isReady, pagesUrl: () => parts.pagesUrl }, { method, pathname, headers, body });
    // With every reply the shell, and through it each page, learns the platform's time.
    reply.headers['x-platform-clock'] = JSON.stringify(platform.clock.reading);
    return send(response, reply);
  }
  if (pathname.startsWith('/rest/')) {
    const caller = callerOf(platform, headers['authorization']);
    if ('status' in caller) return send(response, caller);
    const body = await readBody(request);
    const sent = body === '' ? undefined : body;
    return send(response, await platform.jiraFromOutside({ method, path, headers, body: sent }, caller));
  }
  if (method !== 'GET' && method !== 'HEAD') return send(response, text(405, 'text/plain', 'Only GET.'));
  if (pathname === '/_shell/shell.js') return send(response, text(200, 'text/javascript', parts.shellScript));
  const known = Object.hasOwn(SHELL_FILES, pathname) ? SHELL_FILES[pathname] : undefined;
  if (known) return send(response, text(200, known.type, shellFile(known.file)));
  if (headers['host'] !== `${SITE_NAME}:${port}`) {
    return send(response, { status: 302, headers: { location: `${platform.siteUrl}${path}` }, body: '' });
  }
  const page = text(200, 'text/html', shellFile('shell/index.html'));
  page.headers['content-security-policy'] =
    `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; frame-src ${parts.pagesUrl}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`;
  send(response, page);
}

/** Basic authentication with the account id as the name and any password, as a Jira client sends it. */
function callerOf(platform: Platform, authorization: string | undefined): Caller | HttpReply {
  if (authorization === undefined) return { kind: 'anonymous' };
  const encoded = /^Basic\s+(\S+)$/i.exec(authorization)?.[1];
  const accountId = encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString('utf8').split(':')[0];
  if (accountId === undefined || !platform.knows(accountId)) {
    return json(401, { errorMessages: ['Send HTTP basic authentication with the account id as the name and no password.'], errors: {} });
  }
  return { kind: 'user', accountId };
}

function shellFile(name: string): string {
  return readFileSync(fileURLToPath(new URL(name, import.meta.url)), 'utf8');
}

async function guarded(response: ServerResponse, log: (line: string) => void, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (response.headersSent) {
      response.destroy();
    } else if (error instanceof BodyTooLarge) {
      send(response, json(413, { error: { code: 'PAYLOAD_TOO_LARGE', message: error.message } }));
    } else if (error instanceof URIError) {
      send(response, text(400, 'text/plain', 'The address is not valid.'));
    } else {
      log(`platform: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      send(response, json(500, { error: { code: 'PLATFORM_FAILED', message: 'The platform itself failed; its log says how.' } }));
    }
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(new PlatformError(taken ? `Port ${port} is in use. Choose another with --port N.` : error.message));
    });
    server.listen(port, LOOPBACK, () => resolve((server.address() as AddressInfo).port));
  });
}
