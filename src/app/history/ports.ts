/** What reading Jira's history needs: what is stored of it, what is asked of Jira, and the queue. */
import { type Change, type StatusCategory } from '../../domain/history';
import { type LedgerIssue } from '../../domain/ledger';
import { type NarrowTeam } from '../../domain/team';
import { type WorkRule } from '../../domain/work-rule';
import { type Page } from '../page';

/** A project's history: what it was read with, and how far. Its version guards the sums against changes while they are made. */
export interface ProjectHistory {
  projectId: string;
  projectKey: string;
  /** While `filling`, changes go to the ledger alone; the sums are made from it at the end. */
  state: 'filling' | 'current';
  /** Of the sums that can be read; 0 while there are none. */
  generation: number;
  /** In how many parts they lie. */
  parts: number;
  highestShard: number;
  /** What issues are read with; changed by filling again. */
  site: HistorySite;
  rules: WorkRule[];
  /** Absent in what was read before there were teams. */
  teams?: NarrowTeam[] | undefined;
  /** It was begun for a restricted outcome and for nothing else so far: nobody but those who see one is told that it is kept. */
  isKept?: true | undefined;
  /** ISO instant of the last fill's end. */
  filledAt?: string | undefined;
  fill?: Fill | undefined;
  /** ISO instant from which on the next sweep looks for what events missed. */
  sweptAt?: string | undefined;
  /** ISO instant at which it was last compared with how many issues Jira has. */
  checkedAt?: string | undefined;
  /** How far a comparison with Jira's ids has come, while one is under way. */
  check?: { cursor?: string | undefined; reached: number } | undefined;
}

/** The checkpoint of a fill. */
export interface Fill {
  /** ISO instant of its beginning, which names it. */
  run: string;
  step: number;
  phase: 'issues' | 'sums';
  /** Of Jira's search, for the next step. */
  cursor?: string | undefined;
  /** Highest number in a key so far. */
  reached: number;
  /** Issues read so far, and about how many there are. */
  issues: number;
  expected: number;
  /** ISO instant of the last step. */
  at: string;
  /** Shards that events changed meanwhile. */
  touched: number[];
  /** ISO instant at which the next step may begin, where it waits for more of Jira's points. */
  waitsUntil?: string | undefined;
  /** Public message of the last failure. */
  error?: string | undefined;
}

/** What of a site's set-up reading a history depends on. */
export interface HistorySite {
  /** IANA name. */
  zone: string;
  /** By status id and by name. */
  categories: Record<string, StatusCategory>;
  pointsFields: string[];
  usesResolutions: boolean;
}

/** Ids in a page of them: as many points as one piece of background work may take (see domain/budget). */
export const ID_PAGE = 2_000;

export function shardKey(projectId: string, shard: number): string {
  return `${projectId}:${shard}`;
}

export function sumsKey(projectId: string, generation: number, part: number): string {
  return `${projectId}:${generation}:${part}`;
}

/** A change of an issue's history, with whoever made it where that was a person. */
export interface FetchedChange extends Change {
  byId?: string | undefined;
}

/** An issue as its history is read; `changes` is empty in pages, and `queries` until it is matched. */
export interface FetchedIssue extends LedgerIssue {
  projectKey: string;
  changes: FetchedChange[];
  /** Where it was before it was moved. */
  formerPlaces: { projectId: string; number: number }[];
  subtasks: { issueId: string; number: number }[];
}

/** Jira as the app, for the history of whole projects: aggregates alone may reach a person. */
export interface JiraHistory {
  /** Undefined when the project is gone. */
  site(projectId: string): Promise<(HistorySite & { projectKey: string; issues: number }) | undefined>;
  /** Those of the projects that are there and whose issues Jira shows the app. */
  shown(projectIds: readonly string[]): Promise<Set<string>>;
  /** Issues by the number of their key, up to a hundred. */
  page(projectId: string, site: HistorySite, cursor: string | undefined): Promise<Page<FetchedIssue>>;
  /** Changes of up to a thousand issues, by issue id. */
  changes(issueIds: readonly string[], site: HistorySite): Promise<Map<string, Pick<FetchedIssue, 'changes' | 'parentChanges' | 'formerPlaces'>>>;
  /** The queries that find each issue, by issue id; and what Jira says of those that it cannot read. */
  matching(issueIds: readonly string[], queries: readonly string[]): Promise<{ found: Map<string, string[]>; faults: Map<string, string> }>;
  /** With its changes. Undefined when it is gone. */
  issue(issueId: string, site: HistorySite): Promise<FetchedIssue | undefined>;
  /** Issues of the projects that changed in the last minutes: id, place, and when. */
  changedWithin(
    projectIds: readonly string[],
    minutes: number,
    cursor: string | undefined,
  ): Promise<Page<{ issueId: string; projectId: string; number: number; updated: string }>>;
  /** Ids and numbers of all issues of a project, `ID_PAGE` a page. */
  ids(projectId: string, cursor: string | undefined): Promise<Page<{ issueId: string; number: number }>>;
  /** About how many issues without a security level there are. */
  count(projectId: string): Promise<number>;
}

/** Work that a queue does later: at least once, in any order. */
export type HistoryTask =
  | { kind: 'fill'; projectId: string; run: string; step: number }
  | { kind: 'begin'; projectId: string }
  | { kind: 'refresh'; projectId: string }
  /** Who may see an outcome changed: what everybody is told of any project is made anew. */
  | { kind: 'retell' };

export interface HistoryQueue {
  push(task: HistoryTask, delaySeconds?: number): Promise<void>;
}
