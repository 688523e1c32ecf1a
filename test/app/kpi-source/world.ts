/**
 * A Jira, a store and a queue in memory for one KPI that is counted in Jira. Events and tasks are interleaved by a seed, and
 * any run can be cut off at any of its requests. The app's own code runs unchanged above them.
 */
import { createHash } from 'node:crypto';
import { dropIssue } from '../../../src/app/kpi-source/upkeep';
import { fillStep } from '../../../src/app/kpi-source/fill';
import { type JiraKpis, type KpiSite, type KpiTask } from '../../../src/app/kpi-source/ports';
import { lastWeek } from '../../../src/app/kpi-source/publish';
import { flowWorkflow } from '../../../src/app/kpi-source/samples';
import { upkeep } from '../../../src/app/kpi-source/upkeep';
import { type Found, type Ports, type Ref, type Store, type Versioned, chunkKey, ref } from '../../../src/app/ports';
import { Refused } from '../../../src/app/refused';
import { type FlowIssue, sampleOf, seriesOf } from '../../../src/domain/flow';
import { EMPTY_SERIES, type Kpi } from '../../../src/domain/kpi';
import { type JiraSource } from '../../../src/domain/kpi-source';
import { seeded } from '../../../src/domain/statistics/random';
import { valuesOf } from '../../../src/domain/value-log';

export const KPI = 'kpi_0000000000000001';
export const SOURCE: JiraSource = { kind: 'jql', jql: 'labels = counted', count: 'open' };
const SITE: KpiSite = { zone: 'UTC', categories: {}, usesResolutions: true };
const ISSUES_A_PAGE = 2;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** A run lasts 15 minutes at most (Forge), whatever the clock does meanwhile; what it asks Jira last it asks so much later. */
const LONGEST_RUN_MS = 15 * MINUTE_MS;

export type Op = { kind: 'create' } | { kind: 'close' | 'reopen' | 'delete' | 'secure' | 'label' | 'move'; issue: number };
export interface Cut {
  at: number;
  afterwards: boolean;
}

interface Held extends FlowIssue {
  isCounted: boolean;
  isGone: boolean;
}

class Killed extends Error {}

export class World {
  private readonly stored = new Map<string, Versioned<unknown>>();
  private readonly issues: Held[] = [];
  private readonly tasks: KpiTask[] = [];
  private readonly random: () => number;
  private clock = Date.parse('2026-03-02T08:00:00.000Z');
  private waiting: (() => void)[] = [];
  private running = 0;

  constructor(seed: number) {
    this.random = seeded(seed);
    const kpi: Kpi = { ...{ kpiId: KPI, name: 'Open', unit: 'issues', direction: 'decrease', cadence: 'week', ownerId: 'a', state: 'open', revision: 1 }, outcomeIds: [], series: EMPTY_SERIES, source: SOURCE };
    this.stored.set(nameOf(ref('kpi', KPI)), { version: 1, body: kpi });
  }

  tick(ms = HOUR_MS): string {
    this.clock += ms;
    return new Date(this.clock).toISOString();
  }

  async settle(): Promise<void> {
    while (this.running > 0 || this.waiting.length > 0) {
      await new Promise((resolve) => setImmediate(resolve));
      const [next] = this.waiting.splice(Math.floor(this.random() * this.waiting.length), 1);
      next?.();
    }
  }

  begin(work: () => Promise<void>): void {
    this.running += 1;
    void work().finally(() => (this.running -= 1));
  }

  turn(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** Does it in Jira. Returns the issue of which an event tells that it is gone from where it was. */
  apply(op: Op): string | undefined {
    const now = this.tick(6 * HOUR_MS);
    if (op.kind === 'create') {
      this.issues.push({ issueId: String(this.issues.length + 1), projectId: '10', isSecured: false, isCounted: true, isGone: false, updated: now, created: now, resolution: null, changes: [] });
      return undefined;
    }
    const there = this.issues.filter(({ isGone }) => !isGone);
    const issue = there[op.issue % Math.max(1, there.length)];
    if (!issue) return undefined;
    issue.updated = now;
    switch (op.kind) {
      case 'close':
      case 'reopen': {
        const isClosed = issue.resolution !== null;
        if (isClosed === (op.kind === 'close')) return undefined;
        const [from, to] = isClosed ? ['Done', null] : [null, 'Done'];
        issue.changes = [...issue.changes, { id: String(this.clock), at: now, field: 'resolution', from, to }];
        issue.resolution = to === null ? null : { name: to, at: now };
        return undefined;
      }
      case 'secure':
        issue.isSecured = !issue.isSecured;
        return undefined;
      case 'label':
        issue.isCounted = !issue.isCounted;
        return undefined;
      case 'delete':
        issue.isGone = true;
        return issue.issueId;
      case 'move':
        issue.projectId = issue.projectId === '10' ? '20' : '10';
        return issue.issueId;
    }
  }

  /** An event as Forge delivers it: again when the run fails or is cut off. */
  tell(issueId: string, cut?: Cut): void {
    const asOf = new Date(this.clock).toISOString();
    this.begin(() => this.retried((ports) => dropIssue(ports, issueId, [KPI], asOf), cut));
  }

  /** Delivers what is in the queue, one task of the KPI at a time, each twice where asked; until nothing is left. */
  deliver(cuts: readonly (Cut | undefined)[], isDoubled: boolean): void {
    this.begin(async () => {
      for (let n = 0; this.tasks.length > 0; n += 1) {
        const task = this.tasks.shift();
        if (!task) return;
        for (let times = 0; times < (isDoubled ? 2 : 1); times += 1) {
          await this.retried((ports) => (task.kind === 'fill' ? fillStep(ports, task) : upkeep(ports, KPI)), times === 0 ? cuts[n] : undefined);
        }
      }
    });
  }

  push(task: KpiTask): void {
    this.tasks.push(task);
  }

  private async retried(run: (ports: Ports) => Promise<void>, cut: Cut | undefined): Promise<void> {
    for (let attempt = 1; attempt <= 30; attempt += 1) {
      try {
        await this.turn();
        await run(this.ports(attempt === 1 ? cut : undefined));
        return;
      } catch (error) {
        if (!(error instanceof Killed) && !(error instanceof Refused)) throw error;
      }
    }
    throw new Error('A run failed thirty times.');
  }

  ports(cut?: Cut): Ports {
    let requests = 0;
    const begunAt = this.clock;
    const request = async <T>(answer: () => T): Promise<T> => {
      requests += 1;
      await this.turn();
      const isCut = cut?.at === requests;
      if (isCut && !cut.afterwards) throw new Killed();
      const answered = answer();
      if (isCut) throw new Killed();
      await this.turn();
      return answered;
    };
    const store: Pick<Store, 'read' | 'commit'> = {
      read: (refs) => request(() => this.read(refs)),
      commit: (writes, _records, unchanged = []) =>
        request(() => {
          const versionOf = (one: Ref) => this.stored.get(nameOf(one))?.version ?? null;
          const holds = writes.every(({ ref: to, expect }) => expect === 'any' || versionOf(to) === expect) && unchanged.every((one) => versionOf(one.ref) === one.version);
          if (!holds) return false;
          for (const { ref: to, body } of writes) {
            const version = (versionOf(to) ?? 0) + 1;
            if (body === null) this.stored.delete(nameOf(to));
            else this.stored.set(nameOf(to), { version, body: structuredClone(body) });
          }
          return true;
        }),
    };
    return {
      store,
      jiraKpis: { app: this.jira(request, begunAt + LONGEST_RUN_MS) },
      kpiQueue: { push: (task: KpiTask) => request(() => this.push(task)) },
      now: () => new Date(this.clock).toISOString(),
      pause: () => this.turn(),
      hash: (text: string) => createHash('sha256').update(text).digest('hex'),
      log: { error: () => undefined },
    } as unknown as Ports;
  }

  private read(refs: readonly Ref[]): Found {
    const found = new Map(refs.map((one) => [nameOf(one), structuredClone(this.stored.get(nameOf(one)))]));
    return { get: (one: Ref) => found.get(nameOf(one)) } as Found;
  }

  private found(): Held[] {
    return this.issues.filter(({ isGone, isCounted, isSecured }) => !isGone && isCounted && !isSecured);
  }

  private jira(request: <T>(answer: () => T) => Promise<T>, askedAt: number): JiraKpis {
    const plain = ({ isCounted: _isCounted, isGone: _isGone, ...issue }: Held): FlowIssue => structuredClone({ ...issue, changes: [] });
    const since = (minutes: number): string => new Date(askedAt - minutes * MINUTE_MS).toISOString();
    return {
      faultsOf: () => request(() => new Map()),
      site: () => request(() => SITE),
      count: () => request(() => this.found().length),
      page: (_jql, _order, _field, cursor) =>
        request(() => {
          const after = this.found().filter(({ issueId }) => Number(issueId) > Number(cursor ?? 0));
          const items = after.slice(0, ISSUES_A_PAGE);
          return { items: items.map(plain), ...(after.length > items.length ? { cursor: items.at(-1)?.issueId } : {}) };
        }),
      changedWithin: (_jql, minutes) => request(() => ({ items: this.found().filter(({ updated }) => updated >= since(minutes)).map(plain) })),
      changes: (issueIds) => request(() => new Map(this.issues.filter(({ issueId }) => issueIds.includes(issueId)).map(({ issueId, changes }) => [issueId, [...changes]]))),
      changedIn: (projectIds, minutes) => request(() => ({ items: this.issues.filter((one) => !one.isGone && projectIds.includes(one.projectId) && one.updated >= since(minutes)).map(({ issueId }) => issueId) })),
      ids: () => request(() => ({ items: this.found().map(({ issueId }) => issueId) })),
      choices: () => request(() => ({ statuses: [], agreements: [] })),
    };
  }

  /** The KPI's values as they are stored. */
  values(): { at: string; value: number }[] {
    const kpi = this.read([ref('kpi', KPI)]).get(ref('kpi', KPI))?.body;
    const chunks = (kpi?.series.years ?? []).map((year) => ref('chunk', chunkKey(KPI, year)));
    const found = this.read(chunks);
    return valuesOf(chunks.flatMap((chunk) => found.get(chunk)?.body ?? []));
  }

  /** What they should be: of all issues that there are, as they are now. */
  expected(): { at: string; value: number }[] {
    const samples = this.found().flatMap((issue) => sampleOf(SOURCE, issue, flowWorkflow(SITE)) ?? []);
    return seriesOf(SOURCE, samples, lastWeek(SITE.zone, new Date(this.clock).toISOString()));
  }
}

function nameOf({ collection, key }: Ref): string {
  return `${collection}/${key}`;
}
