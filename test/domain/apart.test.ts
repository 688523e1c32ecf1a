import fc from 'fast-check';
import { NONE_RESTRICTED, toldSplit } from '../../src/domain/apart';
import { COUNTERS } from '../../src/domain/history';
import { type Packed, type Sums } from '../../src/domain/ledger';
import { type ActivitySource, splitFor, workOf } from '../../src/domain/project-activity';
import { partIn } from '../../src/domain/team-work';
import { plusDays } from '../../src/domain/timeline';
import { shareFor, weeksFor, workBrief } from '../../src/domain/work-brief';
import { type WorkLink, splitOf, rowsIn, switchesIn } from '../../src/domain/work-rows';
import { workShare } from '../../src/domain/work-share';

const THIS_WEEK = '2026-06-29';
const WEEKS = Array.from({ length: 6 }, (_, i) => plusDays(THIS_WEEK, -7 * (6 - i)));
/** Those in capitals are restricted. */
const OUTCOMES = ['a', 'R', 'S'] as const;
const isRestricted = (id: string): boolean => id === id.toUpperCase();

const packed: fc.Arbitrary<Packed> = fc.dictionary(fc.constantFrom(...WEEKS), fc.array(fc.nat(4), { minLength: COUNTERS.length, maxLength: COUNTERS.length }), { minKeys: 1 });
const rows = fc.dictionary(fc.tuple(fc.constantFrom('7', '8', '9', ''), fc.constantFrom('below', 'self'), fc.constantFrom('open', 'open', 'run', 'change')).map((name) => name.join(':')), packed, { minKeys: 1, maxKeys: 8 });
const links = fc.dictionary(fc.constantFrom('7', '8', '9'), fc.uniqueArray(fc.record({ outcomeId: fc.constantFrom(...OUTCOMES), since: fc.constantFrom(...WEEKS, '2026-01-01') }), { selector: ({ outcomeId }) => outcomeId }));
const reader = fc.subarray(['R', 'S'] as const);

type Links = Record<string, { outcomeId: string; since: string }[]>;
const linksOf = (all: Links, restricted: (id: string) => boolean, isThere: (id: string) => boolean = () => true) => (epicId: string): WorkLink[] =>
  (all[epicId] ?? []).filter(({ outcomeId }) => isThere(outcomeId)).map((link) => ({ ...link, restricted: restricted(link.outcomeId) }));

/** The site as it is, and as it would be if the outcomes that the reader does not see had never been. */
function both(stored: Record<string, Packed>, all: Links, seen: readonly string[]) {
  const counts = (id: string): boolean => seen.includes(id);
  return { counts, asIs: linksOf(all, isRestricted), without: linksOf(all, () => false, (id) => !isRestricted(id) || counts(id)), parts: [{ rows: stored, epics: {} }] satisfies Sums[] };
}

it('work is told as if the restricted outcomes that one does not see had never been, and as it is of those that one sees', () => {
  fc.assert(
    fc.property(rows, links, reader, (stored, all, seen) => {
      const { counts, asIs, without, parts } = both(stored, all, seen);
      const [kept, plain] = [asIs, without].map((of) => {
        const work = workOf({ parts, crowd: {}, linksOf: of, now: '2026-06-30T08:00:00.000Z', thisWeek: THIS_WEEK } satisfies ActivitySource);
        const part = partIn('1', work?.teams, undefined, counts)?.part;
        return { split: work && splitFor(work.activity, counts), part: part && { ...part, serves: [] } };
      });
      expect(kept).toEqual(plain);
      const inRows = (of: typeof asIs) => toldSplit({ change: NO_WORK, run: NO_WORK, ...movesOf(splitOf(rowsIn(parts), WEEKS, of)) }, counts).moves?.map(switchesIn);
      expect(inRows(asIs)).toEqual(inRows(without));
    }),
  );
});

const NO_WORK = { items: [], points: [], hours: [] };
const movesOf = ({ moves, apart }: ReturnType<typeof splitOf>) => ({ moves, apart });

it('a panel tells the share and the weeks that the project page tells', () => {
  fc.assert(
    fc.property(rows, links, reader, (stored, all, seen) => {
      const { counts, asIs, without, parts } = both(stored, all, seen);
      const briefOf = (of: typeof asIs) => {
        const work = workOf({ parts, crowd: {}, linksOf: of, now: '2026-06-30T08:00:00.000Z', thisWeek: THIS_WEEK });
        if (!work) return undefined;
        // Everyone's weeks are shown: how few people hide them is not what this is about.
        const activity = { ...work.activity, shown: work.activity.weeks.map(() => true) };
        const brief = workBrief(activity);
        const { change, run } = splitFor(activity, counts);
        return { brief, page: workShare({ change: { done: change.items }, run: { done: run.items }, shown: activity.shown }) };
      };
      const [kept, plain] = [briefOf(asIs), briefOf(without)];
      if (!kept?.brief.share || !plain?.brief.share) return;
      const told = shareFor({ share: kept.brief.share, apart: kept.brief.apart }, counts);
      expect(told.now).toBeCloseTo(plain.brief.share.now, 10);
      expect(told.now).toBeCloseTo(kept.page?.now ?? NaN, 10);
      expect(weeksFor(kept.brief, counts)).toEqual(plain.brief.weeks);
    }),
  );
});

it('what has no reader of its own counts work for restricted outcomes alone as run work', () => {
  const stored = { '7:below:open': { [WEEKS[5] ?? '']: COUNTERS.map((counter) => (counter === 'done' ? 4 : 0)) } };
  const work = workOf({ parts: [{ rows: stored, epics: {} }], crowd: {}, linksOf: linksOf({ 7: [{ outcomeId: 'R', since: '2026-01-01' }] }, isRestricted), now: '2026-06-30T08:00:00.000Z', thisWeek: THIS_WEEK });
  const told = (counts: (id: string) => boolean) => work && [splitFor(work.activity, counts).change.items, splitFor(work.activity, counts).run.items];
  expect(told(NONE_RESTRICTED)).toEqual([[0], [4]]);
  expect(told((id) => id === 'R')).toEqual([[4], [0]]);
});
