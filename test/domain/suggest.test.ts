import fc from 'fast-check';
import { suggestOutcomes, wordsOf } from '../../src/domain/suggest';

const outcomes = [
  { outcomeId: 'portal', texts: ['Off the old portal'], siblings: ['Move teams to the new portal', 'Move request history'] },
  { outcomeId: 'requests', texts: ['Faster service requests', 'Handling time'], siblings: ['Guided request forms'] },
];

describe('suggesting an outcome for an epic', () => {
  it('finds the one whose words and epics it shares, and says which words', () => {
    expect(suggestOutcomes('Move the old portal’s history', outcomes)[0]).toEqual({
      outcomeId: 'portal',
      strength: 'strong',
      words: ['history', 'move', 'old', 'portal'],
    });
  });

  it('weighs words less that many outcomes share', () => {
    expect(suggestOutcomes('Request guide', outcomes)).toEqual([]);
  });

  it('suggests nothing from words that every plan has', () => {
    expect(suggestOutcomes('Improve the new work for all users', outcomes)).toEqual([]);
  });

  it('counts singular and plural as one word', () => {
    expect(wordsOf('Guided forms and a form')).toEqual(new Set(['guided', 'form']));
  });

  it('offers at most three, each with words of the summary, whatever the texts are', () => {
    const outcome = fc.record({ outcomeId: fc.uuid(), texts: fc.array(fc.string()), siblings: fc.array(fc.string()) });
    fc.assert(
      fc.property(fc.string(), fc.array(outcome, { maxLength: 8 }), (summary, many) => {
        const found = suggestOutcomes(summary, many);
        expect(found.length).toBeLessThanOrEqual(3);
        for (const { words } of found) for (const word of words) expect(wordsOf(summary)).toContain(word);
      }),
    );
  });
});
