import {
  HOUR_MS,
  INVOCATIONS_PER_MINUTE_AND_USER,
  INVOCATIONS_PER_SECOND,
  ISSUE_WRITES,
  KVS_READ_UNITS_PER_MINUTE,
  KVS_REQUESTS_PER_SECOND,
  KVS_WRITE_UNITS_PER_MINUTE,
  NEAR_LIMIT,
  POINTS_PER_HOUR,
  Quotas,
  READS_PER_SECOND,
  WRITES_PER_SECOND,
} from '../../../../dev/host/faults/quotas';
import type { FunctionRequest } from '../../../../dev/host/faults/requests';
import { unitsOf } from '../../../../dev/host/kvs/units';

const KVS: FunctionRequest = { target: { type: 'kvs' }, path: '/api/v1/get', init: {} };
const jira = (method: string, path: string): FunctionRequest => ({ target: { type: 'fpp', remote: 'jira' }, path, init: { method } });
const READ = jira('GET', '/rest/api/3/issue/10001?fields=summary');

function setUp(enforced = true) {
  let now = Date.UTC(2026, 2, 1, 9);
  const quotas = new Quotas({ now: () => now, running: () => now }, () => ({ enforced }));
  return { quotas, pass: (ms: number) => (now += ms) };
}

describe('quotas that are enforced', () => {
  it.each([
    ['requests a second', { requests: KVS_REQUESTS_PER_SECOND }, 1_000],
    ['units read in a minute', { requests: 1, readUnits: KVS_READ_UNITS_PER_MINUTE }, 60_000],
    ['units written in a minute', { requests: 1, writeUnits: KVS_WRITE_UNITS_PER_MINUTE }, 60_000],
  ])('the store refuses what goes beyond its %s, until that time is over', (_what, kvs, ms) => {
    const { quotas, pass } = setUp();
    expect(quotas.refusalOf(KVS)).toBeUndefined();
    quotas.count({ kvs });
    expect(quotas.refusalOf(KVS)).toMatchObject({ status: 429, body: expect.stringContaining('RATE_LIMIT_EXCEEDED') });
    pass(ms);
    expect(quotas.refusalOf(KVS)).toBeUndefined();
  });

  it("Jira's points run out within an hour of the clock; it says when they are near their end and when they are back", () => {
    const { quotas, pass } = setUp();
    expect(quotas.headers()).toMatchObject({ 'x-ratelimit-remaining': String(POINTS_PER_HOUR) });
    quotas.count({ jira: { points: POINTS_PER_HOUR * NEAR_LIMIT } });
    expect(quotas.headers()).toMatchObject({ 'x-ratelimit-nearlimit': 'true', 'x-ratelimit-reset': '2026-03-01T10:00:00.000Z' });
    expect(quotas.refusalOf(READ)).toBeUndefined();
    quotas.count({ jira: { points: POINTS_PER_HOUR } });
    pass(HOUR_MS / 2);
    expect(quotas.refusalOf(READ)).toMatchObject({ status: 429, headers: { 'retry-after': '1800', 'ratelimit-reason': 'jira-quota-global-based' } });
    pass(HOUR_MS / 2);
    expect(quotas.refusalOf(READ)).toBeUndefined();
  });

  it.each([
    ['reads of one endpoint in a second', 'GET', (n: number) => `/rest/api/3/issue/${n}`, READS_PER_SECOND, 'jira-burst-based'],
    ['writes of one endpoint in a second', 'PUT', (n: number) => `/rest/api/3/issue/${n}/properties/x`, WRITES_PER_SECOND, 'jira-burst-based'],
    ['writes of one issue', 'PUT', () => '/rest/api/3/issue/10001', ISSUE_WRITES[0].most, 'jira-per-issue-on-write'],
  ] as const)('Jira bounds %s', (_what, method, path, most, reason) => {
    const { quotas, pass } = setUp();
    for (let n = 0; n < most; n += 1) expect(quotas.refusalOf(jira(method, path(n)))).toBeUndefined();
    expect(quotas.refusalOf(jira(method, path(most)))).toMatchObject({ status: 429, headers: { 'ratelimit-reason': reason } });
    pass(2_000);
    expect(quotas.refusalOf(jira(method, path(most)))).toBeUndefined();
  });

  it('bounds invocations a second of the installation, and a minute of a user', () => {
    const { quotas, pass } = setUp();
    const admitted = (times: number, accountId?: string) => Array.from({ length: times }, () => quotas.admitsInvocation(accountId)).filter(Boolean).length;
    expect(admitted(INVOCATIONS_PER_SECOND + 5)).toBe(INVOCATIONS_PER_SECOND);
    let taken = 0;
    for (let second = 0; second < 10; second += 1) {
      pass(1_000);
      taken += admitted(200, 'one');
    }
    expect(taken).toBe(INVOCATIONS_PER_MINUTE_AND_USER);
    expect(quotas.admitsInvocation('another')).toBe(true);
  });
});

it('nothing is refused, and Jira tells nothing of points, while quotas are not enforced', () => {
  const { quotas } = setUp(false);
  quotas.count({ kvs: { requests: 1e6, readUnits: 1e6, writeUnits: 1e6 }, jira: { points: 1e6 } });
  expect([quotas.refusalOf(KVS), quotas.refusalOf(READ), quotas.headers(), quotas.admitsInvocation('one')]).toEqual([undefined, undefined, {}, true]);
});

it('a value counts a unit for each 10 KB begun, a key without one counts one', () => {
  const large = 'x'.repeat(25_000);
  expect(unitsOf(3, { successfulKeys: [{ value: large }, { value: 1 }] }, 26_000)).toBe(5);
  expect(unitsOf(2, { set: [{ key: 'a', value: large }], delete: [{ key: 'b' }] }, 26_000)).toBe(4);
  expect(unitsOf(1, { value: 1 }, 30)).toBe(1);
});
