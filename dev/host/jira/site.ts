import type { Clock, ProductEvent } from '../types';
import { TABLES } from './tables';
import { type Param, type Store } from './store';

/** The account that a Forge app acts as. */
export const APP_ACCOUNT = 'forge-app';

/** The group whose members administer the site. */
export const ADMIN_GROUP = 'site-admins';

/** The group that everyone with access to Jira is in. */
/** The language of the site, as Java writes it. */
const SITE_LOCALE = 'en_US';

export const USER_GROUP = 'jira-users';

/** Ids that the site gives itself begin here, as on Jira Cloud. */
const FIRST_ID = 10_000;

export interface UserRow {
  accountId: string;
  displayName: string;
  email: string | null;
  timeZone: string;
  accountType: string;
  active: number;
}

/** Tables whose ids the site gives. */
type Numbered =
  | 'issue' | 'project' | 'issuetype' | 'status' | 'priority' | 'resolution' | 'component' | 'version'
  | 'change' | 'comment' | 'worklog' | 'link' | 'link_type' | 'security_level' | 'security_scheme' | 'notice' | 'field' | 'bulk';

/** What every operation works on: the data, the clock and where events go. */
export class Site {
  /** The site's own time zone, which `serverInfo` tells. */
  readonly zone = 'UTC';

  constructor(
    readonly store: Store,
    readonly baseUrl: string,
    private readonly clock: Clock,
    private readonly publish: (event: ProductEvent) => void,
  ) {
    store.define(TABLES);
  }

  now(): number {
    return this.clock.now();
  }

  /** Tells a change that is already stored. */
  emit(event: ProductEvent): void {
    this.publish(event);
  }

  /** The address of a REST resource, as in `self`. */
  url(path: string): string {
    return `${this.baseUrl}/rest/api/3/${path}`;
  }

  /** An id that no row of the table had. */
  nextId(table: Numbered): number {
    const last = this.store.one<{ last: number }>('SELECT last FROM jira_counter WHERE name = ?', table)?.last;
    const next = Math.max((last ?? this.highestId(table)) + 1, FIRST_ID);
    this.reserveId(table, next);
    return next;
  }

  /** Makes sure that ids given from now on are higher than this one. */
  reserveId(table: Numbered, id: number): void {
    this.store.run(
      'INSERT INTO jira_counter (name, last) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET last = max(last, excluded.last)',
      table,
      id,
    );
  }

  fact(key: string): string | undefined {
    return this.store.one<{ value: string }>('SELECT value FROM jira_fact WHERE key = ?', key)?.value;
  }

  setFact(key: string, value: string): void {
    this.store.run(
      'INSERT INTO jira_fact (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      key,
      value,
    );
  }

  user(accountId: string): UserRow | undefined {
    return this.store.one<UserRow>('SELECT * FROM jira_user WHERE accountId = ?', accountId);
  }

  /** The language that the person chose, as Java writes it; the site's own until then. */
  localeOf(accountId: string): string {
    return this.store.one<{ locale: string }>('SELECT locale FROM jira_locale WHERE accountId = ?', accountId)?.locale ?? SITE_LOCALE;
  }

  setLocale(accountId: string, locale: string): void {
    this.store.run(
      'INSERT INTO jira_locale (accountId, locale) VALUES (?, ?) ON CONFLICT (accountId) DO UPDATE SET locale = excluded.locale',
      accountId,
      locale,
    );
  }

  /** Adds an account; `chosen` says whether one can be it in the shell. Does nothing when the account exists. */
  addUser(user: { accountId: string; displayName: string; timeZone?: string; accountType?: string; chosen?: boolean }): void {
    this.store.run(
      `INSERT INTO jira_user (accountId, displayName, email, timeZone, accountType, chosen) VALUES (?, ?, NULL, ?, ?, ?)
       ON CONFLICT (accountId) DO NOTHING`,
      user.accountId,
      user.displayName,
      user.timeZone ?? this.zone,
      user.accountType ?? 'atlassian',
      user.chosen === false ? 0 : 1,
    );
  }

  /** Adds a group unless it exists, and says its id. */
  addGroup(name: string): string {
    const found = this.store.one<{ id: string }>('SELECT id FROM jira_group WHERE name = ?', name);
    if (found !== undefined) return found.id;
    const id = `group-${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
    this.store.run('INSERT INTO jira_group (id, name) VALUES (?, ?)', id, name);
    return id;
  }

  addToGroup(groupId: string, accountId: string): void {
    this.store.run('INSERT OR IGNORE INTO jira_group_member (groupId, accountId) VALUES (?, ?)', groupId, accountId);
  }

  addActor(projectId: number, roleId: number, kind: 'user' | 'group', actor: string): void {
    this.store.run(
      'INSERT OR IGNORE INTO jira_role_actor (projectId, roleId, kind, actor) VALUES (?, ?, ?, ?)',
      projectId,
      roleId,
      kind,
      actor,
    );
  }

  /** Values of one column. */
  column<T extends Param>(sql: string, ...params: Param[]): T[] {
    return this.store.all<{ value: T }>(sql, ...params).map(({ value }) => value);
  }

  private highestId(table: Numbered): number {
    // Tasks of bulk operations lie in no table of their own.
    if (table === 'bulk') return 0;
    return this.store.one<{ id: number | null }>(`SELECT max(id) AS id FROM jira_${table}`)?.id ?? 0;
  }
}
