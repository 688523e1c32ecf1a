import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { parse } from '../architecture/imports';
import { type Tree } from '../architecture/tree';
import { type Manifest } from './read';

/**
 * The scope that each Jira call of the app needs; null = none. A call that is not in this list fails the test, so
 * that nobody adds one without looking up what an administrator must consent to.
 */
export const CALLS: Record<string, string | null> = {
  'GET /rest/api/3/mypermissions': 'read:jira-work',
  'POST /rest/api/3/permissions/check': null,
  'POST /rest/api/3/search/jql': 'read:jira-work',
  'POST /rest/api/3/jql/match': 'read:jira-work',
  'POST /rest/api/3/jql/parse': 'read:jira-work',
  'POST /rest/api/3/search/approximate-count': 'read:jira-work',
  'POST /rest/api/3/issue/bulkfetch': 'read:jira-work',
  'POST /rest/api/3/changelog/bulkfetch': 'read:jira-work',
  'GET /rest/api/3/issue/{}': 'read:jira-work',
  'POST /rest/api/3/issue/{}/notify': 'write:jira-work',
  'PUT /rest/api/3/issue/{}/properties/{}': 'write:jira-work',
  'DELETE /rest/api/3/issue/{}/properties/{}': 'write:jira-work',
  'GET /rest/api/3/issue/{}/changelog': 'read:jira-work',
  'GET /rest/api/3/issue/{}/worklog': 'read:jira-work',
  'GET /rest/api/3/field': 'read:jira-work',
  'GET /rest/api/3/status': 'read:jira-work',
  'GET /rest/api/3/serverInfo': null,
  'GET /rest/api/3/project/{}': 'read:jira-work',
  'GET /rest/api/3/project/{}/issuesecuritylevelscheme': 'read:jira-work',
  'GET /rest/api/3/projectvalidate/key': 'read:jira-work',
  'GET /rest/api/3/project/search': 'read:jira-work',
  'POST /rest/api/3/forge/panel/action/bulk/async': 'manage:jira-project',
  'POST /rest/api/3/forge/panel/action/bulk/status': 'manage:jira-project',
  'GET /rest/api/3/myself': 'read:jira-user',
  'GET /rest/api/3/user': 'read:jira-user',
  'GET /rest/api/3/user/bulk': 'read:jira-user',
  'GET /rest/api/3/user/groups': 'read:jira-user',
  'GET /rest/api/3/user/search': 'read:jira-user',
  'GET /rest/api/3/group/bulk': 'read:jira-user',
  'GET /rest/api/3/groups/picker': 'read:jira-user',
};

/** Packages that need a scope by being used. */
const PACKAGES: Record<string, string> = { '@forge/kvs': 'storage:app' };
/** Functions of packages that need one by being called. */
const FUNCTIONS: Record<string, string> = { 'privacy.reportPersonalData(': 'report:personal-data' };

const EVENTS = join(
  __dirname,
  '../../node_modules/@forge/manifest/out/mapping/product-event-to-scope-mapping.json',
);

export interface Needs {
  scopes: Set<string>;
  /** Calls that the table above does not know. */
  unknown: string[];
}

/** What the shipped code needs, read from its calls. */
export function neededScopes(manifest: Manifest, tree: Tree): Needs {
  const needs: Needs = { scopes: new Set(), unknown: [] };
  for (const [path, text] of tree) {
    if (!text || !/^(src|static)\//.test(path)) continue;
    for (const call of jiraCalls(parse(path, text))) {
      if (!Object.hasOwn(CALLS, call)) needs.unknown.push(`${path}: no scope is known for ${call}.`);
      else if (CALLS[call]) needs.scopes.add(CALLS[call]);
    }
    for (const [name, scope] of Object.entries(PACKAGES)) if (text.includes(`'${name}'`)) needs.scopes.add(scope);
    for (const [name, scope] of Object.entries(FUNCTIONS)) if (text.includes(name)) needs.scopes.add(scope);
  }
  for (const scope of eventScopes(manifest)) needs.scopes.add(scope);
  return needs;
}

export function scopeFindings(manifest: Manifest, { scopes, unknown }: Needs): string[] {
  const asked = new Set(manifest.permissions?.scopes ?? []);
  return [
    ...unknown,
    ...[...scopes].filter((scope) => !asked.has(scope)).map((scope) => `The scope ${scope} is needed but not asked for.`),
    ...[...asked].filter((scope) => !scopes.has(scope)).map((scope) => `The scope ${scope} is asked for but not needed.`),
  ];
}

/** `METHOD /path` of each REST path in the text, with `{}` for what is filled in; queries are cut off. */
function jiraCalls(source: ts.SourceFile): string[] {
  const calls: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) {
      const path = pathOf(node);
      if (path) calls.push(`${methodAround(node)} ${path}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return calls;
}

function pathOf(node: ts.StringLiteralLike | ts.TemplateExpression): string | undefined {
  const text = ts.isStringLiteralLike(node)
    ? node.text
    : node.head.text + node.templateSpans.map((span) => `{}${span.literal.text}`).join('');
  return text.startsWith('/rest/') ? text.replace(/\?.*$/s, '') : undefined;
}

/** The method of the nearest call around the path: its `method`, or its name (`post(route…)`); GET otherwise. */
function methodAround(node: ts.Node): string {
  for (let at = node.parent; at && !ts.isFunctionLike(at); at = at.parent) {
    const method = ts.isCallExpression(at) ? methodOf(at) : undefined;
    if (method) return method;
  }
  return 'GET';
}

function methodOf(call: ts.CallExpression): string | undefined {
  const callee = ts.isPropertyAccessExpression(call.expression) ? call.expression.name : call.expression;
  const named = /^(get|post|put|delete)(?:Quietly)?$/i.exec(callee.getText());
  if (named?.[1]) return named[1].toUpperCase();
  for (const argument of call.arguments) {
    if (!ts.isObjectLiteralExpression(argument)) continue;
    for (const property of argument.properties) {
      const isMethod = ts.isPropertyAssignment(property) && property.name.getText() === 'method';
      if (isMethod && ts.isStringLiteral(property.initializer)) return property.initializer.text;
    }
  }
  return undefined;
}

/** What Atlassian's own list asks for the product events that triggers name. */
function eventScopes(manifest: Manifest): string[] {
  const { mapping } = JSON.parse(readFileSync(EVENTS, 'utf8')) as {
    mapping: { productEvent: string; oAuthScopes: { current?: string[] } }[];
  };
  const events = new Set((manifest.modules['trigger'] ?? []).flatMap((trigger) => trigger.events ?? []));
  return mapping.filter((one) => events.has(one.productEvent)).flatMap((one) => one.oAuthScopes.current ?? []);
}
