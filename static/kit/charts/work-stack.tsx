import { type ReactNode, useId } from 'react';
import './charts.css';
import './work-stack.css';
import { type Format } from '../format';
import { dayOf, linear, monthTicks, niceTicks } from './scale';
import { say } from '../text/say';
import { text } from '../text/work';
import { useWidth } from '../use-width';
import { useFormat } from '../viewer';

export interface WorkWeek {
  /** Its Monday, an ISO date. */
  week: string;
  /** What was finished; null where too few people were active for the split to be shown. */
  done: { change: number; run: number } | null;
}

export interface WorkChartProps {
  /** What is drawn, for the caption: "Issues finished in NSP". */
  name: string;
  /** Every week from the first to the last, oldest first. */
  weeks: readonly WorkWeek[];
  /** Change items a week that are usual; drawn as a line. */
  usual?: number | undefined;
  /** Monday of the week at whose end change work was found to have stopped. */
  alarm?: string | undefined;
}

const HEIGHT = 150;
const TOP = 20;
const BOTTOM = HEIGHT - 24;
const LEFT = 36;
const RIGHT = 8;
const MOST_TICKS = 4;
/** Bars this wide or wider get a gap between them. */
const GAP_FROM = 6;

/** Change work below, run work on it, by week; the same in numbers below the chart. */
export function WorkChart(props: WorkChartProps): ReactNode {
  const format = useFormat();
  const [frame, width] = useWidth();
  if (props.weeks.length === 0) return <p className="n-quiet">{text.none}</p>;
  return (
    <figure ref={frame} className="n-chart">
      <figcaption className="n-work-legend n-small">
        <span>
          <i className="n-work-key-change" aria-hidden="true" /> {text.change}
        </span>
        <span>
          <i className="n-work-key-run" aria-hidden="true" /> {text.run}
        </span>
      </figcaption>
      <svg width="100%" height={HEIGHT} role="img" aria-label={`${props.name}. ${summary(props, format)}`}>
        {width > 0 && <Drawing {...props} width={width} format={format} />}
      </svg>
      <WorkTable {...props} format={format} />
    </figure>
  );
}

function summary({ weeks }: WorkChartProps, format: Format): string {
  const sum = (part: 'change' | 'run'): string => format.number(weeks.reduce((total, { done }) => total + (done?.[part] ?? 0), 0));
  const [first, last] = [weeks[0]?.week ?? '', weeks.at(-1)?.week ?? ''];
  return say(text.summary, {
    ...{ count: weeks.length, n: format.number(weeks.length), change: sum('change'), run: sum('run') },
    ...{ from: format.date(first), to: format.date(last) },
  });
}

function Drawing({ weeks, usual, alarm, width, format }: WorkChartProps & { width: number; format: Format }): ReactNode {
  const pattern = useId();
  const most = Math.max(1, usual ?? 0, ...weeks.map(({ done }) => (done ? done.change + done.run : 0)));
  const y = linear([0, most], [BOTTOM, TOP]);
  const step = (width - LEFT - RIGHT) / weeks.length;
  const bar = Math.max(1, step - (step >= GAP_FROM ? 2 : 0));
  const x = (index: number): number => LEFT + index * step;
  const alarmAt = weeks.findIndex(({ week }) => week === alarm);
  return (
    <>
      <defs>
        <pattern id={pattern} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line className="n-work-hatch" x1="0" x2="0" y1="0" y2="5" />
        </pattern>
      </defs>
      {niceTicks(0, most, MOST_TICKS).map((tick) => (
        <g key={tick}>
          <line className="n-chart-grid" x1={LEFT} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} />
          <text x={LEFT - 8} y={y(tick) + 4} textAnchor="end">
            {format.number(tick)}
          </text>
        </g>
      ))}
      {weeks.map(({ week, done }, index) =>
        done ? (
          <Week key={week} week={week} done={done} x={x(index)} width={bar} y={y} fill={`url(#${pattern})`} format={format} />
        ) : (
          <rect key={week} className="n-work-hidden" x={x(index)} width={bar} y={BOTTOM - 3} height={3}>
            <title>{say(text.hiddenWeek, { date: format.date(week) })}</title>
          </rect>
        ),
      )}
      {usual !== undefined && <line className="n-work-usual" x1={LEFT} x2={width - RIGHT} y1={y(usual)} y2={y(usual)} />}
      {alarmAt >= 0 && <Alarm x={x(alarmAt + 1)} width={width} />}
      <Months weeks={weeks} x={x} step={step} format={format} />
    </>
  );
}

interface WeekProps {
  week: string;
  done: { change: number; run: number };
  x: number;
  width: number;
  y: (count: number) => number;
  fill: string;
  format: Format;
}

function Week({ week, done: { change, run }, x, width, y, fill, format }: WeekProps): ReactNode {
  return (
    <g>
      <title>{say(text.week, { date: format.date(week), change: format.number(change), run: format.number(run) })}</title>
      <rect className="n-work-run" fill={fill} x={x} width={width} y={y(change + run)} height={y(change) - y(change + run)} />
      <rect className="n-work-change" x={x} width={width} y={y(change)} height={BOTTOM - y(change)} />
    </g>
  );
}

function Alarm({ x, width }: { x: number; width: number }): ReactNode {
  const atEnd = x > width / 2;
  return (
    <>
      <line className="n-work-alarm" x1={x} x2={x} y1={TOP - 8} y2={BOTTOM} />
      <text className="n-work-alarm-words" x={x + (atEnd ? -6 : 6)} y={TOP - 6} textAnchor={atEnd ? 'end' : 'start'}>
        {text.alarm}
      </text>
    </>
  );
}

function Months({ weeks, x, step, format }: { weeks: readonly WorkWeek[]; x: (index: number) => number; step: number; format: Format }): ReactNode {
  const days = weeks.map(({ week }) => dayOf(week));
  const [first = 0, last = 0] = [days[0], days.at(-1)];
  const names = new Intl.DateTimeFormat(format.locale, { month: 'short', timeZone: 'UTC' });
  return monthTicks(first, last, Math.max(2, Math.floor((weeks.length * step) / 64))).map((month) => (
    <text key={month} x={x((dayOf(month) - first) / 7)} y={BOTTOM + 16} textAnchor="start">
      {month.slice(5, 7) === '01' ? month.slice(0, 4) : names.format(new Date(`${month}T00:00:00Z`))}
    </text>
  ));
}

function WorkTable({ name, weeks, format }: WorkChartProps & { format: Format }): ReactNode {
  return (
    <details className="n-work-table">
      <summary className="n-small">{text.asTable}</summary>
      <table>
        <caption className="n-hidden">{name}</caption>
        <thead>
          <tr>
            <th scope="col">{text.weekOf}</th>
            <th scope="col">{text.change}</th>
            <th scope="col">{text.run}</th>
          </tr>
        </thead>
        <tbody>
          {weeks.map(({ week, done }) => (
            <tr key={week}>
              <th scope="row">{format.date(week)}</th>
              <td>{done ? format.number(done.change) : text.notSplit}</td>
              <td>{done ? format.number(done.run) : text.notSplit}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
