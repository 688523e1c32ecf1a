import { type Ports } from '../../src/app/ports';
import { Refused } from '../../src/app/refused';
import { leniently } from '../../src/app/unanswered';

/** A Jira that fails after so many seconds, each time, and how often it was asked. */
function failing(seconds: number, failure: () => Error = () => new Refused('jira-unavailable', 'Jira did not answer.')) {
  let now = Date.parse('2026-03-23T10:00:00.000Z');
  const asked: string[] = [];
  const fails = (question: string) => () => {
    asked.push(question);
    now += seconds * 1_000;
    return Promise.reject(failure());
  };
  const user = { groupIds: fails('groups'), browsable: fails('projects'), issue: fails('parents'), issues: fails('epics'), permissions: fails('rights') };
  const ports = { user, now: () => new Date(now).toISOString(), log: { error: () => undefined }, store: { read: () => Promise.resolve({ get: () => undefined }) } } as unknown as Ports;
  return { ports, asked };
}

const ask = async ({ user }: Ports) => [await user.groupIds(), await user.browsable('me', ['10']), await user.issue('1'), await user.issues(['1']), await user.permissions('10')];
const NOTHING = [new Set(), new Set(), undefined, new Map(), { browse: false, administerProject: false, administerJira: false }];

it.each([
  ['in no time, every question is asked', 0, ['groups', 'projects', 'parents', 'epics', 'rights']],
  ['after long, no other question is asked', 20, ['groups']],
])('whatever Jira does not answer counts as not granted and not there; where it fails %s', async (_when, seconds, expected) => {
  const { ports, asked } = failing(seconds);
  const jira = leniently(ports);
  expect(await ask(jira.ports)).toEqual(NOTHING);
  expect(asked).toEqual(expected);
  expect((await jira.lacks(['10'])).unanswered).toEqual({ about: ['groups', 'projects', 'parents', 'epics', 'rights'] });
  expect(() => jira.insist()).toThrow('Jira did not answer.');
});

it('what is no failure of Jira is none of its business', async () => {
  const broken = leniently(failing(0, () => new Error('Ours')).ports);
  await expect(broken.ports.user.groupIds()).rejects.toThrow('Ours');
  expect(await broken.lacks([])).toEqual({});
  broken.insist();
});
