import { lineOfSight } from '../../src/app/line-of-sight';
import { type Issue, type Ports, type Ref, SITE, type SiteFacts, ref } from '../../src/app/ports';

/** A story below an epic, an initiative and a theme, as Jira shows them; `hidden` are not shown. */
const LEVELS = ['story', 'epic', 'initiative', 'theme'] as const;

const issueOf = (level: number): Issue => ({
  ...{ issueId: LEVELS[level] ?? '', key: `HRB-${level}`, summary: '', type: '', status: '', statusId: '', level, projectId: '1', projectKey: 'HRB', created: '2026-01-01' },
  ...(level < 3 ? { parent: { issueId: LEVELS[level + 1] ?? '', key: `HRB-${level + 1}`, summary: '', level: level + 1 } } : {}),
});

async function seen(site: SiteFacts, hidden: readonly string[] = []) {
  const asked: string[] = [];
  const ports = {
    store: { read: () => Promise.resolve({ get: (one: Ref) => (one.collection === ref('site', SITE).collection ? { version: 1, body: site } : undefined) }) },
  } as unknown as Ports;
  const { line, told, unseenParent } = await lineOfSight(ports, issueOf(0), (id) => {
    asked.push(id);
    const level = LEVELS.findIndex((one) => one === id);
    return Promise.resolve(hidden.includes(id) ? undefined : issueOf(level));
  });
  return { line: line.map(({ issueId }) => issueId), told: line.slice(0, told).map(({ issueId }) => issueId), unseenParent, asked };
}

it('ends where links do, and asks Jira for nothing that the child has told of', async () => {
  expect(await seen({ highestLinkedLevel: 1 })).toEqual({ line: ['story', 'epic'], told: ['story', 'epic'], unseenParent: false, asked: [] });
  expect(await seen({ highestLinkedLevel: 2 })).toMatchObject({ line: ['story', 'epic', 'initiative'], told: ['story', 'epic', 'initiative'], asked: ['epic'] });
});

it.each([[[]], [['epic']], [['initiative']], [['theme']]])('tells of what links to restricted outcomes alone lie on as if it ended before, with %j not shown', async (hidden) => {
  for (const highestLinkedLevel of [1, 2]) {
    const [without, beside] = [await seen({ highestLinkedLevel }, hidden), await seen({ highestLinkedLevel, highestRestrictedLevel: 3 }, hidden)];
    expect([beside.told, beside.unseenParent]).toEqual([without.told, without.unseenParent]);
  }
});

it('still goes up to them for whoever sees them', async () => {
  expect((await seen({ highestLinkedLevel: 1, highestRestrictedLevel: 3 })).line).toEqual([...LEVELS]);
});
