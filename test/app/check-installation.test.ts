import { type Found, type Ports, type Store, ref } from '../../src/app/ports';
import { checkInstallation } from '../../src/app/use-cases/check-installation';
import { type CallReply } from '../../src/contract';
import { type CheckName, JOBS, type JobName } from '../../src/domain/installation';
import { MemorySite } from '../support/memory-site';

const NOW = '2026-03-20T10:00:00.000Z';
/** Of the hour in which the jobs last ran. */
const LAST = '2026-03-20T09:02:00.000Z';

class Installation extends MemorySite {
  private readonly own: Ports;

  constructor() {
    super(NOW, ['admin']);
    const { store, user, ...more } = this.ports('admin');
    this.own = { ...more, user, store, app: { canRead: () => Promise.resolve(true), missingScopes: () => [] } } as unknown as Ports;
  }

  /** Keeps how the job ran, or that it never did. */
  async ran(name: JobName, run: { at: string; ok: boolean } | undefined): Promise<void> {
    await this.own.store.commit([{ ref: ref('jobRun', name), body: run ? { ...run, tookMs: 1 } : null, expect: 'any' }], []);
  }

  /** Keys of the check's own items. */
  left(): string[] {
    return [...this.stored.keys()].filter((name) => name.startsWith('scratch/'));
  }

  check(breakIt: (store: Store) => Partial<Store> = () => ({})): Promise<CallReply<'installation.check'>> {
    const { store } = this.own;
    const grant = undefined as never;
    return checkInstallation({ ports: { ...this.own, store: { ...store, ...breakIt(store) } }, caller: { accountId: 'admin', moduleKey: 'admin-page' }, input: {}, grant });
  }
}

let site: Installation;
beforeEach(async () => {
  site = new Installation();
  for (const name of JOBS) await site.ran(name, { at: LAST, ok: true });
});

const scheduleOf = ({ checks }: CallReply<'installation.check'>) => checks.find(({ check }) => check === 'schedule.every-hour');

describe('the last run of each job', () => {
  it('is told where all ran in time and went well', async () => {
    const report = await site.check();
    expect(scheduleOf(report)).toMatchObject({ ok: true, detail: LAST });
    expect(report.jobs).toMatchObject(JOBS.map((name) => ({ name, at: LAST, ok: true, late: false })));
  });

  it.each<[string, JobName, { at: string; ok: boolean } | undefined, string]>([
    ['failed', 'sweep', { at: LAST, ok: false }, 'sweep failed'],
    ['never came', 'notices', undefined, 'notices late'],
    ['did not come again, though those before it did', 'privacy', { at: '2026-03-20T07:02:00.000Z', ok: true }, 'privacy late'],
  ])('a job that %s is named', async (_what, name, run, detail) => {
    await site.ran(name, run);
    expect(scheduleOf(await site.check())).toMatchObject({ ok: false, detail });
  });
});

describe('a storage that breaks what Needle relies on', () => {
  const failed = async (breakIt?: (store: Store) => Partial<Store>): Promise<CheckName[]> =>
    (await site.check(breakIt)).checks.flatMap(({ check, ok }) => (ok || !check.startsWith('storage') ? [] : [check]));
  /** The store, where writes with such a condition meet no refusal. */
  const ignoring = (expect: (of: unknown) => boolean) => (store: Store): Partial<Store> => ({
    commit: (writes, ...more) => store.commit(writes.map((write) => (expect(write.expect) ? { ...write, expect: 'any' as const } : write)), ...more),
  });
  const nothing = { get: () => undefined } as unknown as Found;

  it('one that works is told to be fine, and nothing stays', async () => {
    expect(await failed()).toEqual([]);
    expect(site.left()).toEqual([]);
  });

  it.each<[CheckName, string, (store: Store) => Partial<Store>]>([
    ['storage.create', 'creates nothing', (store) => ({ commit: (writes, ...more) => (writes.some(({ expect }) => expect === null) ? Promise.resolve(false) : store.commit(writes, ...more)) })],
    ['storage.read', 'gives nothing back', () => ({ read: () => Promise.resolve(nothing) })],
    ['storage.create-twice', 'creates over what is there', ignoring((expect) => expect === null)],
    ['storage.change', 'changes nothing', (store) => ({ commit: (writes, ...more) => (writes.some(({ expect }) => expect === 1) ? Promise.resolve(false) : store.commit(writes, ...more)) })],
    ['storage.stale-change', 'takes an old version', ignoring((expect) => expect === 1)],
    ['storage.together', 'writes by halves', (store) => ({
      commit: async (writes, ...more) => {
        const done: boolean[] = [];
        for (const write of writes) done.push(await store.commit([write], ...more));
        return done.every(Boolean);
      },
    })],
    ['storage.list', 'finds nothing by a query', () => ({ listScratch: () => Promise.resolve({ items: [] }) })],
    ['storage.list', 'finds what was there before', (store) => ({ listScratch: async (query) => ({ items: (await store.listScratch(query)).items.map((item) => ({ ...item, value: 1 })) }) })],
    ['storage.list', 'finds it in another order', (store) => ({ listScratch: async (query) => ({ items: (await store.listScratch(query)).items.reverse() }) })],
    ['storage.list', 'fails when it is asked', () => ({ listScratch: () => Promise.reject(new Error('No such index')) })],
    ['storage.remove', 'removes nothing', (store) => ({ commit: (writes, ...more) => (writes.some(({ body }) => body === null) ? Promise.resolve(true) : store.commit(writes, ...more)) })],
  ])('%s: it %s', async (check, _how, breakIt) => {
    expect(await failed(breakIt)).toContain(check);
  });

  it('a query that lags is looked at again', async () => {
    let looks = 0;
    expect(await failed((store) => ({ listScratch: (query) => ((looks += 1) < 3 ? Promise.resolve({ items: [] }) : store.listScratch(query)) }))).toEqual([]);
  });
});
