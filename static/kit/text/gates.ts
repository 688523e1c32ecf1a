import { inLanguages } from './language';

/** What gates ask for, and what an issue lacks. Nothing here names an outcome or a KPI: see src/domain/gate.ts. */
const en = {
  rules: {
    linked: 'Serves an outcome',
    open: 'The outcome is open',
    hypothesis: 'Hypothesis and baseline',
    measured: 'Measuring is in place',
    guardrail: 'No guardrail confirmed worse',
    share: 'Share of change work',
  },
  lacks: {
    link: 'It serves no outcome yet.',
    open: 'What it serves is archived.',
    hypothesis: 'It is not said what it is expected to move.',
    baseline: { one: 'What it should move needs a baseline of at least {n} value.', other: 'What it should move needs a baseline of at least {n} values.' },
    noBaseline: 'What it should move has no baseline.',
    measure: 'What it serves has no primary measure.',
    value: 'What it should move has no value yet.',
    'fresh-value': 'The newest value of what it should move is too old.',
    guardrail: 'Something that must not get worse is confirmed worse.',
    share: '{has} of the team’s last weeks was change work; {needs} are asked for.',
  },
} as const;

export const text = inLanguages(en, () => import('./gates.de'));
