import { type Json } from '../domain/canonical-json';
import { accountsIn } from '../domain/person';
import { type Hash, emptyHead, nextRecord, type TrailRecord } from '../domain/trail';
import {
  type Caller,
  type Collection,
  type Collections,
  type Found,
  type Ports,
  type Ref,
  type Versioned,
  type Write,
  kpiIdOf,
  ref,
} from './ports';
import { HOLDERS } from './privacy/holders';
import { Refused } from './refused';

/** Tries when someone else's change came between reading and writing; beyond it the caller is asked to come back. */
const MAX_TRIES = 6;

/** Operations in one transaction (Forge limits: ≤ 25). A change that needs them all goes without a receipt. */
const MAX_OPERATIONS = 25;
/** How long a change is known to have been made, in days: far longer than anybody tries again. */
const RECEIPT_DAYS = 1;

/** Who makes a change: a person, or the app by itself. */
export type Author = Pick<Caller, 'accountId'> | typeof APP;
export const APP = 'app';

/** One change under way: what it read, what it will write, what the trail will say. */
export interface Change {
  read(...refs: Ref[]): Promise<void>;
  /** An item as this change sees it: its own write, else what was read. */
  get<C extends Collection>(ref: Ref<C>): Collections[C] | undefined;
  version(ref: Ref): number | undefined;
  put<C extends Collection>(ref: Ref<C>, body: Collections[C]): void;
  remove(ref: Ref): void;
  /** Adds a record to a stream of the trail. */
  record(stream: string, kind: string, data: Json): void;
  /** For a record that names an issue: what keeps its short id from being guessed from the hash by whom the record is withheld from. */
  salt(): string;
  /** The person's pseudonym for use in a record's data; keeps whom it stands for. */
  person(accountId: string): Promise<string>;
  /** ISO instant of the change. */
  readonly now: string;
  readonly hash: Hash;
}

/**
 * Runs `work` and commits all that it put and recorded in one transaction, every written item under the condition that
 * it still has the version that was read. If not, everything is read and worked out anew, so `work` must only depend on
 * what it reads. What is read but not written is not guarded: a change that depends on such an item must be one that the
 * item's own changes also write to (an outcome's view, say).
 */
export async function change<T>(
  ports: Ports,
  author: Author,
  work: (change: Change) => Promise<T>,
): Promise<T> {
  const key = ports.receipt?.();
  const receipt = key === undefined ? undefined : ref('receipt', key);
  for (let attempt = 1; attempt <= MAX_TRIES; attempt += 1) {
    const draft = new Draft(ports, receipt);
    try {
      const result = await work(draft);
      if (await draft.commit(author, result)) {
        await followUp(ports, draft.formulasBehind());
        return result;
      }
    } catch (error) {
      // Written by this very change, which ran to its end before: the result is of its type.
      if (error instanceof AlreadyMade) return error.result as T;
      throw error;
    }
    await ports.pause(attempt);
  }
  throw new Refused('busy', 'Many changes to the same thing are under way.', {
    remedy: 'Try again in a few seconds. Nothing was changed.',
  });
}

/** Lets formulas follow the values of the KPIs that they use. What cannot be sent is made up for by the hour. */
async function followUp(ports: Ports, formulaIds: readonly string[]): Promise<void> {
  try {
    for (const kpiId of formulaIds) await ports.kpiQueue.push({ kind: 'formula', kpiId, due: ports.now() });
  } catch (error) {
    ports.log.error('A formula could not be told of new values.', error);
  }
}

/** The change was made when the call was sent before. */
class AlreadyMade extends Error {
  constructor(readonly result: unknown) {
    super('The change was made before.');
  }
}

class Draft implements Change {
  readonly now: string;
  readonly hash: Hash;
  private readonly found: Found[] = [];
  private readonly asked = new Set<string>();
  private readonly writes = new Map<string, Write>();
  private readonly records: { stream: string; kind: string; data: Json }[] = [];

  constructor(
    private readonly ports: Ports,
    private readonly receipt: Ref<'receipt'> | undefined,
  ) {
    this.now = ports.now();
    this.hash = ports.hash;
  }

  async read(...refs: Ref[]): Promise<void> {
    const fresh = refs.filter((wanted) => !this.asked.has(nameOf(wanted)));
    const receipt = this.found.length === 0 ? this.receipt : undefined;
    if (fresh.length === 0 && !receipt) return;
    const found = await this.ports.store.read(receipt ? [receipt, ...fresh] : fresh);
    const made = receipt && found.get(receipt);
    if (made) throw new AlreadyMade(made.body.result);
    this.found.push(found);
    for (const wanted of fresh) this.asked.add(nameOf(wanted));
  }

  get<C extends Collection>(wanted: Ref<C>): Collections[C] | undefined {
    // A write under this name was put with this collection's body.
    const written = this.writes.get(nameOf(wanted)) as Write<C> | undefined;
    return written ? (written.body ?? undefined) : this.stored(wanted)?.body;
  }

  version(wanted: Ref): number | undefined {
    return this.stored(wanted)?.version;
  }

  put<C extends Collection>(wanted: Ref<C>, body: Collections[C]): void {
    this.write(wanted, body);
  }

  remove(wanted: Ref): void {
    this.write(wanted, null);
  }

  record(stream: string, kind: string, data: Json): void {
    this.records.push({ stream, kind, data });
  }

  salt(): string {
    return this.ports.newId('salt');
  }

  async person(accountId: string): Promise<string> {
    const pseudonym = await this.ports.pseudonym(accountId);
    const person = ref('person', pseudonym);
    this.writes.set(nameOf(person), { ref: person, body: { accountId, at: this.now }, expect: 'any' });
    return pseudonym;
  }

  async commit(author: Author, result: unknown): Promise<boolean> {
    const records = await this.chained(author);
    if (this.writes.size === 0) return true;
    await this.keepNewPeople();
    const writes = [...this.writes.values()];
    if (this.receipt && writes.length + records.length < MAX_OPERATIONS) {
      writes.push({ ref: this.receipt, body: { result }, expect: null, expires: { days: RECEIPT_DAYS } });
    }
    return this.ports.store.commit(writes, records);
  }

  /** Whoever comes to stand in a record is kept among those whose accounts are reported, and erased with all others. */
  private async keepNewPeople(): Promise<void> {
    for (const { ref: written, body } of [...this.writes.values()]) {
      if (body === null || HOLDERS[written.collection] === 'none' || written.collection === 'person') continue;
      const before = accountsIn(this.stored(written)?.body);
      for (const accountId of accountsIn(body)) if (!before.has(accountId)) await this.person(accountId);
    }
  }

  /** The KPIs that are formulas of those whose values this change wrote. */
  formulasBehind(): string[] {
    const written = [...this.writes.values()].filter(({ ref: { collection } }) => collection === 'chunk').map(({ ref: { key } }) => kpiIdOf(key));
    return [...new Set(written.flatMap((kpiId) => this.get(ref('kpi', kpiId))?.usedBy ?? []))];
  }

  private async chained(author: Author): Promise<TrailRecord[]> {
    if (this.records.length === 0) return [];
    const actor = author === APP ? APP : await this.person(author.accountId);
    await this.read(...new Set(this.records.map((r) => ref('trailHead', r.stream))));
    return this.records.map(({ stream, kind, data }) => {
      const head = ref('trailHead', stream);
      const record = nextRecord(
        this.get(head) ?? emptyHead(stream),
        { at: this.now, actor, kind, data },
        this.ports.hash,
      );
      this.put(head, { stream, seq: record.seq, hash: record.hash });
      return record;
    });
  }

  private write<C extends Collection>(wanted: Ref<C>, body: Collections[C] | null): void {
    if (!this.asked.has(nameOf(wanted))) throw new Error(`Wrote ${wanted.collection} without having read it.`);
    this.writes.set(nameOf(wanted), {
      ref: wanted,
      body,
      expect: this.stored(wanted)?.version ?? null,
    });
  }

  private stored<C extends Collection>(wanted: Ref<C>): Versioned<Collections[C]> | undefined {
    for (const found of this.found) {
      const item = found.get(wanted);
      if (item) return item;
    }
    return undefined;
  }
}

function nameOf(wanted: Ref): string {
  return `${wanted.collection}/${wanted.key}`;
}
