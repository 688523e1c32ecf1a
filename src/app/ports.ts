import { type Budget, type Quota } from '../domain/budget';
import { type CheckIn } from '../domain/check-in';
import { type Crowd, type TeamCrowds } from '../domain/crowd';
import { type Arrival, type JobRun } from '../domain/installation';
import { type GateEntry, type GateOverride, type GateRecord } from '../domain/gate';
import { type Kpi } from '../domain/kpi';
import { type Shard, type Sums } from '../domain/ledger';
import { type Import, type ImportPart, type RefusedFileRow } from '../domain/import';
import { type IssueLinks } from '../domain/link';
import { type Measure } from '../domain/measure';
import { type Notice } from '../domain/notice';
import { type Outcome } from '../domain/outcome';
import { type Proposal } from '../domain/proposal';
import { type AccountNews, type StoredAccount } from '../domain/person';
import { type IssueRequests, type OpenRequest } from '../domain/request';
import { type ProjectActivity } from '../domain/project-activity';
import { type SiteSettings } from '../domain/settings';
import { type AnnouncedGate, type SeenGate } from '../domain/seen-gate';
import { type SignalKind } from '../domain/signal';
import { type OutcomeSnapshot } from '../domain/snapshot';
import { type Inbox, type Source, type SourceLog, type SourceSecrets } from '../domain/source';
import { type Hash, type TrailHead, type TrailRecord } from '../domain/trail';
import { type Team } from '../domain/team';
import { type TeamWork } from '../domain/team-work';
import { type Chunk } from '../domain/value-log';
import { type WorkBrief } from '../domain/work-brief';
import { type Ruled, type WorkRule } from '../domain/work-rule';
import { type GateQueue } from './gate/queue';
import { type HistoryQueue, type JiraHistory, type ProjectHistory } from './history/ports';
import { type ImportQueue } from './imports/queue';
import { type JiraKpis, type KpiQueue, type KpiReading, type KpiShard, type WorkedOut } from './kpi-source/ports';
import { type Page } from './page';

/** Everything that is stored, by collection. Each item has an integer version, which every change raises by one. */
export interface Collections {
  outcome: Outcome;
  kpi: Kpi;
  measure: Measure;
  /** By outcome id, the newest first. */
  checkIns: { items: CheckIn[] };
  /** By outcome id, the newest first. */
  proposals: { items: Proposal[] };
  /** By issue id. */
  issueLinks: IssueLinks;
  /** By source id. */
  source: Source;
  sourceLog: SourceLog;
  inbox: Inbox;
  /** One item, `SITE`. */
  sourceIds: { ids: string[] };
  import: Import;
  /** By `importPartKey`. */
  importPart: ImportPart;
  /** By import id: the rows of the file that were not sent, as far as they are kept. */
  importRows: { rows: RefusedFileRow[] };
  /** By an import's content hash. */
  importOf: { importId: string };
  /** One item, `SITE`: the imports that are remembered, the oldest first. */
  importIds: { ids: string[] };
  /** By `chunkKey`. */
  chunk: Chunk;
  outcomeView: OutcomeSnapshot;
  /** By project id: the outcomes that have a link in the project. */
  projectOutcomes: { outcomeIds: string[] };
  /** By issue id. */
  issueRequests: IssueRequests;
  /** By project id. */
  projectRequests: { open: OpenRequest[] };
  /** By stream. */
  trailHead: TrailHead;
  /** By `recordKey`. Written through `commit`'s records only. */
  trailRecord: TrailRecord;
  /** By pseudonym: whom it stands for. Deleting it is what erases a person. */
  person: { accountId: string; /** ISO instant at which it was last taken from Jira. */ at: string };
  /** For the check of an installation: removed again at its end. */
  scratch: { partition: string; name: string; value: number };
  /** By the job's name. */
  jobRun: JobRun;
  /** One item, `SITE`: the last event that was looked at for how late it came. */
  arrival: Arrival;
  /** By project id: how far its history has been read. */
  history: ProjectHistory;
  /** One item, `SITE`: the projects whose history is kept. */
  histories: { projectIds: string[] };
  /** By `shardKey`: what each issue of a project contributed. */
  shard: Shard;
  /** By `sumsKey`. */
  sums: Sums;
  /** By project id. */
  crowd: Crowd;
  teamCrowds: TeamCrowds;
  activity: ProjectActivity;
  /** By project id: of its activity what panels show. */
  workBrief: WorkBrief;
  /** By project id: run and change of the teams in it. */
  teamWork: TeamWork;
  /** One item, `SITE`. */
  teams: { teams: Team[] };
  /** One item, `SITE`: what is run and what change work, whatever it is linked to. */
  workRules: { rules: WorkRule[] };
  /** One item, `SITE`. */
  settings: SiteSettings;
  /** By project id: the signal that stands beside the glance of each of its epics, by issue id. */
  glances: { signals: Record<string, SignalKind> };
  /** By outcome id: what its owner was told. */
  notice: Notice;
  /** By outcome id: the outcomes right below it with an alarm that was left undecided. */
  undecidedBelow: { outcomeIds: string[] };
  /** By KPI id: how far what Jira says of it has been read. */
  kpiReading: KpiReading;
  /** By `kpiShardKey`. */
  kpiShard: KpiShard;
  /** One item, `SITE`. */
  workedOut: WorkedOut;
  /** One item, `SITE`. */
  linkCheck: LinkCheck;
  /** One item, `SITE`: what background work has spent of Jira's points. */
  budget: Budget;
  /** By a hash of who called what under which key: what a page's change came to, for a day, so that it is not made twice. */
  receipt: { result: unknown };
  /** By issue id. */
  gateRecord: GateRecord;
  /** By issue id. */
  gateOverrides: { issueId: string; projectId: string; items: GateOverride[] };
  /** By project id. */
  gatesSeen: { gates: SeenGate[] };
  /** One item, `SITE`. */
  gatesAnnounced: { gates: AnnouncedGate[] };
  /** One item, `SITE`: what gates did last, newest first. */
  gateLog: { entries: GateEntry[] };
  /** One item, `SITE`: when the accounts that are stored were last reported. */
  privacy: { reportedAt: string };
  /** One item, `SITE`: who has which role on the whole site. */
  roles: { managersGroup?: Group | undefined };
  /** One item, `SITE`: what holds for the whole site. */
  site: SiteFacts;
}
export type Collection = keyof Collections;

export interface SiteFacts {
  /** The highest level of Jira's hierarchy that carries a link to an outcome that is not restricted; a panel need not look above it. */
  highestLinkedLevel: number;
  /** The same of links to restricted outcomes, where that is higher. */
  highestRestrictedLevel?: number | undefined;
}
export const SITE = 'site';

/** How far the look at all linked epics has come. */
export interface LinkCheck {
  /** Id of the last epic that was looked at, while a round is under way. */
  reached?: string | undefined;
  /** ISO instant of the last round's end. */
  endedAt?: string | undefined;
  /** By the id of an epic that Jira did not show: the ISO instant at which it was missed first. */
  missing: Record<string, string>;
}

export interface Ref<C extends Collection = Collection> {
  collection: C;
  key: string;
}

export function ref<C extends Collection>(collection: C, key: string): Ref<C> {
  return { collection, key };
}

export function chunkKey(kpiId: string, year: number): string {
  return `${kpiId}:${year}`;
}

export function importPartKey(importId: string, part: number): string {
  return `${importId}:${part}`;
}

/** Whose chunk lies under a key. */
export function kpiIdOf(chunk: string): string {
  return chunk.slice(0, chunk.indexOf(':'));
}

export interface Versioned<T> {
  version: number;
  body: T;
}

/** What one round of reading found; an absent item is undefined. */
export interface Found {
  get<C extends Collection>(ref: Ref<C>): Versioned<Collections[C]> | undefined;
}

export interface Write<C extends Collection = Collection> {
  ref: Ref<C>;
  /** `null` removes the item. */
  body: Collections[C] | null;
  /** Version that must still be stored; `null` = must not exist; `any` = whatever is there. */
  expect: number | null | 'any';
  /** Removes itself after so many days. */
  expires?: { days: number };
}

export interface ListQuery {
  partition: 'open' | 'archived';
  cursor?: string | undefined;
  limit: number;
}

export interface Store {
  /** Strictly consistent; one request for up to 25 items. */
  read(refs: readonly Ref[]): Promise<Found>;
  /**
   * All or nothing, one request. False when a version was not the expected one; then nothing is written. `unchanged` are
   * items that are not written and must still have their versions.
   */
  commit(writes: readonly Write[], records: readonly TrailRecord[], unchanged?: readonly { ref: Ref; version: number }[]): Promise<boolean>;
  /** By title, eventually consistent: what was just written may be missing for a moment. */
  listOutcomeViews(query: ListQuery): Promise<Page<OutcomeSnapshot>>;
  /** By name, eventually consistent. */
  listKpis(query: ListQuery): Promise<Page<Kpi>>;
  /** Everyone whose account id is stored, eventually consistent. */
  listPeople(query: Pick<ListQuery, 'cursor' | 'limit'>): Promise<Page<Collections['person']>>;
  /** One partition of the check's own items by name, eventually consistent. */
  listScratch(query: Pick<ListQuery, 'cursor' | 'limit'> & { partition: string }): Promise<Page<Collections['scratch']>>;
}

/** An issue as Jira shows it to whoever asked. */
export interface Issue {
  issueId: string;
  key: string;
  summary: string;
  type: string;
  status: string;
  statusId: string;
  /** −1 sub-task, 0 standard, 1 epic, more above. */
  level: number;
  projectId: string;
  projectKey: string;
  /** ISO date of creation. */
  created: string;
  /** What the reply said of its parent; the parent's project and own parent are not in it. */
  parent?: { issueId: string; key: string; summary: string; level: number } | undefined;
}

export interface ProjectPermissions {
  browse: boolean;
  administerProject: boolean;
  administerJira: boolean;
}

export interface Group {
  groupId: string;
  name: string;
}

export interface Project {
  projectId: string;
  key: string;
  name: string;
}

export interface Person {
  accountId: string;
  name: string;
}

/** Jira as the person who made the call: it shows what they may see. */
export interface JiraAsUser {
  /** Undefined when it does not exist or the person may not see it. */
  issue(idOrKey: string): Promise<Issue | undefined>;
  /** Those of the issues that the person may see, by id. */
  issues(issueIds: readonly string[]): Promise<Map<string, Issue>>;
  permissions(projectId?: string): Promise<ProjectPermissions>;
  /** Undefined when there is none, or not for this person. */
  project(idOrKey: string): Promise<Project | undefined>;
  /** Those of the given projects that the person may browse. */
  browsable(accountId: string, projectIds: readonly string[]): Promise<Set<string>>;
  /** Ids of the groups that the person belongs to. */
  groupIds(): Promise<Set<string>>;
  /** Undefined when there is none, or not for this person. */
  group(groupId: string): Promise<Group | undefined>;
  /** The first few whose name holds the text. */
  findGroups(query: string): Promise<Group[]>;
  findPeople(query: string): Promise<Person[]>;
  /** Those of the people whom Jira shows to this person. */
  people(accountIds: readonly string[]): Promise<Person[]>;
  /** The newest issues of the projects, with what rules look at. A query that Jira cannot read finds none. */
  newest(projectIds: readonly string[], queries: readonly string[]): Promise<(Ruled & { key: string; summary: string })[]>;
  /** What the person finished in the project in the last weeks, sub-tasks left out, the newest first; `isCut` where that is not all. */
  finished(projectId: string, weeks: number, queries: readonly string[]): Promise<{ issues: (Ruled & { issueId: string; parentId?: string | undefined })[]; isCut: boolean }>;
  /** What Jira says of those of the queries that it cannot read. */
  faultsOf(queries: readonly string[]): Promise<Map<string, string>>;
  /** Projects that the person may browse, by name; those whose key or name begins like the text. */
  projects(query: string, page: { cursor?: string | undefined; limit: number }): Promise<Page<Project>>;
  /** Those of the projects to whose issues the issue panel is pinned. Jira's administrators only. */
  pinnedPanels(projectIds: readonly string[]): Promise<Set<string>>;
  /** Asks Jira to pin the panel or to take it off, all or none; false when a project is not there. Jira's administrators only. */
  pinPanel(projectIds: readonly string[], pinned: boolean): Promise<boolean>;
  /** Changes of status of the last days; `isCut` where there are more issues with one than were looked at. */
  recentMoves(days: number, within: { statusId?: string | undefined; projectKey?: string | undefined }): Promise<{ moves: { issue: Issue; at: string }[]; isCut: boolean }>;
  /** Issues of the project at the level of epics or above, newest first. */
  epics(projectId: string, page: { cursor?: string | undefined; limit: number }): Promise<Page<Issue>>;
}

/** Jira as the app: more than the person may see, so nothing of it may reach them unfiltered. */
export interface JiraAsApp {
  /** For a workflow validator, which knows no person. */
  issue(idOrKey: string): Promise<Issue | undefined>;
  /** When the issue's status last changed, as an ISO instant; undefined where it never did. */
  statusChangedAt(issueId: string): Promise<string | undefined>;
  /** Of those of up to a hundred issues that Jira shows the app, the project that each is in, by issue id. */
  projectsOf(issueIds: readonly string[]): Promise<Map<string, string>>;
  /** Whether Jira plainly says of the issue that there is none, or none for the app. */
  isAbsent(issueId: string): Promise<boolean>;
  /** What Jira shows the app of the issues of a project; its key, where that is known, tells whether it is gone. */
  sightOf(projectId: string, projectKey: string | undefined): Promise<ProjectSight>;
  /** Whether Jira answers the app itself. */
  canRead(): Promise<boolean>;
  /** Those of the manifest's scopes that this installation was not granted. */
  missingScopes(): string[];
  /** The locale in which the person reads Jira, such as `de_DE`; undefined where Jira does not tell. */
  localeOf(accountId: string): Promise<string | undefined>;
  /** Sends mail through Jira, as a notice on the issue; false when the issue is gone. */
  notify(issueId: string, notice: { accountId: string; subject: string; text: string }): Promise<boolean>;
  /** Puts a mark beside the glance on the issue, or takes it away; false when the issue, or the mark to take, is not there. */
  markGlance(issueId: string, mark: { label: string; type: string } | null): Promise<boolean>;
  /** Issues right below the given one that carry no security level, and those of them in the done category. */
  countBelow(issueId: string): Promise<{ total: number; done: number }>;
}

/** `whole`: all its issues are shown; `partly`: some may be hidden, or it is not known; `gone`: there is no such project. */
export type ProjectSight = 'whole' | 'partly' | 'gone';

export interface Log {
  error(message: string, cause: unknown): void;
}

/** The secrets with which sources sign, in the platform's secret store: never in a record, a log or a list. */
export interface Secrets {
  read(sourceId: string): Promise<SourceSecrets | undefined>;
  write(sourceId: string, secrets: SourceSecrets): Promise<void>;
  remove(sourceId: string): Promise<void>;
  /** A new random one. */
  make(): string;
  /** Whether the signature (hex) is the HMAC-SHA-256 of the text under one of the secrets, compared in constant time. */
  signed(text: string, signature: string, secrets: readonly string[]): boolean;
}

/** All that a use case may touch. */
export interface Ports {
  store: Store;
  user: JiraAsUser;
  app: JiraAsApp;
  history: JiraHistory;
  historyQueue: HistoryQueue;
  importQueue: ImportQueue;
  gateQueue: GateQueue;
  /** For KPIs that are counted in Jira: as the person who made the call, and as the app, of which figures alone may reach a person. */
  jiraKpis: { user: JiraKpis; app: JiraKpis };
  kpiQueue: KpiQueue;
  log: Log;
  /** What this run has asked of Jira, where nobody waits for it. */
  jiraUse(): { points: number; heldUntil?: string };
  quota: Quota;
  /** Names the receipt of the next change, where a page's call is to be carried out once however often it is sent. */
  receipt?: (() => string) | undefined;
  /** A number from 0 to 1 by chance. */
  draw(): number;
  secrets: Secrets;
  /** Tells Atlassian of accounts that are stored; what became of them, where anything did. */
  reportAccounts(accounts: readonly StoredAccount[]): Promise<AccountNews[]>;
  /** Where sources push to. */
  pushAddress(): Promise<string>;
  /** ISO instant of the platform's now. */
  now(): string;
  newId(prefix: 'out' | 'kpi' | 'src' | 'imp' | 'team' | 'pro' | 'salt'): string;
  hash: Hash;
  /** The person's keyed pseudonym (HMAC), the same at every call. */
  pseudonym(accountId: string): Promise<string>;
  /** Those of several people, by account id. */
  pseudonyms(accountIds: readonly string[]): Promise<Map<string, string>>;
  /** The text so that whoever holds it can neither read nor make it. */
  seal(text: string): Promise<string>;
  /** What was sealed; undefined for anything else. */
  unseal(sealed: string): Promise<string | undefined>;
  /** Waits before another try; the first time is number 1. */
  pause(attempt: number): Promise<void>;
}

/** Who calls, from where; told by the platform, not by the page. */
export interface Caller {
  accountId: string;
  moduleKey: string;
  issueId?: string | undefined;
  projectId?: string | undefined;
  projectKey?: string | undefined;
}
