import { sameJson } from '../../domain/canonical-json';
import { joined, joinedTeams, onlyTeams } from '../../domain/crowd';
import { MOST_AT_ONCE } from '../../domain/budget';
import { type Entry, type Shard, entryOf, shardOf } from '../../domain/ledger';
import { type Ports, type Ref, type Write, SITE, ref } from '../ports';
import { afford } from '../budget';
import { APP, change } from '../change';
import { Refused } from '../refused';
import { narrowTeamsIn } from '../../domain/team';
import { type Crowds, crowdsOf, matched, readingOf, workflowOf } from './entry';
import { type FetchedIssue, type Fill, type HistoryTask, type ProjectHistory, shardKey } from './ports';
import { makeSums } from './make-sums';

/** Pages of issues read in one step; their changes are one bulk request more. */
const PAGES_PER_STEP = 10;
/** Shards written in one transaction: some 40 KB each, of 1 MB that Forge takes in practice. */
const SHARDS_PER_COMMIT = 10;
const MAX_TRIES = 8;
/** A step whose successor may not have been sent is sent again after so long; where it was, the other one does nothing. */
const SEND_AGAIN_S = 60;
/** Points of a step beside those of the issues that were there when the fill began. */
const POINTS_BESIDE = 100;
/** Longest delay of a queue's event, in seconds (Forge, "Async events"). */
const MAX_DELAY_S = 900;
/** A fill without a step for so long has lost its message; the hourly sweep sends it again. */
export const STUCK_MS = 15 * 60_000;

type FillTask = Extract<HistoryTask, { kind: 'fill' }>;

/**
 * Begins to read a project's history, from the beginning. A fill that is under way goes on instead, unless it reads with
 * other rules, teams or weeks than hold now: then it is given up for a new one. False when the project is gone. A history
 * that was not kept before is one that only a restricted outcome asks for where `isKept` says so.
 */
export async function startFill(ports: Ports, projectId: string, isKept = false): Promise<boolean> {
  const found = await ports.history.site(projectId);
  if (!found) return false;
  const { projectKey, issues, ...site } = found;
  const stored = ref('history', projectId);
  const list = ref('histories', SITE);
  const ruled = ref('workRules', SITE);
  const settings = ref('settings', SITE);
  const defined = ref('teams', SITE);
  const storedCrowds = ref('teamCrowds', projectId);
  for (let attempt = 1; attempt <= MAX_TRIES; attempt += 1) {
    const read = await ports.store.read([stored, list, ruled, settings, defined, storedCrowds]);
    const before = read.get(stored);
    const at = ports.now();
    const zone = read.get(settings)?.body.zone ?? site.zone;
    const reading = { rules: read.get(ruled)?.body.rules ?? [], teams: narrowTeamsIn(read.get(defined)?.body.teams ?? [], projectId) };
    if (before?.body.fill && !isStuck(before.body.fill, at) && sameJson([readingOf(before.body), before.body.site.zone], [reading, zone])) return true;
    const fill: Fill = { run: nameAfter(before?.body, at), step: 0, phase: 'issues', reached: -1, issues: 0, expected: issues, at, touched: [] };
    const head: ProjectHistory = {
      ...{ generation: 0, parts: 1, highestShard: 0, ...before?.body, projectId, projectKey, state: 'filling', site: { ...site, zone }, fill },
      ...reading,
      ...(!before && isKept ? { isKept } : {}),
    };
    const listed = read.get(list);
    const projectIds = [...new Set([...(listed?.body.projectIds ?? []), projectId])];
    const writes: Write[] = [
      { ref: stored, body: head, expect: before?.version ?? null },
      { ref: list, body: { projectIds }, expect: listed?.version ?? null },
    ];
    const crowds = read.get(storedCrowds);
    // Who was active under an earlier definition is forgotten.
    if (crowds) writes.push({ ref: storedCrowds, body: onlyTeams(crowds.body, reading.teams.map(({ tag }) => tag)), expect: crowds.version });
    if (await ports.store.commit(writes, [])) {
      await ports.historyQueue.push({ kind: 'fill', projectId, run: fill.run, step: 0 });
      return true;
    }
    await ports.pause(attempt);
  }
  throw new Refused('busy', 'Others are reading this project too.', { remedy: 'Try again in a minute.' });
}

/** The instant, or the next one where an earlier fill may bear it: its steps, some still on their way, must not be taken for the new one's. */
function nameAfter(earlier: ProjectHistory | undefined, at: string): string {
  const last = [earlier?.fill?.run, earlier?.filledAt].flatMap((instant) => instant ?? []).sort().at(-1);
  return last !== undefined && last >= at ? new Date(Date.parse(last) + 1).toISOString() : at;
}

/** Has every history that is kept read again, as what it is read with has changed. */
export async function refillAll(ports: Ports): Promise<void> {
  const list = ref('histories', SITE);
  const projectIds = (await ports.store.read([list])).get(list)?.body.projectIds ?? [];
  for (const projectId of projectIds) await ports.historyQueue.push({ kind: 'begin', projectId });
}

/** Begins to read a project's history unless that was begun before: a first link is reason enough. `isKept`: it is a restricted outcome's. */
export async function ensureFilled(ports: Ports, projectId: string, isKept: boolean): Promise<void> {
  const stored = ref('history', projectId);
  const head = (await ports.store.read([stored])).get(stored)?.body;
  if (!head) await startFill(ports, projectId, isKept);
  else if (head.isKept && !isKept) await tellOfHistory(ports, projectId);
}

/** There is a reason for the history by now that everybody may know of. */
export async function tellOfHistory(ports: Ports, projectId: string): Promise<void> {
  const stored = ref('history', projectId);
  await change(ports, APP, async (tx) => {
    await tx.read(stored);
    const head = tx.get(stored);
    if (head?.isKept) tx.put(stored, { ...head, isKept: undefined });
  });
}

export function isStuck({ at, waitsUntil = at }: Fill, now: string): boolean {
  return Date.parse(now) - Math.max(Date.parse(at), Date.parse(waitsUntil)) > STUCK_MS;
}

/**
 * One step of a fill: some pages of issues with their changes go to the ledger, or, at the end, the sums are made. A step
 * may be delivered twice, late, or be cut off anywhere: what it writes is the same each time, and only one of two moves on.
 */
export async function fillStep(ports: Ports, task: FillTask): Promise<void> {
  const { projectId, run } = task;
  const stored = ref('history', projectId);
  const head = (await ports.store.read([stored])).get(stored)?.body;
  if (head?.fill?.run !== run) return;
  const { fill } = head;
  if (fill.step !== task.step) {
    if (fill.step === task.step + 1) await ports.historyQueue.push({ ...task, step: fill.step }, SEND_AGAIN_S);
    return;
  }
  if (fill.phase === 'sums') return makeSums(ports, projectId, run);
  const afforded = await afford(ports, 'fill', pointsFor(fill), () => readPages(ports, head, fill));
  if ('waitS' in afforded) return waitForPoints(ports, task, afforded.waitS);
  const { result: read, nextInS } = afforded;
  const isLast = read.cursor === undefined;
  const to = isLast ? Math.max(head.highestShard * 100 + 99, ...read.issues.map(({ number }) => number)) : Math.max(fill.reached, ...read.issues.map(({ number }) => number));
  const entries = await entriesOf(ports, head, read.issues);
  if (!(await writeShards(ports, head, fill, { from: fill.reached, to, entries }))) return;
  const crowds = await crowdsOf(ports, read.issues, head);
  const done = await advance(ports, projectId, fill, crowds, {
    step: fill.step + 1,
    phase: isLast ? 'sums' : 'issues',
    cursor: read.cursor,
    reached: to,
    issues: fill.issues + read.issues.length,
    // The sums at the end ask nothing of Jira.
    waitsUntil: nextInS > 0 && !isLast ? later(ports, nextInS) : undefined,
  });
  if (done) await pushLater(ports, { ...task, step: fill.step + 1 }, isLast ? 0 : nextInS);
}

/** About what a step asks of Jira at most: the issues that are left, up to ten pages, and their changes. */
function pointsFor({ expected, issues }: Fill): number {
  return Math.min(MOST_AT_ONCE, 2 * Math.max(0, expected - issues) + POINTS_BESIDE);
}

/** Notes, for people to see, until when a fill waits for more of Jira's points, and comes back then. */
async function waitForPoints(ports: Ports, task: FillTask, waitS: number): Promise<void> {
  const stored = ref('history', task.projectId);
  const before = (await ports.store.read([stored])).get(stored);
  const fill = before?.body.fill;
  if (!before || fill?.run !== task.run || fill.step !== task.step) return;
  const body = { ...before.body, fill: { ...fill, waitsUntil: later(ports, waitS), error: undefined } };
  // When somebody else was faster, the next delivery finds out anew.
  await ports.store.commit([{ ref: stored, body, expect: before.version }], []);
  await pushLater(ports, task, waitS);
}

function pushLater(ports: Ports, task: FillTask, waitS: number): Promise<void> {
  return ports.historyQueue.push(task, waitS > 0 ? Math.min(waitS, MAX_DELAY_S) : undefined);
}

function later(ports: Ports, seconds: number): string {
  return new Date(Date.parse(ports.now()) + seconds * 1000).toISOString();
}

/** Keeps a step's failure where people see it; the step itself is delivered again. */
export async function noteFailure(ports: Ports, { projectId, run }: FillTask, message: string): Promise<void> {
  const stored = ref('history', projectId);
  const before = (await ports.store.read([stored])).get(stored);
  if (!before?.body.fill || before.body.fill.run !== run) return;
  const body = { ...before.body, fill: { ...before.body.fill, error: message } };
  // When somebody else was faster, the step is under way and the failure is of the past.
  await ports.store.commit([{ ref: stored, body, expect: before.version }], []);
}

async function readPages(ports: Ports, head: ProjectHistory, fill: Fill): Promise<{ issues: FetchedIssue[]; cursor: string | undefined }> {
  const issues: FetchedIssue[] = [];
  let cursor = fill.cursor;
  for (let page = 0; page < PAGES_PER_STEP; page += 1) {
    const next = await ports.history.page(head.projectId, head.site, cursor);
    issues.push(...next.items);
    ({ cursor } = next);
    if (cursor === undefined) break;
  }
  if (issues.length === 0) return { issues, cursor };
  const changes = await ports.history.changes(issues.map(({ issueId }) => issueId), head.site);
  return { issues: await matched(ports, issues.map((issue) => ({ ...issue, ...changes.get(issue.issueId) })), [readingOf(head)]), cursor };
}

async function entriesOf(ports: Ports, head: ProjectHistory, issues: readonly FetchedIssue[]): Promise<Map<string, Entry>> {
  const workflow = workflowOf(head.site);
  const entries = new Map<string, Entry>();
  const take = (issue: FetchedIssue, parent: Entry | undefined) => {
    const entry = entryOf(issue, readingOf(head), workflow, parent);
    if (entry) entries.set(issue.issueId, entry);
  };
  for (const issue of issues) if (issue.level >= 0) take(issue, undefined);
  const subtasks = issues.filter(({ level }) => level < 0);
  const elsewhere = subtasks.flatMap(({ parent }) => (parent && !entries.has(parent.issueId) ? [ref('shard', shardKey(head.projectId, shardOf(parent.number)))] : []));
  const found = elsewhere.length > 0 ? await ports.store.read(elsewhere) : undefined;
  for (const issue of subtasks) {
    const { parent } = issue;
    const stored = parent && found?.get(ref('shard', shardKey(head.projectId, shardOf(parent.number))))?.body.entries[parent.issueId];
    take(issue, parent && (entries.get(parent.issueId) ?? stored));
  }
  return entries;
}

interface Stretch {
  /** Numbers of keys after `from` and up to `to` have been looked at. */
  from: number;
  to: number;
  entries: ReadonlyMap<string, Entry>;
}

/** False when another delivery of the step moved on meanwhile: what was read here may be old by now. */
async function writeShards(ports: Ports, head: ProjectHistory, fill: Fill, stretch: Stretch): Promise<boolean> {
  const { projectId } = head;
  const first = shardOf(stretch.from + 1);
  const count = shardOf(stretch.to) - first + 1;
  const numbers = Array.from({ length: Math.max(count, 0) }, (_, i) => first + i);
  for (let start = 0; start < numbers.length; start += SHARDS_PER_COMMIT) {
    const refs = numbers.slice(start, start + SHARDS_PER_COMMIT).map((number) => ref('shard', shardKey(projectId, number)));
    if (!(await writeSome(ports, { head: ref('history', projectId), fill }, refs, (stored) => merged(stored, fill, stretch, shardNumber(stored.ref))))) return false;
  }
  return true;
}

function shardNumber({ key }: Ref<'shard'>): number {
  return Number(key.slice(key.lastIndexOf(':') + 1));
}

async function writeSome(
  ports: Ports,
  { head: stored, fill }: { head: Ref<'history'>; fill: Fill },
  refs: readonly Ref<'shard'>[],
  merge: (stored: { ref: Ref<'shard'>; body: Shard }) => Shard | undefined,
): Promise<boolean> {
  for (let attempt = 1; attempt <= MAX_TRIES; attempt += 1) {
    const found = await ports.store.read([stored, ...refs]);
    const head = found.get(stored);
    const now = head?.body.fill;
    if (!head || now?.run !== fill.run || now.step !== fill.step) return false;
    const writes = refs.flatMap((shard): Write[] => {
      const before = found.get(shard);
      const body = merge({ ref: shard, body: before?.body ?? { entries: {} } });
      return body ? [{ ref: shard, body, expect: before?.version ?? null }] : [];
    });
    if (writes.length === 0 || (await ports.store.commit(writes, [], [{ ref: stored, version: head.version }]))) return true;
    await ports.pause(attempt);
  }
  throw new Refused('busy', 'Many changes to the same issues are under way.', { remedy: 'It is tried again by itself.' });
}

/** The shard with what was read; undefined when that is what it is. What is no longer in the project goes, unless it came meanwhile. */
function merged({ body }: { body: Shard }, fill: Fill, { from, to, entries }: Stretch, shard: number): Shard | undefined {
  const kept = Object.entries(body.entries).filter(([issueId, entry]) => {
    const lookedAt = entry.number > from && entry.number <= to;
    if (!lookedAt) return true;
    if (entry.gone !== undefined) return entry.gone >= fill.run;
    const read = entries.get(issueId);
    return read ? entry.updated > read.updated : entry.updated >= fill.run || entry.takenIn === fill.run;
  });
  const standing = new Set(kept.map(([issueId]) => issueId));
  const taken = [...entries].filter(([issueId, entry]) => shardOf(entry.number) === shard && !standing.has(issueId));
  if (taken.length === 0 && kept.length === Object.keys(body.entries).length) return undefined;
  return { entries: Object.fromEntries([...kept, ...taken]) };
}

/** Moves the checkpoint on; false when another delivery of the same step did. */
async function advance(ports: Ports, projectId: string, fill: Fill, crowds: Crowds, next: Partial<Fill> & Pick<Fill, 'step' | 'reached'>): Promise<boolean> {
  const stored = ref('history', projectId);
  const storedCrowd = ref('crowd', projectId);
  const storedTeams = ref('teamCrowds', projectId);
  for (let attempt = 1; attempt <= MAX_TRIES; attempt += 1) {
    const found = await ports.store.read([stored, storedCrowd, storedTeams]);
    const head = found.get(stored);
    const now = head?.body.fill;
    if (!head || !now || now.run !== fill.run || now.step !== fill.step) return false;
    const moved: ProjectHistory = {
      ...head.body,
      highestShard: Math.max(head.body.highestShard, shardOf(next.reached)),
      fill: { ...now, ...next, at: ports.now(), error: undefined },
    };
    const before = found.get(storedCrowd);
    const writes: Write[] = [
      { ref: stored, body: moved, expect: head.version },
      { ref: storedCrowd, body: joined(before?.body ?? {}, crowds.all), expect: before?.version ?? null },
    ];
    if (Object.keys(crowds.teams).length > 0) {
      const teams = found.get(storedTeams);
      writes.push({ ref: storedTeams, body: joinedTeams(teams?.body ?? {}, crowds.teams), expect: teams?.version ?? null });
    }
    if (await ports.store.commit(writes, [])) return true;
    await ports.pause(attempt);
  }
  throw new Refused('busy', 'Many changes to the same project are under way.', { remedy: 'It is tried again by itself.' });
}
