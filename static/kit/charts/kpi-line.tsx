import { type ReactNode } from 'react';
import './charts.css';
import { type Format } from '../format';
import { type Scale, dayOf, linear, monthTicks, niceTicks, spread } from './scale';
import { say } from '../text/say';
import { text } from '../text/en';
import { useWidth } from '../use-width';
import { useFormat } from '../viewer';

export interface ChartValue {
  at: string;
  value: number;
}

export interface ChartProps {
  name: string;
  unit: string;
  /** By date ascending. */
  values: readonly ChartValue[];
  /** ISO instant. */
  now: string;
  baseline?: number | undefined;
  launch?: string | undefined;
  /** Further stages of the rollout, ISO dates. */
  laterLaunches?: readonly string[] | undefined;
  /** Between these the values before the launch vary by themselves. */
  limits?: { low: number; high: number } | undefined;
  /** Where the KPI moved to since a date, with 95 % probability. */
  moved?: { low: number; high: number; from: string } | undefined;
  /** What the drawing shows, below it. */
  caption?: ReactNode;
  /** One line for a value, two for a band. */
  wanted?: { levels: readonly number[]; by: string; limit: boolean } | undefined;
}

const HEIGHT = 200;
const TOP = 20;
const BOTTOM = HEIGHT - 24;
/** The axis's least width, so that charts of short numbers line up with each other. */
const LEAST_LEFT = 56;
/** What a letter of the labels takes on average, and the air between a label and what it names. */
const LETTER = 6.6;
const AIR = 8;
/** Labels leave the drawing at least this share of the width. */
const MOST_GUTTER = 0.45;
/** Below this width labels say only the value: their colours and lines say which. */
const NARROW = 480;
const LABEL_GAP = 15;
/** More dots than this would run into each other. */
const MOST_DOTS = 150;
const MOST_Y_TICKS = 5;

/** A KPI's values over time, with what they are judged against. The table beside it holds the same in numbers. */
export function LineChart(props: ChartProps): ReactNode {
  const format = useFormat();
  const [frame, width] = useWidth();
  return (
    <figure ref={frame} className="n-chart">
      {props.values.length === 0 ? (
        <p className="n-quiet">{text.chartNone}</p>
      ) : (
        <svg width="100%" height={HEIGHT} role="img" aria-label={`${say(text.chart, { kpi: props.name })}. ${summary(props, format)}`}>
          {width > 0 && <Drawing {...props} width={width} format={format} />}
        </svg>
      )}
      {props.caption !== undefined && <figcaption className="n-small n-subtle">{props.caption}</figcaption>}
    </figure>
  );
}

function summary({ values, unit }: ChartProps, format: Format): string {
  const numbers = values.map((one) => one.value);
  const quantity = (value: number): string => format.quantity(value, unit);
  return say(text.chartSummary, {
    count: values.length,
    n: format.number(values.length),
    from: format.date(values[0]?.at ?? ''),
    to: format.date(values.at(-1)?.at ?? ''),
    last: quantity(numbers.at(-1) ?? 0),
    low: quantity(numbers.reduce((a, b) => Math.min(a, b))),
    high: quantity(numbers.reduce((a, b) => Math.max(a, b))),
  });
}

interface Frame {
  x: Scale;
  y: Scale;
  left: number;
  right: number;
  format: Format;
}

function Drawing({ width, format, ...props }: ChartProps & { width: number; format: Format }): ReactNode {
  const { values, baseline, launch, laterLaunches = [], limits, moved, wanted, unit, now } = props;
  const narrow = width < NARROW;
  const [low, high] = range(props);
  const y = linear([low, high], [BOTTOM - 4, TOP + 4]);
  const ticks = niceTicks(low, high, MOST_Y_TICKS).map((tick) => ({ y: y(tick), words: inShort(tick, unit, format) }));
  const labels = labelsOf(props, y, format, narrow);
  const left = Math.max(LEAST_LEFT, roomFor(ticks));
  const right = Math.max(left + 40, width - Math.min(roomFor(labels), width * MOST_GUTTER));
  const days = [...values.map((one) => dayOf(one.at)), ...[launch, ...laterLaunches].flatMap((date) => (date === undefined ? [] : [dayOf(date)]))];
  const first = days.reduce((a, b) => Math.min(a, b));
  const last = Math.max(days.reduce((a, b) => Math.max(a, b)), wanted ? dayOf(wanted.by) : 0);
  const x = linear(first === last ? [first - 1, last + 1] : [first, last], [left + 8, right - 8]);
  const frame: Frame = { x, y, left, right, format };
  const today = x(dayOf(now));
  return (
    <>
      {today < right && <rect className="n-chart-future" x={Math.max(left, today)} y={TOP} width={right - Math.max(left, today)} height={BOTTOM - TOP} />}
      <Grid {...frame} ticks={ticks} days={[first, last]} />
      {limits && <Band {...frame} className="n-chart-limits" {...limits} from={first} to={launch === undefined ? last : dayOf(launch)} />}
      {moved && <Band {...frame} className="n-chart-moved" {...moved} from={dayOf(moved.from)} to={dayOf(values.at(-1)?.at ?? moved.from)} />}
      {baseline !== undefined && <Baseline {...frame} level={baseline} launch={launch} />}
      {wanted?.levels.map((level) => (
        <line key={level} className="n-chart-target" x1={launch === undefined ? left : x(dayOf(launch))} x2={right} y1={y(level)} y2={y(level)} />
      ))}
      {laterLaunches.map((at) => (
        <line key={at} className="n-chart-launch" x1={x(dayOf(at))} x2={x(dayOf(at))} y1={TOP + 4} y2={BOTTOM} />
      ))}
      {launch !== undefined && <Launch {...frame} launch={launch} />}
      <Values {...frame} values={values} launch={launch} />
      <Labels right={right} labels={labels} />
    </>
  );
}

/** Covers the values and what they are judged against; percentages start at zero. */
function range({ values, baseline, wanted, unit, limits, moved }: ChartProps): [number, number] {
  const all = [...values.map((one) => one.value), ...(wanted?.levels ?? []), ...(baseline === undefined ? [] : [baseline]), ...[limits, moved].flatMap((band) => (band ? [band.low, band.high] : []))];
  const low = all.reduce((a, b) => Math.min(a, b), unit === '%' ? 0 : Infinity);
  const high = all.reduce((a, b) => Math.max(a, b), -Infinity);
  const room = (high - low) * 0.08 || Math.abs(high) * 0.1 || 1;
  return [unit === '%' && low === 0 ? 0 : low - room, high + room];
}

function Grid({ x, left, right, format, ticks, days: [first, last] }: Frame & { ticks: readonly Words[]; days: [number, number] }): ReactNode {
  const months = monthTicks(first, last, Math.max(2, Math.floor((right - left) / 72)));
  const names = new Intl.DateTimeFormat(format.locale, { month: 'short', timeZone: 'UTC' });
  return (
    <>
      {ticks.map(({ y, words }) => (
        <g key={y}>
          <line className="n-chart-grid" x1={left} x2={right} y1={y} y2={y} />
          <text x={left - AIR} y={y + 4} textAnchor="end">
            {words}
          </text>
        </g>
      ))}
      <line className="n-chart-grid" x1={left} x2={right} y1={BOTTOM} y2={BOTTOM} />
      {months.map((month) => (
        <text key={month} x={x(dayOf(month))} y={BOTTOM + 16} textAnchor="middle">
          {month.slice(5, 7) === '01' ? month.slice(0, 4) : names.format(new Date(`${month}T00:00:00Z`))}
        </text>
      ))}
    </>
  );
}

function Band({ x, y, low, high, from, to, className }: Frame & { low: number; high: number; from: number; to: number; className: string }): ReactNode {
  return <rect className={className} x={x(from)} width={Math.max(x(to) - x(from), 2)} y={y(high)} height={Math.max(y(low) - y(high), 1)} />;
}

function Baseline({ x, y, left, right, level, launch }: Frame & { level: number; launch: string | undefined }): ReactNode {
  const until = launch === undefined ? right : Math.min(right, Math.max(left, x(dayOf(launch))));
  return (
    <>
      <line className="n-chart-baseline" x1={left} x2={until} y1={y(level)} y2={y(level)} />
      <line className="n-chart-baseline-after" x1={until} x2={right} y1={y(level)} y2={y(level)} />
    </>
  );
}

function Launch({ x, left, right, format, launch }: Frame & { launch: string }): ReactNode {
  const at = x(dayOf(launch));
  const anchor = at < left + 60 ? 'start' : at > right - 60 ? 'end' : 'middle';
  return (
    <>
      <line className="n-chart-launch" x1={at} x2={at} y1={TOP - 4} y2={BOTTOM} />
      <text x={at} y={TOP - 8} textAnchor={anchor}>
        {say(text.chartLaunch, { date: format.date(launch) })}
      </text>
    </>
  );
}

function Values({ x, y, values, launch }: Frame & { values: readonly ChartValue[]; launch: string | undefined }): ReactNode {
  const points = values.map((one) => ({ ...one, px: x(dayOf(one.at)), py: y(one.value), before: launch !== undefined && one.at < launch }));
  const shown = points.length > MOST_DOTS ? points.slice(-1) : points;
  return (
    <>
      <path className="n-chart-line" d={`M${points.map(({ px, py }) => `${px.toFixed(1)} ${py.toFixed(1)}`).join('L')}`} />
      {shown.map(({ at, px, py, before }, index) => (
        <circle key={at} className={before ? 'n-chart-before' : 'n-chart-dot'} cx={px} cy={py} r={index === shown.length - 1 ? 5 : 3.2} />
      ))}
    </>
  );
}

interface Words {
  y: number;
  words: string;
}

interface Label extends Words {
  key: string;
  style: string;
}

/** How wide the longest of the words is drawn, roughly: measuring it exactly would need a second drawing. */
function roomFor(all: readonly Words[]): number {
  return Math.max(0, ...all.map(({ words }) => words.length)) * LETTER + 2 * AIR;
}

/** Without a long unit, which stands beside the chart already. */
function inShort(value: number, unit: string, format: Format): string {
  return unit.length > 2 ? format.number(value) : format.quantity(value, unit);
}

function labelsOf({ unit, values, baseline, wanted }: ChartProps, y: Scale, format: Format, narrow: boolean): Label[] {
  const newest = values.at(-1);
  const quantity = (value: number): string => (narrow ? inShort(value, unit, format) : format.quantity(value, unit));
  const wantedWords = wanted?.limit ? text.chartLimit : text.chartTarget;
  const labels = [
    ...(newest ? [{ key: 'newest', y: y(newest.value), words: quantity(newest.value), style: 'n-chart-newest' }] : []),
    ...(baseline === undefined
      ? []
      : [{ key: 'baseline', y: y(baseline), words: narrow ? quantity(baseline) : say(text.chartBaseline, { value: quantity(baseline) }), style: '' }]),
    ...(wanted?.levels ?? []).map((level) => ({
      key: `wanted-${level}`,
      y: y(level),
      words: narrow ? quantity(level) : say(wantedWords, { value: quantity(level) }),
      style: 'n-chart-wanted',
    })),
  ];
  return spread(labels, LABEL_GAP, [TOP, BOTTOM]);
}

function Labels({ right, labels }: { right: number; labels: readonly Label[] }): ReactNode {
  return labels.map((label) => (
    <text key={label.key} className={label.style} x={right + AIR} y={label.y + 4}>
      {label.words}
    </text>
  ));
}
