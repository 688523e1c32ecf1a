import fc from 'fast-check';
import { type CallInput, type CallName } from '../../src/contract';
import { CADENCES } from '../../src/domain/kpi';
import { MemorySite } from '../support/memory-site';

export const ME = 'me';
export const OTHER = 'other';
export const LAUNCH = '2026-03-02';
const DAY_OF_LAUNCH = '2026-03-02T00:00:00.000Z';
export const WINDOW = { kind: 'window', from: '2026-01-05', to: '2026-02-23' } as const;
export const TERMS = { role: 'primary', baseline: WINDOW, target: { kind: 'value', value: 6, by: '2026-12-18' }, launch: LAUNCH } as const;
const week = (from: string, n: number) => new Date(Date.parse(from) + n * 7 * 86_400_000).toISOString().slice(0, 10);
const INSIDE = Array.from({ length: 8 }, (_, n) => ({ at: week('2026-01-05', n), value: n % 2 === 0 ? 9 : 10 }));
export const AFTER = [{ at: '2026-03-09', value: 8 }, { at: '2026-03-16', value: 7 }];

/** An outcome that I own, approve, and whose KPI I own, on a site that I administer; launched. */
export async function launched(now = '2026-03-20T10:00:00.000Z', values = INSIDE, baseline: CallInput<'measure.set'>['baseline'] = WINDOW) {
  const site = new MemorySite('2026-02-27T10:00:00.000Z', [ME, OTHER]);
  const { outcome } = await site.call(ME, 'outcome.create', { title: 'Faster', approverIds: [ME] });
  const { kpi } = await site.call(ME, 'kpi.create', { name: 'Time', unit: 'h', direction: 'decrease', cadence: 'week' });
  const pair = { outcomeId: outcome.outcomeId, kpiId: kpi.kpiId };
  if (values.length > 0) await site.call(ME, 'value.record', { kpiId: kpi.kpiId, values });
  await site.call(ME, 'measure.set', { ...pair, ...TERMS, baseline });
  site.now = now;
  const read = async () => {
    const { measures } = await site.call(OTHER, 'outcome.read', { outcomeId: pair.outcomeId });
    const [measure] = measures;
    if (!measure) throw new Error('The measure is gone.');
    return measure;
  };
  return { site, pair, read };
}

type Step = (site: MemorySite, pair: { outcomeId: string; kpiId: string }) => Promise<unknown>;

/** Calls of one person who has every role, with versions as they are, so that nothing is refused for being late. */
const step = (() => {
  const call = <N extends CallName>(name: N, payload: (at: Awaited<ReturnType<typeof versions>>) => object): Step =>
    // A counterexample names its calls.
    Object.assign<Step, object>(async (site, pair) => site.ask(ME, name, payload(await versions(site, pair)) as CallInput<N>, /^(settings|roles)/.test(name) ? 'admin-page' : 'global-page'), { [fc.toStringMethod]: () => name });
  const value = fc.integer({ min: -50, max: 50 });
  const day = fc.integer({ min: 0, max: 90 }).map((n) => new Date(Date.parse('2025-12-29') + n * 86_400_000).toISOString().slice(0, 10));
  const baseline = fc.oneof<fc.Arbitrary<CallInput<'measure.set'>['baseline']>[]>(
    value.map((level) => ({ kind: 'stated' as const, level })),
    fc.tuple(day, day).map(([a, b]) => ({ kind: 'window' as const, from: a < b ? a : b, to: a < b ? b : a })),
    fc.constant({ kind: 'none' as const }),
    fc.constant(WINDOW),
  );
  const terms = fc.record({
    role: fc.constantFrom('primary' as const, 'supporting' as const, 'guardrail' as const),
    baseline,
    target: fc.tuple(value, fc.constantFrom('2026-12-18', '2027-12-18')).map(([to, by]) => ({ kind: 'value' as const, value: to, by })),
    launch: fc.constantFrom(undefined, LAUNCH, '2026-02-25', '2026-06-01', '2027-06-01'),
  });
  const decisions = fc.tuple(fc.boolean(), fc.nat({ max: 3 }));
  return fc.oneof(
    terms.map((given) => call('measure.set', ({ pair, measure }) => ({ ...pair, ...given, ...(measure === undefined ? {} : { version: measure }) }))),
    baseline.map((given) => call('measure.set', ({ pair, measure }) => ({ ...pair, ...TERMS, baseline: given, ...(measure === undefined ? {} : { version: measure }) }))),
    fc.constant(call('measure.remove', ({ pair, measure }) => ({ ...pair, version: measure ?? 1 }))),
    fc.array(fc.record({ at: day, value }), { minLength: 1, maxLength: 4 }).map((values) => call('value.record', ({ pair }) => ({ kpiId: pair.kpiId, values }))),
    terms.map((given) => call('proposal.make', ({ pair }) => ({ ...pair, reason: 'r', change: { kind: 'terms', ...given } }))),
    fc.constantFrom('values', 'remove').map((kind) => call('proposal.make', ({ pair }) => ({ ...pair, reason: 'r', change: { kind } }))),
    decisions.map(([approve, n]) => call('proposal.decide', ({ pair, proposals }) => ({ outcomeId: pair.outcomeId, proposalId: proposals[n] ?? 'pro_0000000000000000', approve, reason: 'r' }))),
    fc.nat({ max: 3 }).map((n) => call('proposal.withdraw', ({ pair, proposals }) => ({ outcomeId: pair.outcomeId, proposalId: proposals[n] ?? 'pro_0000000000000000' }))),
    fc.constantFrom('archived', 'open').map((state) => call('outcome.update', ({ pair, outcome }) => ({ outcomeId: pair.outcomeId, version: outcome, state }))),
    fc.constantFrom('archived', 'open').map((state) => call('kpi.update', ({ pair, kpi }) => ({ kpiId: pair.kpiId, version: kpi, state }))),
    fc.constantFrom(ME, OTHER).map((ownerId) => call('outcome.update', ({ pair, outcome }) => ({ outcomeId: pair.outcomeId, version: outcome, ownerId, approverIds: [ME, OTHER] }))),
    fc.constantFrom('h', 'min').map((unit) => call('kpi.update', ({ pair, kpi }) => ({ kpiId: pair.kpiId, version: kpi, unit }))),
    fc.constantFrom(...CADENCES).map((cadence) => call('kpi.update', ({ pair, kpi }) => ({ kpiId: pair.kpiId, version: kpi, cadence }))),
    fc.constantFrom(ME, OTHER).map((ownerId) => call('kpi.update', ({ pair, kpi }) => ({ kpiId: pair.kpiId, version: kpi, ownerId }))),
    fc.array(fc.tuple(day, value), { minLength: 1, maxLength: 6 }).map<Step>((rows) => (site, pair) => imported(site, pair.kpiId, new Map(rows))),
    fc.constant<Step>(importUndone),
    fc.array(fc.tuple(day, value), { minLength: 1, maxLength: 4 }).map<Step>((rows) => (site, pair) => pushed(site, pair.kpiId, rows)),
    fc.tuple(day, value).map<Step>(([at, to]) => (site, pair) => inboxCorrected(site, pair.kpiId, at, to)),
    fc.array(value, { minLength: 1, maxLength: 3 }).map<Step>((values) => (site, pair) => derived(site, pair.kpiId, values)),
    fc.constant(call('kpi.detach', ({ pair, kpi }) => ({ kpiId: pair.kpiId, version: kpi }))),
    value.map<Step>((to) => (site, pair) => alarmDecided(site, pair, to)),
    fc.constantFrom(null, 'grp-1').map((groupId) => call('roles.set', ({ roles }) => ({ groupId, ...(roles === undefined ? {} : { version: roles }) }))),
    fc.constantFrom('abandoned', 'achieved').map((as) => call('outcome.close', ({ pair, outcome }) => ({ outcomeId: pair.outcomeId, version: outcome, as, reason: 'r' }))),
    fc.constant(call('outcome.reopen', ({ pair, outcome }) => ({ outcomeId: pair.outcomeId, version: outcome, reason: 'r' }))),
    fc.constantFrom('Pacific/Kiritimati', 'Etc/GMT+12').map((zone) => call('settings.set', ({ settings }) => ({ notices: true, zone, ...(settings === undefined ? {} : { version: settings }) }))),
    fc.constant<Step>((site) => site.lockMeasures()),
    fc.integer({ min: 1, max: 72 }).map<Step>((hours) => (site) => {
      site.now = new Date(Date.parse(site.now) + hours * 3_600_000).toISOString();
      return Promise.resolve();
    }),
  );
})();

async function versions(site: MemorySite, pair: { outcomeId: string; kpiId: string }) {
  const { outcome, measures } = await site.call(OTHER, 'outcome.read', { outcomeId: pair.outcomeId });
  const { kpi } = await site.call(OTHER, 'kpi.read', { kpiId: pair.kpiId });
  const { proposals } = await site.call(OTHER, 'proposal.read', { outcomeId: pair.outcomeId });
  const { version } = await site.call(OTHER, 'settings.read', {}, 'admin-page');
  const { version: roles } = await site.call(OTHER, 'roles.read', {}, 'admin-page');
  return { pair, outcome: outcome.version, measure: measures[0]?.record.version, kpi: kpi.version, proposals: proposals.map(({ proposalId }) => proposalId), settings: version, roles };
}

/** Takes in a file with these values, to its end. */
async function imported(site: MemorySite, kpiId: string, values: ReadonlyMap<string, number>): Promise<void> {
  const begun = await site.ask(ME, 'import.begin', { name: 'a.csv', rows: values.size, parts: 1, kpiId });
  if (!begun.ok) return;
  const { importId } = begun.data;
  await site.ask(ME, 'import.part', { importId, part: 0, kpiId, values: [...values].sort(([a], [b]) => (a < b ? -1 : 1)).map(([at, value], row): [number, string, number] => [row + 2, at, value]) });
  await site.ask(ME, 'import.start', { importId, rows: [], repeated: 0, refused: 0 });
  await delivered(site);
}

/** Takes the newest import back that can be. */
async function importUndone(site: MemorySite): Promise<void> {
  const { imports } = await site.call(ME, 'import.list', {});
  const done = imports.find(({ state }) => state === 'done');
  if (done) await site.ask(ME, 'import.undo', { importId: done.importId });
  await delivered(site);
}

/** A new source of the KPI; none where it is archived. */
async function sourceOf(site: MemorySite, kpiId: string): Promise<string | undefined> {
  const created = await site.ask(ME, 'source.create', { name: 'Monitoring', kpiIds: [kpiId] });
  return created.ok ? created.data.source.sourceId : undefined;
}

async function pushed(site: MemorySite, kpiId: string, rows: readonly (readonly [string, number])[]): Promise<void> {
  const sourceId = await sourceOf(site, kpiId);
  if (sourceId !== undefined) await site.push(sourceId, rows.map(([at, value], n) => ({ kpi: kpiId, at, value, id: `m-${n}` })));
}

/** Takes a row in as corrected that came for a KPI which is not there. */
async function inboxCorrected(site: MemorySite, kpiId: string, at: string, value: number): Promise<void> {
  const sourceId = await sourceOf(site, kpiId);
  if (sourceId === undefined) return;
  await site.push(sourceId, [{ kpi: 'Tiem', at, value, id: 'm-1' }]);
  const { items } = await site.call(ME, 'inbox.list', { sourceId });
  for (const { itemId } of items) await site.ask(ME, 'inbox.correct', { sourceId, itemId, kpiId, at, value });
}

/** Works the KPI out from others, which have values inside the window and after it. */
async function derived(site: MemorySite, kpiId: string, values: readonly number[]): Promise<void> {
  const operand = async (name: string, figures: readonly number[]): Promise<string> => {
    const { kpi } = await site.call(ME, 'kpi.create', { name, unit: 'h', direction: 'decrease', cadence: 'week' });
    await site.call(ME, 'value.record', { kpiId: kpi.kpiId, values: [{ at: '2026-02-27', value: 7 }, ...figures.map((value, n) => ({ at: week('2026-01-05', 3 * n), value }))] });
    return kpi.kpiId;
  };
  const source = { kind: 'formula', operation: 'difference', leftId: await operand('Left', values), rightId: await operand('Right', values.map(() => 100)), percent: false } as const;
  const { kpi } = await site.call(ME, 'kpi.read', { kpiId });
  await site.ask(ME, 'kpi.derive', { kpiId, version: kpi.version, source });
}

/** Lets weeks go by in which the KPI gets worse, and answers the alarm with another target; tells how many stood. */
export async function alarmDecided(site: MemorySite, { outcomeId, kpiId }: { outcomeId: string; kpiId: string }, to: number): Promise<number> {
  const today = site.now.slice(0, 10);
  site.now = new Date(Date.parse(site.now) + 12 * 7 * 86_400_000).toISOString();
  await site.ask(ME, 'value.record', { kpiId, values: Array.from({ length: 12 }, (_, n) => ({ at: week(today, n), value: 40 + (n % 3) })) });
  await site.refreshAlarms();
  const { alarms = [] } = await site.call(OTHER, 'outcome.read', { outcomeId });
  const reviewBy = new Date(Date.parse(site.now) + 7 * 86_400_000).toISOString().slice(0, 10);
  for (const { alarmId } of alarms) await site.ask(ME, 'alarm.decide', { outcomeId, alarmId, choice: 'change-target', reason: 'r', reviewBy, proposal: { kpiId, target: { ...TERMS.target, value: to } } });
  return alarms.length;
}

async function delivered(site: MemorySite): Promise<void> {
  for (let task = site.steps.shift(); task; task = site.steps.shift()) await site.importStep(task);
}

/** What is locked of the measure, and what follows from it. */
async function fixed(read: Awaited<ReturnType<typeof launched>>['read']) {
  const { record, view } = await read();
  const { role, baseline, target, launch, plannedEffect, lagDays } = record;
  const { former, direction, unit, cadence } = view;
  return { role, baseline, target, launch, plannedEffect, lagDays, level: view.baseline, former, direction, unit, cadence };
}

/** How the measure stands when the sequence begins. */
const STARTS = {
  'values in its window': () => launched(DAY_OF_LAUNCH),
  'a stated baseline': () => launched(DAY_OF_LAUNCH, [], { kind: 'stated', level: 9.5 }),
  'no baseline': () => launched(DAY_OF_LAUNCH, undefined, { kind: 'none' }),
  'no baseline and no values': () => launched(DAY_OF_LAUNCH, [], { kind: 'none' }),
  'a window that was filled after the launch': async () => {
    const all = await launched(DAY_OF_LAUNCH, []);
    await all.site.call(ME, 'value.record', { kpiId: all.pair.kpiId, values: [{ at: '2026-01-12', value: 9 }] });
    all.site.now = '2026-03-03T00:00:00.000Z';
    return all;
  },
  'a window that a formula filled': async () => {
    const all = await launched('2026-02-28T10:00:00.000Z', []);
    await derived(all.site, all.pair.kpiId, [108, 111]);
    expect((await all.read()).view.baseline).toMatchObject({ level: 9.5 });
    all.site.now = DAY_OF_LAUNCH;
    return all;
  },
};

/** After `runs` sequences of calls by one person who has every role, what was locked at the launch is what it was. */
export async function staysLocked(runs: number, seed: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), fc.boolean(), fc.constantFrom(...(Object.keys(STARTS) as (keyof typeof STARTS)[])), async (steps, isToldFirst, start) => {
      const { site, pair, read } = await STARTS[start]();
      if (isToldFirst) await site.lockMeasures();
      const before = await fixed(read);
      for (const one of steps) await one(site, pair);
      expect(await fixed(read)).toEqual(before);
    }),
    { numRuns: runs, seed },
  );
}
