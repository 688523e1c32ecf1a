import { NONE_RESTRICTED } from '../../src/domain/apart';
import fc from 'fast-check';
import { MIN_PEOPLE, SLOTS, joinedTeams, onlyTeams, peopleInAny, slotsUpTo, teamCrowdsOf, together } from '../../src/domain/crowd';
import { MAX_NARROW_TEAMS, type Team, narrowTeamsIn, tagOf, tagsOf } from '../../src/domain/team';
import { COUNTERS } from '../../src/domain/history';
import { ACTIVITY_WEEKS } from '../../src/domain/project-activity';
import { type PlacedPart, type TeamPart, partIn, teamActivity, teamWork } from '../../src/domain/team-work';
import { plusDays } from '../../src/domain/timeline';
import { type Row, splitOf } from '../../src/domain/work-rows';

const WEEK = '2026-03-02';
const people = (from: number, count: number): string => Array.from({ length: count }, (_, i) => 1n << BigInt(from + i)).reduce((all, bit) => all | bit, 0n).toString(16);
const part = (given: { people: string; others?: string; change?: number; run?: number; moves?: number }): TeamPart => {
  const { change = 2, run = 3, moves = 0, others } = given;
  const done = (n: number) => ({ items: [n], points: [0], hours: [0] });
  return { change: done(change), run: done(run), inProgress: { change: [1], run: [2] }, moves: [moves], people: [given.people], serves: [], ...(others === undefined ? {} : { others: [others] }) };
};
const placed = (one: TeamPart, projectId: string, tag?: string): PlacedPart => ({ projectId, weeks: [WEEK], part: one, tag });
const isShown = (...parts: TeamPart[]) => teamActivity(parts.map((one, i) => placed(one, String(i))))?.shown[0];

describe('a team over several projects', () => {
  it('is their work added up, week by week; a project that begins later had none before', () => {
    const later = part({ people: people(0, 6) });
    const both = { ...later, change: { items: [1, 4], points: [0, 0], hours: [0, 0] }, people: [people(0, 6), people(0, 6)], moves: [0, 0b1] };
    const told = teamActivity([{ projectId: '1', weeks: [plusDays(WEEK, -7), WEEK], part: both }, placed({ ...later, moves: [0b1 << 8] }, '2')]);
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

describe('two teams of one project, narrowed in two ways', () => {
  /** Of the shared work, the first alone, the second alone and what neither has: the people, none in two of them. */
  const shownOf = (both: number, first: number, second: number, left = 9) => {
    const sets = { both: people(0, both), first: people(20, first), second: people(40, second) };
    const set = (...names: (keyof typeof sets)[]) => names.reduce((all, name) => all | BigInt(`0x${sets[name]}`), 0n).toString(16);
    const one = placed({ ...part({ people: set('both', 'first'), others: people(50, 9) }), beyond: { b: [sets.first] }, neither: { b: [people(50, left)] } }, '1', 'a');
    const other = placed({ ...part({ people: set('both', 'second'), others: people(50, 9) }), beyond: { a: [sets.second] } }, '1', 'b');
    return [teamActivity([one])?.shown[0], teamActivity([other], [[one]])?.shown[0]];
  };

  it.each([
    ['much in common, and many or nobody beside it on either side', [8, 5, 5], true],
    ['nothing in common', [0, 6, 6], true],
    ['the one a part of the other, which has many more', [8, 0, 5], true],
    ['the one a part of the other, which has one more', [8, 0, 1], false],
    ['one more in the one, and many in the other', [8, 1, 9], false],
    ['too few in the first to show it at all', [1, 3, 5], true],
    ['nothing in common, and nobody left in the project', [0, 6, 6, 0], true],
    ['nothing in common, and one person left in the project', [0, 6, 6, 1], false],
  ] as const)('with %s', (_name, [both, first, second, left], expected) => {
    const [one, other] = shownOf(both, first, second, left);
    expect([one, other]).toEqual([both + first >= MIN_PEOPLE, expected]);
  });

  it('are not shown together where nobody counted how they differ', () => {
    const one = placed(part({ people: people(0, 9), others: people(20, 9) }), '1', 'a');
    expect(teamActivity([{ ...one, tag: 'b' }], [[one]])?.shown[0]).toBe(false);
  });
});

it('fits one value of the storage for as many narrowed teams as a project may have, all of them large and busy', () => {
  const weeks = Array.from({ length: ACTIVITY_WEEKS }, (_, i) => plusDays(WEEK, 7 * i));
  const tags = Array.from({ length: MAX_NARROW_TEAMS }, (_, i) => `team_000000000000000${i}.999`);
  const busy = Object.fromEntries(weeks.map((week) => [week, Array.from({ length: SLOTS }, (_, slot) => slot)]));
  const counts = COUNTERS.map((counter) => (/Points|hours/.test(counter) ? 1_234.25 : 123));
  const rows = ['1', '2'].map((epicId): Row => ({ epicId, place: 'below', ruling: epicId === '1' ? 'change' : 'run', teams: tags, weeks: Object.fromEntries(weeks.map((week) => [week, counts])) }));
  const outcomes = Array.from({ length: 100 }, (_, i) => ({ outcomeId: `out_${String(i).padStart(16, '0')}`, since: WEEK }));
  const linksOf = (): typeof outcomes => outcomes;
  const pairs = (others: readonly string[]) => Object.fromEntries(others.map((other) => [other, busy]));
  const teamCrowds = Object.fromEntries(tags.map((tag) => [tag, { team: busy, rest: busy, beyond: pairs(tags.filter((other) => other !== tag)), neither: pairs(tags.filter((other) => other > tag)) }]));
  const work = teamWork({ rows, weeks, linksOf, whole: splitOf(rows, weeks, linksOf), now: weeks.at(-1) ?? '', crowd: busy, teams: tags, teamCrowds });
  expect(work.teams[tags[0] ?? '']?.serves).toHaveLength(100);
  expect(JSON.stringify(work).length).toBeLessThan(240 * 1024);
});

describe('of all teams that are shown to one reader', () => {
  const TAGS = ['a', 'b', 'c'];
  /** Each issue: its project, which of the teams it counts for, and who was active on it. */
  const issue = fc.record({ project: fc.constantFrom('1', '2'), tags: fc.subarray(TAGS), who: fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 7 }) });
  /** Where each is defined: which projects, whole or under a tag. */
  const defined = fc.array(fc.record({ projects: fc.subarray(['1', '2'], { minLength: 1 }), tag: fc.option(fc.constantFrom(...TAGS), { nil: undefined }) }), { minLength: 2, maxLength: 5 });

  it('no two differ by the work of one to four people, nor leave as few of a project, whatever they overlap in', () => {
    const pairs = { shown: 0, withheld: 0 };
    fc.assert(
      fc.property(fc.array(issue, { minLength: 1, maxLength: 14 }), defined, (issues, teams) => {
        const works = new Map(
          ['1', '2'].map((project) => {
            const active = issues.filter((one) => one.project === project).map(({ tags, who }) => ({ tags, crowd: { [WEEK]: who } }));
            return [project, teamWork({ rows: [], weeks: [WEEK], linksOf: () => [], whole: splitOf([], [WEEK], () => []), now: WEEK, crowd: together(active.map(({ crowd }) => crowd)), teams: TAGS, teamCrowds: teamCrowdsOf(active, TAGS) })];
          }),
        );
        const parts = teams.map(({ projects, tag }) => projects.flatMap((project) => partIn(project, works.get(project), tag, NONE_RESTRICTED) ?? []));
        const shown = parts.map((own, i) => teamActivity(own, parts.slice(0, i))?.shown[0] === true);
        const isIn = ({ projects, tag }: (typeof teams)[number], one: (typeof issues)[number]) => projects.includes(one.project) && (tag === undefined || one.tags.includes(tag));
        const beyond = (one: (typeof teams)[number], other: (typeof teams)[number]) => new Set(issues.filter((of) => isIn(one, of) && !isIn(other, of)).flatMap(({ who }) => who)).size;
        teams.forEach((one, i) => {
          teams.forEach((other, j) => {
            if (i === j) return;
            pairs[shown[i] && shown[j] ? 'shown' : 'withheld'] += 1;
            const n = beyond(one, other);
            if (shown[i] && shown[j] && n > 0) expect(n).toBeGreaterThanOrEqual(MIN_PEOPLE);
            // Nor is what is left of a project that is shown, when two teams that are told for it alone are taken from it.
            const [project] = one.projects;
            const whole = new Set(issues.filter((of) => of.project === project).flatMap(({ who }) => who)).size;
            if (!shown[i] || !shown[j] || whole < MIN_PEOPLE || one.tag === undefined || other.tag === undefined || [...one.projects, ...other.projects].some((at) => at !== project)) return;
            const left = new Set(issues.filter((of) => of.project === project && !isIn(one, of) && !isIn(other, of)).flatMap(({ who }) => who)).size;
            if (left > 0) expect(left).toBeGreaterThanOrEqual(MIN_PEOPLE);
          });
        });
      }),
      { numRuns: 300, seed: 5 },
    );
    expect(pairs.shown).toBeGreaterThan(100);
    expect(pairs.withheld).toBeGreaterThan(100);
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

  it('is told apart for each team, for the rest, and for what one team has and another has not; a team that is gone is forgotten', () => {
    const of = (...slots: number[]) => ({ [WEEK]: slots });
    const crowds = teamCrowdsOf([{ tags: ['a', 'b'], crowd: of(1, 2) }, { tags: ['a'], crowd: of(2, 3) }, { tags: [], crowd: of(4) }], ['a', 'b']);
    expect(crowds).toEqual({ a: { team: of(1, 2, 3), rest: of(4), beyond: { b: of(2, 3) }, neither: { b: of(4) } }, b: { team: of(1, 2), rest: of(2, 3, 4), beyond: { a: {} }, neither: {} } });
    expect(onlyTeams(crowds, ['a'])).toEqual({ a: { team: of(1, 2, 3), rest: of(4), beyond: {}, neither: {} } });
  });

  it('does not depend on the order in which issues were read, nor on how often', () => {
    const issues = fc.array(fc.record({ tags: fc.subarray(['a', 'b', 'c']), crowd: fc.constantFrom({ [WEEK]: [1] }, { [WEEK]: [2, 9] }, { [plusDays(WEEK, 7)]: [3] }) }), { maxLength: 8 });
    const counted = (read: readonly { tags: string[]; crowd: Record<string, number[]> }[]) => teamCrowdsOf(read, ['a', 'b', 'c']);
    fc.assert(
      fc.property(issues, fc.nat(8), (all, at) => {
        const [first, second] = [all.slice(0, at), all.slice(at)];
        expect(joinedTeams(joinedTeams(counted(second), counted(first)), counted(second))).toEqual(joinedTeams({}, counted(all)));
      }),
    );
  });
});
