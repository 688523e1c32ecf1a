/** Rules that say of an issue what kind of work it is, whatever it is linked to. */

export const WORK = ['change', 'run'] as const;
export type Work = (typeof WORK)[number];

export const RULE_FIELDS = ['type', 'label', 'component'] as const;

/** Issues whose type is named so, or that carry the label or component, are this kind of work. */
export interface WorkRule {
  field: (typeof RULE_FIELDS)[number];
  value: string;
  work: Work;
}

export const MAX_WORK_RULES = 40;

/** What the rules say of an issue; `open`: nothing, so that its links decide when it is read. */
export const RULINGS = ['change', 'run', 'open'] as const;
export type Ruling = (typeof RULINGS)[number];

/** The first rule that matches decides. Names are compared as Jira does, without regard to case. */
export function rulingOf(
  rules: readonly WorkRule[],
  issue: { type: string; labels: readonly string[]; components: readonly string[] },
): Ruling {
  const names = { type: [issue.type], label: issue.labels, component: issue.components };
  const rule = rules.find(({ field, value }) => names[field].some((name) => same(name, value)));
  return rule?.work ?? 'open';
}

function same(a: string, b: string): boolean {
  return a.localeCompare(b, 'en', { sensitivity: 'accent' }) === 0;
}
