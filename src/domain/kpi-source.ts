/** Where a KPI's values come from when nobody enters them: counted in Jira, or worked out from two other KPIs. */

export const COUNTS = ['now', 'created', 'resolved', 'open'] as const;
/** `now`: issues found when asked. The others by week: created in it, resolved in it, open at its end. */
export type Count = (typeof COUNTS)[number];

export interface JqlSource {
  kind: 'jql';
  jql: string;
  count: Count;
}

export const PERCENTILES = [50, 75, 85, 90, 95] as const;
export type Percentile = (typeof PERCENTILES)[number];

export const TIME_UNITS = ['hours', 'days'] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

/**
 * A figure of each week. Times are those of issues that were done in the week and delivered something: `lead-time` from
 * creation, `cycle-time` from the first time in progress, `time-in-status` the sum of all stays. `reopened`: the share of
 * them that had been reopened; `within`: the share that took at most so many hours from creation; both in percent.
 * `age`: days since creation of what is open at the week's end. `sla-…`: cycles of a service desk's agreement that ended
 * in the week: the share that was met, in percent, or how long they took on the agreement's own clock.
 */
export type FlowFigure =
  | { of: 'lead-time' | 'cycle-time'; percentile: Percentile; in: TimeUnit }
  | { of: 'throughput' | 'reopened' }
  | { of: 'age'; percentile: Percentile }
  | { of: 'time-in-status'; status: NamedThing; percentile: Percentile; in: TimeUnit }
  | { of: 'within'; hours: number }
  | { of: 'sla-met'; field: NamedThing }
  | { of: 'sla-time'; field: NamedThing; percentile: Percentile; in: TimeUnit };

/** A status or field of the site by its id, and the name that it had when it was chosen. */
export interface NamedThing {
  id: string;
  name: string;
}

export interface FlowSource {
  kind: 'flow';
  jql: string;
  figure: FlowFigure;
}

export type JiraSource = JqlSource | FlowSource;

export const OPERATIONS = ['ratio', 'difference'] as const;

/** `left` ÷ `right`, in percent if wanted, or `left` − `right`, on each date on which both have a value. */
export interface FormulaSource {
  kind: 'formula';
  operation: (typeof OPERATIONS)[number];
  leftId: string;
  rightId: string;
  /** Of a ratio: whether 0.25 is written as 25. */
  percent: boolean;
}

export type KpiSource = JiraSource | FormulaSource;

/** What values of such a KPI name as their source. */
export function valueSourceOf({ kind }: KpiSource): 'jira' | 'formula' {
  return kind === 'formula' ? 'formula' : 'jira';
}

/** KPIs of a site that Jira is asked for, and formulas that use one KPI. */
export const MAX_JIRA_KPIS = 50;
export const MAX_FORMULAS_PER_KPI = 10;
/** Formulas of formulas of …: so many deep at most. */
export const MAX_FORMULA_DEPTH = 5;
/** Issues that one KPI may look at: some 110 bytes are kept of each. */
export const MAX_ISSUES_PER_KPI = 50_000;

/** The present state of whatever a query finds, asked anew each time: it has no past. */
export function isCountNow(source: KpiSource): source is JqlSource & { count: 'now' } {
  return source.kind === 'jql' && source.count === 'now';
}

/** Whether the weeks need to know how each issue moved, and not only its fields. */
export function needsChanges(source: JiraSource, usesResolutions: boolean): boolean {
  if (source.kind === 'jql') return source.count === 'open' || (source.count === 'resolved' && !usesResolutions);
  return source.figure.of !== 'sla-met' && source.figure.of !== 'sla-time';
}

/** The field of an agreement that must be asked for; undefined when there is none. */
export function fieldOf(source: JiraSource): string | undefined {
  return source.kind === 'flow' && 'field' in source.figure ? source.figure.field.id : undefined;
}
