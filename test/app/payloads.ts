import fc from 'fast-check';
import { type CallName, calls } from '../../src/contract';
import { MODULES } from '../../src/contract/call';
import { type LocalPlatform } from '../support/platform';
import { ADMIN, ENGINEER, OUTSIDER, PROJECT_ADMIN } from '../support/needle';

const NASTY = ['constructor', '__proto__', 'toString', '<img src=x onerror=alert(1)>', '=1+1', '../..', '\u0000', '2026-02-30', '🧭'.repeat(50)];

/** Anything that JSON can hold, with a liking for the names of fields and for what breaks naive code. */
const anything = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<unknown>(null, true, 0, -1, 1e308, '', ...NASTY),
    fc.string(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('outcomeId', 'kpiId', 'issueId', 'version', 'title', 'values', 'target', '__proto__', 'x'), tie('value'), { maxKeys: 5 }),
  ),
})).value;

const names = Object.keys(calls) as CallName[];

const invocation = fc.record({
  accountId: fc.constantFrom(ADMIN, PROJECT_ADMIN, ENGINEER, OUTSIDER),
  moduleKey: fc.constantFrom(...MODULES),
  functionKey: fc.oneof({ weight: 9, arbitrary: fc.constantFrom<string>(...names) }, { weight: 1, arbitrary: fc.constantFrom(...NASTY) }),
  payload: anything,
});

/** Sends `runs` arbitrary payloads over all calls: each is answered by the contract, and no function ever fails. */
export async function survives(platform: LocalPlatform, runs: number, seed: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(invocation, async ({ accountId, moduleKey, functionKey, payload }) => {
      const place = moduleKey.startsWith('issue-') ? { issueKey: 'HRB-4' } : moduleKey.startsWith('project-') ? { projectKey: 'HRB' } : {};
      const answer = await platform.invoke(accountId, { moduleKey, ...place, functionKey, payload });
      // The shell refuses issues and projects that the person may not see before the function is reached.
      if (accountId === OUTSIDER && 'issueKey' in place) return;
      expect(answer.ok).toBe(true);
      const reply = (answer as { result: { ok: boolean; error?: { code: string; message: string } } }).result;
      if (reply.ok) return;
      expect(reply.error?.code).not.toBe('internal');
      expect(reply.error?.message).toEqual(expect.any(String));
    }),
    { numRuns: runs, seed },
  );
}
