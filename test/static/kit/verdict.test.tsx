import { inWords } from '../../../src/domain/sentence';
import { formatFor } from '../../../static/kit/format';
import { german } from '../../../static/kit/text/verdicts.de';
import { sentenceParts, verdictNote } from '../../../static/kit/verdict';
import { effect, measure } from '../fixtures';

const flat = measure({ verdict: { kind: 'no detectable change', planned: 3, least: { size: 0.8, sd: 1.1 }, effect: effect({ effect: 0, low: -0.5, high: 0.6 }), plain: { nBefore: 16, nAfter: 8 } } });

it('tells how large a change had to be to be seen, in both languages', () => {
  expect(verdictNote(flat, formatFor('en-US', 'UTC'))).toMatch(/\(95% range −0\.5 to 0\.6.h\); a change of about 0\.8.h or more \(25% of the way to the target\) would have been seen\.$/);
  expect(inWords(sentenceParts(flat, formatFor('de-DE', 'UTC')), german.parts)).toMatch(/; eine Änderung ab etwa 0,8.h \(25.% des Wegs zum Ziel\) wäre aufgefallen\.$/);
});
