import { sameJson } from '../../domain/canonical-json';
import { joined, joinedTeams } from '../../domain/crowd';
import { type Entry, type Shard, type Sums, NO_SUMS, entryOf, partOf, rowsOf, shardOf, withEntry, without } from '../../domain/ledger';
import { type Found, type Ports, type Ref, type Write, ref } from '../ports';
import { Refused } from '../refused';
import { type Crowds, crowdsOf, matched, readingOf, workflowOf } from './entry';
import { type FetchedIssue, type ProjectHistory, shardKey, sumsKey } from './ports';

/** Tries when other changes of the same project come between; beyond it the event is delivered again. */
const MAX_TRIES = 8;

/** Where an issue is or was: in which project, under which number of its key. */
export interface Place {
  projectId: string;
  number: number;
}

/**
 * Takes an issue as Jira has it now into the ledger and the sums, and takes back what it contributed before, wherever that
 * was. The ledger is read before Jira is asked, and written only if it is still the same: of two readings that cross, the
 * older cannot win. Returns whether anything changed.
 */
export async function takeIssue(ports: Ports, issueId: string, known: readonly Place[]): Promise<boolean> {
  let places = [...known];
  for (let attempt = 1; attempt <= MAX_TRIES; attempt += 1) {
    const ledger = await readLedger(ports, places);
    const site = ledger.sites[0];
    if (site === undefined) return false;
    const read = await ports.history.issue(issueId, site.site);
    const [issue] = read ? await matched(ports, [read], ledger.sites.map(readingOf)) : [];
    const all = issue ? [{ projectId: issue.projectId, number: issue.number }, ...issue.formerPlaces, ...known] : known;
    if (all.some((place) => !ledger.covers(place))) {
      places = [...all];
      continue;
    }
    const drafted = await draft(ports, ledger, issueId, issue);
    if (drafted.writes.length === 0 || (await ports.store.commit(drafted.writes, [], drafted.unchanged))) {
      if (issue && issue.level >= 0) await takeSubtasks(ports, issue);
      return drafted.writes.length > 0;
    }
    await ports.pause(attempt);
  }
  throw busy();
}

/** Lets the ledger's sub-tasks follow an issue to another epic; and out of sight and back, as they share its security level without an event. */
async function takeSubtasks(ports: Ports, issue: FetchedIssue): Promise<void> {
  const { projectId } = issue;
  if (issue.subtasks.length === 0) return;
  for (let attempt = 1; attempt <= MAX_TRIES; attempt += 1) {
    const ledger = await readLedger(ports, [issue, ...issue.subtasks.map(({ number }) => ({ projectId, number }))]);
    const epicId = ledger.entry(projectId, issue.number, issue.issueId)?.epicId;
    const isSeen = ({ issueId, number }: Pick<FetchedIssue, 'issueId' | 'number'>): boolean => {
      const entry = ledger.entry(projectId, number, issueId);
      return entry !== undefined && entry.gone === undefined;
    };
    // While a fill is under way, it may still write one that it read before; a tombstone keeps it from that.
    const isFilling = ledger.sites.some(({ fill }) => fill !== undefined);
    const isOpen = ({ issueId, number }: Pick<FetchedIssue, 'issueId' | 'number'>): boolean => isFilling && !isSeen(issue) && !ledger.entry(projectId, number, issueId);
    const unlike = issue.subtasks.filter((subtask) => isSeen(subtask) !== isSeen(issue) || isOpen(subtask));
    if (unlike.length > 0 && attempt === 1) {
      for (const { issueId, number } of unlike) await takeIssue(ports, issueId, [{ projectId, number }]);
      continue;
    }
    const stray = issue.subtasks.find(({ issueId, number }) => {
      const entry = ledger.entry(projectId, number, issueId);
      return entry !== undefined && entry.gone === undefined && entry.epicId !== epicId;
    });
    const before = stray && ledger.entry(projectId, stray.number, stray.issueId);
    if (!stray || !before || epicId === undefined) return;
    const moved = new Draft(ports, ledger);
    await moved.replace(stray.issueId, projectId, before.number, { ...before, epicId });
    const { writes, unchanged } = moved.result();
    if (!(await ports.store.commit(writes, [], unchanged))) await ports.pause(attempt);
    // One by one: few have many, and each commit must stay within one transaction. Every step forward starts over.
    else attempt = 0;
  }
  throw busy();
}

function busy(): Refused {
  return new Refused('busy', 'Many changes to the same issues are under way.', { remedy: 'It is tried again by itself.' });
}

async function draft(ports: Ports, ledger: Ledger, issueId: string, issue: FetchedIssue | undefined) {
  const changes = new Draft(ports, ledger);
  for (const { head, number } of ledger.places) {
    const isHere = issue?.projectId === head.projectId && issue.number === number;
    // One that came back lies in the same shard as before, under its id.
    if (!isHere && issue?.projectId === head.projectId && shardOf(issue.number) === shardOf(number)) continue;
    const entry = isHere && issue ? await entryHere(ports, ledger, head, issue) : undefined;
    await changes.replace(issueId, head.projectId, number, entry ?? gone(number, ports.now()));
    if (isHere && issue && entry) changes.addCrowds(head.projectId, await crowdsOf(ports, [issue], head));
  }
  return changes.result();
}

async function entryHere(ports: Ports, ledger: Ledger, head: ProjectHistory, issue: FetchedIssue): Promise<Entry | undefined> {
  const { parent } = issue;
  const above = issue.level < 0 && parent ? await parentEntry(ports, ledger, head.projectId, parent) : undefined;
  return entryOf(issue, readingOf(head), workflowOf(head.site), above);
}

async function parentEntry(ports: Ports, ledger: Ledger, projectId: string, { issueId, number }: { issueId: string; number: number }) {
  const known = ledger.entry(projectId, number, issueId);
  if (known) return known;
  const stored = ref('shard', shardKey(projectId, shardOf(number)));
  return (await ports.store.read([stored])).get(stored)?.body.entries[issueId];
}

/** Where the issue is not, a reading from before it left, by another event or a fill, must not bring it back. The next fill clears it away. */
function gone(number: number, now: string): Entry {
  return { number, level: 0, updated: now, epicId: '', ruling: 'open', weeks: {}, gone: now };
}

interface Ledger {
  found: Found;
  /** The places whose projects are kept. */
  places: { head: ProjectHistory; number: number }[];
  sites: ProjectHistory[];
  covers(place: Place): boolean;
  entry(projectId: string, number: number, issueId: string): Entry | undefined;
}

async function readLedger(ports: Ports, places: readonly Place[]): Promise<Ledger> {
  const refs: Ref[] = places.flatMap(({ projectId, number }) => [
    ref('history', projectId),
    ref('shard', shardKey(projectId, shardOf(number))),
    ref('crowd', projectId),
    ref('teamCrowds', projectId),
  ]);
  const found = await ports.store.read(refs);
  const covered = new Set(places.map(({ projectId, number }) => `${projectId} ${number}`));
  const kept = [...new Map(places.map((place) => [`${place.projectId} ${place.number}`, place])).values()].flatMap(({ projectId, number }) => {
    const head = found.get(ref('history', projectId))?.body;
    return head ? [{ head, number }] : [];
  });
  return {
    found,
    places: kept,
    sites: kept.map(({ head }) => head),
    covers: ({ projectId, number }) => covered.has(`${projectId} ${number}`),
    entry: (projectId, number, issueId) => found.get(ref('shard', shardKey(projectId, shardOf(number))))?.body.entries[issueId],
  };
}

/** Entries replaced, and everything that this changes: their shards, the sums, the head. */
class Draft {
  private readonly shards = new Map<string, { ref: Ref<'shard'>; body: Shard }>();
  private readonly sums = new Map<string, { ref: Ref<'sums'>; body: Sums; version: number | undefined }>();
  private readonly heads = new Map<string, ProjectHistory>();
  private readonly crowds: Write[] = [];

  constructor(
    private readonly ports: Ports,
    private readonly ledger: Ledger,
  ) {}

  /** Puts an entry in the place of the one that is there, or takes that out. Nothing happens where both are the same. */
  async replace(issueId: string, projectId: string, number: number, found: Entry | undefined): Promise<void> {
    const head = this.heads.get(projectId) ?? this.ledger.found.get(ref('history', projectId))?.body;
    if (!head) return;
    const entry = found && head.fill && found.gone === undefined ? { ...found, takenIn: head.fill.run } : found;
    const stored = ref('shard', shardKey(projectId, shardOf(number)));
    const shard = this.shards.get(stored.key)?.body ?? this.ledger.found.get(stored)?.body ?? { entries: {} };
    const before = shard.entries[issueId];
    if (isSame(before, entry)) return;
    const others = without(shard.entries, issueId);
    this.shards.set(stored.key, { ref: stored, body: { entries: entry ? { ...others, [issueId]: entry } : others } });
    this.heads.set(projectId, withTouched(head, shardOf(number)));
    if (head.state === 'filling') return;
    await this.readSums(head, [before, entry]);
    if (before) this.addToSums(head, issueId, before, -1);
    if (entry) this.addToSums(head, issueId, entry, 1);
  }

  addCrowds(projectId: string, { all, teams }: Crowds): void {
    const stored = ref('crowd', projectId);
    const storedTeams = ref('teamCrowds', projectId);
    const [before, teamsBefore] = [this.ledger.found.get(stored), this.ledger.found.get(storedTeams)];
    const body = joined(before?.body ?? {}, all);
    const ofTeams = joinedTeams(teamsBefore?.body ?? {}, teams);
    if (!sameJson(body, before?.body ?? {})) this.crowds.push({ ref: stored, body, expect: before?.version ?? null });
    if (!sameJson(ofTeams, teamsBefore?.body ?? {})) this.crowds.push({ ref: storedTeams, body: ofTeams, expect: teamsBefore?.version ?? null });
  }

  result(): { writes: Write[]; unchanged: { ref: Ref; version: number }[] } {
    const versionOf = (stored: Ref) => this.ledger.found.get(stored)?.version ?? null;
    const writes: Write[] = [
      ...[...this.shards.values()].map(({ ref: stored, body }) => ({ ref: stored, body, expect: versionOf(stored) })),
      ...[...this.sums.values()].map(({ ref: stored, body, version }) => ({ ref: stored, body, expect: version ?? null })),
      ...this.crowds,
    ];
    const unchanged: { ref: Ref; version: number }[] = [];
    for (const [projectId, body] of this.heads) {
      const stored = ref('history', projectId);
      const version = versionOf(stored);
      if (version === null) continue;
      if (body.state === 'current' && sameJson(body, this.ledger.found.get(stored)?.body)) unchanged.push({ ref: stored, version });
      else writes.push({ ref: stored, body, expect: version });
    }
    return { writes, unchanged };
  }

  /** All parts that the entries lie in, in one request. */
  private async readSums(head: ProjectHistory, entries: readonly (Entry | undefined)[]): Promise<void> {
    const missing = [...new Set(entries.flatMap((entry) => (entry ? partsOf(head, entry) : [])))].map((part) => sumsRef(head, part)).filter(({ key }) => !this.sums.has(key));
    if (missing.length === 0) return;
    const read = await this.ports.store.read(missing);
    for (const stored of missing) this.sums.set(stored.key, { ref: stored, body: read.get(stored)?.body ?? NO_SUMS, version: read.get(stored)?.version });
  }

  private addToSums(head: ProjectHistory, issueId: string, entry: Entry, sign: 1 | -1): void {
    for (const part of partsOf(head, entry)) {
      const stored = sumsRef(head, part);
      const before = this.sums.get(stored.key);
      if (before) this.sums.set(stored.key, { ...before, body: withEntry(before.body, issueId, entry, sign, (epicId) => partOf(epicId, head.parts) === part) });
    }
  }
}

function sumsRef({ projectId, generation }: ProjectHistory, part: number): Ref<'sums'> {
  return ref('sums', sumsKey(projectId, generation, part));
}

function partsOf({ parts }: ProjectHistory, entry: Entry): number[] {
  return entry.gone === undefined ? [...new Set(rowsOf(entry).map(({ epicId }) => partOf(epicId, parts)))] : [];
}

/** The head as it is after a shard changed: the end of a fill must look at the shard again, and know of new ones. */
function withTouched(head: ProjectHistory, shard: number): ProjectHistory {
  const grown = shard > head.highestShard ? { ...head, highestShard: shard } : head;
  if (!grown.fill || grown.fill.touched.includes(shard)) return grown;
  return { ...grown, fill: { ...grown.fill, touched: [...grown.fill.touched, shard] } };
}

/** Tombstones differ only by when they were made. */
function isSame(a: Entry | undefined, b: Entry | undefined): boolean {
  if (a?.gone !== undefined && b?.gone !== undefined) return true;
  return sameJson(a, b);
}
