/** What some scenes of outcomes and sources need on Northbank that nobody did there, and how it is taken back. */
import { createHmac } from 'node:crypto';
import { type Site } from './site';
import { type Prepare } from './states';

const PLACE = { moduleKey: 'global-page' } as const;

/** Two outcomes stand below a larger one, which measures nothing by itself. */
export const tree: Prepare = async (site, northbank) => {
  const ids = ['Customers serve themselves', 'Faster service requests'].map((title) => northbank.outcome(title));
  const { outcome: larger } = await site.call('admin', PLACE, 'outcome.create', { title: 'A service desk that people like' });
  for (const outcomeId of ids) await update(site, outcomeId, { parentId: larger.outcomeId });
  return async () => {
    for (const outcomeId of ids) await update(site, outcomeId, { parentId: null });
    await update(site, larger.outcomeId, { state: 'archived' });
  };
};

async function update(site: Site, outcomeId: string, to: { parentId: string | null } | { state: 'archived' }): Promise<void> {
  const { outcome } = await site.call('admin', PLACE, 'outcome.read', { outcomeId });
  await site.call('admin', PLACE, 'outcome.update', { outcomeId, version: outcome.version, ...to });
}

/** The owner of an outcome proposes another target date than the one that is locked. */
export const proposed: Prepare = async (site, northbank) => {
  const outcomeId = northbank.outcome('Ready on day one');
  const [measure] = (await site.call('manager', PLACE, 'outcome.read', { outcomeId })).measures;
  if (!measure) throw new Error('Ready on day one has no KPI.');
  const { kpiId, role, baseline, target, launch } = measure.record;
  const change = { kind: 'terms', role, baseline, target: { ...target, by: '2027-04-30' }, ...(launch === undefined ? {} : { launch }) } as const;
  const { proposal } = await site.call('manager', PLACE, 'proposal.make', { outcomeId, kpiId, reason: 'The branches get their accounts a quarter later than planned.', change });
  return () => site.call('manager', PLACE, 'proposal.withdraw', { outcomeId, proposalId: proposal.proposalId });
};

/** A system sends rows of which two cannot be taken in. A source is not taken away, so its scene stands last. */
export const inbox: Prepare = async (site, northbank) => {
  const { sources, address } = await site.call('admin', PLACE, 'source.list', {});
  const takeBack = (): Promise<void> => Promise.resolve();
  if (sources.length > 0) return takeBack;
  const kpi = northbank.kpi('Old-portal incidents');
  const { source, secret } = await site.call('admin', PLACE, 'source.create', { name: 'Monitoring', kpiIds: [kpi] });
  const at = new Date().toISOString().slice(0, 10);
  const body = JSON.stringify([
    { kpi, at, value: 13, id: '1' },
    { kpi, at: '24.11.2026', value: 12, id: '2' },
    { kpi, at, value: 'twelve', id: '3' },
  ]);
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  await fetch(address, {
    method: 'POST',
    headers: { 'x-needle-source': source.sourceId, 'x-needle-timestamp': timestamp, 'x-needle-signature': `v1=${signature}` },
    body,
  });
  return takeBack;
};
