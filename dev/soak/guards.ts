/** Every retry and every guard of idempotency, how it is taken away, and the test that then fails. */

export interface Guard {
  /** As docs/faults.md calls it. */
  name: string;
  file: string;
  /** What stands there and what is put in its place. */
  edits: readonly (readonly [from: string, to: string])[];
  /** Jest's project, the test's file and, where it holds several, the beginning of its name. */
  shownBy: { project: 'unit' | 'platform' | 'component'; file: string; name?: string; environment?: Record<string, string> };
}

const storm = (name: string) => ({ project: 'platform', file: 'test/app/chaos/storms.platform.test.ts', name }) as const;
const unit = (file: string, name?: string) => ({ project: 'unit', file, ...(name === undefined ? {} : { name }) }) as const;
const crossing = (name: string) => unit('test/app/history/crossings.test.ts', name);

export const GUARDS: readonly Guard[] = [
  {
    name: 'reads of the store are repeated',
    file: 'src/forge/store.ts',
    edits: [['await patiently(() => kvs.batchGet<StoredEntity>(items.slice(start, start + MAX_BATCH)))', 'await kvs.batchGet<StoredEntity>(items.slice(start, start + MAX_BATCH))']],
    shownBy: storm('the store'),
  },
  { name: 'writes to the store are repeated', file: 'src/forge/store.ts', edits: [['return { failed: refusalOf(error) };', 'throw refusalOf(error);']], shownBy: storm('the store') },
  {
    name: 'a write whose reply was lost is recognised',
    file: 'src/forge/store.ts',
    edits: [['isUnknown && (await isThere(id, writes, records))', 'false']],
    shownBy: storm('replies of the store are lost'),
  },
  { name: 'a change that others were faster than is worked out again', file: 'src/app/change.ts', edits: [['const MAX_TRIES = 6;', 'const MAX_TRIES = 1;']], shownBy: storm('others seem faster') },
  { name: 'a page’s change has a receipt', file: 'src/app/change.ts', edits: [['if (made) throw new AlreadyMade(made.body.result);', '']], shownBy: unit('test/app/once.test.ts') },
  {
    name: 'a page sends again under the same key',
    file: 'static/kit/call.ts',
    edits: [['unanswered.get(sent) ?? crypto.randomUUID()', 'crypto.randomUUID()']],
    shownBy: { project: 'component', file: 'test/static/kit/once.test.tsx' },
  },
  { name: 'the key of pseudonyms is made once', file: 'src/forge/person-key.ts', edits: [[", { keyPolicy: 'FAIL_IF_EXISTS' }", '']], shownBy: unit('test/forge/person-key.test.ts') },
  { name: 'questions to Jira are repeated', file: 'src/forge/jira-client.ts', edits: [['    return { failed };\n', '    throw failed;\n']], shownBy: storm('Jira fails now and then') },
  {
    name: 'a request that Jira did not take is repeated',
    file: 'src/forge/jira-client.ts',
    edits: [['return { failed, ...(retryAfterS === undefined ? {} : { waitMs: retryAfterS * 1000 }) };', 'throw failed;']],
    shownBy: storm('Jira asks to slow down'),
  },
  {
    name: 'Retry-After is kept',
    file: 'src/forge/jira-client.ts',
    edits: [['return { failed, ...(retryAfterS === undefined ? {} : { waitMs: retryAfterS * 1000 }) };', 'return { failed };']],
    shownBy: unit('test/forge/jira-client.test.ts', 'waits as long'),
  },
  { name: 'what does something is not repeated when it may have been done', file: 'src/forge/jira-client.ts', edits: [["kind: 'once' });", "kind: 'repeatable' });"]], shownBy: unit('test/forge/jira-client.test.ts', 'asks a question again') },
  { name: 'a reply is not waited for without end', file: 'src/forge/jira-client.ts', edits: [['return await Promise.race([reply, late]);', 'return await reply;']], shownBy: unit('test/forge/jira-client.test.ts', 'does not wait for ever') },
  { name: 'an event or task that failed comes again', file: 'src/forge/retry.ts', edits: [['return new InvocationError({', 'void new InvocationError({']], shownBy: storm('Jira fails while events come') },
  { name: 'a push to a queue is repeated', file: 'src/forge/queue.ts', edits: [['return { failed: error };', 'throw error;']], shownBy: storm('pushes to the queue fail') },
  { name: 'the sweep finds what events missed', file: 'src/app/history/sweep.ts', edits: [['current.length > 0 ? await repairChanged(ports, current, at) : { repaired: 0 }', '{ repaired: 0, stoppedAt: undefined }']], shownBy: storm('events are lost') },
  { name: 'the daily comparison finds what is gone', file: 'src/app/history/sweep.ts', edits: [['await repairGone(ports, head)', '{ repaired: 0, facts: {} }']], shownBy: storm('events are lost') },
  { name: 'the sweep goes on past an issue that fails', file: 'src/app/history/sweep.ts', edits: [['failedAt ??= updated;', 'throw error;']], shownBy: unit('test/app/history/sweep.test.ts', 'goes on past') },
  { name: 'the sweep comes back to an issue that failed', file: 'src/app/history/sweep.ts', edits: [['failedAt ??= updated;', '']], shownBy: unit('test/app/history/sweep.test.ts', 'goes on past') },
  { name: 'the sweep goes on where its points ended', file: 'src/app/history/sweep.ts', edits: [['const sweptAt = changed.stoppedAt ?? at;', 'const sweptAt = at;']], shownBy: unit('test/app/history/sweep.test.ts', 'stops where') },
  { name: 'a history whose beginning was cut off is begun', file: 'src/app/history/sweep.ts', edits: [['await beginMissing(ports, new Set(projectIds));', '']], shownBy: unit('test/app/history/sweep.test.ts', 'begins the history') },
  { name: 'a fill keeps what an event brought to sight meanwhile', file: 'src/app/history/fill.ts', edits: [[' || entry.takenIn === fill.run', '']], shownBy: crossing('a sub-task that came back') },
  { name: 'an upkeep looks back over the length of the one before', file: 'src/app/kpi-source/upkeep.ts', edits: [['= 15 + 5;', '= 5;']], shownBy: unit('test/app/kpi-source/interleaving.test.ts', 'the values of a KPI that is counted in Jira have') },
  { name: 'a fill that lost its message is woken', file: 'src/app/history/sweep.ts', edits: [['if (fill && isStuck(fill, ports.now()))', 'if (false)']], shownBy: storm('what a queue accepted never comes') },
  { name: 'the sweep leaves out what it is not shown', file: 'src/app/history/sweep.ts', edits: [['read.filter(({ projectId }) => shown.has(projectId))', 'read.filter(() => shown.size >= 0)']], shownBy: { project: 'platform', file: 'test/app/broken-links.platform.test.ts', name: 'without an event those of a deleted project' } },
  { name: 'a link of what is gone is taken back though no event came', file: 'src/app/jobs/check-links.ts', edits: [['await unlinkDeleted(ports, issueId);', '']], shownBy: unit('test/app/jobs/check-links.test.ts', 'an epic that is gone') },
  { name: 'a link is taken back only after two looks far apart', file: 'src/app/jobs/check-links.ts', edits: [['Date.parse(at) - Date.parse(since) < SURE_AFTER_MS || ', '']], shownBy: unit('test/app/jobs/check-links.test.ts', 'an outage removes no link') },
  { name: 'a link stays where its epic may be hidden', file: 'src/app/jobs/check-links.ts', edits: [["sight !== 'partly' && ", '']], shownBy: unit('test/app/jobs/check-links.test.ts', 'an epic that is hidden') },
  { name: 'one job that fails stops no other', file: 'src/app/jobs/record-run.ts', edits: [['ports.log.error(`Job ${name} failed`, error);', 'throw error;']], shownBy: storm('one job fails') },
  { name: 'one item of a job that fails stops no other', file: 'src/app/jobs/each-of.ts', edits: [['failed += 1;', 'throw error;']], shownBy: unit('test/app/jobs/each-item.test.ts') },
  { name: 'a further question that Jira does not answer leaves the view', file: 'src/app/unanswered.ts', edits: [['refused = error;', 'throw error;']], shownBy: { project: 'platform', file: 'test/app/unanswered.platform.test.ts', name: 'a panel' } },
  { name: 'after a question that took long and failed no other is asked', file: 'src/app/unanswered.ts', edits: [['if (!refused || !isLate()) return await answer();', 'return await answer();']], shownBy: unit('test/app/unanswered.test.ts') },
  { name: 'a rotation that is sent again makes no second secret', file: 'src/app/use-cases/rotate-source.ts', edits: [['if (before?.revision === revision) return before.current;', '']], shownBy: { project: 'platform', file: 'test/app/push.platform.test.ts', name: 'a rotation' } },
  { name: 'a step that was done sends its successor again', file: 'src/app/history/fill.ts', edits: [['if (fill.step === task.step + 1)', 'if (false)']], shownBy: crossing('a step that was cut off') },
  { name: 'a fill writes only while it is at its step', file: 'src/app/history/fill.ts', edits: [['await ports.store.commit(writes, [], [{ ref: stored, version: head.version }])', 'await ports.store.commit(writes, [])']], shownBy: crossing('a step of a fill that is delivered twice') },
  { name: 'an event counts in the sums that hold by then', file: 'src/app/history/take-issue.ts', edits: [['await ports.store.commit(drafted.writes, [], drafted.unchanged)', 'await ports.store.commit(drafted.writes, [])']], shownBy: crossing('an event counts in the sums') },
  { name: 'an older reading of an issue does not win', file: 'src/app/history/take-issue.ts', edits: [['...[...this.shards.values()].map(({ ref: stored, body }) => ({ ref: stored, body, expect: versionOf(stored) })),', "...[...this.shards.values()].map(({ ref: stored, body }) => ({ ref: stored, body, expect: 'any' as const })),"], ['await ports.store.commit(drafted.writes, [], drafted.unchanged)', 'await ports.store.commit(drafted.writes, [])'], ["expect: version ?? null })),", "expect: 'any' as const })),"]], shownBy: crossing('of two readings') },
  { name: 'what is gone stays marked', file: 'src/app/history/take-issue.ts', edits: [['entry ?? gone(number, ports.now())', 'entry']], shownBy: crossing('an issue that is gone') },
  { name: 'sums are made of an unchanged ledger', file: 'src/app/history/make-sums.ts', edits: [['if (await ports.store.commit([{ ref: stored, body, expect: head.version }], [])) {', "if (await ports.store.commit([{ ref: stored, body, expect: 'any' }], [])) {"]], shownBy: crossing('sums are made') },
  { name: 'a batch of pushed values is taken once', file: 'src/app/push-values.ts', edits: [["if (found.get(storedLog)?.body.recent.includes(content)) return 'duplicate';", ''], ['if (before.recent.includes(content)) return false;', '']], shownBy: storm('a batch of values') },
  { name: 'a gate whose check is late records no other answer', file: 'src/app/gate/check-gate.ts', edits: [['isOver.throwIfAborted();', '']], shownBy: unit('test/forge/gate.test.ts', 'its deadline') },
  { name: 'an override ends though no event came', file: 'src/app/gate/check-gate.ts', edits: [['overridesInForce(wanted, status, ports.now(), changedAt)', 'overridesInForce(wanted, status, ports.now())']], shownBy: { project: 'platform', file: 'test/app/gate.platform.test.ts' } },
  { name: 'the failure of a gate is recorded once', file: 'src/domain/gate.ts', edits: [['if (isThere) return [...entries];', '']], shownBy: unit('test/domain/gate.test.ts') },
  { name: 'two runs do not spend the same points', file: 'src/app/budget.ts', edits: [["const body = spent(found?.body ?? {}, purpose, points, ports.quota, ports.now());\n    if (await ports.store.commit([{ ref: stored, body, expect: found?.version ?? null }], [])) return 0;", "const body = spent(found?.body ?? {}, purpose, points, ports.quota, ports.now());\n    if (await ports.store.commit([{ ref: stored, body, expect: 'any' }], [])) return 0;"]], shownBy: unit('test/app/budget.test.ts', 'two runs') },
  { name: 'points that were not used are given back', file: 'src/app/budget.ts', edits: [['const corrected = spent(found?.body ?? {}, purpose, difference, ports.quota, ports.now());', 'const corrected = found?.body ?? {};']], shownBy: unit('test/app/budget.test.ts', 'what was put by') },
  { name: 'the near limit is heeded', file: 'src/app/budget.ts', edits: [['const body = held === undefined ? counted : heldUntil(counted, held, ports.quota);', 'const body = counted;']], shownBy: unit('test/app/budget.test.ts', 'once Jira said') },
];
