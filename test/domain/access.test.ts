import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { calls } from '../../src/contract';
import { RIGHTS, STANDINGS, type RightName, type Standing, grants, mayDecide, maySee } from '../../src/domain/access';

const viewer = (over: Partial<{ jiraAdmin: boolean; outcomeManager: boolean; accountId: string }> = {}) => ({
  ...{ accountId: 'someone', jiraAdmin: false, outcomeManager: false },
  ...over,
});
const outcome = (restricted: boolean) => ({ ownerId: 'owner', restricted, delivery: { '10': { epicIds: ['1'] } } });

describe('who sees an outcome', () => {
  it.each([
    ['a Jira admin', viewer({ jiraAdmin: true }), [], true, true],
    ['an outcome manager', viewer({ outcomeManager: true }), [], true, true],
    ['its owner', viewer({ accountId: 'owner' }), [], true, true],
    ['who may browse a linked project', viewer(), ['10'], true, false],
    ['who may browse only another project', viewer(), ['11'], false, false],
  ])('%s', (_who, person, browsable, open, restricted) => {
    expect(maySee(person, outcome(false), new Set(browsable))).toBe(open);
    expect(maySee(person, outcome(true), new Set(browsable))).toBe(restricted);
  });
});

describe('the table of rights', () => {
  it('stands in the documents as it is in the code', () => {
    const words = { always: 'yes', 'unless-restricted': 'unless restricted' };
    const cells = (rights: { [S in Standing]?: keyof typeof words }) => STANDINGS.map((standing) => (rights[standing] ? words[rights[standing]] : '')).join(' | ');
    const rows = Object.entries(RIGHTS).map(([name, rights]) => `| \`${name}\` | ${cells(rights)} |`);
    const documents = readFileSync(join(__dirname, '../../docs/security-and-data.md'), 'utf8').split('\n');
    expect(documents.filter((line) => line.startsWith('| `') && Object.keys(RIGHTS).some((name) => line.startsWith(`| \`${name}\``)))).toEqual(rows);
    expect(documents).toContain(`| may | ${STANDINGS.map((standing) => standing.replaceAll('-', ' ')).join(' | ')} |`);
  });

  it('has a row for each permission that a call asks for, and no other', () => {
    expect(new Set(Object.values(calls).map(({ permission }) => permission))).toEqual(new Set(Object.keys(RIGHTS)));
  });

  it('grants what any standing gives, and of an issue nothing to whom Jira does not show it', () => {
    const granted = (right: RightName, ...standings: Standing[]) => [grants(right, standings), grants(right, standings, true)];
    expect(granted('view-outcome', 'member')).toEqual([true, false]);
    expect(granted('view-outcome', 'member', 'approver')).toEqual([true, true]);
    expect(granted('edit-outcome', 'approver', 'kpi-owner', 'project-admin', 'member')).toEqual([false, false]);
    expect(granted('override-gate', 'outcome-manager')).toEqual([false, false]);
    expect(granted('override-gate', 'outcome-manager', 'member')).toEqual([true, true]);
  });
});

describe('who decides on a proposal', () => {
  const outcome = { ownerId: 'owner', approverIds: ['approver', 'owner'] };
  it.each([
    ['an approver', viewer({ accountId: 'approver' }), true, true],
    ['an outcome manager', viewer({ outcomeManager: true }), true, true],
    ['a Jira administrator', viewer({ jiraAdmin: true }), true, true],
    ['the owner, who approves too', viewer({ accountId: 'owner' }), true, false],
    ['whoever proposed it, with every role', viewer({ accountId: 'proposer', jiraAdmin: true, outcomeManager: true }), false, false],
    ['anybody else', viewer(), false, false],
  ])('%s', (_who, person, ofTerms, ofClosing) => {
    expect(mayDecide(person, outcome, { byId: 'proposer', kind: 'terms' })).toBe(ofTerms);
    expect(mayDecide(person, outcome, { byId: 'proposer', kind: 'close' })).toBe(ofClosing);
  });
});
