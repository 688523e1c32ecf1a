import { MIN_PEOPLE, SLOTS, joinedTeams, peopleInAny, slotsUpTo } from '../../src/domain/crowd';
import { MAX_NARROW_TEAMS, type Team, narrowTeamsIn, tagOf, tagsOf } from '../../src/domain/team';
import { type TeamPart, teamActivity } from '../../src/domain/team-work';
import { plusDays } from '../../src/domain/timeline';

const WEEK = '2026-03-02';
const people = (from: number, count: number): string => Array.from({ length: count }, (_, i) => 1n << BigInt(from + i)).reduce((all, bit) => all | bit, 0n).toString(16);
const part = (given: { people: string; others?: string; change?: number; run?: number; moves?: number }): TeamPart => {
  const { change = 2, run = 3, moves = 0, others } = given;
  const done = (n: number) => ({ items: [n], points: [0], hours: [0] });
  return { change: done(change), run: done(run), inProgress: { change: [1], run: [2] }, moves: [moves], people: [given.people], serves: [], ...(others === undefined ? {} : { others: [others] }) };
};
const isShown = (...parts: TeamPart[]) => teamActivity(parts.map((one) => ({ weeks: [WEEK], part: one })))?.shown[0];

describe('a team over several projects', () => {
  it('is their work added up, week by week; a project that begins later had none before', () => {
    const later = part({ people: people(0, 6) });
    const both = { ...later, change: { items: [1, 4], points: [0, 0], hours: [0, 0] }, people: [people(0, 6), people(0, 6)], moves: [0, 0b1] };
    const told = teamActivity([{ weeks: [plusDays(WEEK, -7), WEEK], part: both }, { weeks: [WEEK], part: { ...later, moves: [0b1 << 8] } }]);
    expect(told?.weeks).toEqual([plusDays(WEEK, -7), WEEK]);
    expect(told?.change.items).toEqual([1, 6]);
    // Change on Monday in one project, run on Tuesday in the other.
    expect(told?.switches).toEqual([0, 1]);
  });

  it('is nothing while none of it has been read', () => expect(teamActivity([])).toBeUndefined());
});

describe('whether a team’s week is split', () => {
  it('takes five people, counted over all of its projects and once each', () => {
    expect(isShown(part({ people: people(0, MIN_PEOPLE) }))).toBe(true);
    expect(isShown(part({ people: people(0, MIN_PEOPLE - 1) }))).toBe(false);
    expect(isShown(part({ people: people(0, 3) }), part({ people: people(3, 3) }))).toBe(true);
    expect(isShown(part({ people: people(0, 4) }), part({ people: people(1, 3) }))).toBe(false);
  });

  it('takes five, or nobody, in the rest of a project that is shown as a whole: taking the one from the other tells of no person', () => {
    expect(isShown(part({ people: people(0, 6), others: people(6, 1) }))).toBe(false);
    expect(isShown(part({ people: people(0, 6), others: people(6, 5) }))).toBe(true);
    expect(isShown(part({ people: people(0, 6), others: '0' }))).toBe(true);
  });

  it('takes five in what is left of a team when the project that is shown by itself is taken away', () => {
    expect(isShown(part({ people: people(0, 8) }), part({ people: people(8, 1) }))).toBe(false);
    expect(isShown(part({ people: people(0, 8) }), part({ people: people(8, 5) }))).toBe(true);
    expect(isShown(part({ people: people(0, 8) }), part({ people: people(8, 3) }), part({ people: people(11, 3) }))).toBe(true);
  });
});

const team = (given: Partial<Team> = {}): Team => ({ teamId: 'team_1', name: 'Desk', projects: [{ projectId: '10', key: 'NSD' }], revision: 1, incentives: [], ...given });

describe('a narrowed team', () => {
  const byComponent = team({ narrowing: { kind: 'components', names: ['Portal'] } });
  const byQuery = team({ teamId: 'team_2', narrowing: { kind: 'jql', query: 'labels = desk' } });
  const issue = { type: 'Task', labels: ['desk'], components: ['portal'], queries: [] as string[] };

  it('takes in what has one of its components, or what its query finds', () => {
    const narrow = narrowTeamsIn([byComponent, byQuery, team({ teamId: 'team_3' })], '10');
    expect(tagsOf(narrow, issue)).toEqual(['team_1.1']);
    expect(tagsOf(narrow, { ...issue, components: [], queries: ['labels = desk'] })).toEqual(['team_2.1']);
    expect(narrowTeamsIn([byComponent], '20')).toEqual([]);
  });

  it('has another tag once its definition has changed, and the same under another name', () => {
    expect(tagOf({ ...byComponent, revision: 2 })).not.toBe(tagOf(byComponent));
    expect(tagOf(team({ name: 'Service desk' }))).toBe(tagOf(byComponent));
  });
});

describe('who was active', () => {
  it('is counted over the week and the three before', () => {
    const weeks = Array.from({ length: 6 }, (_, i) => plusDays(WEEK, 7 * i));
    const sets = slotsUpTo({ [WEEK]: [0, 63], [plusDays(WEEK, 7)]: [63] }, weeks);
    expect(sets.map((set) => peopleInAny([set]))).toEqual([2, 2, 2, 2, 1, 0]);
    expect(peopleInAny([sets[4] ?? '', sets[0] ?? ''])).toBe(2);
  });

  it('fits one value of the storage for as many narrowed teams as a project may have, all of them large', () => {
    const busy = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [plusDays(WEEK, 7 * i), Array.from({ length: SLOTS }, (__, slot) => slot)]));
    const teams = Object.fromEntries(Array.from({ length: MAX_NARROW_TEAMS }, (_, i) => [`team_000000000000000${i}.999`, { team: busy, rest: busy }]));
    expect(JSON.stringify(joinedTeams({}, teams)).length).toBeLessThan(240 * 1024);
  });
});
