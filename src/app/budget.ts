import { type Purpose, heldUntil, spent, waitFor } from '../domain/budget';
import { type Found, type Ports, type Ref, SITE, ref } from './ports';

/** Tries when others spend at the same time. */
const MAX_TRIES = 8;

const stored = ref('budget', SITE);

/** What came of work under a budget: its result and when more may follow, or only when it may begin. */
export type Afforded<T> = { result: T; nextInS: number } | { waitS: number };

/**
 * Runs background work that asks Jira for up to `most` points, if the purpose can afford it now. The points are put by
 * before anything is asked, so that two runs do not spend the same ones, and corrected by what was really used; of a run
 * that is cut off in between they stay spent.
 */
export async function afford<T>(ports: Ports, purpose: Purpose, most: number, work: () => Promise<T>): Promise<Afforded<T>> {
  const waitMs = await takeOut(ports, purpose, most);
  if (waitMs > 0) return { waitS: Math.ceil(waitMs / 1000) };
  const before = ports.jiraUse().points;
  try {
    const result = await work();
    return { result, nextInS: Math.ceil((await settle(ports, purpose, ports.jiraUse().points - before - most)) / 1000) };
  } catch (error) {
    await settle(ports, purpose, ports.jiraUse().points - before - most);
    throw error;
  }
}

/** Of so many small pieces of work one is written down, for all of them. */
const SAMPLE = 16;

/**
 * Runs a small piece of work that comes in large numbers, if the purpose can afford it. One in `SAMPLE` is counted, as many
 * times over: on average all that was spent, without every piece having to write the same item. False when it was not run. What it needs to have read besides comes along.
 */
export async function affordSmall(ports: Ports, purpose: Purpose, work: (read: Found) => Promise<void>, alsoRead: readonly Ref[] = []): Promise<boolean> {
  const read = await ports.store.read([stored, ...alsoRead]);
  const found = read.get(stored);
  if (waitFor(found?.body ?? {}, purpose, ports.quota, ports.now()) > 0) return false;
  await work(read);
  const { points, heldUntil: held } = ports.jiraUse();
  const isCounted = ports.draw() < 1 / SAMPLE;
  if (!isCounted && held === undefined) return true;
  const counted = isCounted ? spent(found?.body ?? {}, purpose, points * SAMPLE, ports.quota, ports.now()) : (found?.body ?? {});
  const body = held === undefined ? counted : heldUntil(counted, held, ports.quota);
  // Where somebody else was faster, this sample is left out.
  await ports.store.commit([{ ref: stored, body, expect: found?.version ?? null }], []);
  return true;
}

async function takeOut(ports: Ports, purpose: Purpose, points: number): Promise<number> {
  for (let attempt = 1; attempt <= MAX_TRIES; attempt += 1) {
    const found = (await ports.store.read([stored])).get(stored);
    const waitMs = waitFor(found?.body ?? {}, purpose, ports.quota, ports.now());
    if (waitMs > 0) return waitMs;
    const body = spent(found?.body ?? {}, purpose, points, ports.quota, ports.now());
    if (await ports.store.commit([{ ref: stored, body, expect: found?.version ?? null }], [])) return 0;
    await ports.pause(attempt);
  }
  return RETRY_MS;
}

/** When too many spend at the same time, the work waits a little. */
const RETRY_MS = 1_000;

/** Milliseconds until more of the purpose may follow. */
async function settle(ports: Ports, purpose: Purpose, difference: number): Promise<number> {
  const held = ports.jiraUse().heldUntil;
  for (let attempt = 1; attempt <= MAX_TRIES; attempt += 1) {
    const found = (await ports.store.read([stored])).get(stored);
    const corrected = spent(found?.body ?? {}, purpose, difference, ports.quota, ports.now());
    const body = held === undefined ? corrected : heldUntil(corrected, held, ports.quota);
    if (await ports.store.commit([{ ref: stored, body, expect: found?.version ?? null }], [])) return waitFor(body, purpose, ports.quota, ports.now());
    await ports.pause(attempt);
  }
  return RETRY_MS;
}
