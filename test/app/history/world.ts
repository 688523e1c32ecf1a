/**
 * A Jira, a store and a queue in memory, on which everything that runs at the same time is interleaved by a seed, and any
 * run can be cut off at any of its requests. The app's own code runs unchanged above them.
 */
import { fillStep, startFill } from '../../../src/app/history/fill';
import { type FetchedIssue, type HistorySite, type HistoryTask, type JiraHistory, sumsKey } from '../../../src/app/history/ports';
import { retell } from '../../../src/app/jobs/retell';
import { takeIssue } from '../../../src/app/history/take-issue';
import { refreshActivity } from '../../../src/app/history/refresh-activity';
import { type Found, type Ports, type Ref, type Store, type Versioned, ref } from '../../../src/app/ports';
import { Refused } from '../../../src/app/refused';
import { seeded } from '../../../src/domain/statistics/random';

export const PROJECTS = ['10', '20'] as const;
const ISSUES_A_PAGE = 1;
const HOUR_MS = 3_600_000;

interface Held extends Omit<FetchedIssue, 'subtasks' | 'changes' | 'queries' | 'projectKey'> {
  isGone: boolean;
}

export type Op =
  | { kind: 'create'; project: number; level: -1 | 0 | 1; below: number; hours: number }
  | { kind: 'resolve' | 'reopen' | 'delete' | 'secure' | 'log'; issue: number }
  | { kind: 'move'; issue: number; project: number }
  | { kind: 'reparent'; issue: number; below: number };

/** What an event tells: the issue, where it is, and where it was before a move. */
export interface Event {
  issueId: string;
  places: { projectId: string; number: number }[];
}

class Killed extends Error {}

/** Whether the run is cut off at its so-manieth request; a commit may have been taken all the same. */
export interface Cut {
  at: number;
  afterwards: boolean;
}

export class World {
  readonly stored = new Map<string, Versioned<unknown>>();
  /** Delivers what is pushed. */
  queue: (task: HistoryTask) => void = () => undefined;
  private readonly issues: Held[] = [];
  private clock = Date.parse('2026-03-02T08:00:00.000Z');
  private readonly random: () => number;
  private waiting: (() => void)[] = [];
  private running = 0;

  constructor(seed: number) {
    this.random = seeded(seed);
  }

  /** A later instant each time. */
  tick(ms = HOUR_MS): string {
    this.clock += ms;
    return new Date(this.clock).toISOString();
  }

  /** Runs all that was begun, in an order that the seed decides, until nothing is left. */
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

  /** An event as Forge delivers it: again when the run fails or is cut off. */
  deliver({ issueId, places }: Event, cut?: Cut): void {
    this.begin(() => this.retried((ports) => takeIssue(ports, issueId, places).then(() => undefined), cut));
  }

  work(task: HistoryTask, cut?: Cut): void {
    this.begin(() => this.retried((ports) => (task.kind === 'fill' ? fillStep(ports, task) : task.kind === 'begin' ? startFill(ports, task.projectId).then(() => undefined) : task.kind === 'refresh' ? refreshActivity(ports, task.projectId) : retell(ports)), cut));
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

  /** Does it in Jira. `isSilent` where Jira sends no event for all that changed: a deletion tells nothing of sub-tasks. */
  apply(op: Op): { events: Event[]; isSilent: boolean } {
    const { issues, isSilent = false } = this.change(op);
    return { isSilent, events: issues.map((one) => ({ issueId: one.issueId, places: [{ projectId: one.projectId, number: one.number }, ...one.formerPlaces.slice(-1)] })) };
  }

  private change(op: Op): { issues: readonly Held[]; isSilent?: boolean } {
    const now = this.tick();
    if (op.kind === 'create') {
      const projectId = PROJECTS[op.project] ?? PROJECTS[0];
      const parent = this.parentFor(op.level, projectId, op.below);
      if (op.level < 0 && !parent) return { issues: [] };
      const issue: Held = {
        ...{ issueId: String(this.issues.length + 1), projectId, number: this.nextNumber(projectId), level: op.level, type: 'Story', labels: [], components: [] },
        ...{ isSecured: op.level < 0 && parent?.isSecured === true, updated: now, created: now, resolution: null, formerPlaces: [], isGone: false },
        ...(parent ? { parent: placeOf(parent) } : {}),
        worklogs: op.hours > 0 ? [{ at: now, hours: op.hours }] : [],
      };
      this.issues.push(issue);
      return { issues: [issue] };
    }
    const there = this.issues.filter(({ isGone }) => !isGone);
    const issue = there[op.issue % Math.max(1, there.length)];
    if (!issue) return { issues: [] };
    const below = there.filter(({ parent }) => parent?.issueId === issue.issueId);
    const subtasks = below.filter(({ level }) => level < 0);
    issue.updated = now;
    switch (op.kind) {
      case 'resolve':
        issue.resolution = { name: 'Done', at: now };
        break;
      case 'reopen':
        issue.resolution = null;
        break;
      case 'secure':
        // A sub-task has its parent's level, and changes with it unseen.
        if (issue.level < 0) return { issues: [] };
        issue.isSecured = !issue.isSecured;
        for (const one of subtasks) one.isSecured = issue.isSecured;
        break;
      case 'log':
        issue.worklogs = [...(issue.worklogs ?? []), { at: now, hours: 1 }];
        break;
      case 'delete':
        for (const one of [issue, ...subtasks]) one.isGone = true;
        for (const one of below) {
          one.updated = now;
          if (one.level >= 0) delete one.parent;
        }
        return { issues: [issue], isSilent: below.length > 0 };
      case 'move': {
        const projectId = PROJECTS[op.project] ?? PROJECTS[0];
        if (projectId === issue.projectId || issue.level < 0) return { issues: [] };
        for (const one of [issue, ...subtasks]) this.move(one, projectId, now);
        for (const one of subtasks) one.parent = placeOf(issue);
        // What is below an epic keeps it; its reply names the epic's new key.
        for (const one of below) if (one.level >= 0) one.parent = placeOf(issue);
        return { issues: [issue, ...subtasks] };
      }
      case 'reparent': {
        if (issue.level !== 0) return { issues: [] };
        const parent = this.parentFor(0, issue.projectId, op.below);
        const move = { id: String(this.clock), at: now, from: issue.parent?.issueId ?? null, to: parent?.issueId ?? null };
        issue.parentChanges = [...(issue.parentChanges ?? []), move];
        if (parent) issue.parent = placeOf(parent);
        else delete issue.parent;
      }
    }
    return { issues: [issue] };
  }

  private move(issue: Held, projectId: string, now: string): void {
    issue.formerPlaces = [...issue.formerPlaces, { projectId: issue.projectId, number: issue.number }];
    issue.number = this.nextNumber(projectId);
    issue.projectId = projectId;
    issue.updated = now;
  }

  private nextNumber(projectId: string): number {
    const places = this.issues.flatMap((issue) => [issue, ...issue.formerPlaces]);
    return 1 + Math.max(0, ...places.filter((place) => place.projectId === projectId).map(({ number }) => number));
  }

  private parentFor(level: number, projectId: string, below: number): Held | undefined {
    const parents = this.issues.filter((one) => !one.isGone && one.level === level + 1 && one.projectId === projectId);
    return level === 1 || below % (parents.length + 1) === parents.length ? (level < 0 ? parents[0] : undefined) : parents[below % (parents.length + 1)];
  }

  private readonly fetched = (issue: Held): FetchedIssue => ({
    ...issue,
    ...{ projectKey: `P${issue.projectId}`, queries: [], changes: [] },
    subtasks: this.issues.filter((one) => !one.isGone && one.level < 0 && one.parent?.issueId === issue.issueId).map(({ issueId, number }) => ({ issueId, number })),
  });

  /** The app's ports for one run, which is cut off where it says. */
  ports(cut?: Cut): Ports {
    let requests = 0;
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
    const store: Pick<Store, 'read' | 'commit' | 'listOutcomeViews'> = {
      listOutcomeViews: () => request(() => ({ items: [] })),
      read: (refs) => request(() => this.read(refs)),
      commit: (writes, _records, unchanged = []) =>
        request(() => {
          const names = [...writes.map((write) => write.ref), ...unchanged.map((one) => one.ref)].map(nameOf);
          if (new Set(names).size < names.length) throw new Error('A key stands twice in a transaction.');
          const versionOf = (name: string) => this.stored.get(name)?.version ?? null;
          const holds = writes.every(({ ref: to, expect }) => expect === 'any' || versionOf(nameOf(to)) === expect) && unchanged.every(({ ref: of, version }) => versionOf(nameOf(of)) === version);
          if (!holds) return false;
          for (const { ref: to, body } of writes) {
            const name = nameOf(to);
            if (body === null) this.stored.delete(name);
            else this.stored.set(name, { version: (versionOf(name) ?? 0) + 1, body: structuredClone(body) });
          }
          return true;
        }),
    };
    return {
      store,
      history: this.jira(request),
      historyQueue: {
        push: (task: HistoryTask, delayInSeconds = 0) =>
          request(() => {
            // Whatever else there is happens before a delay is over.
            this.tick(delayInSeconds * 1000);
            this.queue(task);
          }),
      },
      jiraUse: () => ({ points: 0 }),
      quota: 'shared',
      draw: () => this.random(),
      now: () => new Date(this.clock).toISOString(),
      pause: () => this.turn(),
      pseudonyms: () => Promise.resolve(new Map()),
      log: { error: () => undefined },
    } as unknown as Ports;
  }

  private read(refs: readonly Ref[]): Found {
    const found = new Map(refs.map((one) => [nameOf(one), structuredClone(this.stored.get(nameOf(one)))]));
    return { get: (one: Ref) => found.get(nameOf(one)) } as Found;
  }

  private jira(request: <T>(answer: () => T) => Promise<T>): JiraHistory {
    const inProject = (projectId: string) => this.issues.filter((one) => !one.isGone && one.projectId === projectId).sort((a, b) => a.number - b.number);
    const site: HistorySite = { zone: 'UTC', categories: {}, pointsFields: [], usesResolutions: true };
    return {
      site: (projectId) => request(() => ({ ...site, projectKey: `P${projectId}`, issues: inProject(projectId).length })),
      shown: (projectIds) => request(() => new Set(projectIds)),
      page: (projectId, _site, cursor) =>
        request(() => {
          const after = inProject(projectId).filter(({ number }) => number > Number(cursor ?? 0));
          const items = after.slice(0, ISSUES_A_PAGE);
          return { items: items.map((one) => structuredClone(this.fetched(one))), ...(after.length > ISSUES_A_PAGE ? { cursor: String(items.at(-1)?.number) } : {}) };
        }),
      changes: (issueIds) =>
        request(() => new Map(this.issues.filter(({ issueId }) => issueIds.includes(issueId)).map(({ issueId, formerPlaces, parentChanges }) => [issueId, { changes: [], parentChanges, formerPlaces: [...formerPlaces] }]))),
      matching: () => request(() => ({ found: new Map(), faults: new Map() })),
      issue: (issueId) =>
        request(() => {
          const issue = this.issues.find((one) => one.issueId === issueId && !one.isGone);
          return issue && structuredClone(this.fetched(issue));
        }),
      changedWithin: (projectIds, minutes) =>
        request(() => {
          const since = this.clock - minutes * 60_000;
          const items = projectIds.flatMap(inProject).filter(({ updated }) => Date.parse(updated) >= since);
          return { items: items.map(({ issueId, projectId, number, updated }) => ({ issueId, projectId, number, updated })) };
        }),
      ids: (projectId) => request(() => ({ items: inProject(projectId).map(({ issueId, number }) => ({ issueId, number })) })),
      count: (projectId) => request(() => inProject(projectId).filter(({ isSecured }) => !isSecured).length),
    };
  }

  /** A project's sums as they are stored, whatever the parts that they lie in; undefined while there are none. */
  sums(projectId: string): { rows: Record<string, unknown>; epics: Record<string, unknown> } | undefined {
    const found = this.read([ref('history', projectId)]);
    const head = found.get(ref('history', projectId))?.body;
    if (head?.state !== 'current') return undefined;
    const parts = Array.from({ length: head.parts }, (_, part) => ref('sums', sumsKey(projectId, head.generation, part)));
    const stored = this.read(parts);
    const bodies = parts.flatMap((part) => stored.get(part)?.body ?? []);
    return { rows: Object.assign({}, ...bodies.map(({ rows }) => rows)), epics: Object.assign({}, ...bodies.map(({ epics }) => epics)) };
  }
}

function placeOf({ issueId, level, number }: Held): { issueId: string; level: number; number: number } {
  return { issueId, level, number };
}

function nameOf({ collection, key }: Ref): string {
  return `${collection} ${key}`;
}
