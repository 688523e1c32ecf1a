import fc from 'fast-check';
import { type Link, withLink, withoutLink } from '../../src/domain/link';

const link = (outcomeId: string, primary = false): Link => ({ outcomeId, primary, since: '2026-01-01' });

describe('the links of an issue', () => {
  it('make the first one primary, asked for or not', () => {
    expect(withLink([], link('a'))).toEqual([link('a', true)]);
  });

  it('pass primary on when another is made primary', () => {
    expect(withLink([link('a', true)], link('b', true))).toEqual([link('a', false), link('b', true)]);
  });

  it('make the oldest of the rest primary when the primary one goes', () => {
    expect(withoutLink([link('a', true), link('b'), link('c')], 'a')).toEqual([link('b', true), link('c')]);
  });

  it('have exactly one primary and no outcome twice, whatever is done', () => {
    const step = fc.record({ add: fc.boolean(), id: fc.constantFrom('a', 'b', 'c', 'd'), primary: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const links = steps.reduce<Link[]>(
          (all, s) => (s.add ? withLink(all, link(s.id, s.primary)) : withoutLink(all, s.id)),
          [],
        );
        expect(new Set(links.map((l) => l.outcomeId)).size).toBe(links.length);
        expect(links.filter((l) => l.primary)).toHaveLength(links.length === 0 ? 0 : 1);
      }),
    );
  });
});
