import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Operation {
  responses: Record<string, { content?: Record<string, { schema?: Record<string, unknown> }> }>;
  'x-atlassian-oauth2-scopes'?: { state: string; scheme: string; scopes: string[] }[];
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Record<string, unknown>> };
}

const FILE = join(process.env['NEEDLE_SHARED'] ?? '../shared', 'jira-platform-v3.openapi.json');

/** Whether the official document is at hand. */
export const hasDocument = existsSync(FILE);

/** Served by Jira, newer than the document at hand, or Jira Service Management's. */
const ELSEWHERE = /^\/rest\/(api\/3\/forge\/panel|servicedeskapi)\//;

/** Jira writes timestamps without a colon in the offset, which RFC 3339 does not know. */
const JIRA_DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/;

/** Validates replies against Atlassian's description of its REST API. */
export class OpenApi {
  readonly document = JSON.parse(readFileSync(FILE, 'utf8')) as Document;
  private readonly ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true });
  private readonly validators = new Map<string, ValidateFunction>();
  private readonly templates = Object.keys(this.document.paths)
    .map((path) => ({ path, pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`), fixed: path.split('/').filter((part) => !part.startsWith('{')).length }))
    .sort((one, other) => other.fixed - one.fixed);

  constructor() {
    addFormats(this.ajv);
    this.ajv.addFormat('date-time', JIRA_DATE_TIME);
    // Jira answers null for a side of a change that is empty, which its own document does not say.
    const change = this.document.components.schemas['ChangeDetails']?.['properties'] as Record<string, Record<string, unknown>>;
    for (const side of ['from', 'fromString', 'to', 'toString']) change[side] = { ...change[side], nullable: true };
    this.ajv.addSchema({ $id: 'jira', components: convert(this.document.components) } as Record<string, unknown>);
  }

  operation(method: string, path: string): { path: string; operation: Operation } | undefined {
    const found = this.templates.find(({ path: template, pattern }) => pattern.test(path) && this.document.paths[template]?.[method.toLowerCase()] !== undefined);
    const operation = found === undefined ? undefined : this.document.paths[found.path]?.[method.toLowerCase()];
    return found === undefined || operation === undefined ? undefined : { path: found.path, operation };
  }

  /** What is wrong with a reply; an empty list when it is as described. */
  problems(method: string, address: string, status: number, json: unknown): string[] {
    const path = address.split('?')[0] ?? '';
    if (ELSEWHERE.test(path)) return [];
    const found = this.operation(method, path);
    if (found === undefined) return [`${method} ${path} is not in the document.`];
    const response = found.operation.responses[String(status)];
    // Every operation may answer with an error that the document leaves out; its form is always the same.
    const schema = status >= 400 && !found.path.startsWith('/rest/forge/')
      ? { $ref: '#/components/schemas/ErrorCollection' }
      : Object.values(response?.content ?? {})[0]?.schema;
    if (response === undefined && status < 400) return [`${method} ${found.path} does not answer ${String(status)}.`];
    if (schema === undefined) return [];
    if (json === undefined) return status === 204 || Object.keys(schema).length === 0 ? [] : [`${method} ${found.path} ${String(status)} has no body.`];
    const validate = this.validator(schema);
    return validate(json) ? [] : (validate.errors ?? []).map((error) => `${method} ${found.path} ${String(status)}: ${error.instancePath} ${error.message ?? ''} ${JSON.stringify(error.params)}`);
  }

  private validator(schema: Record<string, unknown>): ValidateFunction {
    const key = JSON.stringify(schema);
    const known = this.validators.get(key);
    if (known !== undefined) return known;
    const made = this.ajv.compile(JSON.parse(JSON.stringify(convert(schema)).replaceAll('"#/components/', '"jira#/components/')) as Record<string, unknown>);
    this.validators.set(key, made);
    return made;
  }
}

/** OpenAPI 3.0 says `nullable`, JSON Schema a type of null. */
function convert(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(convert);
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, ...rest } = Object.fromEntries(Object.entries(value).map(([name, part]) => [name, convert(part)]));
  return nullable === true && Object.keys(rest).some((name) => ['type', '$ref', 'allOf'].includes(name)) ? { anyOf: [rest, { type: 'null' }] } : rest;
}
