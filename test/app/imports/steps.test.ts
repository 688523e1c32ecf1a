import fc from 'fast-check';
import { MAX_OUTCOMES_PER_KPI, MAX_RESTRICTED_PER_KPI } from '../../../src/domain/kpi';
import { type ImportTask } from '../../../src/app/imports/queue';
import { MemorySite } from '../../support/memory-site';

const ME = 'me';
const NOW = '2026-03-20T10:00:00.000Z';

class Killed extends Error {}

/** Values over some years, so that a part takes several transactions on a KPI with many outcomes. */
const values = fc.uniqueArray(fc.record({ at: fc.constantFrom(...Array.from({ length: 12 }, (_, i) => `${2014 + i}-0${1 + (i % 9)}-01`)), value: fc.integer({ min: 0, max: 3 }) }), { selector: ({ at }) => at, minLength: 1 });
/** What befalls the queue: which waiting step is delivered next, whether it is delivered again, later or at the same time, and after how many requests it is cut off. */
const fate = fc.record({ pick: fc.nat(), again: fc.constantFrom('no', 'later', 'at once'), cut: fc.option(fc.record({ at: fc.integer({ min: 0, max: 12 }), when: fc.constantFrom('before' as const, 'after' as const) }), { freq: 2 }) });

async function siteWith(outcomes: number, stored: readonly { at: string; value: number }[]) {
  const site = new MemorySite(NOW, [ME]);
  const { kpiId } = (await site.call(ME, 'kpi.create', { name: 'Time', unit: 'h', direction: 'decrease', cadence: 'day' })).kpi;
  for (let n = 0; n < outcomes; n += 1) {
    const { outcomeId } = (await site.call(ME, 'outcome.create', { title: `Outcome ${n}`, restricted: n >= MAX_OUTCOMES_PER_KPI })).outcome;
    await site.call(ME, 'measure.set', { ...{ outcomeId, kpiId, role: 'primary' }, baseline: { kind: 'stated', level: 9 }, target: { kind: 'value', value: 1, by: '2026-12-18' } });
  }
  const years = new Set(stored.map(({ at }) => at.slice(0, 4)));
  for (const year of years) await site.call(ME, 'value.record', { kpiId, values: stored.filter(({ at }) => at.startsWith(year)) });
  return { site, kpiId };
}

async function begun(site: MemorySite, parts: { kpiId: string; values: readonly { at: string; value: number }[] }[]): Promise<string> {
  const [first] = parts;
  const { importId } = await site.call(ME, 'import.begin', { name: 'a.csv', rows: 1, parts: parts.length, kpiId: first?.kpiId ?? '' });
  for (const [part, { kpiId, values: those }] of parts.entries()) {
    const sorted = [...those].sort((a, b) => (a.at < b.at ? -1 : 1)).map(({ at, value }, i) => [i + 2, at, value] as [number, string, number]);
    await site.call(ME, 'import.part', { importId, part, kpiId, values: sorted });
  }
  await site.call(ME, 'import.start', { importId, rows: [], repeated: 0, refused: 0 });
  return importId;
}

/** Delivers what waits until nothing does, with what befalls it; what was cut off is delivered again, and what got lost is woken by the hour. */
async function settle(site: MemorySite, fates: readonly (typeof fate extends fc.Arbitrary<infer F> ? F : never)[]): Promise<void> {
  const waiting: ImportTask[] = [];
  const take = (): void => void waiting.push(...site.steps.splice(0));
  take();
  for (const { pick, again, cut } of fates) {
    const [task] = waiting.splice(waiting.length === 0 ? 0 : pick % waiting.length, 1);
    if (!task) break;
    if (again === 'later') waiting.push(task);
    let requests = 0;
    site.interrupt = (when) => {
      if (cut && when === cut.when && (requests += 1) > cut.at) throw new Killed();
    };
    const deliveries = await Promise.allSettled(again === 'at once' ? [site.importStep(task), site.importStep(task)] : [site.importStep(task)]);
    for (const delivery of deliveries) {
      if (delivery.status === 'fulfilled') continue;
      if (!(delivery.reason instanceof Killed)) throw delivery.reason;
      waiting.push(task);
    }
    take();
  }
  site.interrupt = () => undefined;
  // The rest runs as it should; an hour later whatever lost its message goes on.
  for (let hour = 0; hour < 3; hour += 1) {
    for (let task = waiting.shift(); task; task = waiting.shift()) {
      await site.importStep(task);
      take();
    }
    site.now = new Date(Date.parse(site.now) + 3_600_000).toISOString();
    await site.tendImports();
    take();
  }
}

const seriesOf = async (site: MemorySite, kpiId: string) => (await site.call(ME, 'kpi.read', { kpiId })).values.map(({ at, value }) => ({ at, value }));
const merged = (...all: (readonly { at: string; value: number }[])[]) => [...new Map(all.flat().map((one) => [one.at, one.value]))].sort(([a], [b]) => (a < b ? -1 : 1)).map(([at, value]) => ({ at, value }));

it('an import and its undoing end the same, however its steps are repeated, shuffled, lost or cut off', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(0, MAX_OUTCOMES_PER_KPI + MAX_RESTRICTED_PER_KPI), values, values, values, fc.array(fate, { maxLength: 25 }), fc.array(fate, { maxLength: 25 }), async (outcomes, stored, first, second, taking, undoing) => {
      const { site, kpiId } = await siteWith(outcomes, stored);
      const other = (await site.call(ME, 'kpi.create', { name: 'Other', unit: 'h', direction: 'decrease', cadence: 'day' })).kpi.kpiId;
      const importId = await begun(site, [{ kpiId, values: first }, { kpiId: other, values: second }]);
      await settle(site, taking);
      const { import: done } = await site.call(ME, 'import.read', { importId });
      const before = new Map(stored.map(({ at, value }) => [at, value]));
      const corrected = first.filter(({ at, value }) => before.has(at) && before.get(at) !== value).length;
      const known = first.filter(({ at, value }) => before.get(at) === value).length;
      expect(done).toMatchObject({ state: 'done', counts: { added: first.length - corrected - known + second.length, corrected, known, refused: 0 } });
      expect(await seriesOf(site, kpiId)).toEqual(merged(stored, first));
      expect(await seriesOf(site, other)).toEqual(merged(second));
      const { records } = await site.call(ME, 'kpi.trail', { kpiId });
      const recorded = records.filter(({ kind }) => kind === 'values.imported').map(({ data }) => data as { added: number; corrected: number });
      expect(recorded.reduce((sum, { added, corrected: of }) => sum + added + of, 0)).toBe(first.length - known);
      const report = await site.call(ME, 'import.report', { importId, part: 0 });
      expect(report.part?.rows).toEqual(first.map((_, i) => i + 2));
      await site.call(ME, 'import.undo', { importId }).catch((error: unknown) => {
        if (first.length + second.length > known) throw error;
      });
      await settle(site, undoing);
      expect(await seriesOf(site, kpiId)).toEqual(merged(stored));
      expect(await seriesOf(site, other)).toEqual([]);
    }),
    { numRuns: 40 },
  );
}, 120_000);

it('forgets a file that was never sent to the end, a day later, and the imports beyond a hundred', async () => {
  const { site, kpiId } = await siteWith(0, []);
  const { importId } = await site.call(ME, 'import.begin', { name: 'left.csv', rows: 1, parts: 2, kpiId });
  await site.call(ME, 'import.part', { importId, part: 0, kpiId, values: [[2, '2026-01-01', 1]] });
  expect(await site.tendImports()).toEqual({ woken: 0, forgotten: 0 });
  site.now = '2026-03-21T11:00:00.000Z';
  expect(await site.tendImports()).toEqual({ woken: 0, forgotten: 1 });
  await settle(site, []);
  expect(await site.ask(ME, 'import.read', { importId })).toMatchObject({ ok: false, error: { code: 'not-found' } });
  const first = await begun(site, [{ kpiId, values: [{ at: '2026-01-01', value: 1 }] }]);
  await settle(site, []);
  for (let n = 0; n < 100; n += 1) await site.call(ME, 'import.begin', { name: `${n}.csv`, rows: 1, parts: 1, kpiId });
  await settle(site, []);
  expect(await site.ask(ME, 'import.read', { importId: first })).toMatchObject({ ok: false, error: { code: 'not-found' } });
  expect((await site.call(ME, 'import.list', {})).imports).toHaveLength(100);
  // What it brought stays.
  expect(await seriesOf(site, kpiId)).toEqual([{ at: '2026-01-01', value: 1 }]);
});
