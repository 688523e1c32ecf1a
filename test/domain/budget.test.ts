import fc from 'fast-check';
import { type Budget, MOST_AT_ONCE, POINTS_PER_HOUR, PURPOSES, SHARES, heldUntil, spent, waitFor } from '../../src/domain/budget';

const HOUR_MS = 3_600_000;
const BEGIN = Date.parse('2026-03-02T08:00:00.000Z');
const at = (ms: number) => new Date(BEGIN + ms).toISOString();
const quota = fc.constantFrom('shared' as const, 'tenant' as const);

/** Spends whenever it may, as often as it can, for so many hours: when, and how much. */
function greedy(purpose: (typeof PURPOSES)[number], whose: 'shared' | 'tenant', sizes: readonly number[], hours: number): { ms: number; points: number }[] {
  const spendings: { ms: number; points: number }[] = [];
  let budget: Budget = {};
  for (let ms = 0, n = 0; ms < hours * HOUR_MS; n += 1) {
    const wait = waitFor(budget, purpose, whose, at(ms));
    if (wait > 0) {
      ms += wait;
      continue;
    }
    const points = sizes[n % sizes.length] ?? MOST_AT_ONCE;
    budget = spent(budget, purpose, points, whose, at(ms));
    spendings.push({ ms, points });
  }
  return spendings;
}

const within = (spendings: readonly { ms: number; points: number }[], from: number) =>
  spendings.filter(({ ms }) => ms >= from && ms < from + HOUR_MS).reduce((sum, { points }) => sum + points, 0);

it('in no hour is more spent than the purpose’s share, whatever the pieces and whenever the hour begins', () => {
  fc.assert(
    fc.property(fc.constantFrom(...PURPOSES), quota, fc.array(fc.integer({ min: 100, max: MOST_AT_ONCE }), { minLength: 1, maxLength: 8 }), (purpose, whose, sizes) => {
      const spendings = greedy(purpose, whose, sizes, 4);
      for (const { ms } of spendings) expect(within(spendings, ms)).toBeLessThanOrEqual(SHARES[whose][purpose] * POINTS_PER_HOUR);
    }),
    { numRuns: 100 },
  );
});

it('is spread over the hour: no tenth of it takes more than a quarter of the share once the reserve is gone', () => {
  const spendings = greedy('upkeep', 'shared', [300], 4).filter(({ ms }) => ms > HOUR_MS);
  for (let from = HOUR_MS; from < 3 * HOUR_MS; from += HOUR_MS / 10) {
    const tenth = spendings.filter(({ ms }) => ms >= from && ms < from + HOUR_MS / 10).reduce((sum, { points }) => sum + points, 0);
    expect(tenth).toBeLessThan(0.25 * SHARES.shared.upkeep * POINTS_PER_HOUR);
  }
});

it.each([
  ['shared', 24],
  ['tenant', 4],
] as const)('a first fill of 100,000 issues, with their changes 170,000 points, ends on a %s quota within %i hours', (whose, hours) => {
  let left = 170_000;
  const end = greedy('fill', whose, [1_700], hours).find(({ points }) => (left -= points) <= 0);
  expect(end).toBeDefined();
});

it('upkeep at 20,000 changes a day finds its points at once while a fill spends all it may; the fill waits for it', () => {
  let budget: Budget = {};
  let fills = 0;
  for (let ms = 0; ms < 6 * HOUR_MS; ms += 4_320) {
    expect(waitFor(budget, 'upkeep', 'tenant', at(ms))).toBe(0);
    budget = spent(budget, 'upkeep', 2, 'tenant', at(ms));
    if (waitFor(budget, 'fill', 'tenant', at(ms)) === 0) {
      budget = spent(budget, 'fill', 1_700, 'tenant', at(ms));
      fills += 1;
    }
  }
  expect((fills * 1_700) / 6).toBeGreaterThan(0.6 * POINTS_PER_HOUR);
  expect(((fills * 1_700) / 6 + 20_000 / 12) / POINTS_PER_HOUR).toBeLessThanOrEqual(SHARES.tenant.fill);
});

it('leaves half of every hour to people where all sites share the points, and 15 % where each has its own', () => {
  for (const whose of ['shared', 'tenant'] as const) {
    const { fill, upkeep, collect } = SHARES[whose];
    // Fills pay for what the others spend.
    expect(Math.max(fill, upkeep + collect)).toBeLessThanOrEqual(whose === 'shared' ? 0.5 : 0.85);
  }
});

it('nothing begins before the instant until which Jira asked to hold back', () => {
  const held = heldUntil({}, at(HOUR_MS), 'shared');
  for (const purpose of PURPOSES) {
    expect(waitFor(held, purpose, 'shared', at(0))).toBe(HOUR_MS);
    expect(waitFor(held, purpose, 'shared', at(HOUR_MS))).toBe(0);
  }
});

it('what was put by and not used may be spent again', () => {
  const budget = spent(spent({}, 'fill', 2 * MOST_AT_ONCE, 'shared', at(0)), 'fill', -2 * MOST_AT_ONCE, 'shared', at(0));
  expect(waitFor(budget, 'fill', 'shared', at(0))).toBe(0);
});
