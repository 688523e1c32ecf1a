import { type ReactNode, useEffect, useRef, useState } from 'react';
import './line-chart.css';
import { type Format } from './format';
import { type Scale, dayOf, linear, monthTicks, niceTicks, spread } from './scale';
import { say } from './text/say';
import { text } from './text/en';
import { useFormat } from './viewer';

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
  /** One line for a value, two for a band. */
  wanted?: { levels: readonly number[]; by: string; limit: boolean } | undefined;
}

const HEIGHT = 200;
const TOP = 20;
const BOTTOM = HEIGHT - 24;
const LEFT = 56;
const GUTTER = 104;
/** Below this width labels say only the value: their colours and lines say which. */
const NARROW = 480;
const NARROW_GUTTER = 64;
const LABEL_GAP = 15;
/** More dots than this would run into each other. */
const MOST_DOTS = 150;
const MOST_Y_TICKS = 5;

/** A KPI's values over time, with what they are judged against. The table beside it holds the same in numbers. */
export function LineChart(props: ChartProps): ReactNode {
  const format = useFormat();
  const frame = useRef<HTMLElement>(null);
  const width = useWidth(frame);
  return (
    <figure ref={frame} className="n-chart">
      {props.values.length === 0 ? (
        <p className="n-quiet">{text.chartNone}</p>
      ) : (
        <svg width="100%" height={HEIGHT} role="img" aria-label={`${say(text.chart, { kpi: props.name })}. ${summary(props, format)}`}>
          {width > 0 && <Drawing {...props} width={width} format={format} />}
        </svg>
      )}
    </figure>
  );
}

function useWidth(frame: React.RefObject<HTMLElement>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const { current } = frame;
    if (!current) return undefined;
    const observer = new ResizeObserver(() => setWidth(current.clientWidth));
    observer.observe(current);
    setWidth(current.clientWidth);
    return () => observer.disconnect();
  }, [frame]);
  return width;
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
  right: number;
  format: Format;
}

function Drawing({ width, format, ...props }: ChartProps & { width: number; format: Format }): ReactNode {
  const { values, baseline, launch, wanted, unit, now } = props;
  const narrow = width < NARROW;
  const right = Math.max(LEFT + 40, width - (narrow ? NARROW_GUTTER : GUTTER));
  const [low, high] = range(props);
  const days = [...values.map((one) => dayOf(one.at)), ...(launch === undefined ? [] : [dayOf(launch)])];
  const first = days.reduce((a, b) => Math.min(a, b));
  const last = Math.max(days.reduce((a, b) => Math.max(a, b)), wanted ? dayOf(wanted.by) : 0);
  const x = linear(first === last ? [first - 1, last + 1] : [first, last], [LEFT + 8, right - 8]);
  const frame: Frame = { x, y: linear([low, high], [BOTTOM - 4, TOP + 4]), right, format };
  const today = x(dayOf(now));
  return (
    <>
      {today < right && <rect className="n-chart-future" x={Math.max(LEFT, today)} y={TOP} width={right - Math.max(LEFT, today)} height={BOTTOM - TOP} />}
      <Grid {...frame} unit={unit} range={[low, high]} days={[first, last]} />
      {baseline !== undefined && <Baseline {...frame} level={baseline} launch={launch} />}
      {wanted?.levels.map((level) => (
        <line key={level} className="n-chart-target" x1={launch === undefined ? LEFT : x(dayOf(launch))} x2={right} y1={frame.y(level)} y2={frame.y(level)} />
      ))}
      {launch !== undefined && <Launch {...frame} launch={launch} />}
      <Values {...frame} values={values} launch={launch} />
      <Labels {...frame} {...props} narrow={narrow} />
    </>
  );
}

/** Covers the values and what they are judged against; percentages start at zero. */
function range({ values, baseline, wanted, unit }: ChartProps): [number, number] {
  const all = [...values.map((one) => one.value), ...(wanted?.levels ?? []), ...(baseline === undefined ? [] : [baseline])];
  const low = all.reduce((a, b) => Math.min(a, b), unit === '%' ? 0 : Infinity);
  const high = all.reduce((a, b) => Math.max(a, b), -Infinity);
  const room = (high - low) * 0.08 || Math.abs(high) * 0.1 || 1;
  return [unit === '%' && low === 0 ? 0 : low - room, high + room];
}

function Grid({ x, y, right, format, unit, range: [low, high], days: [first, last] }: Frame & { unit: string; range: [number, number]; days: [number, number] }): ReactNode {
  const months = monthTicks(first, last, Math.max(2, Math.floor((right - LEFT) / 72)));
  const names = new Intl.DateTimeFormat(format.locale, { month: 'short', timeZone: 'UTC' });
  return (
    <>
      {niceTicks(low, high, MOST_Y_TICKS).map((tick) => (
        <g key={tick}>
          <line className="n-chart-grid" x1={LEFT} x2={right} y1={y(tick)} y2={y(tick)} />
          <text x={LEFT - 8} y={y(tick) + 4} textAnchor="end">
            {unit.length > 2 ? format.number(tick) : format.quantity(tick, unit)}
          </text>
        </g>
      ))}
      <line className="n-chart-grid" x1={LEFT} x2={right} y1={BOTTOM} y2={BOTTOM} />
      {months.map((month) => (
        <text key={month} x={x(dayOf(month))} y={BOTTOM + 16} textAnchor="middle">
          {month.slice(5, 7) === '01' ? month.slice(0, 4) : names.format(new Date(`${month}T00:00:00Z`))}
        </text>
      ))}
    </>
  );
}

function Baseline({ x, y, right, level, launch }: Frame & { level: number; launch: string | undefined }): ReactNode {
  const until = launch === undefined ? right : Math.min(right, Math.max(LEFT, x(dayOf(launch))));
  return (
    <>
      <line className="n-chart-baseline" x1={LEFT} x2={until} y1={y(level)} y2={y(level)} />
      <line className="n-chart-baseline-after" x1={until} x2={right} y1={y(level)} y2={y(level)} />
    </>
  );
}

function Launch({ x, right, format, launch }: Frame & { launch: string }): ReactNode {
  const at = x(dayOf(launch));
  const anchor = at < LEFT + 60 ? 'start' : at > right - 60 ? 'end' : 'middle';
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

function Labels({ y, right, format, unit, values, baseline, wanted, narrow }: Frame & ChartProps & { narrow: boolean }): ReactNode {
  const newest = values.at(-1);
  const quantity = (value: number): string => format.quantity(value, unit);
  const labels = [
    ...(newest ? [{ key: 'newest', y: y(newest.value), words: quantity(newest.value), style: 'n-chart-newest' }] : []),
    ...(baseline === undefined ? [] : [{ key: 'baseline', y: y(baseline), words: narrow ? quantity(baseline) : say(text.chartBaseline, { value: quantity(baseline) }), style: '' }]),
    ...(wanted?.levels ?? []).map((level) => ({
      key: `wanted-${level}`,
      y: y(level),
      words: narrow ? quantity(level) : say(wanted?.limit ? text.chartLimit : text.chartTarget, { value: quantity(level) }),
      style: 'n-chart-wanted',
    })),
  ];
  return spread(labels, LABEL_GAP, [TOP, BOTTOM]).map((label) => (
    <text key={label.key} className={label.style} x={right + 8} y={label.y + 4}>
      {label.words}
    </text>
  ));
}
