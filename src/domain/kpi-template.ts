import { type Cadence, type Direction } from './kpi';

/**
 * Ready-made KPIs for IT service work: a starting point with the choices that are easily made wrong. Texts are keys;
 * the pages hold the words.
 */
export interface KpiTemplate {
  key: TemplateKey;
  unit: string;
  direction: Direction;
  cadence: Cadence;
  /** Where its values best come from. */
  source: 'jira-flow' | 'jira-sla' | 'jira-jql' | 'monitoring' | 'file';
  /** What to count in Jira, or the formula to begin with. */
  begins?: 'lead-time' | 'sla-met' | 'reopened' | 'ratio';
  /** What tends to get worse when only this one is driven; offered as a guardrail. */
  guardrail: TemplateKey;
}

export const TEMPLATE_KEYS = [
  'time-to-resolution',
  'sla-attainment',
  'reopen-rate',
  'change-failure-rate',
  'first-contact-resolution',
  'self-service-share',
  'active-users',
  'cost-per-ticket',
] as const;
export type TemplateKey = (typeof TEMPLATE_KEYS)[number];

export const KPI_TEMPLATES: readonly KpiTemplate[] = [
  { key: 'time-to-resolution', unit: 'hours', direction: 'decrease', cadence: 'week', source: 'jira-flow', begins: 'lead-time', guardrail: 'reopen-rate' },
  { key: 'sla-attainment', unit: '%', direction: 'increase', cadence: 'week', source: 'jira-sla', begins: 'sla-met', guardrail: 'reopen-rate' },
  { key: 'reopen-rate', unit: '%', direction: 'decrease', cadence: 'week', source: 'jira-flow', begins: 'reopened', guardrail: 'time-to-resolution' },
  { key: 'change-failure-rate', unit: '%', direction: 'decrease', cadence: 'month', source: 'jira-jql', begins: 'ratio', guardrail: 'time-to-resolution' },
  { key: 'first-contact-resolution', unit: '%', direction: 'increase', cadence: 'week', source: 'jira-jql', begins: 'ratio', guardrail: 'reopen-rate' },
  { key: 'self-service-share', unit: '%', direction: 'increase', cadence: 'week', source: 'jira-jql', begins: 'ratio', guardrail: 'first-contact-resolution' },
  { key: 'active-users', unit: 'users', direction: 'increase', cadence: 'week', source: 'monitoring', guardrail: 'time-to-resolution' },
  { key: 'cost-per-ticket', unit: 'EUR', direction: 'decrease', cadence: 'month', source: 'file', guardrail: 'sla-attainment' },
];
