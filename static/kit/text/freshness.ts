import { inLanguages } from './language';

/** The words of how old a KPI's newest value is. */
const en = {
  marks: { late: 'late', stale: 'stale' },
  why: {
    late: 'A newer value should be there by now.',
    stale: 'The newest value is too old to say where this KPI stands, so no verdict is given.',
  },
} as const;

export const text = inLanguages(en, () => import('./freshness.de'));
