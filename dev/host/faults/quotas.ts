/** What Forge and Jira allow in a time, counted always and enforced on demand. */
import type { FetchReply } from '../functions/protocol';
import type { MeterPart } from '../meter';
import type { FunctionRequest } from './requests';
import { tooMany } from './requests';
import { json } from '../http';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;

/** Source: developer.atlassian.com, "Invocation limits": by a user, and by an installation. */
export const INVOCATIONS_PER_MINUTE_AND_USER = 1_200;
export const INVOCATIONS_PER_MINUTE = 7_000;
export const INVOCATIONS_PER_SECOND = 300;

/** Source: developer.atlassian.com, "KVS and Custom Entity Store limits", per installation; a unit is 10 KB of one value. */
export const KVS_REQUESTS_PER_SECOND = 1_000;
export const KVS_READ_UNITS_PER_MINUTE = 4_000;
export const KVS_WRITE_UNITS_PER_MINUTE = 4_000;

/** Source: developer.atlassian.com, "Rate limiting" of Jira, from March 2026: of the app in an hour, which ends with the hour of UTC. */
export const POINTS_PER_HOUR = 65_000;
/** From which share of the points on Jira says that the limit is near. Atlassian names none; this one is the local platform's. */
export const NEAR_LIMIT = 0.8;
/** Same source: by second and endpoint, and writes of one issue. */
export const READS_PER_SECOND = 100;
export const WRITES_PER_SECOND = 50;
export const ISSUE_WRITES = [
  { most: 20, withinMs: 2 * SECOND_MS },
  { most: 100, withinMs: 30 * SECOND_MS },
] as const;

/** Counts within a window that begins anew when its time is over. */
class Window {
  private from = -Infinity;
  private count = 0;

  constructor(private readonly lengthMs: number) {}

  /** What was counted in the window that `now` lies in. */
  at(now: number): number {
    if (Math.floor(now / this.lengthMs) !== Math.floor(this.from / this.lengthMs)) {
      this.from = now;
      this.count = 0;
    }
    return this.count;
  }

  add(now: number, amount = 1): void {
    this.at(now);
    this.count += amount;
  }
}

export interface QuotaClock {
  /** The platform's clock, by which Jira's hour ends. */
  now: () => number;
  /** A clock that also runs while the platform's stands still, for seconds and minutes. */
  running: () => number;
}

export class Quotas {
  private readonly points = new Window(HOUR_MS);
  private readonly kvsRequests = new Window(SECOND_MS);
  private readonly kvsReads = new Window(MINUTE_MS);
  private readonly kvsWrites = new Window(MINUTE_MS);
  private readonly invocationsOfSecond = new Window(SECOND_MS);
  private readonly invocationsOfMinute = new Window(MINUTE_MS);
  /** By user, endpoint or issue. */
  private readonly named = new Map<string, Window>();

  constructor(
    private readonly clock: QuotaClock,
    private readonly limits: () => { enforced: boolean; pointsPerHour?: number | undefined },
  ) {}

  get enforced(): boolean {
    return this.limits().enforced;
  }

  /** Takes what the meter counts. */
  count({ kvs, jira }: MeterPart): void {
    const now = this.clock.running();
    this.kvsRequests.add(now, kvs?.requests ?? 0);
    this.kvsReads.add(now, kvs?.readUnits ?? 0);
    this.kvsWrites.add(now, kvs?.writeUnits ?? 0);
    this.points.add(this.clock.now(), jira?.points ?? 0);
  }

  /** Whether one more invocation is allowed. */
  admitsInvocation(accountId: string | undefined): boolean {
    if (!this.enforced) return true;
    const now = this.clock.running();
    const ofUser = accountId === undefined ? undefined : this.window(`user ${accountId}`, MINUTE_MS);
    const isOver =
      this.invocationsOfSecond.at(now) >= INVOCATIONS_PER_SECOND ||
      this.invocationsOfMinute.at(now) >= INVOCATIONS_PER_MINUTE ||
      (ofUser?.at(now) ?? 0) >= INVOCATIONS_PER_MINUTE_AND_USER;
    if (isOver) return false;
    for (const window of [this.invocationsOfSecond, this.invocationsOfMinute, ofUser]) window?.add(now);
    return true;
  }

  /** The refusal of a request that would go beyond what is allowed; undefined lets it pass. */
  refusalOf(request: FunctionRequest): FetchReply | undefined {
    if (!this.enforced) return undefined;
    if (request.target.type === 'kvs') return this.refusalOfStore();
    return request.target.remote === 'jira' ? this.refusalOfJira(request) : undefined;
  }

  /** What Jira tells of the points with each reply while they are enforced. */
  headers(): Record<string, string> {
    const { enforced, pointsPerHour: most = POINTS_PER_HOUR } = this.limits();
    if (!enforced) return {};
    const used = this.points.at(this.clock.now());
    const reset = new Date((Math.floor(this.clock.now() / HOUR_MS) + 1) * HOUR_MS).toISOString();
    const near = used >= NEAR_LIMIT * most ? { 'x-ratelimit-nearlimit': 'true' } : {};
    return { 'x-ratelimit-limit': String(most), 'x-ratelimit-remaining': String(Math.max(0, most - used)), 'x-ratelimit-reset': reset, ...near };
  }

  secondsLeft(): number {
    return Math.ceil((HOUR_MS - (this.clock.now() % HOUR_MS)) / SECOND_MS);
  }

  private refusalOfStore(): FetchReply | undefined {
    const now = this.clock.running();
    const isOver =
      this.kvsRequests.at(now) >= KVS_REQUESTS_PER_SECOND ||
      this.kvsReads.at(now) >= KVS_READ_UNITS_PER_MINUTE ||
      this.kvsWrites.at(now) >= KVS_WRITE_UNITS_PER_MINUTE;
    return isOver ? json(429, { code: 'RATE_LIMIT_EXCEEDED', message: 'Rate limit exceeded' }) : undefined;
  }

  private refusalOfJira({ path, init }: FunctionRequest): FetchReply | undefined {
    const now = this.clock.running();
    const most = this.limits().pointsPerHour ?? POINTS_PER_HOUR;
    if (this.points.at(this.clock.now()) >= most) return tooMany(this.secondsLeft(), 'jira-quota-global-based', this.headers());
    const method = init.method ?? 'GET';
    const [pathname = ''] = path.split('?');
    const isRead = method === 'GET' || method === 'POST';
    const endpoint = this.window(`${method} ${pathname.replace(/\/([A-Z][A-Z0-9_]*-)?\d+/g, '/*')}`, SECOND_MS);
    const issue = method === 'GET' ? undefined : /\/issue\/([^/]*\d[^/]*)/.exec(pathname)?.[1];
    const writes = issue === undefined ? [] : ISSUE_WRITES.map(({ most: limit, withinMs }) => ({ limit, window: this.window(`issue ${issue} ${withinMs}`, withinMs) }));
    if (endpoint.at(now) >= (isRead ? READS_PER_SECOND : WRITES_PER_SECOND)) return tooMany(1, 'jira-burst-based', this.headers());
    if (writes.some(({ limit, window }) => window.at(now) >= limit)) return tooMany(2, 'jira-per-issue-on-write', this.headers());
    endpoint.add(now);
    for (const { window } of writes) window.add(now);
    return undefined;
  }

  private window(name: string, lengthMs: number): Window {
    const found = this.named.get(name) ?? new Window(lengthMs);
    this.named.set(name, found);
    return found;
  }
}
