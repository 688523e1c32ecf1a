import { join } from 'node:path';
import { inGerman } from '../../../../static/kit/text/refusals.de';
import { inViewersLanguage } from '../../../../static/kit/text/refusals';
import { speak } from '../../../../static/kit/text/language';
import { sentencesOf } from './sentences';

/** The path of a field, which stays as it is. */
const isPath = (text: string): boolean => /^[a-z]+[A-Z][A-Za-z]*$/.test(text);
const sentences = [...sentencesOf(join(__dirname, '..', '..', '..', '..'))].filter(([sentence]) => !isPath(sentence));
/** What stands for something is only ever filled in. */
const nouns = sentences.filter(([sentence]) => /^\P{Lu}*$|^(open )?KPI$/u.test(sentence) && inGerman(`There is no such ${sentence}, or you may not see it.`) !== `Nicht vorhanden, oder Sie dürfen es nicht sehen: ${sentence}.`);

it('finds the sentences in the code', () => {
  expect(sentences.length).toBeGreaterThan(130);
  expect(sentences.map(([sentence]) => sentence)).toEqual(expect.arrayContaining(['There is no such {1}, or you may not see it.', 'is empty', 'Sign in.', 'outcome']));
});

it('every sentence with which the function refuses has its German', () => {
  const known = new Set([...nouns.map(([noun]) => noun), 'KPI']);
  const missing = sentences.filter(([sentence]) => !known.has(sentence) && inGerman(sentence.replace(/\{(\d)\}/g, 'X$1')) === undefined);
  expect(missing).toEqual([]);
});

it('what is filled in stands in the German too', () => {
  expect(inGerman('An issue serves at most 5 outcomes.')).toBe('Ein Vorgang dient höchstens 5 Wirkungszielen.');
  expect(inGerman('There is no such open outcome, or you may not see it.')).toBe('Nicht vorhanden, oder Sie dürfen es nicht sehen: offenes Wirkungsziel.');
  expect(inGerman('HRB-7 has no epic above it that could be linked.')).toBe('Über HRB-7 steht kein Epic, das sich verknüpfen ließe.');
});

it('a refusal of a field keeps its path, and one that is not known its English', async () => {
  const refusal = { code: 'invalid-input' as const, field: 'title', message: 'title: is longer than 200 characters.', remedy: 'A remedy of a later version.' };
  expect(await inViewersLanguage(refusal)).toEqual(refusal);
  await speak('de-DE');
  expect(await inViewersLanguage(refusal)).toEqual({ ...refusal, message: 'title: ist länger als 200 Zeichen.' });
});
