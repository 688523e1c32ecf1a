import type { CallReply } from '../../../src/contract';
import type { AlarmView } from '../../../src/contract/views';
import { claimWords } from '../../kit/claim';
import { finishSentence } from '../../kit/finish';
import { type Format } from '../../kit/format';
import { sentenceFor } from '../../kit/signal';
import { byRole, standingOf } from '../../kit/standing';
import { text as statuses } from '../../kit/text/check-ins';
import { say } from '../../kit/text/say';
import { names, text as alarmText } from '../../kit/text/signals';
import { type Row, byUrgency } from '../rows';
import { text } from './text';

export type Activity = CallReply<'project.activity'>['activity'];
/** Where the trail of an outcome or of a KPI ends. */
export interface TrailHead {
  id: string;
  seq: number;
  hash: string;
}

/** As much as two pages hold, whatever there is; the most urgent comes first, and the rest is told in a number. */
export const MOST_OUTCOMES = 4;
const MOST_DECISIONS = 3;
export const MOST_MEASURES = 2;
/** Of decisions and of what remains together: the fewer decisions, the more room. */
const MOST_LISTED = 5;

export interface Source {
  /** Its name is left out until it has been read. */
  project: { key: string; name?: string | undefined };
  rows: readonly Row[];
  /** There are outcomes that were not loaded. */
  more: boolean;
  activity: Activity;
  /** The work could not be read, which is not the same as none. */
  isWorkUnread?: boolean;
  heads: readonly TrailHead[];
  /** Outcomes and KPIs whose trail's end could not be read. */
  headless?: readonly string[];
  /** Something could not be read, so that the report says itself that it is incomplete. */
  isLacking?: boolean;
  /** What Jira did not answer for, in words. */
  unanswered?: string | undefined;
  /** ISO instant. */
  now: string;
}

/** What the report says, in words, for the printed page and for Markdown alike. */
export interface Content {
  title: string;
  asOf: string;
  headline: string;
  /** What lies outside of it; perhaps nothing. */
  covers: string;
  decisions: { outcomeId: string; title: string; words: string }[];
  /** What is beyond the lists, in words. */
  moreDecisions: string | undefined;
  rows: { outcomeId: string; title: string; signal: string; delivery: string; impact: string[]; moreImpact: string | undefined; reported: string }[];
  remains: { outcomeId: string; title: string; words: string }[];
  /** Why nothing stands there. */
  noRemains: string | undefined;
  moreRemains: string | undefined;
  /** Without an end where it could not be read. */
  heads: { id: string; ofKpi: boolean; words: string; end?: { count: string; hash: string } }[];
}

export function coveredRows(rows: readonly Row[]): Row[] {
  return byUrgency(rows.map((row) => ({ ...row, signal: row.outcome.signal }))).slice(0, MOST_OUTCOMES);
}

/** The KPIs whose charts are drawn, and whose trails' ends are told: the main one of each outcome. */
export function drawnMeasures(covered: readonly Row[]): Row['outcome']['measures'] {
  return covered.flatMap(({ outcome }) => byRole(outcome.measures).slice(0, 1));
}

export function contentOf({ project, rows, more, activity, isWorkUnread = false, heads, headless = [], isLacking = false, unanswered, now }: Source, format: Format): Content {
  const covered = coveredRows(rows);
  const rest = rows.length - covered.length;
  const moving = covered.filter(({ outcome }) => outcome.signal.kind === 'moving' || outcome.signal.kind === 'achieved').length;
  const counts = { count: moving, moving: format.number(moving), n: format.number(covered.length) };
  const titleOf = new Map([...covered.map(({ outcome }) => [outcome.outcomeId, outcome.title] as const), ...drawnMeasures(covered).map(({ kpiId, name }) => [kpiId, name] as const)]);
  const headOf = (id: string): { id: string; ofKpi: boolean; title: string } => ({ id, ofKpi: !rows.some(({ outcome }) => outcome.outcomeId === id), title: titleOf.get(id) ?? id });
  const decisions = covered.flatMap(({ outcome }) =>
    (outcome.alarms ?? []).map((alarm) => ({ outcomeId: outcome.outcomeId, title: outcome.title, words: decisionOn(alarm, format) })),
  );
  const remains = covered.flatMap(({ outcome }) => remainsOf(outcome, activity, format));
  const mostRemaining = MOST_LISTED - Math.min(decisions.length, MOST_DECISIONS);
  return {
    title: say(text.title, { project: project.name === undefined ? project.key : say(text.project, { name: project.name, key: project.key }) }),
    asOf: say(isLacking ? text.asOfLacking : text.asOf, { date: format.date(now.slice(0, 10)) }),
    headline: rest > 0 || more ? say(text.headlineMore, counts) : say(covered.length === 1 ? text.headlineOnly : text.headline, counts),
    covers: [...(more ? [text.coversMore] : rest > 0 ? [say(text.covers, { count: rest, n: format.number(rest) })] : []), ...(unanswered === undefined ? [] : [unanswered])].join(' '),
    decisions: decisions.slice(0, MOST_DECISIONS),
    moreDecisions: beyond(decisions, MOST_DECISIONS, format),
    rows: covered.map((row) => lineOf(row, format, now)),
    remains: remains.slice(0, mostRemaining),
    noRemains: remains.length > 0 ? undefined : isWorkUnread ? text.workUnread : text.noWork,
    moreRemains: beyond(remains, mostRemaining, format),
    heads: [
      ...heads.map(({ id, seq, hash }) => ({ ...headOf(id), words: say(text.trailHead, { name: headOf(id).title, count: seq, n: format.number(seq) }), end: { count: format.number(seq), hash } })),
      ...headless.map((id) => ({ ...headOf(id), words: say(text.trailUnread, { name: headOf(id).title }) })),
    ],
  };
}

function beyond(all: readonly unknown[], most: number, format: Format): string | undefined {
  const count = all.length - most;
  return count > 0 ? say(text.andMore, { count, n: format.number(count) }) : undefined;
}

function decisionOn({ kind, why, decision }: AlarmView, format: Format): string {
  const what = sentenceFor(why, format);
  if (!decision) return `${what} ${text.asks[kind]}`;
  return `${what} ${say(text.decided, { choice: alarmText.choices[decision.choice], date: format.date(decision.reviewBy) })}`;
}

function lineOf({ outcome, delivery }: Row, format: Format, now: string): Content['rows'][number] {
  const { outcomeId, title, signal, measures, report } = outcome;
  const { count } = delivery;
  return {
    ...{ outcomeId, title, signal: names[signal.kind] },
    delivery: count ? say(text.of, { done: format.number(count.done), total: format.number(count.total) }) : text.notCounted,
    impact: byRole(measures).slice(0, MOST_MEASURES).map((measure) => `${claimWords(measure, format, now)}${rangeOf(measure, format)}`),
    moreImpact: beyond(measures, MOST_MEASURES, format),
    reported: report ? [statuses[report.reported], ...apart(report.gap?.weeks, format)].join(', ') : text.nothingReported,
  };
}

function rangeOf(measure: Parameters<typeof standingOf>[0], format: Format): string {
  const standing = standingOf(measure);
  if (standing.kind !== 'way' || !standing.range) return '';
  return ` (95%: ${format.percent(standing.range[0])} – ${format.percent(standing.range[1])})`;
}

function apart(weeks: number | undefined, format: Format): string[] {
  if (weeks === undefined) return [];
  return [weeks === 0 ? text.apartNow : say(text.apart, { count: weeks, n: format.number(weeks) })];
}

function remainsOf({ outcomeId, title, period }: Row['outcome'], activity: Activity, format: Format): Content['remains'] {
  const work = activity?.outcomes.find((one) => one.outcomeId === outcomeId);
  const week = activity?.weeks.at(-1);
  if (!work || week === undefined) return [];
  const { open, scope, forecast, tradeOff } = work;
  const finish = finishSentence({ open: open.at(-1) ?? 0, scope: scope.at(-1) ?? 0, forecast, week }, format, period.to);
  const slip = tradeOff.kind === 'slip' ? say(text.slip, { count: tradeOff.days, n: format.number(tradeOff.days) }) : tradeOff.kind === 'stopped' ? text.stopped : '';
  const cost = tradeOff.kind === 'slip' && tradeOff.cost ? say(text.slipCost, { cost: format.money(tradeOff.cost.amount, tradeOff.cost.currency) }) : '';
  return [{ outcomeId, title, words: [finish, slip, cost].filter(Boolean).join(' ') }];
}

/** The report for a page or a mail; what is typed by people cannot become markup. */
export function markdownOf({ title, asOf, headline, covers, decisions, moreDecisions, rows, remains, noRemains, moreRemains, heads }: Content): string {
  const lines = [
    `# ${plain(title)}`,
    '',
    `${asOf}. **${plain(headline)}.** ${covers}`.trim(),
    '',
    `## ${text.decisions}`,
    '',
    ...(decisions.length === 0 ? [text.noDecisions] : decisions.map((one, index) => `${index + 1}. **${plain(one.title)}**: ${plain(one.words)}`)),
    ...(moreDecisions === undefined ? [] : ['', moreDecisions]),
    '',
    `## ${text.sideBySide}`,
    '',
    `| ${text.outcome} | ${text.delivery} | ${text.impact} | ${text.reported} |`,
    '| --- | --- | --- | --- |',
    ...rows.map((row) => `| **${plain(row.title)}** (${row.signal}) | ${row.delivery} | ${[...row.impact, ...(row.moreImpact === undefined ? [] : [row.moreImpact])].map(plain).join('<br>')} | ${plain(row.reported)} |`),
    '',
    `## ${text.remains}`,
    '',
    ...(noRemains === undefined ? remains.map((one) => `- **${plain(one.title)}**: ${plain(one.words)}`) : [noRemains]),
    ...(moreRemains === undefined ? [] : ['', moreRemains]),
    '',
    `## ${text.trail}`,
    '',
    text.trailWords,
    '',
    ...heads.map(({ words, end }) => `- ${plain(words)}${end ? `, ${end.hash}` : ''}`),
    '',
  ];
  return lines.join('\n');
}

function plain(words: string): string {
  return words.replace(/[\\`*_[\]<>|#]/g, '\\$&').replace(/\s+/g, ' ');
}
