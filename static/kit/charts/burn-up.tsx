import { area, line } from 'd3-shape';
import { type ReactNode, useCallback } from 'react';
import { plusDays } from '../../../src/domain/timeline';
import { type Finish } from '../finish';
import { type Format } from '../format';
import { say } from '../text/say';
import { text as chartText } from '../text/charts';
import { text } from '../text/work';
import { useFormat } from '../viewer';
import { Chart } from './chart';
import { type SharedAxis, dateLabels, dayOf, linear, niceTicks, roomBeside, rightOf, sharedAt, timeAxis } from './scale';
import { type Label, type Scene, type Shape, type Wish, boxOf, place } from './scene';
import { type Cell, type ChartTable } from './table';

export interface BurnUpProps {
  /** The outcome, for the name of the figure. */
  title: string;
  /** Mondays, oldest first; at each week's end so much was in scope, and so much of it was not done. */
  weeks: readonly string[];
  scope: readonly number[];
  open: readonly number[];
  /** What came into scope in each week, and what left it. */
  added: readonly number[];
  removed: readonly number[];
  /** When the rest will be finished. */
  finish?: Finish | undefined;
  /** ISO date by which it is wanted. */
  wanted?: string | undefined;
  /** The axis that it shares with other charts. */
  shared?: SharedAxis | undefined;
}

const HEIGHT = 160;
const TOP = 18;
const BOTTOM = HEIGHT - 24;
const LEFT = 36;
const RIGHT = 8;
const MOST_TICKS = 4;
const WEEK = 7;
/** What came and what left stand beside each other; where weeks are close, they are as narrow as that. */
const BAR = 4;
/** A finish further off than this share of the past is cut at the drawing's edge. */
const MOST_AHEAD = 0.6;

/** What was in scope, what came into it and left it, and what of it was done, week by week; and the range in which the rest will be finished. */
export function BurnUp(props: BurnUpProps): ReactNode {
  const format = useFormat();
  const draw = useCallback((width: number) => burnUpScene(props, width, format), [props, format]);
  const { title, weeks, scope, open, added, removed } = props;
  if (weeks.length === 0) return null;
  const total = scope.at(-1) ?? 0;
  const moved = [...added, ...removed].some((n) => n > 0);
  const summary = say(text.burnUp, { done: format.number(total - (open.at(-1) ?? 0)), total: format.number(total), date: format.date(weeks.at(-1) ?? '') });
  const name = say(chartText.burnUp, { name: title });
  return <Chart name={name} summary={summary} height={HEIGHT} draw={draw} table={tableOf(props, format)} legend={moved && <Legend />} />;
}

function Legend(): ReactNode {
  return (
    <p className="n-chart-legend n-small">
      <span>
        <i className="n-chart-key-added" aria-hidden="true" />
        {chartText.addedKey}
      </span>
      <span>
        <i className="n-chart-key-removed" aria-hidden="true" />
        {chartText.removedKey}
      </span>
    </p>
  );
}

interface Place {
  x: number;
  y: number;
}

export function burnUpScene({ weeks, scope, open, added, removed, finish, wanted, ...props }: BurnUpProps, width: number, format: Format): Scene {
  const shared = sharedAt(props.shared, width);
  const most = Math.max(1, ...weeks.map((_, i) => (scope[i] ?? 0) + (removed[i] ?? 0)));
  const ticks = niceTicks(0, most, MOST_TICKS).filter((tick) => Number.isInteger(tick));
  const left = shared?.left ?? roomBeside(ticks.map((tick) => format.number(tick)), LEFT);
  const right = shared ? rightOf(shared, width) : width - RIGHT;
  const last = plusDays(weeks.at(-1) ?? '', WEEK);
  const axis = timeAxis(shared ? { ...shared, right } : { from: weeks[0] ?? '', to: endOf(weeks, last, finish, wanted), left, right });
  const y = linear([0, most], [BOTTOM, TOP + 4]);
  const steps = weeks.map((week, i) => {
    const [now, came, went] = [scope[i] ?? 0, added[i] ?? 0, removed[i] ?? 0];
    return { x: axis.x(plusDays(week, WEEK)), scope: y(now), done: y(now - (open[i] ?? 0)), before: y(now - came + went), between: y(now + went), came, went };
  });
  const shown = steps.filter(({ x }) => x >= axis.left - 1);
  const bar = Math.max(1, Math.min(BAR, (axis.x(plusDays(weeks[0] ?? '', WEEK)) - axis.x(weeks[0] ?? '')) / 2 - 0.5));
  const today = { x: axis.x(last), y: steps.at(-1)?.done ?? BOTTOM };
  const now = { x: today.x, done: today.y, scope: steps.at(-1)?.scope ?? TOP, at: today };
  const draw = (of: 'scope' | 'done'): string => line<(typeof shown)[number]>(({ x }) => x, (step) => step[of])(shown) ?? '';
  // A course that ends beyond the drawing leaves it on its way; one without an end goes no further up.
  const courseTo = (date: string | null): Place => {
    const x = date === null ? Infinity : axis.x(date);
    return x <= right ? { x, y: now.scope } : { x: right, y: now.done + ((now.scope - now.done) * (right - now.x)) / (x - now.x) };
  };
  const band = ({ low, high }: Pick<Finish, 'low' | 'high'>): Place[] => {
    const [early, late] = [courseTo(low), courseTo(high)];
    return [now.at, early, ...(early.y === now.scope && late.y !== now.scope ? [{ x: right, y: now.scope }] : []), late];
  };
  const fan = finish && now.x < right ? { median: courseTo(finish.median), bands: [band(finish), ...(finish.middle ? [band(finish.middle)] : [])] } : undefined;
  const due = wanted !== undefined && axis.shows(wanted) ? axis.x(wanted) : undefined;
  const fixed: Label[] = [
    ...ticks.map((tick): Label => ({ x: left - 8, y: y(tick) + 4, words: format.number(tick), anchor: 'end', tone: 'plain' })),
    ...dateLabels(axis, BOTTOM + 18, format, { left: 0, right: width }),
  ];
  const total = scope.at(-1) ?? 0;
  const done = total - (open.at(-1) ?? 0);
  const wishes: Wish[] = [
    { words: say(chartText.doneOf, { n: format.number(done) }), tone: 'strong', places: [{ x: now.x - 6, y: now.done - 8, anchor: 'end' }, { x: now.x - 6, y: now.done + 18, anchor: 'end' }] },
    { words: say(chartText.scopeOf, { n: format.number(total) }), tone: 'plain', places: [{ x: now.x + 4, y: now.scope - 5, anchor: 'start' }, { x: now.x - 6, y: now.scope - 5, anchor: 'end' }] },
    ...(finish ? [{ words: aheadWords(finish, format), tone: 'plain' as const, places: [{ x: now.x + 8, y: BOTTOM - 8, anchor: 'start' as const }, { x: right - 4, y: BOTTOM - 8, anchor: 'end' as const }] }] : []),
    ...(due === undefined ? [] : [{ words: text.wanted, tone: 'wanted' as const, places: [{ x: due - 4, y: 11, anchor: 'end' as const }, { x: due + 4, y: 11, anchor: 'start' as const }] }]),
  ];
  return {
    shapes: [
      ...(now.x < right ? [{ kind: 'rect', mark: 'future', x: Math.max(left, now.x), y: TOP, width: right - Math.max(left, now.x), height: BOTTOM - TOP } as const] : []),
      ...ticks.map((tick): Shape => ({ kind: 'line', mark: 'grid', x1: left, x2: right, y1: y(tick), y2: y(tick) })),
      { kind: 'line', mark: 'grid', x1: left, x2: right, y1: BOTTOM, y2: BOTTOM },
      { kind: 'path', mark: 'done-area', d: area<(typeof shown)[number]>(({ x }) => x, BOTTOM, (step) => step.done)(shown) ?? '' },
      { kind: 'path', mark: 'scope', d: `${draw('scope')}L${right},${now.scope}` },
      // From the scope of the week before up by what came, and from there down by what left it.
      ...shown.flatMap(({ x, before, between, scope: at, came, went }): Shape[] => [
        ...(came > 0 ? [{ kind: 'rect', mark: 'added', x: x - bar, y: between, width: bar, height: before - between } as const] : []),
        ...(went > 0 ? [{ kind: 'rect', mark: 'removed', x, y: between, width: bar, height: at - between } as const] : []),
      ]),
      { kind: 'path', mark: 'done', d: draw('done') },
      ...shown.map(({ x, done: at }): Shape => ({ kind: 'rect', mark: 'done', x: x - 2, y: at - 2, width: 4, height: 4 })),
      ...(fan
        ? [
            // The inner band lies on the outer one, and is darker by it.
            ...fan.bands.map((places): Shape => ({ kind: 'path', mark: 'ahead', d: `M${places.map(({ x, y: at }) => `${x} ${at}`).join('L')}Z` })),
            { kind: 'line', mark: 'ahead-line', x1: now.x, y1: now.done, x2: fan.median.x, y2: fan.median.y },
          ] satisfies Shape[]
        : []),
      ...(due === undefined ? [] : [{ kind: 'line', mark: 'target', x1: due, x2: due, y1: TOP - 6, y2: BOTTOM } as const]),
    ],
    labels: [...fixed, ...place(wishes, { left, right: shared ? right : width, top: 0, bottom: BOTTOM }, fixed.map(boxOf))],
    points: [
      ...shown.map(({ x, done: at, came, went }, index) => {
        const i = weeks.length - shown.length + index;
        const all = scope[i] ?? 0;
        const words = say(chartText.burnPoint, { date: format.date(weeks[i] ?? ''), done: format.number(all - (open[i] ?? 0)), scope: format.number(all) });
        return { x, y: at, words: came + went > 0 ? `${words}${say(chartText.burnMoved, { added: format.number(came), removed: format.number(went) })}` : words };
      }),
      ...(finish && fan ? [{ ...fan.median, words: forecastWords(finish, format) }] : []),
    ],
  };
}

function endOf(weeks: readonly string[], last: string, finish: BurnUpProps['finish'], wanted: string | undefined): string {
  const farthest = plusDays(last, Math.round(MOST_AHEAD * (dayOf(last) - dayOf(weeks[0] ?? last))));
  const ends = [finish?.high ?? finish?.low, wanted, finish?.high === null ? farthest : undefined].flatMap((date) => date ?? []);
  const end = [last, ...ends].sort().at(-1) ?? last;
  return end < farthest ? end : farthest;
}

function aheadWords({ low, high }: Finish, format: Format): string {
  if (high === null) return say(chartText.aheadOpen, { low: format.date(low) });
  return say(chartText.ahead, { range: format.dates(low, high) });
}

function forecastWords(finish: Finish, format: Format): string {
  const inner = finish.middle;
  if (!inner) return aheadWords(finish, format);
  const middle = inner.high === null ? say(chartText.middleOpen, { low: format.date(inner.low) }) : say(chartText.middle, { range: format.dates(inner.low, inner.high) });
  return say(chartText.forecast, { outer: aheadWords(finish, format), inner: middle });
}

/** Weeks as they were, and then the dates between which the rest will be finished, by how sure that is. */
function tableOf({ weeks, scope, open, added, removed, finish }: BurnUpProps, format: Format): ChartTable {
  const none: Cell = { words: chartText.none, raw: '' };
  const count = (n: number): Cell => ({ words: format.number(n), raw: n });
  const date = (at: string): Cell => ({ words: format.date(at), raw: at });
  const total = scope.at(-1) ?? 0;
  return {
    head: [chartText.week, chartText.added, chartText.removed, chartText.scope, chartText.finished, ...(finish ? [chartText.forecastHead] : [])],
    rows: [
      ...weeks.map((week, i) => [date(week), ...[added[i] ?? 0, removed[i] ?? 0, scope[i] ?? 0, (scope[i] ?? 0) - (open[i] ?? 0)].map(count), ...(finish ? [none] : [])]),
      ...(finish ? datesOf(finish) : []).map(([at, words]) => [at === null ? { words: chartText.noEnd, raw: '' } : date(at), none, none, count(total), count(total), { words, raw: words }]),
    ],
  };
}

/** The ends of both ranges and what lies in their middle, from the earliest on; null where no end is in sight. */
function datesOf({ low, high, median, middle }: Finish): [string | null, string][] {
  return [[low, chartText.outerLow], ...(middle ? [[middle.low, chartText.innerLow] as [string, string]] : []), [median, chartText.median], ...(middle ? [[middle.high, chartText.innerHigh] as [string | null, string]] : []), [high, chartText.outerHigh]];
}
