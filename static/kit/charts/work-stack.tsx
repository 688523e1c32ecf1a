import { type ReactNode, useCallback } from 'react';
import { plusDays } from '../../../src/domain/timeline';
import { type Format } from '../format';
import { say } from '../text/say';
import { text as chartText } from '../text/charts';
import { text } from '../text/work';
import { useFormat } from '../viewer';
import { Chart } from './chart';
import { type SharedAxis, dateLabels, linear, niceTicks, roomBeside, rightOf, sharedAt, timeAxis } from './scale';
import { type Label, type Scene, type Shape, type Wish, boxOf, place } from './scene';
import { type ChartTable } from './table';

export interface WorkWeek {
  /** Its Monday, an ISO date. */
  week: string;
  /** What was finished; null where too few people were active for the split to be shown. `own` is what of the change work serves the outcome that is shown. */
  done: { change: number; run: number; own?: number } | null;
}

export interface WorkStackProps {
  /** What is drawn, for the caption: "Issues finished in NSP". */
  name: string;
  /** Every week from the first to the last, oldest first. */
  weeks: readonly WorkWeek[];
  /** Change items a week that are usual; drawn as a line. */
  usual?: number | undefined;
  /** Monday from which change work had stopped. */
  alarm?: string | undefined;
  /** The axis that it shares with other charts. */
  shared?: SharedAxis | undefined;
  /** A small one stands in the panel. */
  small?: boolean | undefined;
}

const FULL = { height: 150, top: 20, bottom: 126, left: 36, right: 8 };
const SMALL = { height: 84, top: 16, bottom: 64, left: 0, right: 0 };
const MOST_TICKS = 4;
/** Bars this wide or wider get a gap between them. */
const GAP_FROM = 6;

/** Change work below, run work on it, by week; of an outcome's own change work the rest is told apart. */
export function WorkStack(props: WorkStackProps): ReactNode {
  const format = useFormat();
  const { name, weeks, usual, small } = props;
  const draw = useCallback((width: number) => workScene(props, width, format), [props, format]);
  if (weeks.length === 0) return <p className="n-quiet">{text.none}</p>;
  const legend = (
    <p className="n-chart-legend n-small">
      <span>
        <i className="n-chart-key-change" aria-hidden="true" />
        {hasOwn(weeks) ? text.changeOwn : text.change}
      </span>
      {hasOwn(weeks) && (
        <span>
          <i className="n-chart-key-change-other" aria-hidden="true" />
          {text.changeOther}
        </span>
      )}
      <span>
        <i className="n-chart-key-run" aria-hidden="true" />
        {text.run}
      </span>
      {usual !== undefined && (
        <span>
          <i className="n-chart-key-usual" aria-hidden="true" />
          {hasOwn(weeks) ? text.usualOwn : text.usual}
        </span>
      )}
    </p>
  );
  return <Chart name={name} summary={summary(props, format)} height={(small ? SMALL : FULL).height} draw={draw} table={tableOf(props, format)} legend={legend} />;
}

function hasOwn(weeks: readonly WorkWeek[]): boolean {
  return weeks.some(({ done }) => done?.own !== undefined);
}

function summary({ weeks }: WorkStackProps, format: Format): string {
  const sum = (part: 'change' | 'run'): string => format.number(weeks.reduce((total, { done }) => total + (done?.[part] ?? 0), 0));
  const [first, last] = [weeks[0]?.week ?? '', weeks.at(-1)?.week ?? ''];
  return say(text.summary, {
    ...{ count: weeks.length, n: format.number(weeks.length), change: sum('change'), run: sum('run') },
    ...{ from: format.date(first), to: format.date(last) },
  });
}

export function workScene({ weeks, usual, alarm, small, ...props }: WorkStackProps, width: number, format: Format): Scene {
  const shared = sharedAt(props.shared, width);
  const size = small ? SMALL : FULL;
  const { top, bottom } = size;
  const most = Math.max(1, usual ?? 0, ...weeks.map(({ done }) => (done ? done.change + done.run : 0)));
  const y = linear([0, most], [bottom, top]);
  const ticks = small ? [] : niceTicks(0, most, MOST_TICKS).filter((tick) => Number.isInteger(tick) || most < 2);
  const left = shared?.left ?? roomBeside(ticks.map((tick) => format.number(tick)), size.left);
  const right = shared ? rightOf(shared, width) : width - size.right;
  const axis = timeAxis(shared ? { ...shared, right } : { from: weeks[0]?.week ?? '', to: plusDays(weeks.at(-1)?.week ?? '', 7), left, right });
  const shown = weeks.filter(({ week }) => axis.shows(week));
  const stopped = alarm !== undefined && axis.shows(alarm) ? axis.x(alarm) : undefined;
  const tickLabels = ticks.map((tick): Label => ({ x: left - 8, y: y(tick) + 4, words: format.number(tick), anchor: 'end', tone: 'plain' }));
  return {
    shapes: [
      ...ticks.map((tick): Shape => ({ kind: 'line', mark: 'grid', x1: left, x2: right, y1: y(tick), y2: y(tick) })),
      ...shown.flatMap(({ week, done }) => barsOf(axis.x(week), axis.x(plusDays(week, 7)), done)),
      { kind: 'line', mark: 'grid', x1: left, x2: right, y1: bottom, y2: bottom },
      ...(usual === undefined ? [] : [{ kind: 'line', mark: 'usual', x1: left, x2: axis.x(plusDays(weeks.at(-1)?.week ?? '', 7)), y1: y(usual), y2: y(usual) } as const]),
      ...(stopped === undefined ? [] : [{ kind: 'line', mark: 'alarm', x1: stopped, x2: stopped, y1: top - 6, y2: bottom } as const]),
    ],
    labels: [
      ...tickLabels,
      ...dateLabels(axis, bottom + 18, format, { left: 0, right: width }),
      ...(stopped === undefined ? [] : place([stopWish(stopped)], { left: 0, right: width, top: 0, bottom: top }, tickLabels.map(boxOf))),
    ],
    points: shown.map(({ week, done }) => ({
      x: (axis.x(week) + axis.x(plusDays(week, 7))) / 2,
      y: done ? y(done.change + done.run) : bottom - 3,
      words: wordsOf(week, done, format),
    })),
  };

  function barsOf(from: number, to: number, done: WorkWeek['done']): Shape[] {
    const bar = { x: from, width: Math.max(1, to - from - (to - from >= GAP_FROM ? 2 : 0)) };
    if (!done) return [{ kind: 'rect', mark: 'hidden-week', ...bar, y: bottom - 3, height: 3 }];
    const { change, run, own = change } = done;
    return [
      { kind: 'rect', mark: 'run', hatched: true, ...bar, y: y(change + run), height: y(change) - y(change + run) },
      ...(change > own ? [{ kind: 'rect', mark: 'change-other', ...bar, y: y(change), height: y(own) - y(change) } as const] : []),
      { kind: 'rect', mark: 'change', ...bar, y: y(own), height: bottom - y(own) },
    ];
  }
}

function wordsOf(week: string, done: WorkWeek['done'], format: Format): string {
  if (!done) return say(text.hiddenWeek, { date: format.date(week) });
  const counts = { date: format.date(week), change: format.number(done.change), run: format.number(done.run) };
  return done.own === undefined ? say(text.week, counts) : say(text.weekOwn, { ...counts, own: format.number(done.own) });
}

function stopWish(x: number): Wish {
  return { words: text.alarm, tone: 'danger', places: [{ x, y: 11, anchor: 'middle' }, { x: x - 4, y: 11, anchor: 'end' }, { x: x + 4, y: 11, anchor: 'start' }] };
}

function tableOf({ weeks }: WorkStackProps, format: Format): ChartTable {
  const cell = (count: number | undefined) => (count === undefined ? { words: text.notSplit, raw: '' } : { words: format.number(count), raw: count });
  return {
    head: [chartText.week, text.change, ...(hasOwn(weeks) ? [text.changeOwn] : []), text.run],
    rows: weeks.map(({ week, done }) => [{ words: format.date(week), raw: week }, cell(done?.change), ...(hasOwn(weeks) ? [cell(done?.own)] : []), cell(done?.run)]),
  };
}
