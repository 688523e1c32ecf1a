import { join } from 'node:path';
import fc from 'fast-check';
import Database from 'libsql';
import { type CallName, calls } from '../../src/contract';
import { MODULES } from '../../src/contract/call';
import { type LocalPlatform } from '../support/platform';
import { ADMIN, ENGINEER, GLOBAL, type Needle, OUTSIDER, PROJECT_ADMIN, inSettings, needleOn } from '../support/needle';
import { payloadOf } from '../support/payload-of';

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

/** Stands in whatever a restricted outcome says, and in the names of what belongs to a project that not everybody sees. */
const MARK = 'zqmarked';
const HIDDEN = 'zqhidden';

type Ids = Readonly<Record<'outcomeId' | 'kpiId' | 'issueId' | 'parentId' | 'proposalId', readonly string[]>>;

/** What was planted, for payloads that reach far; and by person what no reply to them may hold. */
export interface Planted {
  ids: Ids;
  keptFrom: ReadonlyMap<string, readonly string[]>;
}

/**
 * Marks all that can be said of a restricted outcome: title, description, KPI, check-in, proposal, a link and a launch of a
 * KPI that an open outcome uses too; it stands above that one and below another. And of a project that not everybody sees:
 * an epic that serves the open outcome, and a team that is rewarded by its KPI. Ids are marks as well: of the restricted
 * outcome, of its KPI, which a formula of the open one uses, and of the epic. The engineer sees one
 * project alone; who sees neither approves for the open outcome, and so reads all that is said of it.
 */
export async function plant(platform: LocalPlatform): Promise<Planted> {
  const needle = needleOn(platform);
  const secret = await needle.outcomeWithKpi(`${MARK} merger`, { restricted: true, description: `${MARK} why` });
  const open = await needle.outcomeWithKpi('Faster berths', { parentId: secret.outcomeId, approverIds: [OUTSIDER] });
  await needle.call(ADMIN, GLOBAL, 'outcome.update', { outcomeId: secret.outcomeId, version: 1, parentId: (await needle.outcomeWithKpi('A better harbour')).outcomeId });
  const target = { kind: 'value', value: 5, by: '2026-12-18' } as const;
  const measure = { role: 'supporting', baseline: { kind: 'stated', level: 9 }, target, launch: '2026-03-10' } as const;
  await needle.call(ADMIN, GLOBAL, 'measure.set', { outcomeId: secret.outcomeId, kpiId: open.kpiId, ...measure });
  await needle.call(ADMIN, GLOBAL, 'checkin.record', { outcomeId: secret.outcomeId, reported: 'at-risk', note: `${MARK} said` });
  const { proposal } = await needle.call(ADMIN, GLOBAL, 'proposal.make', { ...secret, reason: `${MARK} reason`, change: { kind: 'remove' } });
  const issueId = await needle.issueId('HRB-1');
  for (const [index, outcomeId] of [secret.outcomeId, open.outcomeId].entries()) {
    await needle.call(ADMIN, inSettings('HRB'), 'link.set', { issueId, outcomeId, ...(index > 0 ? { version: index } : {}) });
  }
  const hidden = await hide(platform, open);
  const { kpi: ratio } = await needle.call(ADMIN, GLOBAL, 'kpi.create', { name: 'Ratio', unit: '%', direction: 'decrease', cadence: 'week' });
  await needle.call(ADMIN, GLOBAL, 'kpi.derive', { kpiId: ratio.kpiId, version: 1, source: { kind: 'formula', operation: 'ratio', leftId: secret.kpiId, rightId: open.kpiId } });
  await needle.call(ADMIN, GLOBAL, 'measure.set', { outcomeId: open.outcomeId, kpiId: ratio.kpiId, role: 'supporting', baseline: { kind: 'none' }, target: { kind: 'value', value: 50, by: '2026-12-18' } });
  await platform.clock({ advance: 'PT2H' });
  await platform.idle();
  const ofAll = [MARK, secret.outcomeId, secret.kpiId, proposal.proposalId];
  const keptFrom = new Map<string, string[]>();
  for (const who of FOREIGN) {
    const cannotSee = async (key: string) => (await platform.jira(who)('GET', `/rest/api/3/issue/${key}`)).status !== 200;
    // As ids stand in JSON: the digits alone may stand in any figure.
    keptFrom.set(who, [...ofAll, ...((await cannotSee('QAY-1')) ? [HIDDEN, 'QAY', `"${hidden}"`] : []), ...((await cannotSee('HRB-1')) ? ['HRB', `"${issueId}"`] : [])]);
  }
  const ids: Ids = { outcomeId: [secret.outcomeId, open.outcomeId], kpiId: [secret.kpiId, open.kpiId, ratio.kpiId], issueId: [issueId, hidden], parentId: [secret.outcomeId], proposalId: [proposal.proposalId] };
  await expectReach(needle, ids, [...ofAll, HIDDEN, `"${hidden}"`]);
  return { ids, keptFrom };
}

/** Those that the engineer has in the project. */
const ROLES = [10003, 10004];

/** An epic of another project that serves the outcome, and a team of that project that is rewarded by the KPI. */
async function hide(platform: LocalPlatform, { outcomeId, kpiId }: { outcomeId: string; kpiId: string }): Promise<string> {
  const needle = needleOn(platform);
  await platform.jira(ADMIN)('PUT', '/rest/api/3/issue/QAY-1', { fields: { summary: HIDDEN } });
  const issueId = await needle.issueId('QAY-1');
  await needle.call(ADMIN, inSettings('QAY'), 'link.set', { issueId, outcomeId });
  for (const role of ROLES) await platform.jira(ADMIN)('DELETE', `/rest/api/3/project/QAY/role/${role}?user=${ENGINEER}`);
  const { teams } = await needle.call(ADMIN, { moduleKey: 'admin-page' }, 'team.set', { name: `${HIDDEN} crew`, projectKeys: ['QAY'] });
  await needle.call(ADMIN, GLOBAL, 'incentive.set', { teamId: teams[0]?.teamId ?? '', kpiId });
  return issueId;
}

/** Whoever has a role is told of all of it, so that the marks stand where those who have none ask too. */
async function expectReach(needle: Needle, { outcomeId: [secret = '', open = ''], kpiId: [, used = '', ratio = ''] }: Ids, marks: readonly string[]): Promise<void> {
  const told = JSON.stringify([
    await needle.call(ADMIN, GLOBAL, 'outcome.read', { outcomeId: open }),
    await needle.call(ADMIN, GLOBAL, 'outcome.trail', { outcomeId: open }),
    await needle.call(ADMIN, GLOBAL, 'kpi.trail', { kpiId: used }),
    await needle.call(ADMIN, GLOBAL, 'kpi.trail', { kpiId: ratio }),
    await needle.call(ADMIN, GLOBAL, 'proposal.read', { outcomeId: secret }),
  ]);
  for (const mark of marks) expect(told).toContain(mark);
}

/** Of all of them, none has a role on the restricted outcome. */
const FOREIGN = [PROJECT_ADMIN, ENGINEER, OUTSIDER];

const invocation = fc.record({
  accountId: fc.constantFrom(ADMIN, PROJECT_ADMIN, ENGINEER, OUTSIDER),
  moduleKey: fc.constantFrom(...MODULES),
  functionKey: fc.oneof({ weight: 9, arbitrary: fc.constantFrom<string>(...names) }, { weight: 1, arbitrary: fc.constantFrom(...NASTY) }),
  payload: anything,
});

/** Calls that tell much, and so are asked more often. */
const TELLING = ['outcome.read', 'outcome.trail', 'kpi.read', 'kpi.source', 'kpi.trail', 'trail.export'] as const satisfies CallName[];
/** Lists of streams that an export goes through. */
const TRAIL_LISTS = 6;

/** Sends `runs` payloads over all calls, as people whom the planted marks are kept from: in no reply does one stand. */
export async function keepsSecrets(platform: LocalPlatform, { ids, keptFrom }: Planted, runs: number, seed: number): Promise<void> {
  const planted = fc.record(Object.fromEntries(Object.entries(ids).map(([name, some]) => [name, fc.constantFrom(...some)])));
  const name = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: fc.constantFrom(...TELLING) });
  const asked = fc.tuple(name, fc.constantFrom(...FOREIGN), planted, fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: anything }), fc.nat(), fc.constantFrom('HRB', 'QAY'));
  await fc.assert(
    fc.asyncProperty(asked, async ([functionKey, accountId, some, odd, n, project]) => {
      const { modules } = calls[functionKey];
      const moduleKey = modules[n % modules.length] ?? 'global-page';
      const place = moduleKey.startsWith('issue-') ? { issueKey: `${project}-1` } : moduleKey.startsWith('project-') ? { projectKey: project } : {};
      // Half of them change what they can: what is stored then is told of too.
      const known = { ...some, ...(n % 2 === 0 ? {} : { version: 1 }), ...(functionKey === 'trail.export' ? { after: { list: n % TRAIL_LISTS } } : {}) };
      const payload = odd ?? payloadOf(functionKey, known);
      // Somebody who may see all of it has asked the same just before: nothing of that stays.
      if (n % 4 === 0 && TELLING.some((one) => one === functionKey)) await platform.invoke(ADMIN, { moduleKey, ...place, functionKey, payload });
      const told = JSON.stringify(await platform.invoke(accountId, { moduleKey, ...place, functionKey, payload }));
      const secrets = keptFrom.get(accountId) ?? [];
      expect([functionKey, secrets.filter((secret) => told.includes(secret))]).toEqual([functionKey, []]);
    }),
    { numRuns: runs, seed },
  );
}

/** A payload that a call lets through, about what is really there, of which one leaf became something else, or none did. */
const mutated = ({ outcomeId, kpiId, issueId }: { outcomeId: string; kpiId: string; issueId: string }) =>
  fc.tuple(fc.constantFrom(...names), fc.constantFrom(ADMIN, PROJECT_ADMIN, ENGINEER), fc.nat(), fc.nat(), fc.option(anything, { nil: undefined })).map(([functionKey, accountId, n, leaf, odd]) => {
    const { modules } = calls[functionKey];
    const payload = payloadOf(functionKey, { outcomeId, kpiId, issueId, ...(n % 2 === 0 ? {} : { version: 1 }) });
    return { accountId, moduleKey: modules[n % modules.length] ?? GLOBAL.moduleKey, functionKey: functionKey as string, payload: odd === undefined ? payload : withLeaf(payload, leaf, odd) };
  });

/** The payload with another value at one of its leaves. */
function withLeaf(payload: unknown, leaf: number, odd: unknown): unknown {
  const paths = leavesOf(payload);
  const replaced = (value: unknown, [at, ...rest]: readonly string[]): unknown => {
    if (at === undefined) return odd;
    if (Array.isArray(value)) return value.map((item: unknown, i) => (String(i) === at ? replaced(item, rest) : item));
    return { ...(value as object), [at]: replaced((value as Record<string, unknown>)[at], rest) };
  };
  return replaced(payload, paths[leaf % paths.length] ?? []);
}

function leavesOf(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [[]];
  return Object.entries(value).flatMap(([name, inside]) => leavesOf(inside).map((path) => [name, ...path]));
}

type Refused = { code: string; message: string; field?: string; remedy?: string };

/**
 * Sends `runs` payloads over all calls, half of them arbitrary and half valid but for one leaf: each is answered by the
 * contract, no function ever fails, and what is refused says what is at fault and what can be done, and has changed nothing.
 */
export async function survives(platform: LocalPlatform, runs: number, seed: number): Promise<void> {
  const needle = needleOn(platform);
  const there = { ...(await needle.outcomeWithKpi('Shorter queues')), issueId: await needle.issueId('HRB-1') };
  // Nothing may be written but by the calls.
  await platform.clock({ now: (await platform.clock()).now, frozen: true });
  await platform.idle();
  const database = new Database(join(platform.data, 'platform.db'), { readonly: true });
  // Counts every write, deletions too, and never falls.
  const query = database.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'kvs_version'");
  const written = () => (query.get([]) as { seq: number }).seq;
  const met = new Set<string>();
  try {
    await fc.assert(
      fc.asyncProperty(fc.oneof(invocation, mutated(there)), async ({ accountId, moduleKey, functionKey, payload }) => {
        const place = moduleKey.startsWith('issue-') ? { issueKey: 'HRB-4' } : moduleKey.startsWith('project-') ? { projectKey: 'HRB' } : {};
        const before = written();
        const answer = await platform.invoke(accountId, { moduleKey, ...place, functionKey, payload });
        // The shell refuses issues and projects that the person may not see before the function is reached.
        if (accountId === OUTSIDER && 'issueKey' in place) return;
        expect(answer.ok).toBe(true);
        const reply = (answer as { result: { ok: true } | { ok: false; error: Refused } }).result;
        met.add(reply.ok ? 'done' : reply.error.code);
        // What follows from a change in the background is not taken for the work of the next call.
        if (reply.ok) await platform.idle();
        if (reply.ok) return;
        expect(reply.error).toEqual({ code: expect.not.stringMatching(/^internal$/), message: expect.stringMatching(/./), remedy: expect.stringMatching(/./), ...(hasField(reply.error, payload) ? { field: expect.stringMatching(/./) } : {}) });
        expect(written()).toEqual(before);
      }),
      { numRuns: runs, seed },
    );
  } finally {
    database.close();
  }
  // Payloads get past the parse, to what knows more than the schema.
  for (const code of ['done', 'changed-meanwhile', 'not-found', 'forbidden']) expect(met).toContain(code);
}

/** Where the payload is no object, there is no field to be named. */
function hasField({ code, field }: Refused, payload: unknown): boolean {
  const isObject = typeof payload === 'object' && payload !== null && !Array.isArray(payload);
  return field !== undefined || (isObject && (code === 'invalid-input' || code === 'limit-reached'));
}
