/** No figure is ever about one person: what is stored of work names nobody, and what is told of it is of five or more. */
import { ADMIN, ENGINEER, GLOBAL, type Needle, PROJECT_ADMIN, needleOn, onIssue, onProject } from '../support/needle';
import { type LocalPlatform, startPlatform } from '../support/platform';
import { storedText } from '../support/stored';

let platform: LocalPlatform;
let needle: Needle;
let accountIds: string[];

beforeAll(async () => {
  platform = await startPlatform({ seed: 'demo' });
  needle = needleOn(platform);
  const { body } = await platform.jira(ADMIN)<{ accountId: string }[]>('GET', '/rest/api/3/users/search?maxResults=100');
  accountIds = body.map(({ accountId }) => accountId);
}, 300_000);
afterAll(() => platform?.stop());

/** Those who answer for something stand with it; everywhere else a person has no business. */
const NAMED = new Set(['ownerId', 'approverIds', 'byId', 'accountId', 'actor']);

function strays(value: unknown, path: string): string[] {
  if (typeof value === 'string') return accountIds.includes(value) ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => (NAMED.has(name) ? [] : strays(inner, `${path}.${name}`)).concat(accountIds.includes(name) ? [`${path}.${name}`] : []));
}

it('no reply names a person but those who answer for something', async () => {
  const { outcomes } = await needle.call(ADMIN, GLOBAL, 'outcome.list', {});
  const outcomeId = outcomes[0]?.outcomeId ?? '';
  const replies = {
    activity: await needle.call(ENGINEER, onProject('NSP'), 'project.activity', {}),
    teams: await needle.call(ENGINEER, onProject('NSP'), 'project.teams', {}),
    past: await needle.call(ENGINEER, onProject('NSP'), 'project.past', {}),
    project: await needle.call(ENGINEER, onProject('NSP'), 'project.read', {}),
    panel: await needle.call(ENGINEER, onIssue('NSP-1'), 'panel.read', {}),
    mine: await needle.call(ENGINEER, onProject('NSP'), 'work.mine', {}),
    outcome: await needle.call(ADMIN, GLOBAL, 'outcome.read', { outcomeId }),
    review: await needle.call(ADMIN, GLOBAL, 'review.list', {}),
    histories: await needle.call(ADMIN, { moduleKey: 'admin-page' }, 'history.read', {}),
    checkIns: await needle.call(ADMIN, GLOBAL, 'checkin.read', { outcomeId }),
    trail: await needle.call(ADMIN, GLOBAL, 'outcome.trail', { outcomeId, from: 1 }),
  };
  expect(accountIds.length).toBeGreaterThan(8);
  expect(strays({ someone: accountIds[0] }, '')).toEqual(['.someone']);
  expect(strays(replies, '')).toEqual([]);
  expect(replies.activity.activity?.change.items.some((n) => n !== null)).toBe(true);
});

it('nothing that is stored of work names a person, in the clear or by pseudonym', () => {
  const pseudonyms = storedText(platform.data, ['setting']).flatMap(({ key }) => (key.startsWith('person:') ? [key.slice('person:'.length)] : []));
  expect(pseudonyms.length).toBeGreaterThan(0);
  const stored = storedText(platform.data, ['ledger', 'snapshot', 'job']).filter(({ key }) => /^(issues|sums|crowd|team-crowds|team-work|activity|work-brief|history)/.test(key));
  expect(stored.length).toBeGreaterThan(10);
  for (const { key, text } of stored) {
    for (const name of [...accountIds, ...pseudonyms]) if (text.includes(`"${name}"`)) throw new Error(`${key} names ${name}.`);
  }
});

it('one’s own share is told to oneself: another gets their own', async () => {
  const [mine, other] = [await needle.call(ENGINEER, onProject('NSP'), 'work.mine', {}), await needle.call(PROJECT_ADMIN, onProject('NSP'), 'work.mine', {})];
  expect(mine.done).toBeGreaterThan(0);
  expect(mine.change).toBeLessThanOrEqual(mine.done);
  expect(other).toEqual({ done: 0, change: 0, isCut: false });
});

it('a team of four is not split, by week or in all', async () => {
  const { key } = (await platform.jira(ADMIN)<{ key: string }>('POST', '/rest/api/3/project', { key: 'FOUR', name: 'Four', projectTypeKey: 'software', leadAccountId: ADMIN })).body;
  await platform.clock({ advance: 'PT1H' });
  const { body: issue } = await platform.jira(ADMIN)<{ key: string }>('POST', '/rest/api/3/issue', { fields: { project: { key }, issuetype: { name: 'Task' }, summary: 'One thing' } });
  const { body } = await platform.jira(ADMIN)<{ transitions: { id: string; to: { statusCategory: { key: string } } }[] }>('GET', `/rest/api/3/issue/${issue.key}/transitions`);
  const done = body.transitions.find(({ to }) => to.statusCategory.key === 'done');
  await platform.jira(ADMIN)('POST', `/rest/api/3/issue/${issue.key}/transitions`, { transition: { id: done?.id } });
  await needle.call(ADMIN, onProject(key), 'history.start', {});
  await platform.clock({ advance: 'P8D' });
  await platform.idle();
  const { activity } = await needle.call(ADMIN, onProject(key), 'project.activity', {});
  expect(activity?.weeks.length).toBeGreaterThan(0);
  expect([...(activity?.run.items ?? []), ...(activity?.change.items ?? [])].every((n) => n === null)).toBe(true);
  expect(activity?.share).toBeUndefined();
}, 120_000);

it('a team of one or two is not split, nor is one whose figures would tell theirs when taken from the project’s or from another team’s', async () => {
  const define = async (name: string, query: string) => {
    const { version } = await needle.call(ADMIN, { moduleKey: 'admin-page' }, 'team.read', {});
    await needle.call(ADMIN, { moduleKey: 'admin-page' }, 'team.set', { ...(version === undefined ? {} : { version }), name, projectKeys: ['NSP'], narrowing: { kind: 'jql', query } });
    await platform.idle();
  };
  const { body } = await platform.jira(ADMIN)<{ issues: { key: string }[] }>('POST', '/rest/api/3/search/jql', { jql: 'project = NSP AND status = Done ORDER BY resolved DESC', fields: ['key'], maxResults: 1 });
  const key = body.issues[0]?.key ?? '';
  await define('One thing', `key = ${key}`);
  await define('All but one thing', `key != ${key}`);
  await define('Nearly all', 'issuetype != Epic');
  // It overlaps with the one before in all but one thing.
  await define('Nearly all but one thing', `issuetype != Epic AND key != ${key}`);
  const { teams } = await needle.call(ENGINEER, onProject('NSP'), 'project.teams', {});
  const figures = (name: string) => {
    const told = teams.find((team) => team.name === name)?.activity;
    return { weeks: [...(told?.change.items ?? []), ...(told?.run.hours ?? []), ...(told?.switches ?? [])], told };
  };
  expect(figures('Nearly all').weeks.some((n) => n !== null)).toBe(true);
  const one = figures('One thing');
  expect(one.weeks.length).toBeGreaterThan(0);
  expect(one.weeks.every((n) => n === null)).toBe(true);
  expect([one.told?.share, one.told?.inProgress]).toEqual([undefined, undefined]);
  for (const name of ['All but one thing', 'Nearly all but one thing']) {
    const rest = figures(name).told;
    expect([rest?.change.items.at(-1), rest?.share, rest?.inProgress]).toEqual([null, undefined, undefined]);
  }
}, 120_000);
