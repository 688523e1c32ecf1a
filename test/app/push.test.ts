import { MemorySite } from '../support/memory-site';

const ME = 'me';

it.each(['archived', 'worked out'] as const)('a push of a KPI that is %s while it comes in writes nothing; sent again, its rows wait in the inbox with the reason', async (turn) => {
  const site = new MemorySite('2026-03-20T10:00:00.000Z', [ME]);
  const create = async (name: string) => (await site.call(ME, 'kpi.create', { name, unit: 'h', direction: 'decrease', cadence: 'day' })).kpi;
  const [kpi, left, right] = [await create('Pushed'), await create('Left'), await create('Right')];
  const { kpiId } = kpi;
  const { sourceId } = (await site.call(ME, 'source.create', { name: 'Monitoring', kpiIds: [kpiId] })).source;
  const batch = [{ kpi: kpiId, at: '2026-03-19', value: 7, id: 'm-1' }];
  const at = { kpiId, version: kpi.version };
  const formula = { kind: 'formula', operation: 'ratio', leftId: left.kpiId, rightId: right.kpiId, percent: false } as const;
  const turnIt = () => (turn === 'archived' ? site.call(ME, 'kpi.update', { ...at, state: 'archived' }) : site.call(ME, 'kpi.derive', { ...at, source: formula }));
  const state = async () => [(await site.call(ME, 'kpi.read', { kpiId })).values, (await site.call(ME, 'inbox.list', { sourceId })).items.map(({ reason }) => reason)];
  expect(await site.push(sourceId, batch, turnIt)).toBe('busy');
  expect(await state()).toEqual([[], []]);
  expect(await site.push(sourceId, batch)).toBe('accepted');
  expect(await state()).toEqual([[], [turn === 'archived' ? 'archived' : 'worked-out']]);
});
