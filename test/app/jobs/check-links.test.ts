/** What becomes of links whose epics went or moved without an event: told in a Jira in memory that can hide, fail and forget. */
import { dispatch } from '../../../src/app/dispatch';
import { checkLinks } from '../../../src/app/jobs/check-links';
import { unlinkDeleted } from '../../../src/app/follow-links';
import { type Issue, type Ports, type ProjectSight, SITE, ref } from '../../../src/app/ports';
import { Refused } from '../../../src/app/refused';
import { MemorySite } from '../../support/memory-site';

const ADMIN = 'ada';
const HOUR_MS = 3_600_000;

class Harbour extends MemorySite {
  /** The epics that are there, with the project that each is in. */
  readonly epics = new Map<string, string>();
  /** Those that are there and that Jira does not show the app. */
  readonly hidden = new Set<string>();
  /** Those that are missing in pages only. */
  readonly overlooked = new Set<string>();
  readonly sights = new Map<string, ProjectSight>();
  isDown = false;
  asked: string[] = [];
  /** Ends the job before so many more questions to Jira. */
  patience = Infinity;

  protected override ports(accountId: string): Ports {
    const base = super.ports(accountId);
    const ask = <T>(what: string, answer: () => T): Promise<T> => {
      this.patience -= 1;
      if (this.patience < 0) return Promise.reject(new Error('The run was cut off.'));
      this.asked.push(what);
      return this.isDown ? Promise.reject(new Refused('jira-unavailable', 'Jira did not answer.')) : Promise.resolve(answer());
    };
    const listed = (id: string): string | undefined => (this.overlooked.has(id) ? undefined : shown(id));
    const shown = (id: string): string | undefined => (this.hidden.has(id) ? undefined : this.epics.get(id));
    const issue = (id: string): Issue | undefined => {
      const projectId = shown(id);
      const words = { key: `K-${id}`, summary: id, type: 'Epic', status: 'To Do', statusId: '1', projectKey: 'K', created: '2026-01-05' };
      return projectId === undefined ? undefined : { ...words, issueId: id, level: 1, projectId };
    };
    const app = {
      issue: (id: string) => ask(`issue ${id}`, () => issue(id)),
      countBelow: () => Promise.resolve({ total: 0, done: 0 }),
      projectsOf: (ids: readonly string[]) => ask(`places of ${ids.length}`, () => new Map(ids.flatMap((id) => (listed(id) === undefined ? [] : [[id, listed(id) ?? ''] as const])))),
      isAbsent: (id: string) => ask(`absent ${id}`, () => shown(id) === undefined),
      sightOf: (id: string) => ask(`sight of ${id}`, () => this.sights.get(id) ?? 'whole'),
    };
    return {
      ...base,
      app: { ...base.app, ...app },
      user: { ...base.user, issue: (id: string) => Promise.resolve(issue(id)), issues: (ids: readonly string[]) => Promise.resolve(new Map(ids.flatMap((id) => (issue(id) ? [[id, issue(id)]] : [])) as [string, Issue][])) },
      history: { site: () => Promise.resolve(undefined) },
      jiraUse: () => ({ points: 0 }),
      quota: 'shared',
      log: { error: () => undefined },
    } as unknown as Ports;
  }

  async link(outcomeId: string, issueId: string, projectId: string): Promise<void> {
    this.epics.set(issueId, projectId);
    const reply = await dispatch(this.ports(ADMIN), { accountId: ADMIN, moduleKey: 'project-settings', projectId }, 'link.set', { issueId, outcomeId });
    if (!reply.ok) throw new Error(`link.set was refused: ${JSON.stringify(reply.error)}`);
  }

  /** The hourly job, so many hours later. */
  async hourly(hours = 1): Promise<Awaited<ReturnType<typeof checkLinks>>> {
    this.now = new Date(Date.parse(this.now) + hours * HOUR_MS).toISOString();
    this.asked = [];
    return checkLinks(this.ports('nobody'));
  }

  /** Background upkeep has spent its share of Jira's points until an instant. */
  async spend(until: string): Promise<void> {
    await this.ports('nobody').store.commit([{ ref: ref('budget', SITE), body: { upkeep: until }, expect: 'any' }], []);
  }

  unlink(issueId: string): Promise<void> {
    return unlinkDeleted(this.ports('nobody'), issueId);
  }

  async linked(outcomeId: string): Promise<string[]> {
    const { store } = this.ports('nobody');
    const stored = { collection: 'outcome' as const, key: outcomeId };
    return (await store.read([stored])).get(stored)?.body.epics.map(({ issueId, projectId }) => `${issueId} in ${projectId}`) ?? [];
  }

  async removals(outcomeId: string): Promise<number> {
    const { records } = await this.call(ADMIN, 'outcome.trail', { outcomeId });
    return records.filter(({ kind }) => kind === 'link.removed').length;
  }
}

let site: Harbour;
let outcomeId: string;
beforeEach(async () => {
  site = new Harbour('2026-03-02T08:00:00.000Z', [ADMIN]);
  ({ outcomeId } = (await site.call(ADMIN, 'outcome.create', { title: 'Berths' })).outcome);
  for (const id of ['1', '2', '3']) await site.link(outcomeId, id, '10');
  await site.hourly();
});

it('an epic that is gone is unlinked at the second look a day later, once, and the trail says so', async () => {
  site.epics.delete('2');
  expect(await site.hourly(24)).toEqual({ followed: 0, unlinked: 0, failed: 0 });
  expect(await site.hourly(24)).toEqual({ followed: 0, unlinked: 1, failed: 0 });
  expect(await site.linked(outcomeId)).toEqual(['1 in 10', '3 in 10']);
  expect(await site.hourly(24)).toEqual({ followed: 0, unlinked: 0, failed: 0 });
  await site.unlink('2');
  expect(await site.removals(outcomeId)).toBe(1);
});

it.each<[string, () => void]>([
  ['is hidden, where its project has security levels or does not show itself', () => [site.hidden.add('2'), site.sights.set('10', 'partly')]],
  ['was missing for a while and is shown again', () => site.epics.delete('2')],
])('an epic that %s keeps its link', async (_what, happen) => {
  happen();
  await site.hourly(24);
  if (!site.epics.has('2')) site.epics.set('2', '10');
  for (let day = 0; day < 3; day += 1) expect(await site.hourly(24)).toMatchObject({ unlinked: 0 });
  expect(await site.linked(outcomeId)).toHaveLength(3);
});

it('an outage removes no link, however long: the run fails, and the first look after it is the first', async () => {
  site.isDown = true;
  for (let hour = 0; hour < 60; hour += 1) await expect(site.hourly(hour === 0 ? 24 : 1)).rejects.toThrow('Jira did not answer.');
  site.isDown = false;
  site.epics.clear();
  expect(await site.hourly()).toMatchObject({ unlinked: 0 });
  expect(await site.linked(outcomeId)).toHaveLength(3);
});

it('an epic that a page leaves out, and that is there when it is asked for alone, keeps its link', async () => {
  site.overlooked.add('2');
  for (let day = 0; day < 3; day += 1) expect(await site.hourly(24)).toMatchObject({ unlinked: 0 });
  expect(site.asked).toEqual(['places of 3', 'sight of 10', 'absent 2']);
  expect(await site.linked(outcomeId)).toHaveLength(3);
});

it('a project that is gone takes the links of all its epics with it, and those of other projects stay', async () => {
  await site.link(outcomeId, '9', '20');
  for (const id of ['1', '2', '3']) site.epics.delete(id);
  site.sights.set('10', 'gone');
  await site.hourly(24);
  expect(await site.hourly(24)).toMatchObject({ unlinked: 3 });
  expect(await site.linked(outcomeId)).toEqual(['9 in 20']);
});

it('an epic whose move was not told is followed to its project', async () => {
  site.epics.set('2', '20');
  expect(await site.hourly(24)).toMatchObject({ followed: 1, unlinked: 0 });
  expect(await site.linked(outcomeId)).toEqual(['1 in 10', '2 in 20', '3 in 10']);
  expect(await site.hourly(24)).toMatchObject({ followed: 0 });
});

it('a run that is cut off anywhere is gone on with by the next, to the same end', async () => {
  for (const id of ['1', '3']) site.epics.delete(id);
  await site.hourly(24);
  for (let most = 0; most < 6; most += 1) {
    site.patience = most;
    await site.hourly(most === 0 ? 24 : 1).catch(() => undefined);
  }
  site.patience = Infinity;
  await site.hourly();
  await site.hourly(24);
  expect(await site.linked(outcomeId)).toEqual(['2 in 10']);
  expect(await site.removals(outcomeId)).toBe(2);
});

it('1,250 epics are looked at in two runs of at most 1,000, with one question for a hundred, and then no more for a day', async () => {
  for (let n = 0; n < 5; n += 1) {
    const { outcome } = await site.call(ADMIN, 'outcome.create', { title: `Berths ${n}` });
    for (let epic = 0; epic < 250; epic += 1) await site.link(outcome.outcomeId, `${1_000 + n * 250 + epic}`, '10');
  }
  await site.hourly(24);
  expect(site.asked).toHaveLength(10);
  await site.hourly();
  expect(site.asked).toEqual(['places of 100', 'places of 100', 'places of 53']);
  await site.hourly(22);
  expect(site.asked).toEqual([]);
});

it('nothing is asked while upkeep has spent its share of Jira’s points, and the look goes on once it has more', async () => {
  site.epics.delete('2');
  await site.hourly(24);
  await site.spend('2026-03-05T08:00:00.000Z');
  expect(await site.hourly(24)).toMatchObject({ unlinked: 0 });
  expect(site.asked).toEqual([]);
  expect(await site.hourly(24)).toMatchObject({ unlinked: 1 });
});
