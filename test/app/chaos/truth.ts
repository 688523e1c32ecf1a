/** What must hold once the storm is over, whatever it did. */
import { firstFault, type TrailRecord } from '../../../src/domain/trail';
import { ADMIN, GLOBAL, type Needle, type Place } from '../../support/needle';
import { type LocalPlatform } from '../../support/platform';
import { storedWeeks } from '../../support/stored';
import { sha256 } from '../../support/trail';

const ADMIN_PAGE: Place = { moduleKey: 'admin-page' };

/** The KPI's and the outcomes' records, all of them, with nothing missing and nothing changed. */
export async function wholeTrail(needle: Needle): Promise<Map<string, TrailRecord[]>> {
  const streams = new Map<string, Map<number, TrailRecord>>();
  let after: Parameters<typeof needle.call<'trail.export'>>[3]['after'];
  do {
    const page = await needle.call(ADMIN, ADMIN_PAGE, 'trail.export', after ? { after } : {});
    for (const record of page.records) streams.set(record.stream, (streams.get(record.stream) ?? new Map<number, TrailRecord>()).set(record.seq, record));
    after = page.next;
  } while (after !== undefined);
  const whole = new Map([...streams].map(([stream, records]) => [stream, [...records.values()].sort((a, b) => a.seq - b.seq)]));
  for (const [stream, records] of whole) expect([stream, firstFault(records, sha256)]).toEqual([stream, undefined]);
  return whole;
}

/** Lets all that was deferred come to its end: retries, waits, sweeps, and the comparison of a day. */
export async function calm(platform: LocalPlatform): Promise<void> {
  await platform.clock({ advance: 'PT26H' });
  await platform.idle();
}

/** No history lags behind or hangs, and no job failed the last time it ran. */
export async function nothingStuck(needle: Needle): Promise<void> {
  const { projects } = await needle.call(ADMIN, ADMIN_PAGE, 'history.read', {});
  expect(projects.map(({ key, status: { state, ...status } }) => [key, state, 'behindSince' in status])).toEqual(projects.map(({ key }) => [key, 'current', false]));
  const { jobs } = await needle.call(ADMIN, ADMIN_PAGE, 'jobs.read', {});
  expect(jobs.filter(({ ok, late }) => !ok || late)).toEqual([]);
}

/** Each project's sums are what reading everything again from the beginning makes of it. */
export async function equalsRebuild(platform: LocalPlatform, needle: Needle): Promise<void> {
  const { projects } = await needle.call(ADMIN, ADMIN_PAGE, 'history.read', {});
  const weeks = () => projects.map(({ projectId, key }) => [key, Object.fromEntries([...storedWeeks(platform.data, projectId)].filter(([, { change, run, open }]) => [change, run, open].some((counts) => Object.values(counts).some(Boolean))))]);
  const kept = weeks();
  for (const { projectId } of projects) await needle.call(ADMIN, ADMIN_PAGE, 'history.refill', { projectId });
  await platform.clock({ advance: 'PT1H' });
  await platform.idle();
  await nothingStuck(needle);
  expect(kept).toEqual(weeks());
}

/** What a view costs: requests of the store and of Jira. */
export async function costOf(platform: LocalPlatform, view: () => Promise<unknown>): Promise<{ kvs: number; jira: number }> {
  await platform.idle();
  await platform.resetMeter();
  await view();
  const { kvs, jira } = await platform.meter();
  return { kvs: kvs.requests, jira: jira.requests };
}

/** All open outcomes, by title. */
export async function outcomeTitles(needle: Needle): Promise<string[]> {
  const titles: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await needle.call(ADMIN, GLOBAL, 'outcome.list', cursor === undefined ? {} : { cursor });
    titles.push(...page.outcomes.map(({ title }) => title));
    ({ cursor } = page);
  } while (cursor !== undefined);
  return titles.sort();
}
