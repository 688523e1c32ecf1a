import { CATEGORIES } from '../catalogue';
import type { Site } from '../site';
import type { Param } from '../store';
import { findIssue, findProject, type Viewer } from '../viewer';
import { jqlError, type Value } from './tree';
import type { Moment } from './dates';

/** What a query is read against: the site, and who asks. Names that the asker may not know do not exist. */
export interface Scope {
  site: Site;
  viewer: Viewer;
  moment: Moment;
}

/** Turns a name, key or id into the values to compare with; throws when there is no such thing. */
export type Resolve = (text: string, field: string, scope: Scope) => Param[];

function noSuchValue(text: string, field: string): Error {
  return jqlError(`The value '${text}' does not exist for the field '${field}'.`);
}

/** Looks a name up, or an id when no name is like it. */
function byName(table: string): Resolve {
  return (text, field, { site }) => {
    const named = site.column<number>(`SELECT id AS value FROM jira_${table} WHERE name = ? COLLATE NOCASE`, text);
    if (named.length > 0) return named;
    const numbered = /^\d{1,15}$/.test(text) ? site.column<number>(`SELECT id AS value FROM jira_${table} WHERE id = ?`, Number(text)) : [];
    if (numbered.length === 0) throw noSuchValue(text, field);
    return numbered;
  };
}

/** As `byName`, for things that belong to a project: only those of projects that the asker browses. */
function byNameInProjects(table: string): Resolve {
  const find = byName(table);
  return (text, field, scope) => {
    const seen = find(text, field, scope).filter((id) => {
      const row = scope.site.store.one<{ projectId: number }>(`SELECT projectId FROM jira_${table} WHERE id = ?`, id);
      return row !== undefined && scope.viewer.can('BROWSE_PROJECTS', row.projectId);
    });
    if (seen.length === 0) throw noSuchValue(text, field);
    return seen;
  };
}

const project: Resolve = (text, field, { site, viewer }) => {
  const found =
    findProject(site, text) ??
    site.store.one<{ id: number }>('SELECT id FROM jira_project WHERE name = ? COLLATE NOCASE', text);
  if (found === undefined || !viewer.can('BROWSE_PROJECTS', found.id)) throw noSuchValue(text, field);
  return [found.id];
};

const issue: Resolve = (text, field, { site, viewer }) => {
  const found = findIssue(site, text);
  if (found === undefined || !viewer.sees(found)) throw jqlError(`An issue with key '${text}' does not exist for field '${field}'.`);
  return [found.id];
};

const user: Resolve = (text, field, { site }) => {
  const found = site.user(text);
  if (found === undefined) throw noSuchValue(text, field);
  return [found.accountId];
};

const category: Resolve = (text, field) => {
  const wanted = text.toLowerCase();
  const found = Object.values(CATEGORIES).find(({ id, key, name }) => [String(id), key, name.toLowerCase()].includes(wanted));
  if (found === undefined) throw noSuchValue(text, field);
  return [found.key];
};

export const RESOLVERS = {
  project, issue, user, category,
  type: byName('issuetype'),
  status: byName('status'),
  priority: byName('priority'),
  resolution: byName('resolution'),
  component: byNameInProjects('component'),
  version: byNameInProjects('version'),
  level: byNameInProjects('security_level'),
} satisfies Record<string, Resolve>;

/** The accounts that a function of a user field names. */
function usersOf(name: string, args: readonly string[], scope: Scope): Param[] | undefined {
  switch (name.toLowerCase()) {
    case 'currentuser':
      return args.length === 0 ? [scope.viewer.accountId ?? ''] : undefined;
    case 'membersof': {
      const [group] = args;
      if (group === undefined || args.length > 1) return undefined;
      const id = scope.site.store.one<{ id: string }>('SELECT id FROM jira_group WHERE name = ?1 OR id = ?1', group)?.id;
      if (id === undefined) throw jqlError(`Function 'membersOf' can not generate a list of usernames for group '${group}'; the group does not exist.`);
      return scope.site.column<string>('SELECT accountId AS value FROM jira_group_member WHERE groupId = ?', id);
    }
    default:
      return undefined;
  }
}

/** The functions that give types of issues by their place in the hierarchy. */
function typesOf(name: string, args: readonly string[], scope: Scope): Param[] | undefined {
  const condition = { subtaskissuetypes: 'level < 0', standardissuetypes: 'level >= 0' }[name.toLowerCase()];
  if (condition === undefined || args.length > 0) return undefined;
  return scope.site.column<number>(`SELECT id AS value FROM jira_issuetype WHERE ${condition}`);
}

/** The values of a clause, with EMPTY told apart. */
export function resolveAll(resolve: Resolve, field: string, values: readonly Value[], scope: Scope): { found: Param[]; empty: boolean } {
  const found: Param[] = [];
  let empty = false;
  for (const value of values) {
    if (value.kind === 'empty') empty = true;
    else if (value.kind === 'text' && resolve === RESOLVERS.resolution && value.text.toLowerCase() === 'unresolved') empty = true;
    else if (value.kind === 'text') found.push(...resolve(value.text, field, scope));
    else found.push(...valuesOfFunction(resolve, value.name, value.args, scope));
  }
  return { found, empty };
}

function valuesOfFunction(resolve: Resolve, name: string, args: readonly string[], scope: Scope): Param[] {
  const values =
    resolve === RESOLVERS.user ? usersOf(name, args, scope) : resolve === RESOLVERS.type ? typesOf(name, args, scope) : undefined;
  if (values === undefined) throw jqlError(`Unable to find JQL function '${name}(${args.join(', ')})'.`);
  return values;
}
