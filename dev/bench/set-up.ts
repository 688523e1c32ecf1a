/** Outcomes as a manager and a project's administrator make them. */
import { ADMIN, GLOBAL, LEAD, SETTINGS, freshName } from './places';
import { type BenchPlatform } from './platform';
import { PROJECT } from './site';

const EPICS_PER_OUTCOME = 2;

/** Outcomes from the `from`-th on, each with a KPI and served by some epics; where there are more outcomes than epics, these serve several. */
export async function link(platform: BenchPlatform, { issues, perEpic }: { issues: number; perEpic: number }, from: number, to: number): Promise<void> {
  const epics = Math.ceil(issues / perEpic);
  for (let n = from; n < to; n += 1) {
    const { outcome } = await platform.call(ADMIN, GLOBAL, 'outcome.create', { title: `Outcome ${n + 1}` });
    const kpiId = await newKpi(platform);
    await platform.call(ADMIN, GLOBAL, 'measure.set', {
      ...{ outcomeId: outcome.outcomeId, kpiId, role: 'primary', launch: '2026-03-02' },
      baseline: { kind: 'stated', level: 9 },
      target: { kind: 'value', value: 6, by: '2026-12-18' },
    });
    await platform.call(ADMIN, GLOBAL, 'value.record', { kpiId, values: [{ at: '2026-06-22', value: 8 }] });
    for (let i = 0; i < EPICS_PER_OUTCOME; i += 1) {
      const links = n * EPICS_PER_OUTCOME + i;
      const epic = links % epics;
      const version = Math.floor(links / epics);
      const { id } = await platform.jira<{ id: string }>(LEAD, 'GET', `/rest/api/3/issue/${PROJECT}-${1 + epic * perEpic}?fields=summary`);
      await platform.call(LEAD, SETTINGS, 'link.set', { issueId: id, outcomeId: outcome.outcomeId, ...(version > 0 ? { version } : {}) });
    }
  }
}

export async function newKpi(platform: BenchPlatform, unit = 'hours'): Promise<string> {
  const { kpi } = await platform.call(ADMIN, GLOBAL, 'kpi.create', { name: freshName('KPI'), unit, direction: 'decrease', cadence: 'week' });
  return kpi.kpiId;
}
