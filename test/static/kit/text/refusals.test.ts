import { join } from 'node:path';
import { z } from 'zod';
import { inGerman } from '../../../../static/kit/text/refusals.de';
import { inViewersLanguage } from '../../../../static/kit/text/refusals';
import { speak } from '../../../../static/kit/text/language';
import { sentencesOf } from './sentences';

/** The path of a field, which stays as it is. */
const isPath = (text: string): boolean => /^[a-z]+[A-Z][A-Za-z]*$/.test(text);
const sentences = [...sentencesOf(join(__dirname, '..', '..', '..', '..'))].filter(([sentence]) => !isPath(sentence));
/** What stands for something is only ever filled in. */
const nouns = sentences.filter(([sentence]) => /^\P{Lu}*$|^(open )?KPI$/u.test(sentence) && inGerman(`There is no such ${sentence}, or you may not see it.`) !== `Nicht gefunden oder für Sie nicht sichtbar: ${sentence}.`);

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
  expect(inGerman('There is no such open outcome, or you may not see it.')).toBe('Nicht gefunden oder für Sie nicht sichtbar: offenes Wirkungsziel.');
  expect(inGerman('HRB-7 has no epic above it that could be linked.')).toBe('Über HRB-7 steht kein Epic, das sich verknüpfen ließe.');
});

it('what the schema library says by itself has its German too', () => {
  const faults: (readonly [z.ZodType, unknown])[] = [
    ...([[z.string(), undefined], [z.number(), 'x'], [z.int(), 1.5], [z.boolean(), null], [z.array(z.string()), {}]] as const),
    ...([[z.string().min(3), 'a'], [z.string().max(3), 'abcd'], [z.array(z.string()).min(1), []], [z.array(z.string()).max(1), ['a', 'b']]] as const),
    ...([[z.number().min(3), 1], [z.number().max(3), 9], [z.number().gt(3), 3], [z.number().lt(3), 3], [z.number().multipleOf(5), 3]] as const),
    ...([[z.enum(['a', 'b']), 'c'], [z.literal('a'), 'b'], [z.string().regex(/^a/), 'b'], [z.iso.date(), 'x'], [z.union([z.string(), z.number()]), null]] as const),
    ...([[z.strictObject({}), { a: 1 }], [z.strictObject({}), { a: 1, b: 2 }], [z.set(z.string()).max(1), new Set(['a', 'b'])]] as const),
  ];
  const said = faults.map(([schema, input]) => schema.safeParse(input).error?.issues[0]?.message ?? 'nothing');
  expect(said.filter((one) => inGerman(`${one}.`) === undefined)).toEqual([]);
  expect(said.map((one) => inGerman(`${one}.`)).filter((one) => /Invalid|Too |expected|Unrecognized/.test(one ?? ''))).toEqual([]);
  expect(inGerman('Invalid input: expected string, received undefined.')).toBe('ist nicht, was erwartet wird: erwartet ein Text, erhalten nichts.');
  expect(inGerman('Too big: expected string to have <=200 characters.')).toBe('ist länger als 200 Zeichen.');
});

it('a refusal of a field keeps its path, and one that is not known its English', async () => {
  const refusal = { code: 'invalid-input' as const, field: 'title', message: 'title: is longer than 200 characters.', remedy: 'A remedy of a later version.' };
  expect(await inViewersLanguage(refusal)).toEqual(refusal);
  await speak('de-DE');
  expect(await inViewersLanguage(refusal)).toEqual({ ...refusal, message: 'title: ist länger als 200 Zeichen.' });
});
