/** What KPIs that are worked out need: what is stored of them, what is asked of Jira, and the queue. */
import { type FlowIssue, type Sample } from '../../domain/flow';
import { type Change, type StatusCategory } from '../../domain/history';
import { type JiraSource, type NamedThing } from '../../domain/kpi-source';
import { type Page } from '../page';

/** A KPI's reading of Jira: what it is read with, and how far. Every change of what was read raises its version, so that values are never made from an old reading. */
export interface KpiReading {
  kpiId: string;
  source: JiraSource;
  site: KpiSite;
  /** ISO instant at which the first fill began; names the samples that count. */
  run: string;
  /** In how many shards they lie. */
  shards: number;
  /** While `filling`, no value is made. */
  state: 'filling' | 'current';
  /** The checkpoint of the fill. */
  step: number;
  cursor?: string | undefined;
  /** Issues read by the fill, and about how many there are. */
  issues: number;
  expected: number;
  /** ISO instant of the last step, or of the last time that Jira was asked. */
  at: string;
  /** ISO instant up to which changes were looked for. */
  readAt?: string | undefined;
  /** ISO instant at which it was last compared with how many issues Jira finds. */
  checkedAt?: string | undefined;
  /** Samples changed since the values were made from them. */
  isChanged: boolean;
  /** Monday of the last week that has been made a value. */
  through?: string | undefined;
  /** Public message of the last failure; gone with the next success. */
  error?: string | undefined;
  /** Samples of an earlier run, to be cleared away. */
  former?: { run: string; shards: number } | undefined;
}

/** What of a site's set-up a reading depends on. */
export interface KpiSite {
  /** IANA name. */
  zone: string;
  /** By status id and by name. */
  categories: Record<string, StatusCategory>;
  usesResolutions: boolean;
}

/** Samples by issue id. */
export interface KpiShard {
  samples: Record<string, Sample>;
}

export function kpiShardKey(kpiId: string, run: string, shard: number): string {
  return `${kpiId}:${run}:${shard}`;
}

/** The KPIs of the site that are worked out. Every change of a source writes it, so that no two make a circle of formulas. */
export interface WorkedOut {
  jira: string[];
  formulas: string[];
}

export const NOTHING_WORKED_OUT: WorkedOut = { jira: [], formulas: [] };

/** Jira, as whoever asks. Queries leave issues with a security level out. */
export interface JiraKpis {
  /** What Jira says of those of the queries that it cannot read. */
  faultsOf(queries: readonly string[]): Promise<Map<string, string>>;
  /** How its issues are read. */
  site(jql: string): Promise<KpiSite>;
  /** About how many issues there are. */
  count(jql: string): Promise<number>;
  /** A page of issues without their changes: the oldest first, or the last changed first. `field` is an agreement's. */
  page(jql: string, order: 'oldest' | 'last-changed', field: string | undefined, cursor: string | undefined): Promise<Page<FlowIssue>>;
  /** Of those that changed in the last minutes, the earlier change first. */
  changedWithin(jql: string, minutes: number, field: string | undefined, cursor: string | undefined): Promise<Page<FlowIssue>>;
  /** Changes of up to a thousand issues, by issue id. */
  changes(issueIds: readonly string[], site: KpiSite): Promise<Map<string, Change[]>>;
  /** Ids of all issues of these projects that changed in the last minutes, thousands a page. */
  changedIn(projectIds: readonly string[], minutes: number, cursor: string | undefined): Promise<Page<string>>;
  /** Ids of all issues that the query finds, thousands a page. */
  ids(jql: string, cursor: string | undefined): Promise<Page<string>>;
  /** Statuses and the agreements of service desks. */
  choices(): Promise<{ statuses: NamedThing[]; agreements: NamedThing[] }>;
}

/** Work that a queue does later: at least once, in any order. `due`: not before this ISO instant. */
export type KpiTask = { kind: 'fill'; kpiId: string; run: string; step: number } | { kind: 'upkeep'; kpiId: string; due: string } | { kind: 'formula'; kpiId: string; due: string };

export interface KpiQueue {
  push(task: KpiTask, delaySeconds?: number): Promise<void>;
}
