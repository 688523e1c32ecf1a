/**
 * The app's own calls over a store, a clock and a Jira of people in memory, for tests that need thousands of calls. Where
 * the store's own limits matter, tests run on the local platform.
 */
import { dispatch } from '../../src/app/dispatch';
import { type ImportTask } from '../../src/app/imports/queue';
import { importStep } from '../../src/app/imports/step';
import { tendImports } from '../../src/app/imports/tend';
import { lockMeasures } from '../../src/app/jobs/lock-measures';
import { refreshAlarms } from '../../src/app/jobs/refresh-alarms';
import { pushValues } from '../../src/app/push-values';
import { type Collection, type Collections, type Found, type Ports, type Ref, type Store, type Versioned } from '../../src/app/ports';
import { type CallInput, type CallName, type CallReply } from '../../src/contract';
import { type ModuleKey } from '../../src/contract/call';
import { type Reply } from '../../src/contract/errors';
import { type Kpi } from '../../src/domain/kpi';
import { type PushOutput } from '../../src/domain/push';
import { type OutcomeSnapshot } from '../../src/domain/snapshot';
import { recordKey } from '../../src/domain/trail';
import { sha256 } from './trail';

/** Operations in one transaction (Forge limits: ≤ 25). */
const MAX_TRANSACTION = 25;

/** Of all sources; what is signed with it is only hashed. */
const SECRET = 'secret';

export class MemorySite {
  now: string;
  /** Steps of imports that were sent to the queue, in order. */
  readonly steps: ImportTask[] = [];
  /** Called around each request to the store that background work makes; what it throws cuts the work off there. */
  interrupt: (when: 'before' | 'after') => void = () => undefined;
  protected readonly stored = new Map<string, Versioned<unknown>>();
  private ids = 0;

  /** `admins` administer Jira; everybody else is nobody in particular. */
  constructor(now: string, private readonly admins: readonly string[]) {
    this.now = now;
  }

  async ask<N extends CallName>(accountId: string, name: N, payload: CallInput<N>, moduleKey: ModuleKey = 'global-page'): Promise<Reply<CallReply<N>>> {
    return (await dispatch(this.ports(accountId), { accountId, moduleKey }, name, payload)) as Reply<CallReply<N>>;
  }

  async call<N extends CallName>(accountId: string, name: N, payload: CallInput<N>, moduleKey?: ModuleKey): Promise<CallReply<N>> {
    const reply = await this.ask(accountId, name, payload, moduleKey);
    if (!reply.ok) throw new Error(`${name} was refused: ${JSON.stringify(reply.error)}`);
    return reply.data;
  }

  /** What the schedule does about launches; the store fails whenever the KPI `failing` is written. */
  lockMeasures(failing?: string): Promise<{ locked: number; failed: number }> {
    const ports = this.ports('nobody');
    if (failing === undefined) return lockMeasures(ports);
    const commit: Store['commit'] = (writes, ...more) => (writes.some(({ ref }) => ref.key === failing) ? Promise.reject(new Error('The store fails for this one')) : ports.store.commit(writes, ...more));
    return lockMeasures({ ...ports, log: { error: () => undefined }, store: { ...ports.store, commit } });
  }

  /** What the schedule does about alarms. */
  refreshAlarms(): Promise<{ outcomes: number; changed: number; failed: number }> {
    return refreshAlarms(this.ports('nobody'));
  }

  /** Delivers a step of an import, as the queue does. */
  importStep(task: ImportTask): Promise<void> {
    const ports = this.ports('nobody');
    const { store } = ports;
    const cut = async <T>(work: () => Promise<T>): Promise<T> => {
      this.interrupt('before');
      const done = await work();
      this.interrupt('after');
      return done;
    };
    return importStep({ ...ports, store: { ...store, read: (refs) => cut(() => store.read(refs)), commit: (...all) => cut(() => store.commit(...all)) } }, task);
  }

  /** What the schedule does about imports. */
  tendImports(): Promise<{ woken: number; forgotten: number }> {
    return tendImports(this.ports('nobody'));
  }

  /** Pushes a batch, signed, as a source does; `meanwhile` runs once its rows have been read and sorted, before any is written. */
  push(sourceId: string, rows: readonly object[], meanwhile: () => Promise<unknown> = () => Promise.resolve()): Promise<PushOutput> {
    const ports = this.ports('nobody');
    const { store } = ports;
    const timestamp = String(Date.parse(this.now) / 1000);
    const body = JSON.stringify(rows);
    const headers = { 'x-needle-source': [sourceId], 'x-needle-timestamp': [timestamp], 'x-needle-signature': [`v1=${sha256(`${timestamp}.${body}`)}`] };
    let isFirst = true;
    const commit: Store['commit'] = async (...all) => {
      if (isFirst) await meanwhile();
      isFirst = false;
      return store.commit(...all);
    };
    return pushValues({ ...ports, store: { ...store, commit } }, { body, headers });
  }

  protected ports(accountId: string): Ports {
    const jiraAdmin = this.admins.includes(accountId);
    const permissions = { browse: true, administerProject: jiraAdmin, administerJira: jiraAdmin };
    return {
      store: this.store(),
      user: {
        permissions: () => Promise.resolve(permissions),
        browsable: (_id: string, projectIds: readonly string[]) => Promise.resolve(new Set(projectIds)),
        groupIds: () => Promise.resolve(new Set()),
        group: (groupId: string) => Promise.resolve({ groupId, name: groupId }),
        people: (ids: readonly string[]) => Promise.resolve(ids.map((id) => ({ accountId: id, name: id }))),
      },
      importQueue: {
        push: (task: ImportTask) => {
          this.steps.push(task);
          return Promise.resolve();
        },
      },
      secrets: {
        read: () => Promise.resolve({ current: SECRET }),
        write: () => Promise.resolve(),
        make: () => SECRET,
        signed: (text: string, signature: string) => signature === sha256(text),
      },
      log: { error: (_message: string, cause: unknown) => { throw cause; } },
      now: () => this.now,
      newId: (prefix: string) => `${prefix}_${String((this.ids += 1)).padStart(16, '0')}`,
      hash: sha256,
      pseudonym: (id: string) => Promise.resolve(sha256(id).slice(0, 32)),
      pause: () => Promise.resolve(),
    } as unknown as Ports;
  }

  private store(): Store {
    const list = <T>(collection: Collection, isIn: (body: T) => boolean) =>
      Promise.resolve({ items: [...this.stored].filter(([name]) => name.startsWith(`${collection}/`)).map(([, { body }]) => structuredClone(body) as T).filter(isIn) });
    return {
      read: (refs) => {
        const found = new Map(refs.map((one) => [nameOf(one), structuredClone(this.stored.get(nameOf(one)))]));
        return Promise.resolve({ get: (one: Ref) => found.get(nameOf(one)) } as Found);
      },
      commit: (writes, records, unchanged = []) => {
        const size = writes.length + records.length + unchanged.length;
        if (size > MAX_TRANSACTION) throw new Error(`A change of ${size} items does not fit one transaction.`);
        const versionOf = (name: string) => this.stored.get(name)?.version ?? null;
        const holds = writes.every(({ ref, expect }) => expect === 'any' || versionOf(nameOf(ref)) === expect) && unchanged.every(({ ref, version }) => versionOf(nameOf(ref)) === version);
        if (!holds) return Promise.resolve(false);
        for (const { ref, body } of writes) {
          if (body === null) this.stored.delete(nameOf(ref));
          else this.stored.set(nameOf(ref), { version: (versionOf(nameOf(ref)) ?? 0) + 1, body: structuredClone(body) });
        }
        for (const record of records) this.stored.set(nameOf({ collection: 'trailRecord', key: recordKey(record.stream, record.seq) }), { version: 1, body: record });
        return Promise.resolve(true);
      },
      listOutcomeViews: ({ partition }) => list<OutcomeSnapshot>('outcomeView', ({ state }) => state === partition),
      listPeople: () => list<Collections['person']>('person', () => true),
      listScratch: ({ partition }) => list<Collections['scratch']>('scratch', (body) => body.partition === partition),
      listKpis: ({ partition }) => list<Kpi>('kpi', ({ state }) => state === partition),
    };
  }
}

function nameOf({ collection, key }: Ref): string {
  return `${collection}/${key}`;
}
