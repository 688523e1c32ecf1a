import { inLanguages } from './language';

/** The words of a page that follows changes made elsewhere. */
const en = {
  now: 'Page is up to date',
  ago: 'Updated {ago}',
  changed: 'Something was changed elsewhere.',
  show: 'Show it',
  shown: 'Updated with what was changed elsewhere.',
} as const;

export const text = inLanguages(en, () => import('./live.de'));
