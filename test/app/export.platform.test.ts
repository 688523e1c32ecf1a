import { ADMIN, ENGINEER, GLOBAL, type Needle, OUTSIDER, PROJECT_ADMIN, inSettings, needleOn } from '../support/needle';
import { type LocalPlatform, startPlatform } from '../support/platform';

const NOW = '2026-03-20T10:00:00.000Z';

let platform: LocalPlatform;
let needle: Needle;
beforeAll(async () => {
  platform = await startPlatform({ seed: 'test/fixtures/harbour.jsonl', now: NOW });
  needle = needleOn(platform);
}, 60_000);
afterAll(() => platform?.stop());

const seenBy = async (who: string): Promise<string[]> => (await needle.call(who, GLOBAL, 'kpi.seen', {})).kpis.map(({ name }) => name);

it('gives out the KPIs that one may see and no others: one’s own, and those of outcomes that one may see', async () => {
  const linked = await needle.outcomeWithKpi('Linked');
  await needle.outcomeWithKpi('Unlinked');
  await needle.call(ADMIN, GLOBAL, 'kpi.create', { name: 'Own', unit: 'hours', direction: 'decrease', cadence: 'day', ownerId: ENGINEER });
  await needle.call(PROJECT_ADMIN, inSettings('HRB'), 'link.set', { issueId: await needle.issueId('HRB-1'), outcomeId: linked.outcomeId });
  await platform.clock({ advance: 'PT5M' });
  expect(await seenBy(ADMIN)).toEqual(['Linked: handling time', 'Own', 'Unlinked: handling time']);
  expect(await seenBy(ENGINEER)).toEqual(['Linked: handling time', 'Own']);
  expect(await seenBy(OUTSIDER)).toEqual([]);
  expect((await needle.call(ENGINEER, GLOBAL, 'kpi.values', { kpiId: linked.kpiId })).values).toMatchObject([{ at: '2026-03-09', value: 8.4, source: 'entry' }, { at: '2026-03-16', value: 7.5 }]);
  expect(await needle.ask(OUTSIDER, GLOBAL, 'kpi.values', { kpiId: linked.kpiId })).toMatchObject({ ok: false, error: { code: 'not-found' } });
});

it('gives values out some years at a time, each once', async () => {
  const { kpiId } = (await needle.call(ADMIN, GLOBAL, 'kpi.create', { name: 'Long', unit: 'hours', direction: 'decrease', cadence: 'quarter' })).kpi;
  const years = Array.from({ length: 25 }, (_, i) => 2001 + i);
  for (let i = 0; i < years.length; i += 5) {
    await needle.call(ADMIN, GLOBAL, 'value.record', { kpiId, values: years.slice(i, i + 5).map((year) => ({ at: `${year}-07-01`, value: year })) });
  }
  const read: number[] = [];
  const pages: (number | undefined)[] = [];
  let from: number | undefined;
  do {
    const { values, next } = await needle.call(ADMIN, GLOBAL, 'kpi.values', { kpiId, ...(from === undefined ? {} : { from }) });
    read.push(...values.map(({ value }) => value));
    pages.push(next);
    from = next;
  } while (from !== undefined);
  expect(read).toEqual(years);
  expect(pages).toEqual([2011, 2021, undefined]);
});
