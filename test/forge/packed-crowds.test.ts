import { SLOTS, type TeamCrowds, joinedTeams } from '../../src/domain/crowd';
import { MAX_NARROW_TEAMS } from '../../src/domain/team';
import { plusDays } from '../../src/domain/timeline';
import { packedCrowds, unpackedCrowds } from '../../src/forge/packed-crowds';
import { fromStored, toStored } from '../../src/forge/shapes';

const busy = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [plusDays('2026-03-02', 7 * i), Array.from({ length: SLOTS }, (__, slot) => slot)]));
const tags = Array.from({ length: MAX_NARROW_TEAMS }, (_, i) => `team_000000000000000${i}.999`);

it('fits one value of the storage for as many narrowed teams as a project may have, all of them large, and comes back as it was', () => {
  const pairs = (others: readonly string[]) => Object.fromEntries(others.map((other) => [other, busy]));
  const crowdOf = (tag: string) => ({ team: busy, rest: busy, beyond: pairs(tags.filter((other) => other !== tag)), neither: pairs(tags.filter((other) => other > tag)) });
  const crowds = joinedTeams({}, Object.fromEntries(tags.map((tag) => [tag, crowdOf(tag)])));
  expect(JSON.stringify(toStored('teamCrowds', crowds, 1, 'x')).length).toBeLessThan(240 * 1024);
  expect(unpackedCrowds(packedCrowds(crowds))).toEqual(crowds);
});

it('keeps each slot, and nothing of what was stored before pairs of teams were told apart', () => {
  const crowds: TeamCrowds = { a: { team: { '2026-03-02': [0, 7, 63] }, rest: { '2026-03-02': [] }, beyond: { b: { '2026-03-02': [32] } }, neither: { b: {} } } };
  const stored = toStored('teamCrowds', crowds, 1, 'x');
  expect(fromStored('teamCrowds', stored)).toEqual(crowds);
  expect(fromStored('teamCrowds', { version: 1, body: { shape: 1, data: { a: { team: { '2026-03-02': [1] }, rest: {} } } } })).toEqual({});
});
