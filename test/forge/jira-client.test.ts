import { route } from '@forge/api';
import { z } from 'zod';
import { Refused } from '../../src/app/refused';
import { type Client, get, post, postQuietly } from '../../src/forge/jira-client';
import { backgroundUse, inBackground } from '../../src/forge/jira-use';

const PATH = route`/rest/api/3/myself`;
const ANY = z.unknown();

/** Answers in turn, the last one for ever. */
function clientOf(...answers: { status: number; headers?: Record<string, string>; body?: unknown }[]) {
  const at: number[] = [];
  const requestJira = (): Promise<unknown> => {
    const { status, headers = {}, body = {} } = answers[Math.min(at.length, answers.length - 1)] ?? { status: 200 };
    at.push(performance.now());
    return Promise.resolve(new Response(status === 204 ? null : JSON.stringify(body), { status, headers }));
  };
  return { client: { requestJira } as unknown as Client, at };
}

it('waits as long as Jira asks, where that is short', async () => {
  const { client, at } = clientOf({ status: 429, headers: { 'retry-after': '1' } }, { status: 200 });
  await get(client, PATH, ANY);
  expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(999);
});

it('hands a long wait to whoever asked', async () => {
  const { client, at } = clientOf({ status: 429, headers: { 'retry-after': '1800' } });
  const refused = await get(client, PATH, ANY).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Refused);
  expect(refused).toMatchObject({ refusal: { code: 'busy' }, retryAfterS: 1800 });
  expect(at).toHaveLength(1);
});

it('asks a question again, and never repeats what does something and may have been done', async () => {
  const failing = clientOf({ status: 500 }, { status: 200 });
  await post(failing.client, PATH, {}, ANY);
  expect(failing.at).toHaveLength(2);
  const notice = clientOf({ status: 500 });
  await expect(postQuietly(notice.client, PATH, {})).rejects.toMatchObject({ refusal: { code: 'jira-unavailable' } });
  expect(notice.at).toHaveLength(1);
  const throttled = clientOf({ status: 429 }, { status: 204 });
  expect(await postQuietly(throttled.client, PATH, {})).toBe(true);
});

it('does not wait for ever', async () => {
  jest.useFakeTimers();
  try {
    const client = { requestJira: () => new Promise(() => undefined) } as unknown as Client;
    const answer = get(client, PATH, ANY).catch((error: unknown) => error);
    // What a person at a page has: less than the 25 s of an invocation.
    await jest.advanceTimersByTimeAsync(24_000);
    expect(await Promise.race([answer, Promise.resolve('still waiting')])).toMatchObject({ refusal: { code: 'jira-unavailable' } });
  } finally {
    jest.useRealTimers();
  }
});

it('counts what a run in the background asks, and notes until when Jira wants less', async () => {
  const headers = { 'x-ratelimit-nearlimit': 'true', 'x-ratelimit-reset': '2026-03-23T11:00:00.000Z' };
  await inBackground(async () => {
    await post(clientOf({ status: 200, body: { issues: [1, 2, 3] } }).client, PATH, {}, ANY);
    await get(clientOf({ status: 200, body: { id: '1' } }).client, PATH, ANY);
    expect(backgroundUse()).toEqual({ points: 4 + 2 });
    await post(clientOf({ status: 200, headers, body: { count: 7 } }).client, PATH, {}, ANY);
    expect(backgroundUse()).toEqual({ points: 7, heldUntil: '2026-03-23T11:00:00.000Z' });
  });
  expect(backgroundUse()).toBeUndefined();
});
