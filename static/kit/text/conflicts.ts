import { inLanguages } from './language';

/** The words of conflicts between what a team is rewarded by and what it works for. */
const en = {
  title: 'Conflicts',
  how: 'Where a team is rewarded by one figure and asked to move another. Nobody is at fault; the figures are.',
  more: { one: '{n} more is not listed here: settle these first.', other: '{n} more are not listed here: settle these first.' },
  structural: '<b>{team}</b> works for <b>{outcome}</b> and is rewarded by <b>{kpi}</b>, since {since}. Nothing that it is rewarded by is part of that outcome.',
  beside: '<b>{team}</b> works for <b>{outcome}</b> and is also rewarded by <b>{kpi}</b>, since {since}, which is no part of that outcome.',
  pulls: '{kpi} gets better in weeks in which less of the team’s work is change work.',
  notShown: 'The weeks so far do not show that {kpi} gets better when less change work is done.',
  relation: 'Rank correlation {rho}, 95% range {low} to {high}, of the changes over {n} weeks.',
  related: 'The two are linked; this does not say why.',
  refused: {
    'too-few': 'Whether {kpi} gets better when less change work is done cannot be told yet: too few weeks have both figures.',
    constant: 'Whether {kpi} gets better when less change work is done cannot be told: one of the two never changes.',
    'no-direction': 'Whether {kpi} gets better when less change work is done cannot be told: it should stay within a band.',
  },
  ways: 'Two ways out:',
  adopt: 'Reward the team by {kpi} too',
  adoptHow: 'Then the outcome counts for those who work for it.',
  adopted: '{team} is rewarded by {kpi} too',
  guard: 'Watch {kpi} as a guardrail',
  guardHow: 'Then it must not get worse for the outcome’s sake, and both sides look at both figures.',
  guarded: '{kpi} is a guardrail of {outcome} now',
  ask: 'Outcome managers can reward the team by the outcome’s KPI too, or watch this one as a guardrail of the outcome.',
  failed: 'The conflict still stands',
} as const;

export const text = inLanguages(en, () => import('./conflicts.de'));
