import { MemorySite } from '../support/memory-site';

const ADMIN = 'admin';
const ME = 'me';

it('a formula that would go round through a KPI that one may not see is refused, and nothing of that KPI is told', async () => {
  const site = new MemorySite('2026-03-20T10:00:00.000Z', [ADMIN]);
  const create = async (name: string, ownerId: string) => (await site.call(ADMIN, 'kpi.create', { name, unit: 'h', direction: 'decrease', cadence: 'week', ownerId })).kpi.kpiId;
  const derive = (who: string, kpiId: string, leftId: string, rightId: string) => site.ask(who, 'kpi.derive', { kpiId, version: 1, source: { kind: 'formula', operation: 'ratio', leftId, rightId } });
  const [mine, other, secret, shown] = [await create('Mine', ME), await create('Other', ME), await create('Secret', ADMIN), await create('Shown', ME)];
  expect(await derive(ADMIN, secret, mine, other)).toMatchObject({ ok: true });
  expect(await derive(ADMIN, shown, secret, other)).toMatchObject({ ok: true });
  expect(await site.ask(ME, 'kpi.read', { kpiId: secret })).toMatchObject({ ok: false, error: { code: 'not-found' } });
  // That it stands on something unseen is told of the one that is shown.
  const told = await site.call(ME, 'kpi.source', { kpiId: shown });
  expect(told.source).toMatchObject({ left: {}, right: { name: 'Other' } });
  const refused = await derive(ME, mine, shown, other);
  expect(refused).toMatchObject({ ok: false, error: { code: 'invalid-input', message: 'One of these KPIs is worked out from this one already.' } });
  for (const answer of [told, refused]) for (const hidden of [secret, 'Secret']) expect(JSON.stringify(answer)).not.toContain(hidden);
});
