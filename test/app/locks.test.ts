import { type CallInput } from '../../src/contract';
import { MemorySite } from '../support/memory-site';
import { AFTER, LAUNCH, ME, OTHER, TERMS, WINDOW, alarmDecided, launched, staysLocked } from './lock-sequences';

const LOCKED = { ok: false, error: { code: 'forbidden', remedy: expect.stringContaining('Propose') } };

describe('what is locked', () => {
  it('may be changed by its owner until the day of the launch, on the clock of the site', async () => {
    const { site, pair } = await launched('2026-03-01T23:30:00.000Z');
    const change = (value: number, version: number) => site.ask(ME, 'measure.set', { ...pair, ...TERMS, version, target: { ...TERMS.target, value } });
    expect(await change(5, 1)).toMatchObject({ ok: true });
    await site.call(ME, 'settings.set', { notices: false, zone: 'Europe/Berlin' }, 'admin-page');
    expect(await change(4, 2)).toMatchObject(LOCKED);
  });

  it('stays so when the outcome was closed while the site’s day was set back', async () => {
    const { site, pair } = await launched('2026-03-02T00:00:00.000Z');
    await site.call(ME, 'outcome.close', { outcomeId: pair.outcomeId, version: 1, as: 'abandoned', reason: 'r' });
    await site.call(ME, 'settings.set', { notices: true, zone: 'Etc/GMT+12' }, 'admin-page');
    await site.call(ME, 'outcome.reopen', { outcomeId: pair.outcomeId, version: 2, reason: 'r' });
    expect(await site.ask(ME, 'measure.remove', { ...pair, version: 1 })).toMatchObject(LOCKED);
  });

  it.each([
    ['target', { target: { ...TERMS.target, value: 7 } }],
    ['its date', { target: { ...TERMS.target, by: '2027-12-18' } }],
    ['baseline', { baseline: { kind: 'stated', level: 12 } }],
    ['window', { baseline: { ...WINDOW, from: '2026-01-12' } }],
    ['launch', { launch: '2027-03-02' }],
    ['no launch', { launch: undefined }],
    ['role', { role: 'supporting' }],
    ['lag', { lagDays: 90 }],
    ['planned effect', { plannedEffect: 1 }],
  ] as const)('%s: takes a proposal after the launch', async (_what, change) => {
    const { site, pair, read } = await launched();
    const before = await read();
    expect(await site.ask(ME, 'measure.set', { ...pair, ...TERMS, ...change, version: 1 })).toMatchObject(LOCKED);
    expect(await read()).toEqual(before);
  });

  it('is judged in the unit and at the cadence that it was agreed in, whatever becomes of the KPI’s own', async () => {
    const { site, pair, read } = await launched(undefined, [], { kind: 'stated', level: 9 });
    const { outcome } = await site.call(ME, 'outcome.create', { title: 'Later' });
    const later = { outcomeId: outcome.outcomeId, kpiId: pair.kpiId };
    await site.call(ME, 'measure.set', { ...later, ...TERMS, baseline: { kind: 'stated', level: 9 }, launch: '2027-03-02' });
    await site.call(ME, 'kpi.update', { kpiId: pair.kpiId, version: 1, unit: 'min', cadence: 'quarter' });
    expect((await read()).view).toMatchObject({ unit: 'h', cadence: 'week' });
    const { measures } = await site.call(ME, 'outcome.read', { outcomeId: later.outcomeId });
    expect(measures[0]?.view).toMatchObject({ unit: 'min', cadence: 'quarter' });
    // Ten weeks without a value are long for a KPI of every week, and nothing for one of every quarter.
    await site.call(ME, 'value.record', { kpiId: pair.kpiId, values: [{ at: '2026-03-09', value: 8 }] });
    site.now = '2026-05-29T10:00:00.000Z';
    await site.call(ME, 'value.record', { kpiId: pair.kpiId, values: [{ at: '2026-03-10', value: 8 }] });
    expect((await read()).view).toMatchObject({ unit: 'h', cadence: 'week', verdict: { kind: 'refused', reason: 'stale' } });
    await site.lockMeasures();
    const { records } = await site.call(ME, 'outcome.trail', { outcomeId: pair.outcomeId });
    expect(records.find(({ kind }) => kind === 'measure.locked')?.data).toMatchObject({ unit: 'h', cadence: 'week' });
  });

  it('of a restricted outcome is not told of by what may be done with the KPI', async () => {
    const refusals: unknown[] = [];
    for (const isUsed of [true, false]) {
      const site = new MemorySite('2026-03-20T10:00:00.000Z', [ME]);
      const { kpi } = await site.call(ME, 'kpi.create', { name: 'Time', unit: 'h', direction: 'decrease', cadence: 'week', ownerId: OTHER });
      const { outcome } = await site.call(ME, 'outcome.create', { title: 'Quiet', restricted: true });
      if (isUsed) await site.call(ME, 'measure.set', { outcomeId: outcome.outcomeId, kpiId: kpi.kpiId, ...TERMS, baseline: { kind: 'stated', level: 9 } });
      const change = (version: number, patch: object) => site.ask(OTHER, 'kpi.update', { kpiId: kpi.kpiId, version, ...patch });
      refusals.push([await change(1, { unit: 'min' }), await change(2, { cadence: 'day' }), await site.ask(OTHER, 'value.record', { kpiId: kpi.kpiId, values: AFTER }), await change(3, { unit: 'h' }), await change(3, { cadence: 'week' })]);
    }
    expect(refusals[0]).toEqual(refusals[1]);
    expect(refusals[0]).toMatchObject([{ ok: true }, { ok: true }, { ok: true }, { ok: false, error: { field: 'unit' } }, { ok: true }]);
  });

  it('neither leaves the outcome, nor changes its unit', async () => {
    const { site, pair } = await launched();
    expect(await site.ask(ME, 'measure.remove', { ...pair, version: 1 })).toMatchObject(LOCKED);
    expect(await site.ask(ME, 'kpi.update', { kpiId: pair.kpiId, version: 1, unit: 'min' })).toMatchObject({ ok: false, error: { code: 'forbidden', field: 'unit' } });
  });

  it('lets a further stage of the rollout be added', async () => {
    const { site, pair } = await launched();
    expect(await site.ask(ME, 'measure.set', { ...pair, ...TERMS, version: 1, laterLaunches: ['2026-05-04'] })).toMatchObject({ ok: true });
  });

  it('of one that began without a baseline is that: it is given its first by a proposal', async () => {
    const { site, pair, read } = await launched(undefined, undefined, { kind: 'none' });
    const stated = { kind: 'stated', level: 20 } as const;
    for (const baseline of [WINDOW, stated]) expect(await site.ask(ME, 'measure.set', { ...pair, ...TERMS, baseline, version: 1 })).toMatchObject(LOCKED);
    const { proposal } = await site.call(ME, 'proposal.make', { ...pair, reason: 'The old log was found.', change: { kind: 'terms', ...TERMS } });
    await site.call(OTHER, 'proposal.decide', { outcomeId: pair.outcomeId, proposalId: proposal.proposalId, approve: true, reason: 'Seen.' });
    expect((await read()).view).toMatchObject({ baseline: { level: 9.5, count: 8 }, former: [{ baseline: { kind: 'refused', reason: 'begun-without' } }] });
  });

  it.each([['older values', WINDOW], ['no baseline', { kind: 'none' }]] as const)('begins with %s where the change was live when it was first measured', async (_what, baseline) => {
    const { site, pair } = await launched();
    const { outcome } = await site.call(ME, 'outcome.create', { title: 'Live already' });
    expect(await site.ask(ME, 'measure.set', { outcomeId: outcome.outcomeId, kpiId: pair.kpiId, ...TERMS, baseline })).toMatchObject({ ok: true });
  });

  it('is told in the trail with the hash of the values, once', async () => {
    const { site, pair } = await launched();
    expect(await site.lockMeasures()).toEqual({ locked: 1, failed: 0 });
    expect(await site.lockMeasures()).toEqual({ locked: 0, failed: 0 });
    const { records } = await site.call(ME, 'outcome.trail', { outcomeId: pair.outcomeId });
    expect(records.filter(({ kind }) => kind === 'measure.locked')).toMatchObject([
      { actor: 'app', data: { kpiId: pair.kpiId, values: 8, hash: expect.stringMatching(/^[0-9a-f]{64}$/), direction: 'decrease', launch: LAUNCH, target: TERMS.target } },
    ]);
  });
});

it('a measure that cannot be locked stops no other, and is locked by the next run', async () => {
  const { site, pair } = await launched('2026-02-28T10:00:00.000Z');
  const { kpi } = await site.call(ME, 'kpi.create', { name: 'Queue', unit: 'h', direction: 'decrease', cadence: 'week' });
  const other = { outcomeId: pair.outcomeId, kpiId: kpi.kpiId };
  await site.call(ME, 'measure.set', { ...other, ...TERMS, baseline: { kind: 'stated', level: 9 } });
  site.now = '2026-03-20T10:00:00.000Z';
  expect(await site.lockMeasures(pair.kpiId)).toEqual({ locked: 1, failed: 1 });
  expect(await site.lockMeasures()).toEqual({ locked: 1, failed: 0 });
});

describe('values inside a locked window', () => {
  it('are recorded, and count only once a second person approved them', async () => {
    const { site, pair, read } = await launched();
    await site.call(ME, 'value.record', { kpiId: pair.kpiId, values: [{ at: '2026-01-05', value: 90 }, { at: '2026-01-08', value: 70 }] });
    expect((await read()).view).toMatchObject({ baseline: { level: 9.5, count: 8 }, lock: { heldBack: 2 } });
    const { proposal } = await site.call(ME, 'proposal.make', { ...pair, reason: 'The meter was wrong.', change: { kind: 'values' } });
    expect(proposal.change).toMatchObject({ level: { from: 9.5 }, count: 2, values: [{ at: '2026-01-05', counts: 9, recorded: 90 }, { at: '2026-01-08', recorded: 70 }] });
    // What comes in after it was proposed was not seen by whoever approves.
    await site.call(ME, 'value.record', { kpiId: pair.kpiId, values: [{ at: '2026-01-12', value: 500 }] });
    await site.call(OTHER, 'proposal.decide', { outcomeId: pair.outcomeId, proposalId: proposal.proposalId, approve: true, reason: 'Seen the log.' });
    const { view } = await read();
    expect(view).toMatchObject({ baseline: { level: (90 + 70 + 9 * 3 + 10 * 4) / 9, count: 9 }, lock: { heldBack: 1 } });
    expect(view.former).toEqual([{ until: '2026-03-20', baseline: { kind: 'level', level: 9.5, count: 8 }, target: TERMS.target, launch: LAUNCH }]);
  });

  it('fill a window that was empty at the launch within one day, each as it first came in', async () => {
    const { site, pair, read } = await launched('2026-03-20T10:00:00.000Z', []);
    const record = (at: string, value: number) => site.call(ME, 'value.record', { kpiId: pair.kpiId, values: [{ at, value }] });
    await record('2026-01-05', 9);
    await record('2026-01-12', 11);
    await record('2026-01-12', 500);
    expect((await read()).view).toMatchObject({ baseline: { level: 10, count: 2 }, lock: { heldBack: 1 } });
    site.now = '2026-03-21T10:00:00.000Z';
    await record('2026-01-19', 500);
    expect((await read()).view).toMatchObject({ baseline: { level: 10, count: 2 }, lock: { heldBack: 2 } });
  });

  it('fill an empty window no further in another time zone, in which it is that day again', async () => {
    const { site, pair, read } = await launched('2026-03-20T10:00:00.000Z', []);
    const record = (at: string, value: number) => site.call(ME, 'value.record', { kpiId: pair.kpiId, values: [{ at, value }] });
    await record('2026-01-05', 9);
    site.now = '2026-03-21T10:00:00.000Z';
    await record('2026-01-12', 500);
    await site.call(ME, 'settings.set', { notices: true, zone: 'Etc/GMT+12' }, 'admin-page');
    await record('2026-01-19', 500);
    expect((await read()).view).toMatchObject({ baseline: { level: 9, count: 1 }, lock: { heldBack: 2 } });
  });

  it('of one that was set after its launch are locked with it', async () => {
    const { site, pair } = await launched();
    const { outcome } = await site.call(ME, 'outcome.create', { title: 'Second' });
    const second = { outcomeId: outcome.outcomeId, kpiId: pair.kpiId };
    await site.call(ME, 'measure.set', { ...second, ...TERMS });
    await site.call(ME, 'value.record', { kpiId: pair.kpiId, values: [{ at: '2026-01-05', value: 90 }] });
    const { measures } = await site.call(ME, 'outcome.read', { outcomeId: second.outcomeId });
    expect(measures[0]?.view).toMatchObject({ baseline: { level: 9.5 }, lock: { heldBack: 1 } });
  });
});

describe('a proposal', () => {
  const target = { kind: 'value', value: 8, by: '2026-12-18' } as const;
  const proposed = async () => {
    const all = await launched();
    const { proposal } = await all.site.call(ME, 'proposal.make', { ...all.pair, reason: 'Six was too far.', change: { kind: 'terms', ...TERMS, target } });
    const decide = (who: string, approve = true) => all.site.ask(who, 'proposal.decide', { outcomeId: all.pair.outcomeId, proposalId: proposal.proposalId, approve, reason: 'Agreed.' });
    return { ...all, proposal, decide };
  };

  it('changes nothing until a second person approves; then old and new stand side by side', async () => {
    const { read, decide, proposal, site, pair } = await proposed();
    expect(proposal).toMatchObject({ state: 'open', mayDecide: false, mayWithdraw: true, kpi: { name: 'Time', unit: 'h' }, change: { from: { target: TERMS.target }, to: { target } } });
    expect((await read()).view.target).toEqual(TERMS.target);
    expect(await decide(ME)).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(await decide(OTHER)).toMatchObject({ ok: true, data: { proposal: { state: 'approved', decided: { byId: OTHER, reason: 'Agreed.' } } } });
    const { view } = await read();
    expect(view).toMatchObject({ target, former: [{ until: '2026-03-20', target: TERMS.target, baseline: { level: 9.5 } }] });
    const { records } = await site.call(ME, 'outcome.trail', { outcomeId: pair.outcomeId });
    expect(records.map(({ kind }) => kind).slice(-4)).toEqual(['proposal.made', 'proposal.approved', 'measure.changed', 'measure.locked']);
  });

  it('that is rejected or withdrawn leaves all as it was, and makes room for another', async () => {
    const { site, pair, read, decide, proposal } = await proposed();
    const again = { ...pair, reason: 'Again.', change: { kind: 'terms', ...TERMS, target } } as const;
    expect(await site.ask(OTHER, 'proposal.make', again)).toMatchObject({ ok: false, error: { code: 'already-exists' } });
    expect(await decide(OTHER, false)).toMatchObject({ ok: true, data: { proposal: { state: 'rejected' } } });
    expect(await decide(OTHER)).toMatchObject({ ok: false, error: { code: 'changed-meanwhile' } });
    const next = await site.call(OTHER, 'proposal.make', again);
    const withdraw = (who: string) => site.ask(who, 'proposal.withdraw', { outcomeId: pair.outcomeId, proposalId: next.proposal.proposalId });
    expect(await withdraw(ME)).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(await withdraw(OTHER)).toMatchObject({ ok: true, data: { proposal: { state: 'withdrawn' } } });
    expect((await read()).view.target).toEqual(TERMS.target);
    const { proposals } = await site.call(ME, 'proposal.read', { outcomeId: pair.outcomeId });
    expect(proposals.map(({ state, proposalId }) => [state, proposalId === proposal.proposalId])).toEqual([['withdrawn', false], ['rejected', true]]);
  });

  it('is approved exactly once, however many approve or reject at the same time', async () => {
    const { site, pair, read, decide } = await proposed();
    const answers = await Promise.all([decide(OTHER), decide(OTHER), decide(OTHER, false), decide(OTHER)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const { records } = await site.call(ME, 'outcome.trail', { outcomeId: pair.outcomeId });
    expect(records.filter(({ kind }) => /^proposal\.(approved|rejected)$/.test(kind))).toHaveLength(1);
    expect((await read()).view.former?.length ?? 0).toBe(records.some(({ kind }) => kind === 'proposal.approved') ? 1 : 0);
  });

  it('takes a KPI out of the outcome, with its lock', async () => {
    const { site, pair } = await launched();
    const { proposal } = await site.call(ME, 'proposal.make', { ...pair, reason: 'The wrong KPI.', change: { kind: 'remove' } });
    await site.call(OTHER, 'proposal.decide', { outcomeId: pair.outcomeId, proposalId: proposal.proposalId, approve: true, reason: 'Yes.' });
    expect((await site.call(ME, 'outcome.read', { outcomeId: pair.outcomeId })).measures).toEqual([]);
  });

  it('that gave a KPI up is remembered: when it comes back, what was agreed before stands beside the new terms', async () => {
    const { site, pair, read } = await launched();
    const back = (launch: string) => site.ask(ME, 'measure.set', { ...pair, ...TERMS, baseline: { kind: 'stated', level: 30 }, launch });
    const givenUp = async () => {
      const { proposal } = await site.call(ME, 'proposal.make', { ...pair, reason: 'The wrong KPI.', change: { kind: 'remove' } });
      await site.call(OTHER, 'proposal.decide', { outcomeId: pair.outcomeId, proposalId: proposal.proposalId, approve: true, reason: 'Yes.' });
    };
    const first = { until: '2026-03-20', baseline: { level: 9.5, count: 8 }, target: TERMS.target, launch: LAUNCH };
    await givenUp();
    expect(await back('2026-06-01')).toMatchObject({ ok: true });
    // Not launched yet, it is taken out and put back by one person.
    await site.call(ME, 'measure.remove', { ...pair, version: 1 });
    expect(await back('2026-01-05')).toMatchObject({ ok: true, data: { view: { former: [first] } } });
    await givenUp();
    expect(await back('2026-01-05')).toMatchObject({ ok: true });
    expect((await read()).view.former).toMatchObject([first, { baseline: { level: 30 }, launch: '2026-01-05' }]);
  });

  it('that proposes nothing new, or what cannot be, is refused', async () => {
    const { site, pair } = await launched();
    const make = (change: CallInput<'proposal.make'>['change']) => site.ask(ME, 'proposal.make', { ...pair, reason: 'So.', change });
    expect(await make({ kind: 'terms', ...TERMS })).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
    expect(await make({ kind: 'values' })).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
    expect(await make({ kind: 'terms', ...TERMS, target: { ...target, value: 20 } })).toMatchObject({ ok: false, error: { field: 'target.value' } });
    expect(await make({ kind: 'terms', ...TERMS, baseline: { ...WINDOW, to: LAUNCH } })).toMatchObject({ ok: false, error: { field: 'baseline.to' } });
  });

  it('is all that the answer to an alarm makes of another target', async () => {
    const { site, pair, read } = await launched();
    expect(await alarmDecided(site, pair, 8)).toBe(1);
    expect((await read()).view.target).toEqual(TERMS.target);
    const { proposals } = await site.call(OTHER, 'proposal.read', { outcomeId: pair.outcomeId });
    expect(proposals).toMatchObject([{ state: 'open', byId: ME, change: { to: { target } } }]);
  });

  it('awaits those in the weekly review who may decide it', async () => {
    const { site } = await proposed();
    const items = async (who: string) => (await site.call(who, 'review.list', {})).outcomes.flatMap((one) => one.items).filter(({ kind }) => kind === 'proposal');
    expect(await items(OTHER)).toMatchObject([{ change: 'terms', name: 'Time', awaitsYou: true }]);
    expect(await items(ME)).toMatchObject([{ awaitsYou: false }]);
  });
});

it('no sequence of calls by one person with every role changes what is locked', () => staysLocked(150, 20_260_302), 60_000);

it('a proposal that anybody else approves does change it', async () => {
  const { site, pair, read } = await launched();
  const { proposal } = await site.call(ME, 'proposal.make', { ...pair, reason: 'r', change: { kind: 'terms', ...TERMS, baseline: { kind: 'stated', level: 20 } } });
  await site.call(OTHER, 'proposal.decide', { outcomeId: pair.outcomeId, proposalId: proposal.proposalId, approve: true, reason: 'r' });
  expect((await read()).view).toMatchObject({ baseline: { level: 20 }, former: [{ baseline: { level: 9.5 } }] });
  // And what was approved is locked in its turn.
  expect(await site.ask(ME, 'measure.set', { ...pair, ...TERMS, version: 2 })).toMatchObject(LOCKED);
  await site.call(ME, 'value.record', { kpiId: pair.kpiId, values: AFTER });
  expect((await read()).view.baseline).toMatchObject({ level: 20 });
});
