import type { Call, InvocationResult } from '../../../dev/host/functions/functions';
import { loadManifest } from '../../../dev/host/manifest';
import { PlatformMeter } from '../../../dev/host/meter';
import type { Jira, TransitionGuard } from '../../../dev/host/types';
import { ValidatedJira } from '../../../dev/host/workflow';
import { FIXTURE_APP } from './fixtures/build';

const REQUEST = { method: 'POST', path: '/rest/api/3/issue/ABC-1/transitions', headers: {}, body: '{}' };
const USER = { kind: 'user', accountId: 'engineer' } as const;

/** A site whose every request is a transition with these validators. */
function siteWith(meter: PlatformMeter, ...validators: string[]): { jira: Jira; changes: number } {
  let guard: TransitionGuard = () => undefined;
  const site = {
    changes: 0,
    jira: {
      handle: () => {
        meter.add({ jira: { requests: 1 } });
        for (const moduleKey of validators) {
          const transition = { from: { id: '1' }, to: { id: '3' }, modifiedFields: {} };
          const refusal = guard({ moduleKey, configuration: 'strict', issue: { key: 'ABC-1' }, transition, accountId: 'engineer' });
          if (refusal !== undefined) return { status: 400, headers: {}, body: refusal };
        }
        site.changes++;
        return { status: 204, headers: {}, body: '' };
      },
      users: () => [],
      issueContext: () => undefined,
      projectContext: () => undefined,
      seed: () => ({ issues: 0, projects: [], users: 0, notes: [] }),
      isSeeded: () => true,
      setTransitionGuard: (given: TransitionGuard) => {
        guard = given;
      },
    },
  };
  return site;
}

function setUp(results: Record<string, InvocationResult>, ...validators: string[]) {
  const meter = new PlatformMeter();
  const calls: Call[] = [];
  const invoke = (call: Call): Promise<InvocationResult> => {
    calls.push(call);
    const result = results[call.module.key];
    if (!result) throw new Error(`no result for ${call.module.key}`);
    return Promise.resolve(result);
  };
  const site = siteWith(meter, ...validators);
  const validated = new ValidatedJira({ jira: site.jira, manifest: loadManifest(FIXTURE_APP), functions: () => ({ invoke }), meter });
  return { site, validated, calls, meter };
}

const returned = (value: unknown): InvocationResult => ({ ok: true, value, json: JSON.stringify(value), cpuMs: 0 });

test('a transition passes when every validator lets it, and counts as one request', async () => {
  const { site, validated, calls, meter } = setUp({ gate: returned({ result: true }), 'second-gate': returned({ result: true }) }, 'gate', 'second-gate');
  expect((await validated.handle(REQUEST, USER, true)).status).toBe(204);
  expect(site.changes).toBe(1);
  expect(calls.map(({ module }) => module.key)).toEqual(['gate', 'second-gate']);
  expect(calls[0]).toMatchObject({
    accountId: 'engineer',
    payload: { issue: { key: 'ABC-1' }, configuration: 'strict', transition: { from: { id: '1' }, to: { id: '3' } } },
  });
  expect(meter.read().jira.requests).toBe(1);
});

test.each([
  ['its own message', returned({ result: false, errorMessage: 'No baseline.' }), 'No baseline.'],
  ['the message of the manifest', returned({ result: false }), 'The gate is closed.'],
  ['a failure', { ok: false, failure: 'FUNCTION_ERROR', message: '' } as const, 'The validator "Gate" failed.'],
  ['an answer of no known shape', returned('yes'), 'The validator "Gate" failed.'],
])('a validator refuses with %s', async (_, result, message) => {
  const { site, validated } = setUp({ gate: result }, 'gate');
  expect(await validated.handle(REQUEST, USER, true)).toMatchObject({ status: 400, body: message });
  expect(site.changes).toBe(0);
});

test('a rule of a validator that the app no longer has refuses', async () => {
  const { validated } = setUp({}, 'gone');
  expect((await validated.handle(REQUEST, USER, true)).body).toBe('The app has no validator "gone".');
});
