/** Web triggers: addresses that anybody can call without being a user of the site. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Functions } from '../functions/functions';
import type { AppModule, Manifest } from '../manifest';
import { SITE } from '../site';
import type { HttpReply, HttpRequest } from '../types';

/** Outputs that a static web trigger may have. Source: manifest reference, webtrigger. */
const STATIC_OUTPUTS = 20;

const staticSchema = z.object({ outputKey: z.string() });

const dynamicSchema = z.object({
  statusCode: z.number().int().min(100).max(599).default(200),
  headers: z.record(z.string(), z.array(z.string())).default({}),
  body: z.string().default(''),
});

export class WebTriggers {
  constructor(
    private readonly manifest: Manifest,
    private readonly siteUrl: string,
  ) {}

  list(): { moduleKey: string; url: string }[] {
    return this.modules().map(({ key }) => ({ moduleKey: key, url: `${this.siteUrl}/x1/${idOf(key)}` }));
  }

  /** Answers a call of `/x1/<id>`; a function that fails or answers badly gives 500, as on Forge. */
  async handle(request: HttpRequest, functions: Functions): Promise<HttpReply> {
    const url = new URL(request.path, 'http://site');
    const [, , id, ...rest] = url.pathname.split('/');
    const module = this.modules().find(({ key }) => idOf(key) === id);
    if (!module) return text(404, 'There is no such web trigger.');
    const result = await functions.invoke({
      module,
      payload: {
        method: request.method,
        body: request.body ?? '',
        path: url.pathname,
        userPath: `/${rest.join('/')}`,
        headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, [value]])),
        queryParameters: queryOf(url),
        context: { cloudId: SITE.cloudId, moduleKey: module.key },
      },
    });
    if (!result.ok) return text(500, 'The web trigger failed.');
    return module.response?.type === 'static' ? staticReply(module, result.value) : dynamicReply(result.value);
  }

  private modules(): AppModule[] {
    return this.manifest.modules.filter(({ type }) => type === 'webtrigger');
  }
}

function staticReply(module: AppModule, value: unknown): HttpReply {
  const parsed = staticSchema.safeParse(value);
  const outputs = module.response?.outputs?.slice(0, STATIC_OUTPUTS) ?? [];
  const output = parsed.success ? outputs.find(({ key }) => key === parsed.data.outputKey) : undefined;
  if (!output) return text(500, 'The web trigger named no output of its manifest entry.');
  return {
    status: output.statusCode,
    headers: { 'content-type': output.contentType ?? 'text/plain' },
    body: output.body ?? '',
  };
}

function dynamicReply(value: unknown): HttpReply {
  const parsed = dynamicSchema.safeParse(value);
  if (!parsed.success) return text(500, 'The web trigger answered in a wrong shape.');
  const { statusCode, headers, body } = parsed.data;
  const joined = Object.fromEntries(Object.entries(headers).map(([name, values]) => [name.toLowerCase(), values.join(', ')]));
  return { status: statusCode, headers: joined, body };
}

function queryOf(url: URL): Record<string, string[]> {
  const query: Record<string, string[]> = {};
  for (const name of new Set(url.searchParams.keys())) query[name] = url.searchParams.getAll(name);
  return query;
}

/** Not to be guessed from the manifest on Forge; here constant, so that an address outlives a restart. */
function idOf(moduleKey: string): string {
  return createHash('sha256').update(`${SITE.installationId}/${moduleKey}`).digest('base64url').slice(0, 22);
}

function text(status: number, body: string): HttpReply {
  return { status, headers: { 'content-type': 'text/plain' }, body };
}
