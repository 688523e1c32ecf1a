/**
 * A restricted outcome is to those who may not see it as if it were not there: two copies of Northbank live through the
 * same, the first of them with a restricted outcome and all that can hang on one, and nobody else can tell them apart.
 */
import { type CallInput, type CallName, calls } from '../../src/contract';
import { type ModuleKey } from '../../src/contract/call';
import { MAX_OUTCOMES_PER_KPI } from '../../src/domain/kpi';
import { MAX_OUTCOMES_PER_ISSUE } from '../../src/domain/link';
import { MAX_OPEN_REQUESTS_PER_ISSUE } from '../../src/domain/request';
import { moveTo, setGate } from '../support/gates';
import { ADMIN, ENGINEER, GLOBAL, OUTSIDER, PROJECT_ADMIN, type Place, inSettings, onIssue, onProject } from '../support/needle';
import { payloadOf } from '../support/payload-of';
import { type Site, type Twins, startTwins } from '../support/twins';

jest.setTimeout(300_000);

const PROJECT = 'NSP';
const FOREIGN = [PROJECT_ADMIN, ENGINEER, OUTSIDER];
/** Lists of streams that an export goes through. */
const TRAIL_LISTS = 6;
const TARGET = { kind: 'value', value: 5, by: '2030-12-18' } as const;
const MEASURE = { role: 'supporting', baseline: { kind: 'stated', level: 9 }, target: TARGET } as const;

let twins: Twins;
/** Keys and ids of epics, which both have. */
let epics: Record<'stability' | 'forms' | 'history' | 'search', { key: string; issueId: string }>;
let below: { key: string; issueId: string };

const outcome = async (site: Site, name: string, more: Partial<CallInput<'outcome.create'>> = {}): Promise<string> =>
  site.named(name, (await site.needle.call(ADMIN, GLOBAL, 'outcome.create', { title: name, ...more })).outcome.outcomeId);
const kpi = async (site: Site, name: string, ownerId = ADMIN): Promise<string> =>
  site.named(name, (await site.needle.call(ADMIN, GLOBAL, 'kpi.create', { name, unit: 'hours', direction: 'decrease', cadence: 'week', ownerId })).kpi.kpiId);

async function link(site: Site, issueId: string, name: string, more: Partial<CallInput<'link.set'>> = {}): Promise<void> {
  const { epics: listed } = await site.needle.call(ADMIN, inSettings(PROJECT), 'epic.list', {});
  const version = listed.find((epic) => epic.issueId === issueId)?.version;
  await site.needle.call(ADMIN, inSettings(PROJECT), 'link.set', { issueId, outcomeId: site.id(name), ...(version === undefined ? {} : { version }), ...more });
}

beforeAll(async () => {
  twins = await startTwins('demo');
  const { first, both } = twins;
  const { epics: listed } = await first.needle.call(ADMIN, inSettings(PROJECT), 'epic.list', {});
  const epicOf = (summary: string) => {
    const found = listed.find((epic) => epic.summary === summary);
    if (!found) throw new Error(`Northbank has no epic ${summary}.`);
    return { key: found.key, issueId: found.issueId };
  };
  epics = { stability: epicOf('Old portal: stability fixes'), forms: epicOf('Guided request forms'), history: epicOf('Migrate request history from the old portal'), search: epicOf('Portal search') };
  const { body } = await first.platform.jira(ADMIN)<{ issues: { id: string; key: string }[] }>('POST', '/rest/api/3/search/jql', { jql: `parent = ${epics.stability.key}`, fields: ['key'], maxResults: 1 });
  below = { key: body.issues[0]?.key ?? '', issueId: body.issues[0]?.id ?? '' };
  await both(async (site) => {
    await outcome(site, 'out_top');
    await outcome(site, 'out_own', { ownerId: ENGINEER, parentId: site.id('out_top'), approverIds: [PROJECT_ADMIN] });
    await kpi(site, 'kpi_own', ENGINEER);
    await site.needle.call(ADMIN, GLOBAL, 'measure.set', { outcomeId: site.id('out_own'), kpiId: site.id('kpi_own'), ...MEASURE });
    const { version } = await site.needle.call(ADMIN, { moduleKey: 'admin-page' }, 'team.read', {});
    const { teams } = await site.needle.call(ADMIN, { moduleKey: 'admin-page' }, 'team.set', { name: 'Fixers', projectKeys: [PROJECT], narrowing: { kind: 'jql', query: 'issuetype = Bug' }, ...(version === undefined ? {} : { version }) });
    // What a team is rewarded by is told to those who browse its projects; not that a restricted outcome uses it.
    await kpi(site, 'kpi_reward');
    for (const [team, kpiId] of [['Fixers', 'kpi_own'], ['Portal', 'kpi_reward']] as const) {
      await site.needle.call(ADMIN, GLOBAL, 'incentive.set', { teamId: teams.find(({ name }) => name === team)?.teamId ?? '', kpiId: site.id(kpiId) });
    }
  });
  await hide(first);
  // One is made below it, and another that stood by itself is put there.
  await both((site) => outcome(site, 'out_child', { approverIds: FOREIGN, ...(site === first ? { parentId: site.id('out_hidden') } : {}) }));
  await both((site) => outcome(site, 'out_moved', { approverIds: FOREIGN }));
  await first.needle.call(ADMIN, GLOBAL, 'outcome.update', { outcomeId: first.id('out_moved'), version: 1, parentId: first.id('out_hidden') });
  await both((site) => setGate(site.platform, PROJECT, 'Done', { mode: 'observe', rules: ['linked', 'open', 'hypothesis', 'measured', 'guardrail', 'share'], leastShare: 0.99 }));
  await twins.later('PT2H');
  for (const key of [below.key, epics.stability.key]) {
    const [said, saidToo] = await both((site) => moveTo(site.platform, ENGINEER, key, 'Done'));
    expect(said).toBe(saidToo);
  }
});
afterAll(() => twins?.stop());

/** A restricted outcome with all that can hang on one. */
async function hide(site: Site): Promise<void> {
  const { needle } = site;
  await outcome(site, 'out_hidden', { restricted: true, description: 'why', parentId: site.id('out_own') });
  await kpi(site, 'kpi_hidden');
  const outcomeId = site.id('out_hidden');
  for (const kpiId of [site.id('kpi_hidden'), site.id('kpi_own')]) {
    await needle.call(ADMIN, GLOBAL, 'measure.set', { outcomeId, kpiId, ...MEASURE, role: kpiId === site.id('kpi_own') ? 'guardrail' : 'primary', launch: '2026-03-10' });
  }
  await needle.call(ADMIN, GLOBAL, 'measure.set', { outcomeId, kpiId: site.id('kpi_reward'), ...MEASURE });
  await needle.call(ADMIN, GLOBAL, 'value.record', { kpiId: site.id('kpi_hidden'), values: [{ at: '2026-03-09', value: 8 }, { at: '2026-03-16', value: 12 }] });
  await kpi(site, 'kpi_ratio');
  await needle.call(ADMIN, GLOBAL, 'kpi.derive', { kpiId: site.id('kpi_ratio'), version: 1, source: { kind: 'formula', operation: 'ratio', leftId: site.id('kpi_own'), rightId: site.id('kpi_hidden') } });
  await needle.call(ADMIN, GLOBAL, 'measure.set', { outcomeId, kpiId: site.id('kpi_ratio'), ...MEASURE, baseline: { kind: 'none' } });
  await needle.call(ADMIN, GLOBAL, 'checkin.record', { outcomeId, reported: 'at-risk', note: 'said' });
  await needle.call(ADMIN, GLOBAL, 'proposal.make', { outcomeId, kpiId: site.id('kpi_hidden'), reason: 'so', change: { kind: 'remove' } });
  // Alone on an epic with much work, first on one that will serve others, and main on one that serves another.
  await link(site, epics.stability.issueId, 'out_hidden', { since: '2020-01-01' });
  await link(site, epics.history.issueId, 'out_hidden', { since: '2020-01-01' });
  await link(site, epics.forms.issueId, 'out_hidden', { primary: true });
  // One that everybody saw first, with its work and its mark, and that was restricted then.
  await outcome(site, 'out_later');
  await kpi(site, 'kpi_later');
  await needle.call(ADMIN, GLOBAL, 'measure.set', { outcomeId: site.id('out_later'), kpiId: site.id('kpi_later'), ...MEASURE, role: 'primary' });
  await link(site, epics.search.issueId, 'out_later', { since: '2020-01-01' });
  await site.platform.idle();
  const { version } = (await needle.call(ADMIN, GLOBAL, 'outcome.read', { outcomeId: site.id('out_later') })).outcome;
  await needle.call(ADMIN, GLOBAL, 'outcome.update', { outcomeId: site.id('out_later'), version, restricted: true });
  await needle.call(ADMIN, onIssue(below.key), 'gate.override', { rule: 'linked', reason: 'It is agreed.' });
}

const PLACES = (moduleKey: ModuleKey): Place[] => {
  if (moduleKey.startsWith('issue-')) return [epics.stability.key, epics.forms.key, below.key].map((issueKey) => ({ moduleKey, issueKey }) as Place);
  return moduleKey.startsWith('project-') ? [{ moduleKey, projectKey: PROJECT } as Place] : [{ moduleKey } as Place];
};

/** What is asked about: what both have, and what only the first has. */
const ABOUT = [
  { outcomeId: 'out_own', kpiId: 'kpi_own', issueId: 'forms' },
  { outcomeId: 'out_hidden', kpiId: 'kpi_hidden', issueId: 'stability' },
  { outcomeId: 'out_hidden', kpiId: 'kpi_own', issueId: 'history' },
  { outcomeId: 'out_child', kpiId: 'kpi_ratio', issueId: 'stability' },
  { outcomeId: 'out_moved', kpiId: 'kpi_ratio', issueId: 'stability' },
  { outcomeId: 'out_later', kpiId: 'kpi_later', issueId: 'search' },
] as const;

const sumOf = (list: readonly (number | null)[] = []): number => list.reduce<number>((all, n) => all + (n ?? 0), 0);

/** Where two replies differ, and what stands there. */
function differences(first: unknown, second: unknown, path = ''): string[] {
  if (typeof first !== 'object' || typeof second !== 'object' || first === null || second === null) {
    return first === second ? [] : [`${path} ${JSON.stringify(first)} and not ${JSON.stringify(second)}`];
  }
  const [one, other] = [new Map(Object.entries(first)), new Map(Object.entries(second))];
  return [...new Set([...one.keys(), ...other.keys()])].flatMap((key) => differences(one.get(key), other.get(key), `${path}.${key}`));
}

/** A history that is begun goes on by itself, at its own pace. */
const GOES_ON: readonly CallName[] = ['history.start', 'history.refill'];
/** Every call of each kind of page, about each of what both have and only the first has, and never the same twice. */
function questions(): { name: CallName; place: Place; payload: (site: Site) => unknown }[] {
  return (Object.keys(calls) as CallName[]).filter((name) => !GOES_ON.includes(name)).flatMap((name) => {
    const pages = new Map(calls[name].modules.map((moduleKey) => [moduleKey.slice(0, moduleKey.indexOf('-')), moduleKey]));
    const about = ABOUT.map(({ outcomeId, kpiId, issueId }) => (site: Site): unknown => {
      const ids = { outcomeId: site.id(outcomeId), kpiId: site.id(kpiId), parentId: site.id('out_hidden'), issueId: epics[issueId].issueId };
      return payloadOf(name, { ...ids, outcomeIds: ['out_own', 'out_hidden', 'out_moved'].map(site.id), issueIds: Object.values(epics).map((epic) => epic.issueId), project: true, list: name === 'trail.export' ? undefined : 'open' });
    });
    const once = new Map(about.map((payload) => [JSON.stringify(payload(twins.first)), payload]));
    return [...pages.values()].flatMap(PLACES).flatMap((place) => [...once.values()].map((payload) => ({ name, place, payload })));
  });
}

it.each(FOREIGN)('no call answers %s otherwise', async (who) => {
  const other: string[] = [];
  const asked = questions();
  for (const { name, place, payload } of asked) {
    const [first, second] = await twins.ask(who, place, name, payload);
    const found = differences(first, second);
    if (found.length > 0) other.push(`${name} ${JSON.stringify(place)}: ${found.slice(0, 3).join('; ')}`);
  }
  expect(other).toEqual([]);
  expect(asked.length).toBeGreaterThan(150);
});

it('whoever sees it is told all of it: what its work makes of run and change, and which gates leave it out', async () => {
  const { needle } = twins.first;
  const done = async (who: string) => {
    const { activity } = await needle.call(who, onProject(PROJECT), 'project.activity', {});
    return { change: sumOf(activity?.change.items), all: sumOf(activity?.change.items) + sumOf(activity?.run.items), share: activity?.share?.now ?? 0 };
  };
  const [seeing, others] = [await done(ADMIN), await done(ENGINEER)];
  expect(seeing.change).toBeGreaterThan(others.change);
  expect(seeing.all).toBe(others.all);
  const panel = async (who: string) => needle.call(who, onIssue(epics.forms.key), 'panel.read', {});
  expect((await panel(ADMIN)).share?.now).toBeCloseTo(seeing.share, 10);
  expect((await panel(ENGINEER)).share?.now).toBeCloseTo(others.share, 10);
  expect((await panel(ADMIN)).outcomes.filter(({ primary }) => primary).map(({ outcome: { outcomeId } }) => outcomeId)).toEqual([twins.first.id('out_hidden')]);
  const gateOf = async (who: string) => (await needle.call(who, onIssue(below.key), 'panel.read', {})).gate;
  expect([(await gateOf(ADMIN))?.leavesOut, (await gateOf(ENGINEER))?.leavesOut]).toEqual([true, undefined]);
});

it('what a team is rewarded by is told by name where it conflicts, though only an outcome uses it that they may not see', async () => {
  const [told, toldToo] = await twins.ask(ENGINEER, onProject(PROJECT), 'project.conflicts', () => ({}));
  expect(JSON.stringify(told)).toContain('"kpiId":"kpi_reward"');
  expect(told).toEqual(toldToo);
  expect(await twins.first.needle.ask(ENGINEER, GLOBAL, 'kpi.read', { kpiId: twins.first.id('kpi_reward') })).toMatchObject({ ok: false, error: { code: 'not-found' } });
});

it('the trail that goes out is the same', async () => {
  for (const who of FOREIGN) {
    for (let list = 0; list < TRAIL_LISTS; list += 1) {
      const [first, second] = await twins.ask(who, GLOBAL, 'trail.export', () => ({ after: { list } }));
      expect(differences(first, second)).toEqual([]);
    }
  }
});

/** Both answer alike, and in the end both refuse alike. */
async function expectSameUpTo(times: number, ask: (n: number) => Promise<[unknown, unknown]>, refused: string): Promise<void> {
  for (let n = 1; n <= times + 1; n += 1) {
    const [first, second] = await ask(n);
    expect(differences(first, second)).toEqual([]);
    expect(JSON.stringify(first)).toContain(n <= times ? '"ok":true,"data"' : `"code":"${refused}"`);
  }
}

describe('a bound', () => {
  const MANY = 12;
  beforeAll(() => twins.both(async (site) => {
    for (let n = 1; n <= MANY; n += 1) await outcome(site, `out_many${n}`, { ownerId: ENGINEER });
    await outcome(site, 'out_mine', { ownerId: ENGINEER, restricted: true });
    // On the first, what stands highest to Engineer stands below the restricted one.
    await outcome(site, 'out_level1', { ownerId: ENGINEER, ...(site === twins.first ? { parentId: site.id('out_hidden') } : {}) });
    await outcome(site, 'out_level2', { ownerId: ENGINEER, parentId: site.id('out_level1') });
  }));

  it('of the outcomes of a KPI counts none that is restricted', async () => {
    // One is there already.
    await expectSameUpTo(MAX_OUTCOMES_PER_KPI - 1, (n) => twins.ask(ENGINEER, GLOBAL, 'measure.set', (site) => ({ outcomeId: site.id(`out_many${n}`), kpiId: site.id('kpi_own'), ...MEASURE })), 'limit-reached');
  });

  it('of its restricted ones is for those who see them all', async () => {
    const [first, second] = await twins.ask(ENGINEER, GLOBAL, 'measure.set', (site) => ({ outcomeId: site.id('out_mine'), kpiId: site.id('kpi_own'), ...MEASURE }));
    expect(first).toEqual(second);
    expect(first).toMatchObject({ result: { error: { code: 'forbidden' } } });
    const [restricted, restrictedToo] = await twins.ask(ENGINEER, GLOBAL, 'outcome.update', (site) => ({ outcomeId: site.id('out_many1'), version: 1, restricted: true }));
    expect(restricted).toEqual(restrictedToo);
    expect(restricted).toMatchObject({ result: { error: { code: 'forbidden', field: 'restricted' } } });
  });

  it('of the outcomes of an epic counts those that whoever links it sees', async () => {
    const { issueId } = epics.history;
    await expectSameUpTo(MAX_OUTCOMES_PER_ISSUE, (n) => twins.ask(PROJECT_ADMIN, inSettings(PROJECT), 'link.set', (site) => ({ issueId, outcomeId: site.id(`out_many${n}`), ...(n > 1 ? { version: n - 1 } : {}) })), 'limit-reached');
    const [first, second] = await twins.ask(PROJECT_ADMIN, inSettings(PROJECT), 'link.remove', (site) => ({ issueId, outcomeId: site.id('out_many1'), version: MAX_OUTCOMES_PER_ISSUE }));
    expect(first).toEqual(second);
  });

  it('of the suggestions for an epic counts those of outcomes that one sees', async () => {
    await twins.first.needle.call(ADMIN, onIssue(epics.search.key), 'request.make', { outcomeId: twins.first.id('out_hidden') });
    await expectSameUpTo(MAX_OPEN_REQUESTS_PER_ISSUE, (n) => twins.ask(ENGINEER, onIssue(epics.search.key), 'request.make', (site) => ({ outcomeId: site.id(`out_many${n}`) })), 'limit-reached');
    for (const name of ['request.read', 'epic.list'] as const) {
      const [first, second] = await twins.ask(PROJECT_ADMIN, inSettings(PROJECT), name, () => ({}));
      expect(differences(first, second)).toEqual([]);
    }
  });

  it('of the depth of outcomes ends where one may not see on, and so does the search for a circle', async () => {
    const below = (name: string, version: number, parent: string | null) => twins.ask(ENGINEER, GLOBAL, 'outcome.update', (site) => ({ outcomeId: site.id(name), version, parentId: parent && site.id(parent) }));
    for (const [asked, code] of [
      [await below('out_many3', 1, 'out_level2'), undefined],
      [await below('out_many4', 1, 'out_many3'), undefined],
      [await below('out_many5', 1, 'out_many4'), undefined],
      [await below('out_many6', 1, 'out_many5'), 'limit-reached'],
      [await below('out_level1', 1, null), undefined],
      [await below('out_level1', 1, 'out_many4'), 'invalid-input'],
      [await below('out_level1', 1, 'out_hidden'), 'not-found'],
      // On the first the way up from there leads, by the restricted one, to where it began.
      [await below('out_own', 1, 'out_many4'), undefined],
    ] as const) {
      expect(differences(...asked)).toEqual([]);
      if (code === undefined) expect(asked[0]).toMatchObject({ result: { ok: true } });
      else expect(asked[0]).toMatchObject({ result: { error: { code } } });
    }
    for (const name of ['outcome.list', 'review.list', 'kpi.list'] as const) {
      const [first, second] = await twins.ask(ENGINEER, GLOBAL, name, () => ({}));
      expect(differences(first, second)).toEqual([]);
    }
    // Whoever sees all of it sees every outcome still.
    const listed = JSON.stringify(await twins.first.needle.call(ADMIN, GLOBAL, 'outcome.list', {}));
    for (const name of ['out_own', 'out_hidden', 'out_level1', 'out_many5']) expect(listed).toContain(twins.first.id(name));
  });
});
