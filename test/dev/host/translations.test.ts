import { join } from 'node:path';
import { findModule, loadManifest, titleOf } from '../../../dev/host/manifest';
import { textIn, type Translations } from '../../../dev/host/translations';

const translations: Translations = {
  texts: new Map<string, unknown>([
    ['en-US', { title: 'Impact', page: { note: 'Only here' } }],
    ['de-DE', { title: 'Wirkung' }],
  ]),
  fallback: { default: 'en-US', 'nl-NL': ['de-DE'] },
};

test.each([
  ['de-DE', 'title', 'Wirkung'],
  ['nl-NL', 'title', 'Wirkung'],
  ['fr-FR', 'title', 'Impact'],
  ['de-DE', 'page.note', 'Only here'],
  ['de-DE', 'nowhere', 'nowhere'],
])('for %s the key %s reads "%s"', (locale, i18n, text) => {
  expect(textIn(translations, { i18n }, locale)).toBe(text);
});

test('a text that is no key stays as it is', () => {
  expect(textIn(translations, 'Needle', 'de-DE')).toBe('Needle');
});

test('the app’s own modules are titled in English and German', () => {
  const manifest = loadManifest(join(__dirname, '..', '..', '..'));
  const page = findModule(manifest, 'project-page');
  expect(page && ['en-US', 'de-DE', 'fr-FR'].map((locale) => titleOf(manifest, page, locale))).toEqual(['Impact', 'Wirkung', 'Impact']);
});
