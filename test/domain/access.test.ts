import { maySee } from '../../src/domain/access';

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
