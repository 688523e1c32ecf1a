import { Faults } from '../../../../dev/host/faults/faults';
import { disturbedEvents, runsOfSchedule } from '../../../../dev/host/faults/events';
import { endedEarly } from '../../../../dev/host/faults/invocation';
import { type Fault, faultSettings } from '../../../../dev/host/faults/kinds';
import { standingStill } from '../../../../dev/host/faults/lag';
import { type FunctionRequest, answerWithFaults } from '../../../../dev/host/faults/requests';
import type { NewEvent } from '../../../../dev/host/events/store';

const kvs = (path = '/api/v1/get'): FunctionRequest => ({ target: { type: 'kvs' }, path, init: { body: '{}' } });
const jira = (body: object = {}, path = '/rest/api/3/search/jql'): FunctionRequest => ({
  target: { type: 'fpp', remote: 'jira', provider: 'app' },
  path,
  init: { method: 'POST', body: JSON.stringify(body) },
});
const DONE = { status: 200, headers: {}, body: '{"done":true}' };

function faultsOf(rates: Partial<Record<Fault | 'all', number>>, seed = 1): Faults {
  const faults = new Faults();
  faults.set(faultSettings.parse({ seed, rates, hangMs: 0, latencyMs: 0 }));
  return faults;
}

async function asked(fault: Fault, request: FunctionRequest) {
  const carriedOut: FunctionRequest[] = [];
  const lifted = { faults: faultsOf({ [fault]: 1 }), secondsLeft: () => 1_200 };
  const reply = await answerWithFaults(lifted, request, (one) => {
    carriedOut.push(one);
    return Promise.resolve(DONE);
  });
  return { reply, carriedOut };
}

describe('a fault that is switched on', () => {
  it.each([
    ['kvs.throttled', kvs(), 429, 0],
    ['kvs.failed', kvs(), 500, 0],
    ['kvs.lostReply', kvs(), 500, 1],
    ['kvs.conflict', kvs('/api/v1/transaction'), 400, 0],
    ['kvs.conflict', kvs('/api/v1/get'), 200, 1],
    ['jira.throttled', jira(), 429, 0],
    ['jira.quota', jira(), 429, 0],
    ['jira.failed', jira(), 500, 0],
    ['jira.lostReply', jira(), 500, 1],
    ['jira.timedOut', jira(), 504, 0],
    ['jira.failed', kvs(), 200, 1],
    ['latency', kvs(), 200, 1],
    ['queue.failed', { target: { type: 'fpp', remote: 'stargate' }, path: '/webhook/queue/publish/x', init: {} }, 500, 0],
  ] as const)('%s answers %j with %i and carries it out %i times', async (fault, request, status, times) => {
    const { reply, carriedOut } = await asked(fault, request);
    expect([reply.status, carriedOut.length]).toEqual([status, times]);
  });

  it('strikes one question of Jira alone where a path is named, and the store as ever', async () => {
    const faults = new Faults();
    faults.set(faultSettings.parse({ rates: { 'jira.failed': 1, 'kvs.failed': 1 }, jiraPath: '/myself' }));
    const statusOf = async (request: FunctionRequest) => (await answerWithFaults({ faults, secondsLeft: () => 1 }, request, () => Promise.resolve(DONE))).status;
    expect([await statusOf(jira({}, '/rest/api/3/myself?expand=groups')), await statusOf(jira()), await statusOf(kvs())]).toEqual([500, 200, 500]);
  });

  it('says how long to wait: a few seconds for a burst, to the end of the hour when the points ran out', async () => {
    const burst = (await asked('jira.throttled', jira())).reply.headers;
    expect(Number(burst['retry-after'])).toBeLessThanOrEqual(3);
    expect((await asked('jira.quota', jira())).reply.headers).toMatchObject({ 'retry-after': '1200', 'ratelimit-reason': 'jira-quota-global-based' });
  });

  it('an empty page is not the last, and the search goes on where it was', async () => {
    const first = JSON.parse((await asked('jira.emptyPage', jira({ jql: 'project = A' }))).reply.body) as { issues: unknown[]; nextPageToken: string };
    expect(first.issues).toEqual([]);
    const goneOn = await asked('jira.emptyPage', jira({ jql: 'project = A', nextPageToken: first.nextPageToken }));
    expect(goneOn.carriedOut.map(({ init }) => JSON.parse(init.body ?? '') as unknown)).toEqual([{ jql: 'project = A' }]);
    const later = JSON.parse((await asked('jira.emptyPage', jira({ nextPageToken: 'abc' }))).reply.body) as { nextPageToken: string };
    expect((await asked('jira.emptyPage', jira({ nextPageToken: later.nextPageToken }))).carriedOut[0]?.init.body).toBe('{"nextPageToken":"abc"}');
  });

  it('ends an invocation at one of its requests, some before it is carried out and some after', async () => {
    for (const [fault, ending] of [['function.killed', 'kill'], ['function.cutOff', 'cutOff']] as const) {
      const faults = faultsOf({ [fault]: 1 });
      const ends: string[] = [];
      for (let invocation = 0; invocation < 30; invocation += 1) {
        const answer = endedEarly(faults);
        for (let n = 1, ended = false; !ended; n += 1) {
          let carriedOut = 0;
          ended = (await answer(() => Promise.resolve({ ...DONE, status: 200 + (carriedOut += 1) }))) === ending;
          if (ended) ends.push(`${n > 1 ? 'later' : 'first'} ${carriedOut}`);
        }
      }
      expect(new Set(ends)).toEqual(new Set(['first 0', 'first 1', 'later 0', 'later 1']));
    }
  });

  it('repeats, delays and loses events; a queue loses only what it is told to', () => {
    const event = (kind: NewEvent['kind']): NewEvent => ({ eventId: '1', kind, moduleKey: 'm', body: {}, due: 1_000, pushed: 1_000, depth: 0 });
    const dues = (fault: Fault, kind: NewEvent['kind']) => disturbedEvents(faultsOf({ [fault]: 1 }), [event(kind)]).map(({ due }) => due);
    expect([dues('event.twice', 'product'), dues('event.lost', 'product'), dues('event.lost', 'queue'), dues('queue.lost', 'queue')]).toEqual([[1_000, 1_000], [], [1_000], []]);
    const [late = 0] = dues('event.late', 'queue');
    expect(late).toBeGreaterThan(1_000);
    expect(late).toBeLessThanOrEqual(181_000);
    expect([runsOfSchedule(faultsOf({ 'schedule.twice': 1 })), runsOfSchedule(faultsOf({ 'schedule.skipped': 1 })), runsOfSchedule(faultsOf({}))]).toEqual([2, 0, 1]);
  });

  it('lets the indexes stand still for a while', () => {
    expect(standingStill(faultsOf({}))()).toBe(false);
    const stands = standingStill(faultsOf({ 'kvs.lag': 1 }));
    expect([stands(), stands()]).toEqual([true, true]);
  });
});

describe('the seed', () => {
  const drawn = (seed: number, rates: Partial<Record<Fault | 'all', number>>) => {
    const faults = faultsOf(rates, seed);
    return Array.from({ length: 400 }, () => faults.strikes('kvs.failed'));
  };
  it('gives the same faults again, whatever else is switched on, about as often as the rate says', () => {
    expect(drawn(7, { all: 0.05 })).toEqual(drawn(7, { 'kvs.failed': 0.05, latency: 1 }));
    expect(drawn(7, { all: 0.05 })).not.toEqual(drawn(8, { all: 0.05 }));
    expect(drawn(7, { all: 0.25 }).filter(Boolean).length).toBeGreaterThan(70);
    expect(drawn(7, { all: 0.25 }).filter(Boolean).length).toBeLessThan(130);
    expect(drawn(7, {}).some(Boolean)).toBe(false);
  });

  it('is counted: how often each fault struck', () => {
    const faults = faultsOf({ 'kvs.failed': 1 });
    faults.strikes('kvs.failed');
    faults.strikes('latency');
    expect(faults.counts).toEqual({ 'kvs.failed': 1 });
  });
});
