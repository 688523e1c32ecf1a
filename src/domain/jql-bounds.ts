/** What a KPI's query may not hold, beside what Jira itself cannot read. */

export const JQL_FAULTS = ['has-order', 'names-people', 'depends-on-time'] as const;
/**
 * has-order: a query is joined with others, and an order cannot be. names-people: a figure would be about persons.
 * depends-on-time: what it finds changes by the clock or by a sprint, without a change of any issue, so that the past
 * could not be told and a change would not be noticed.
 */
export type JqlFault = (typeof JQL_FAULTS)[number];

const PEOPLE = new Set(['assignee', 'creator', 'reporter', 'voter', 'watcher', 'watchers', 'worklogauthor', 'participants', 'commentedby']);
const BY_TIME = /^(now|(start|end)of(day|week|month|year)|currentlogin|lastlogin|opensprints|closedsprints|futuresprints|breached|paused|running|elapsed|remaining|everbreached|completed|earliestunreleasedversion|latestreleasedversion|releasedversions|unreleasedversions)$/;
const RELATIVE_DATE = /^[+-]?\d+[ymwdhs]( \d+[ymwdhs])*$/i;
/** After these a text such as 5d is a date; after others it may be a label. */
const DATE_COMPARISONS = new Set(['<', '>', '<=', '>=', 'after', 'before', 'on']);
const OPERATORS = new Set(['=', '!=', '~', '!~', '<', '>', '<=', '>=', 'in', 'not', 'is', 'was', 'changed']);

interface Token {
  text: string;
  isQuoted: boolean;
}

/** What is wrong with a query for a KPI. With `isWeekly` false it is only ever asked for the present. */
export function faultOfJql(jql: string, isWeekly: boolean): JqlFault | undefined {
  const tokens = tokensOf(jql);
  const word = (at: number): string | undefined => tokens[at]?.text.toLowerCase();
  for (const [i, { text, isQuoted }] of tokens.entries()) {
    const lower = text.toLowerCase();
    const isField = OPERATORS.has(word(i + 1) ?? '') && !tokens[i + 1]?.isQuoted;
    if (!isQuoted && lower === 'order' && word(i + 1) === 'by') return 'has-order';
    if (isField && PEOPLE.has(lower)) return 'names-people';
    const isCall = !isQuoted && word(i + 1) === '(';
    if (isCall && (lower === 'currentuser' || lower === 'membersof' || lower === 'updatedby')) return 'names-people';
    // `changed by X`, `was "Done" by X`
    if (!isQuoted && lower === 'by' && word(i - 1) !== 'order') return 'names-people';
    if (!isWeekly) continue;
    if (isCall && BY_TIME.test(lower)) return 'depends-on-time';
    const before = word(i - 1) ?? '';
    if (RELATIVE_DATE.test(text.trim()) && (DATE_COMPARISONS.has(before) || (before === '=' && /^[+-]/.test(text)))) return 'depends-on-time';
  }
  return undefined;
}

function tokensOf(jql: string): Token[] {
  const found = jql.matchAll(/"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([<>!]=|!~|[=~<>(),])|([^\s=~<>!(),"']+)/g);
  return [...found].map(([, double, single, sign, word]) => ({ text: double ?? single ?? sign ?? word ?? '', isQuoted: double !== undefined || single !== undefined }));
}
