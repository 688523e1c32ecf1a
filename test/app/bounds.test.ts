/** Bounds that one meets after hundreds of calls, over a store in memory. */
import { makeRequest } from '../../src/app/use-cases/make-request';
import { type Issue, type Ports } from '../../src/app/ports';
import { MAX_FORMULAS_PER_KPI } from '../../src/domain/kpi-source';
import { MAX_OPEN_REQUESTS_PER_ISSUE, MAX_OPEN_REQUESTS_PER_PROJECT } from '../../src/domain/request';
import { MemorySite } from '../support/memory-site';

const ADMIN = 'admin';

class Site extends MemorySite {
  protected override ports(accountId: string): Ports {
    return { ...super.ports(accountId), kpiQueue: { push: () => Promise.resolve() } } as Ports;
  }

  /** Suggests the outcome for the epic with this number, as from its own panel. */
  suggest(number: number, outcomeId: string, projectId = '1'): Promise<unknown> {
    const issue = { issueId: String(number), key: `P-${number}`, summary: '', type: 'Epic', projectId, projectKey: 'P', level: 1, statusId: '1' } as Issue;
    return makeRequest({ ports: this.ports(ADMIN), caller: { accountId: ADMIN, moduleKey: 'issue-panel' }, input: { outcomeId }, grant: { issue } });
  }
}

const siteOf = () => new Site('2026-03-20T10:00:00.000Z', [ADMIN]);

it(`keeps ${MAX_OPEN_REQUESTS_PER_PROJECT} suggestions of a project that await an answer, and refuses the next until they lapse`, async () => {
  const site = siteOf();
  const outcomeIds: string[] = [];
  for (let n = 1; n <= MAX_OPEN_REQUESTS_PER_ISSUE; n += 1) outcomeIds.push((await site.call(ADMIN, 'outcome.create', { title: `Outcome ${n}` })).outcome.outcomeId);
  const epics = MAX_OPEN_REQUESTS_PER_PROJECT / MAX_OPEN_REQUESTS_PER_ISSUE;
  for (let epic = 1; epic <= epics; epic += 1) for (const outcomeId of outcomeIds) await site.suggest(epic, outcomeId);
  const [outcomeId = ''] = outcomeIds;
  await expect(site.suggest(epics + 1, outcomeId)).rejects.toMatchObject({ refusal: { code: 'limit-reached', message: expect.stringContaining('200 suggestions of this project') as string } });
  // Another project has room of its own.
  await expect(site.suggest(epics + 2, outcomeId, '2')).resolves.toMatchObject({ key: `P-${epics + 2}` });
  site.now = '2027-03-20T10:00:00.000Z';
  await expect(site.suggest(epics + 1, outcomeId)).resolves.toMatchObject({ key: `P-${epics + 1}` });
});

it(`lets ${MAX_FORMULAS_PER_KPI} formulas use a KPI, and no more`, async () => {
  const site = siteOf();
  const kpi = async (name: string) => (await site.call(ADMIN, 'kpi.create', { name, unit: 'h', direction: 'decrease', cadence: 'week' })).kpi.kpiId;
  const [leftId, rightId, other] = [await kpi('Left'), await kpi('Right'), await kpi('Other')];
  const derive = (kpiId: string, to = leftId, version = 1) => site.ask(ADMIN, 'kpi.derive', { kpiId, version, source: { kind: 'formula', operation: 'ratio', leftId: to, rightId } });
  const formulas: string[] = [];
  for (let n = 1; n <= MAX_FORMULAS_PER_KPI; n += 1) {
    formulas.push(await kpi(`Formula ${n}`));
    expect(await derive(formulas.at(-1) ?? '')).toMatchObject({ ok: true });
  }
  const last = await kpi('One too many');
  expect(await derive(last)).toMatchObject({ ok: false, error: { code: 'limit-reached', field: 'source.leftId' } });
  expect(await derive(last, other)).toMatchObject({ ok: false, error: { code: 'limit-reached' } });
});
