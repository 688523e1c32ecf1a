/** Rules that say of an issue what kind of work it is, whatever it is linked to. */

export const WORK = ['change', 'run'] as const;
export type Work = (typeof WORK)[number];

export const RULE_FIELDS = ['type', 'label', 'component', 'jql'] as const;

/** Issues whose type is named so, that carry the label or component, or that the JQL query finds, are this kind of work. */
export interface WorkRule {
  field: (typeof RULE_FIELDS)[number];
  value: string;
  work: Work;
}

export const MAX_WORK_RULES = 40;

/** What rules look at. `queries`: those of the rules' JQL queries that find the issue. */
export interface Ruled {
  type: string;
  labels: readonly string[];
  components: readonly string[];
  queries: readonly string[];
}

/** The queries that Jira must be asked about before the rules can be applied. */
export function queriesOf(rules: readonly WorkRule[]): string[] {
  return [...new Set(rules.flatMap(({ field, value }) => (field === 'jql' ? [value] : [])))];
}

/** What the rules say of an issue; `open`: nothing, so that its links decide when it is read. */
export const RULINGS = ['change', 'run', 'open'] as const;
export type Ruling = (typeof RULINGS)[number];

/** The first rule that matches decides. Names are compared as Jira does, without regard to case. */
export function rulingOf(rules: readonly WorkRule[], issue: Ruled): Ruling {
  return rules.find((rule) => applies(rule, issue))?.work ?? 'open';
}

export function applies({ field, value }: Pick<WorkRule, 'field' | 'value'>, { type, labels, components, queries }: Ruled): boolean {
  if (field === 'jql') return queries.includes(value);
  const names = { type: [type], label: labels, component: components };
  return names[field].some((name) => sameName(name, value));
}

/** Jira compares names without regard to case. */
export function sameName(a: string, b: string): boolean {
  return a.localeCompare(b, 'en', { sensitivity: 'accent' }) === 0;
}
