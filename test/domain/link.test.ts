import fc from 'fast-check';
import { type IssueLinks, type Link, toldLinks, toldVersion, withLink, withoutLink } from '../../src/domain/link';

const link = (outcomeId: string, primary = false): Link => ({ outcomeId, primary, since: '2026-01-01' });

/** Outcomes with a name in capitals are restricted. */
const isRestricted = (id: string): boolean => id === id.toUpperCase();
const isOpen = (id: string): boolean => !isRestricted(id);
const everything = (): boolean => true;

const issue = (links: Link[]): IssueLinks => ({ issueId: '1', projectId: '10', links });
const names = (links: readonly Link[]): string => links.map(({ outcomeId, primary }) => (primary ? `${outcomeId}*` : outcomeId)).join(' ');
const add = (stored: IssueLinks, id: string, primary = false): IssueLinks => ({ ...stored, links: withLink(stored.links, link(id, primary), isRestricted) });

describe('the links of an issue', () => {
  it('make the first one primary, asked for or not', () => {
    expect(names(add(issue([]), 'a').links)).toBe('a*');
  });

  it('pass primary on when another is made primary', () => {
    expect(names(add(add(issue([]), 'a'), 'b', true).links)).toBe('a b*');
  });

  it('make the oldest of the rest primary when the primary one goes', () => {
    expect(names(withoutLink(issue([link('a', true), link('b'), link('c')]), 'a', isRestricted).links)).toBe('b* c');
  });

  it('show a restricted one as primary to whoever sees it, where it was made so', () => {
    const linked = add(add(issue([]), 'a'), 'R', true);
    expect(names(toldLinks(linked.links, everything, isRestricted))).toBe('a R*');
    expect(names(toldLinks(linked.links, isOpen, isRestricted))).toBe('a*');
  });

  it('have a version even where they were made before changes were counted, and another one with each change', () => {
    const kept = issue([link('a', true)]);
    const versions = [kept, add(kept, 'a'), withoutLink(kept, 'a', isRestricted)].map((one) => toldVersion(one, isOpen));
    expect(versions).toEqual([1, 2, 2]);
  });

  const step = fc.record({ add: fc.boolean(), id: fc.constantFrom('a', 'b', 'c', 'R', 'S'), primary: fc.boolean() });
  const after = (steps: readonly { add: boolean; id: string; primary: boolean }[]): IssueLinks =>
    steps.reduce((all, s) => (s.add ? add(all, s.id, s.primary) : withoutLink(all, s.id, isRestricted)), issue([]));

  it('are told with exactly one primary and no outcome twice, whatever is done', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.constantFrom(isOpen, everything), (steps, isSeen) => {
        const links = toldLinks(after(steps).links, isSeen, isRestricted);
        expect(new Set(links.map((l) => l.outcomeId)).size).toBe(links.length);
        expect(links.filter((l) => l.primary)).toHaveLength(links.length === 0 ? 0 : 1);
      }),
    );
  });

  it('are told to whoever does not see some restricted ones as if these had never been, version and all', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.constantFrom('', 'R'), (steps, seen) => {
        const isSeen = (id: string): boolean => isOpen(id) || id === seen;
        const [all, without] = [after(steps), after(steps.filter(({ id }) => isSeen(id)))];
        expect(toldLinks(all.links, isSeen, isRestricted)).toEqual(toldLinks(without.links, isSeen, isRestricted));
        expect(toldVersion(all, isSeen)).toBe(toldVersion(without, isSeen));
      }),
    );
  });
});
