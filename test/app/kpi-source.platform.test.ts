/** KPIs that are counted in Jira or worked out from others: from the first fill to what events and hours do to them. */
import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { type CallInput } from '../../src/contract';
import { ADMIN, ENGINEER, GLOBAL, type Needle, OUTSIDER, PROJECT_ADMIN, needleOn } from '../support/needle';
import { type LocalPlatform, startPlatform } from '../support/platform';
import { realHistory } from '../dev/host/jira/history';

type Source = CallInput<'kpi.count'>['source'];
type Kpi = Partial<CallInput<'kpi.create'>>;

function kpisOn(needle: Needle, platform: LocalPlatform) {
  async function create(name: string, more: Kpi = {}) {
    const { kpi } = await needle.call(ADMIN, GLOBAL, 'kpi.create', { name, unit: 'issues', direction: 'increase', cadence: 'week', ...more });
    return kpi;
  }
  async function counted(name: string, source: Source, more: Kpi = {}): Promise<string> {
    const { kpiId, version } = await create(name, more);
    await needle.call(ADMIN, GLOBAL, 'kpi.count', { kpiId, version, source });
    await platform.idle();
    return kpiId;
  }
  const read = async (kpiId: string) => (await needle.call(ADMIN, GLOBAL, 'kpi.read', { kpiId })).values;
  const values = async (kpiId: string) => (await read(kpiId)).map(({ at, value }) => [at, value]);
  const status = async (kpiId: string) => (await needle.call(ADMIN, GLOBAL, 'kpi.source', { kpiId })).status;
  return { create, counted, read, values, status };
}

const lines = realHistory();
(lines ? describe : describe.skip)('a real history of 1,000 issues', () => {
  let platform: LocalPlatform;
  let kpis: ReturnType<typeof kpisOn>;
  beforeAll(async () => {
    platform = await startPlatform({ seed: join(process.env['NEEDLE_SHARED'] ?? '../shared', 'data/jira/fcrepo.jsonl') });
    kpis = kpisOn(needleOn(platform), platform);
  }, 90_000);
  afterAll(() => platform?.stop());

  it('is previewed by the 500 issues that changed last, from the week on of which all are among them', async () => {
    const source: Source = { kind: 'jql', jql: 'project = FCREPO', count: 'resolved' };
    await platform.resetMeter();
    const needle = needleOn(platform);
    const { issues, isCut, values } = await needle.call(ADMIN, GLOBAL, 'kpi.preview', { source, direction: 'increase', cadence: 'week' });
    expect((await platform.meter()).jira.points).toBeLessThanOrEqual(1_050);
    expect([issues, isCut]).toEqual([1_000, true]);
    // What it shows is what the KPI then has, later than that begins.
    const whole = await kpis.values(await kpis.counted('Resolved each week', source));
    expect(whole.slice(-values.length)).toEqual(values.map(({ at, value }) => [at, value]));
    expect(values.length).toBeGreaterThan(50);
    expect(values.length).toBeLessThan(whole.length);
    // Of what is open, the issues that were not read are a part of every week.
    expect(await needle.call(ADMIN, GLOBAL, 'kpi.preview', { source: { ...source, count: 'open' }, direction: 'increase', cadence: 'week' })).toMatchObject({ issues: 1_000, isCut: true, values: [] });
  }, 60_000);

  it('is counted back to its beginning, as a straightforward count over the file says, for 2 points an issue', async () => {
    await platform.resetMeter();
    const kpiId = await kpis.counted('Resolved', { kind: 'flow', jql: 'project = FCREPO', figure: { of: 'lead-time', percentile: 50, in: 'days' } }, { unit: 'days', direction: 'decrease' });
    const { jira } = await platform.meter();
    expect(jira.points).toBeLessThanOrEqual(2 * 1_000 + 100);
    const resolved = (lines ?? []).map((line) => JSON.parse(line) as { fields: { created: string; resolutiondate: string | null; resolution: { name: string } | null } }).filter(({ fields }) => fields.resolutiondate !== null);
    const values = await kpis.values(kpiId);
    const at = (text: string) => Date.parse(text.replace('+0000', 'Z'));
    const first = resolved.map(({ fields }) => fields.resolutiondate ?? '').sort()[0] ?? '';
    const day = new Date(at(first));
    expect(values[0]?.[0]).toBe(new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate() - ((day.getUTCDay() + 6) % 7))).toISOString().slice(0, 10));
    // One week by hand: that of 6 October 2008.
    const week = resolved.filter(({ fields }) => at(fields.resolutiondate ?? '') >= Date.UTC(2008, 9, 6) && at(fields.resolutiondate ?? '') < Date.UTC(2008, 9, 13) && /^(Fixed|Done|Complete)/.test(fields.resolution?.name ?? ''));
    const days = week.map(({ fields }) => (at(fields.resolutiondate ?? '') - at(fields.created)) / 86_400_000).sort((a, b) => a - b);
    const median = ((days[Math.floor((days.length - 1) / 2)] ?? 0) + (days[Math.ceil((days.length - 1) / 2)] ?? 0)) / 2;
    expect(days.length).toBeGreaterThan(2);
    expect(values.find(([monday]) => monday === '2008-10-06')?.[1]).toBeCloseTo(median, 3);
    expect(await kpis.status(kpiId)).toMatchObject({ state: 'current', issues: 1_000 });
    // An hour in which nothing happened costs a handful of points, and no value.
    await platform.resetMeter();
    await platform.clock({ advance: 'PT2H' });
    await platform.idle();
    expect((await platform.meter()).jira.points).toBeLessThanOrEqual(20);
    expect(await kpis.values(kpiId)).toEqual(values);
  }, 60_000);
});

describe('KPIs that come in by themselves', () => {
  let platform: LocalPlatform;
  let needle: Needle;
  let jira: ReturnType<LocalPlatform['jira']>;
  let kpis: ReturnType<typeof kpisOn>;
  // A Wednesday.
  const NOW = '2026-06-24T10:00:00.000Z';
  const RESOLVED: Source = { kind: 'jql', jql: 'project = HRB', count: 'resolved' };

  beforeAll(async () => {
    platform = await startPlatform({ seed: 'test/fixtures/harbour.jsonl', now: NOW });
    await platform.clock({ now: NOW, frozen: true });
    needle = needleOn(platform);
    jira = platform.jira(ADMIN);
    kpis = kpisOn(needle, platform);
  }, 60_000);
  afterAll(() => platform?.stop());

  async function issue(fields: Record<string, unknown> = {}): Promise<string> {
    const { body } = await jira<{ key: string }>('POST', '/rest/api/3/issue', { fields: { project: { key: 'HRB' }, issuetype: { name: 'Story' }, summary: 'Mooring plan', ...fields } });
    return body.key;
  }
  async function transition(key: string, category: string): Promise<void> {
    const { body } = await jira<{ transitions: { id: string; to: { statusCategory: { key: string } } }[] }>('GET', `/rest/api/3/issue/${key}/transitions`);
    await jira('POST', `/rest/api/3/issue/${key}/transitions`, { transition: { id: body.transitions.find((t) => t.to.statusCategory.key === category)?.id } });
  }
  const at = async (now: string): Promise<void> => {
    await platform.clock({ now, frozen: true });
    await platform.idle();
  };
  /** The schedules and all that they sent. */
  const hours = async (n: number): Promise<void> => {
    await platform.clock({ advance: `PT${n}H` });
    await platform.idle();
  };

  it('a week has its value when it is over, a reopened issue corrects exactly its week, and what stood there is kept', async () => {
    const kpiId = await kpis.counted('Resolved', RESOLVED);
    const before = await kpis.values(kpiId);
    expect(before.length).toBeGreaterThan(5);
    expect(before.at(-1)?.[0]).toBe('2026-06-15');
    const key = await issue();
    await transition(key, 'done');
    await hours(2);
    expect(await kpis.values(kpiId)).toEqual(before);
    await at('2026-06-29T06:00:00.000Z');
    await hours(2);
    expect(await kpis.values(kpiId)).toEqual([...before, ['2026-06-22', 1]]);
    await transition(key, 'new');
    await hours(2);
    expect(await kpis.values(kpiId)).toEqual([...before, ['2026-06-22', 0]]);
    const corrected = (await kpis.read(kpiId)).filter(({ corrections }) => corrections > 0);
    expect(corrected).toMatchObject([{ at: '2026-06-22', value: 0, source: 'jira', history: [{ value: 1, source: 'jira' }] }]);
    const { records } = await needle.call(ADMIN, GLOBAL, 'kpi.trail', { kpiId, from: 1 });
    expect(records.map(({ kind }) => kind)).toEqual(['kpi.created', 'kpi.source-set', 'values.recorded', 'values.recorded', 'values.recorded']);
    // The query itself is not in the trail: whoever sees the KPI may read it.
    expect(JSON.stringify(records)).not.toContain('HRB');
    expect(await needle.ask(ADMIN, GLOBAL, 'value.record', { kpiId, values: [{ at: '2026-06-01', value: 5 }] })).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  }, 40_000);

  it('what is deleted or leaves the query is taken back, and a value without ground is withdrawn', async () => {
    const label = { labels: ['dredging'] };
    const keys = [await issue(label), await issue(label), await issue(label)];
    for (const key of keys) await transition(key, 'done');
    await at('2026-07-06T06:00:00.000Z');
    const kpiId = await kpis.counted('Dredging', { kind: 'flow', jql: 'labels = dredging', figure: { of: 'within', hours: 48 } }, { unit: '%' });
    expect(await kpis.values(kpiId)).toEqual([['2026-06-29', 100]]);
    const created = await kpis.counted('Dredging asked for', { kind: 'jql', jql: 'labels = dredging', count: 'created' });
    expect(await kpis.values(created)).toEqual([['2026-06-29', 3]]);
    await jira('DELETE', `/rest/api/3/issue/${keys[0]}`);
    await platform.idle();
    expect(await kpis.values(created)).toEqual([['2026-06-29', 2]]);
    await jira('PUT', `/rest/api/3/issue/${keys[1]}`, { fields: { labels: [] } });
    await hours(2);
    expect(await kpis.values(created)).toEqual([['2026-06-29', 1]]);
    await jira('DELETE', `/rest/api/3/issue/${keys[2]}`);
    await platform.idle();
    expect(await kpis.values(kpiId)).toEqual([]);
    // It comes back, with what stood there before.
    await jira('PUT', `/rest/api/3/issue/${keys[1]}`, { fields: label });
    await hours(2);
    expect(await kpis.read(kpiId)).toMatchObject([{ at: '2026-06-29', value: 100, history: [{ value: 100 }] }]);
  }, 40_000);

  it('what is open at the end of each week is counted, and what is there now once a day', async () => {
    const open = await kpis.counted('Open', { kind: 'jql', jql: 'project = HRB', count: 'open' });
    expect((await kpis.values(open)).at(-1)?.[1]).toBeGreaterThan(3);
    const { kpiId, version } = await kpis.create('Old and open', { cadence: 'day' });
    await needle.call(ADMIN, GLOBAL, 'kpi.count', { kpiId, version, source: { kind: 'jql', jql: 'project = HRB AND statusCategory != Done AND created <= -30d', count: 'now' } });
    await platform.idle();
    const first = await kpis.values(kpiId);
    expect(first).toHaveLength(1);
    const { now } = await platform.clock();
    await at(new Date(Date.parse(now) + 23 * 3_600_000).toISOString());
    await hours(2);
    expect(await kpis.values(kpiId)).toHaveLength(2);
  }, 40_000);

  it('a formula follows its two KPIs, and has no value where it would be divided by zero', async () => {
    const [left, right] = [await kpis.create('Refused berths'), await kpis.create('Berths')];
    const record = (kpiId: string, values: [string, number][]) => needle.call(ADMIN, GLOBAL, 'value.record', { kpiId, values: values.map(([at, value]) => ({ at, value })) });
    await record(left.kpiId, [['2026-06-01', 3], ['2026-06-08', 4], ['2026-06-15', 1]]);
    await record(right.kpiId, [['2026-06-01', 30], ['2026-06-08', 0]]);
    const share = await kpis.create('Share refused', { unit: '%' });
    const formula = { kind: 'formula', operation: 'ratio', leftId: left.kpiId, rightId: right.kpiId, percent: true } as const;
    expect((await needle.call(ADMIN, GLOBAL, 'kpi.preview', { source: formula, direction: 'decrease', cadence: 'week' })).values).toEqual([{ at: '2026-06-01', value: 10 }]);
    const { kpi } = await needle.call(ADMIN, GLOBAL, 'kpi.derive', { kpiId: share.kpiId, version: share.version, source: formula });
    expect(kpi).toMatchObject({ workedOut: 'formula', newest: { value: 10 } });
    await record(right.kpiId, [['2026-06-08', 16]]);
    await platform.idle();
    expect(await kpis.values(share.kpiId)).toEqual([['2026-06-01', 10], ['2026-06-08', 25]]);
    await record(right.kpiId, [['2026-06-08', 0]]);
    await platform.idle();
    expect(await kpis.values(share.kpiId)).toEqual([['2026-06-01', 10]]);
    // A formula of a formula, and no circle.
    const gap = await kpis.create('Gap');
    await needle.call(ADMIN, GLOBAL, 'kpi.derive', { kpiId: gap.kpiId, version: gap.version, source: { kind: 'formula', operation: 'difference', leftId: share.kpiId, rightId: left.kpiId } });
    expect(await kpis.values(gap.kpiId)).toEqual([['2026-06-01', 7]]);
    const circle = await needle.ask(ADMIN, GLOBAL, 'kpi.derive', { kpiId: share.kpiId, version: kpi.version, source: { ...formula, leftId: gap.kpiId } });
    expect(circle).toMatchObject({ ok: false, error: { code: 'invalid-input', field: 'source.rightId' } });
    expect(await needle.ask(ENGINEER, GLOBAL, 'kpi.source', { kpiId: share.kpiId })).toMatchObject({ ok: false, error: { code: 'not-found' } });
    await needle.call(ADMIN, GLOBAL, 'kpi.detach', { kpiId: gap.kpiId, version: gap.version + 1 });
    await record(gap.kpiId, [['2026-06-08', 1]]);
  }, 40_000);

  it('a value that was recorded long after its date says so, and one from before a lock too', async () => {
    const { kpiId } = await needle.outcomeWithKpi('Berths in time');
    await needle.call(ADMIN, GLOBAL, 'value.record', { kpiId, values: [{ at: '2026-02-23', value: 9 }] });
    const marks = (await kpis.read(kpiId)).map(({ at: date, marks: those }) => [date, those]);
    expect(marks).toEqual([['2026-02-23', ['back-dated', 'before-lock']], ['2026-03-09', ['back-dated']], ['2026-03-16', ['back-dated']]]);
  });

  it('is previewed as the caller, with the verdict that it would have given', async () => {
    const preview = (who: string, source: CallInput<'kpi.preview'>['source']) => needle.ask(who, GLOBAL, 'kpi.preview', { source, direction: 'increase', cadence: 'week' });
    const seen = await needle.call(ADMIN, GLOBAL, 'kpi.preview', { source: RESOLVED, direction: 'increase', cadence: 'week' });
    expect(seen).toMatchObject({ isCut: false, trial: { verdict: { kind: expect.any(String) }, canTell: { kind: expect.any(String) } } });
    expect(seen.issues).toBeGreaterThan(10);
    expect(await preview(ENGINEER, RESOLVED)).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(await preview(OUTSIDER, RESOLVED)).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    for (const jql of ['project = NOWHERE', 'project = ', 'project = HRB) OR (level is not EMPTY']) {
      expect(await preview(ADMIN, { ...RESOLVED, jql } as Source)).toMatchObject({ ok: false, error: { code: 'invalid-input', field: 'source.jql', message: expect.stringMatching(/^Jira cannot read this query: ./) } });
    }
    expect(await preview(ADMIN, { ...RESOLVED, jql: 'assignee = currentUser()' } as Source)).toMatchObject({ ok: false, error: { code: 'invalid-input', field: 'source.jql', message: expect.stringMatching(/never about persons/) } });
  });

  it('only Jira administrators save a query, and read it', async () => {
    const { kpiId, version } = await kpis.create('Owned by another', { ownerId: PROJECT_ADMIN });
    expect(await needle.ask(PROJECT_ADMIN, GLOBAL, 'kpi.count', { kpiId, version, source: RESOLVED })).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    await needle.call(ADMIN, GLOBAL, 'kpi.count', { kpiId, version, source: RESOLVED });
    await platform.idle();
    expect((await needle.call(ADMIN, GLOBAL, 'kpi.source', { kpiId })).source).toEqual(RESOLVED);
    expect((await needle.call(PROJECT_ADMIN, GLOBAL, 'kpi.source', { kpiId })).source).toEqual({ kind: 'jql', count: 'resolved' });
    const again = { kpiId, version: version + 1 };
    expect(await needle.ask(ADMIN, GLOBAL, 'kpi.update', { ...again, cadence: 'month' })).toMatchObject({ ok: false, error: { code: 'invalid-input', field: 'cadence' } });
    const before = await kpis.values(kpiId);
    await needle.call(ADMIN, GLOBAL, 'kpi.refill', { kpiId });
    await platform.idle();
    expect(await kpis.values(kpiId)).toEqual(before);
    expect((await kpis.read(kpiId)).every(({ corrections }) => corrections === 0)).toBe(true);
  }, 40_000);

  it("a service desk's agreements are counted: the share met, and the time on their own clock", async () => {
    await jira('POST', '/rest/api/3/project', { key: 'DESK', name: 'Pilot desk', projectTypeKey: 'service_desk', leadAccountId: ADMIN });
    const { agreements } = await needle.call(ADMIN, GLOBAL, 'kpi.choices', {});
    const field = agreements.find(({ name }) => name === 'Time to resolution');
    if (!field) throw new Error('The desk has no agreement.');
    await at('2026-08-03T08:00:00.000Z');
    const keys: string[] = [];
    for (let n = 0; n < 4; n += 1) {
      const { body } = await jira<{ key: string }>('POST', '/rest/api/3/issue', { fields: { project: { key: 'DESK' }, issuetype: { name: 'Service Request' }, summary: 'Pilot wanted' } });
      keys.push(body.key);
    }
    await transition(keys[0] ?? '', 'done');
    // Allowed are 40 hours.
    await at('2026-08-06T08:00:00.000Z');
    await transition(keys[1] ?? '', 'done');
    await transition(keys[2] ?? '', 'done');
    await at('2026-08-10T08:00:00.000Z');
    const met = await kpis.counted('Agreement met', { kind: 'flow', jql: 'project = DESK', figure: { of: 'sla-met', field } }, { unit: '%' });
    expect(await kpis.values(met)).toEqual([['2026-08-03', 33.3333]]);
    const took = await kpis.counted('Agreement took', { kind: 'flow', jql: 'project = DESK', figure: { of: 'sla-time', field, percentile: 50, in: 'hours' } }, { unit: 'hours', direction: 'decrease' });
    expect(await kpis.values(took)).toEqual([['2026-08-03', 72]]);
    const strange = { kind: 'flow', jql: 'project = DESK', figure: { of: 'sla-met', field: { id: 'summary', name: 'Summary' } } } as const;
    expect(await needle.ask(ADMIN, GLOBAL, 'kpi.preview', { source: strange, direction: 'increase', cadence: 'week' })).toMatchObject({ ok: false, error: { code: 'invalid-input', field: 'source.figure.field' } });
  }, 40_000);

  it('saving says so where the app counts more than the caller sees, and asks again', async () => {
    await jira('POST', '/rest/api/3/project', { key: 'SEC', name: 'Closed harbour', projectTypeKey: 'software', leadAccountId: PROJECT_ADMIN });
    await platform.jira(PROJECT_ADMIN)('POST', '/rest/api/3/issue', { fields: { project: { key: 'SEC' }, issuetype: { name: 'Story' }, summary: 'Behind the fence' } });
    const { body: role } = await jira<{ actors: { type: string; name: string; actorGroup?: { groupId: string } }[] }>('GET', '/rest/api/3/project/SEC/role/10002');
    const group = role.actors.find(({ actorGroup }) => actorGroup)?.actorGroup?.groupId ?? '';
    expect((await jira('DELETE', `/rest/api/3/project/SEC/role/10002?groupId=${group}`)).status).toBe(204);
    const { kpiId, version } = await kpis.create('Everywhere');
    const source: Source = { kind: 'jql', jql: 'created >= 2026-01-01 AND summary ~ fence', count: 'created' };
    // The preview is the caller's: what they do not see is not in it.
    const preview = (who: string) => needle.call(who, GLOBAL, 'kpi.preview', { source, direction: 'increase', cadence: 'week' });
    expect(await preview(ADMIN)).toMatchObject({ issues: 0, values: [] });
    const asked = await needle.ask(ADMIN, GLOBAL, 'kpi.count', { kpiId, version, source });
    expect(asked).toMatchObject({ ok: false, error: { code: 'confirm', field: 'confirmed' } });
    // How many there are is not told.
    expect(JSON.stringify(asked)).not.toMatch(/\d/);
    expect((await needle.call(ADMIN, GLOBAL, 'kpi.count', { kpiId, version, source, confirmed: true })).kpi.workedOut).toBe('jira');
    await at('2026-08-17T08:00:00.000Z');
    await hours(2);
    expect((await kpis.values(kpiId)).at(-1)).toEqual(['2026-08-10', 1]);
  });

  it('what has a security level is in no preview, is not asked about, and is not counted', async () => {
    const { body: scheme } = await jira<{ id: string }>('POST', '/rest/api/3/issuesecurityschemes', { name: 'Secrets', levels: [{ name: 'Few', members: [{ type: 'user', parameter: PROJECT_ADMIN }] }] });
    await jira('POST', '/rest/api/3/project', { key: 'KEPT', name: 'Kept', projectTypeKey: 'software', leadAccountId: ADMIN, issueSecurityScheme: Number(scheme.id) });
    const { body: levels } = await jira<{ levels: { id: string }[] }>('GET', '/rest/api/3/project/KEPT/issuesecuritylevelscheme');
    const create = (summary: string, more: object = {}) => jira('POST', '/rest/api/3/issue', { fields: { project: { key: 'KEPT' }, issuetype: { name: 'Story' }, summary, ...more } });
    expect((await create('Seen')).status).toBe(201);
    expect((await create('Secret', { security: { id: levels.levels[0]?.id } })).status).toBe(201);
    const source: Source = { kind: 'jql', jql: 'project = KEPT', count: 'created' };
    expect(await needle.call(ADMIN, GLOBAL, 'kpi.preview', { source, direction: 'increase', cadence: 'week' })).toMatchObject({ issues: 1 });
    const kpiId = await kpis.counted('Through the lock', source);
    expect(await kpis.status(kpiId)).toMatchObject({ state: 'current', issues: 1 });
    await at('2026-08-24T08:00:00.000Z');
    await hours(2);
    expect((await kpis.values(kpiId)).at(-1)).toEqual(['2026-08-17', 1]);
  });

  it('nobody types, pastes, imports, pushes or corrects a value of it: each is refused with its field and a way out, and nothing is written', async () => {
    const { kpiId: a } = await needle.outcomeWithKpi('Tides');
    const { kpiId: b } = await needle.outcomeWithKpi('Moons');
    const formula = { kind: 'formula', operation: 'ratio', leftId: a, rightId: b, percent: false } as const;
    const sources = [RESOLVED, { kind: 'flow', jql: 'project = HRB', figure: { of: 'throughput' } }, formula] as const;
    const made = await Promise.all(sources.map((source) => kpis.create(`Worked out by ${source.kind}`)));
    const { source: monitoring, secret } = await needle.call(ADMIN, GLOBAL, 'source.create', { name: 'Monitoring', kpiIds: made.map(({ kpiId }) => kpiId) });
    const importId = (await needle.call(ADMIN, GLOBAL, 'import.begin', { name: 'a.csv', rows: 3, parts: 3, kpiId: made[0]?.kpiId ?? '' })).importId;
    for (const [part, { kpiId }] of made.entries()) await needle.call(ADMIN, GLOBAL, 'import.part', { importId, part, kpiId, values: [[2, '2026-06-01', 5]] });
    for (const [i, source] of sources.entries()) {
      const { kpiId = '', version = 1 } = made[i] ?? {};
      await (source.kind === 'formula' ? needle.call(ADMIN, GLOBAL, 'kpi.derive', { kpiId, version, source }) : needle.call(ADMIN, GLOBAL, 'kpi.count', { kpiId, version, source }));
    }
    await platform.idle();
    const state = () => Promise.all(made.map(async ({ kpiId }) => [await kpis.read(kpiId), (await needle.call(ADMIN, GLOBAL, 'kpi.trail', { kpiId, from: 1 })).records]));
    const before = await state();

    const no = { ok: false, error: { code: 'forbidden', field: 'kpiId', message: expect.stringMatching(/worked out/), remedy: expect.stringMatching(/\w/) } };
    for (const { kpiId } of made) {
      const known = (await kpis.values(kpiId))[0]?.[0] as string;
      for (const source of ['entry', 'paste', 'file'] as const) {
        expect(await needle.ask(ADMIN, GLOBAL, 'value.record', { kpiId, source, values: [{ at: known, value: 99 }] })).toMatchObject(no);
      }
      expect(await needle.ask(ADMIN, GLOBAL, 'import.begin', { name: 'b.csv', rows: 1, parts: 1, kpiId }).then(async (begun) => (begun.ok ? needle.ask(ADMIN, GLOBAL, 'import.part', { importId: begun.data.importId, part: 0, kpiId, values: [[2, known, 99]] }) : begun))).toMatchObject(no);
    }
    // A file that was sent before is refused by row, when its turn comes.
    await needle.call(ADMIN, GLOBAL, 'import.start', { importId, rows: [], repeated: 0, refused: 0 });
    await platform.idle();
    expect((await needle.call(ADMIN, GLOBAL, 'import.read', { importId })).import).toMatchObject({ state: 'done', counts: { added: 0, refused: 3 } });
    expect((await needle.call(ADMIN, GLOBAL, 'import.report', { importId, part: 2 })).part?.outcomes).toEqual(['worked-out']);
    // A push is taken in, and its rows wait in the inbox with the reason; no correction takes them in.
    const body = JSON.stringify(made.map(({ kpiId }, i) => ({ kpi: kpiId, at: '2026-06-01', value: 99, id: `m-${i}` })));
    const timestamp = String(Math.floor(Date.parse((await platform.clock()).now) / 1000));
    const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
    const headers = { 'x-needle-source': monitoring.sourceId, 'x-needle-timestamp': timestamp, 'x-needle-signature': `v1=${signature}` };
    expect((await fetch((await needle.call(ADMIN, GLOBAL, 'source.list', {})).address, { method: 'POST', headers, body })).status).toBe(202);
    const { items } = await needle.call(ADMIN, GLOBAL, 'inbox.list', { sourceId: monitoring.sourceId });
    expect(items.map(({ field, reason }) => [field, reason])).toEqual(made.map(() => ['kpi', 'worked-out']));
    const [item] = items;
    expect(await needle.ask(ADMIN, GLOBAL, 'inbox.correct', { sourceId: monitoring.sourceId, itemId: item?.itemId ?? '', kpiId: made[0]?.kpiId ?? '', at: '2026-06-01', value: 99 })).toMatchObject(no);
    expect(await state()).toEqual(before);
  }, 40_000);

  it('is read again by the weeks of another time zone, and what stood there is kept', async () => {
    // Sunday night in London is Monday in Berlin.
    await at('2026-08-30T22:30:00.000Z');
    await issue({ labels: ['night'] });
    await at('2026-09-14T06:00:00.000Z');
    const kpiId = await kpis.counted('By night', { kind: 'jql', jql: 'labels = night', count: 'created' });
    expect((await kpis.values(kpiId)).filter(([, n]) => n === 1)).toEqual([['2026-08-24', 1]]);
    const share = await kpis.create('By night, doubled');
    const other = await kpis.create('Ones');
    await needle.call(ADMIN, GLOBAL, 'value.record', { kpiId: other.kpiId, values: [{ at: '2026-08-31', value: 2 }] });
    await needle.call(ADMIN, GLOBAL, 'kpi.derive', { kpiId: share.kpiId, version: share.version, source: { kind: 'formula', operation: 'ratio', leftId: kpiId, rightId: other.kpiId, percent: false } });
    const admin = { moduleKey: 'admin-page' } as const;
    const { version } = await needle.call(ADMIN, admin, 'settings.read', {});
    const set = (zone: string | undefined, by: number | undefined) => needle.call(ADMIN, admin, 'settings.set', { notices: true, ...(zone === undefined ? {} : { zone }), ...(by === undefined ? {} : { version: by }) });
    const { version: after } = await set('Europe/Berlin', version);
    await platform.idle();
    expect((await kpis.values(kpiId)).filter(([, n]) => n === 1)).toEqual([['2026-08-31', 1]]);
    expect((await kpis.values(share.kpiId)).at(-1)).toEqual(['2026-08-31', 0.5]);
    await set(undefined, after);
    await platform.idle();
    expect((await kpis.values(kpiId)).filter(([, n]) => n === 1)).toEqual([['2026-08-24', 1]]);
    expect((await kpis.read(kpiId)).find(({ at: week }) => week === '2026-08-24')?.corrections).toBeGreaterThan(0);
  }, 40_000);
});
