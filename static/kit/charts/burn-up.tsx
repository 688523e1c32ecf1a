import { type ReactNode } from 'react';
import './charts.css';
import './burn-up.css';
import { type Format } from '../format';
import { dayOf, linear, monthTicks, niceTicks } from './scale';
import { say } from '../text/say';
import { text } from '../text/work';
import { useWidth } from '../use-width';
import { useFormat } from '../viewer';

export interface BurnUpProps {
  /** Mondays, oldest first; at each week's end so much was in scope, and so much of it was not done. */
  weeks: readonly string[];
  scope: readonly number[];
  open: readonly number[];
  /** Between these dates the rest will be finished, with 80 % probability; an end beyond all horizons is null. */
  finish?: { low: string; high: string | null } | undefined;
  /** ISO date by which it is wanted. */
  wanted?: string | undefined;
}

const HEIGHT = 150;
const TOP = 14;
const BOTTOM = HEIGHT - 24;
const LEFT = 36;
const RIGHT = 8;
const MOST_TICKS = 4;
const DAYS_PER_WEEK = 7;
/** A finish further off than this share of the past is cut at the drawing's edge. */
const MOST_AHEAD = 0.6;

/** What was in scope and what of it was done, week by week, and the range in which the rest will be finished. */
export function BurnUp(props: BurnUpProps): ReactNode {
  const format = useFormat();
  const [frame, width] = useWidth();
  const { weeks, scope, open } = props;
  if (weeks.length < 2) return null;
  const total = scope.at(-1) ?? 0;
  return (
    <figure ref={frame} className="n-chart">
      <figcaption className="n-work-legend n-small">
        <span>
          <i className="n-burn-key-scope" aria-hidden="true" /> {text.scope}
        </span>
        <span>
          <i className="n-burn-key-done" aria-hidden="true" /> {text.finished}
        </span>
        {props.finish && (
          <span>
            <i className="n-burn-key-ahead" aria-hidden="true" /> {text.ahead}
          </span>
        )}
      </figcaption>
      <svg
        width="100%"
        height={HEIGHT}
        role="img"
        aria-label={say(text.burnUp, { done: format.number(total - (open.at(-1) ?? 0)), total: format.number(total), date: format.date(weeks.at(-1) ?? '') })}
      >
        {width > 0 && <Drawing {...props} width={width} format={format} />}
      </svg>
    </figure>
  );
}

function Drawing({ weeks, scope, open, finish, wanted, width, format }: BurnUpProps & { width: number; format: Format }): ReactNode {
  const first = dayOf(weeks[0] ?? '');
  const last = dayOf(weeks.at(-1) ?? '') + DAYS_PER_WEEK;
  const farthest = last + MOST_AHEAD * (last - first);
  const ends = [finish?.high ?? finish?.low, wanted].flatMap((date) => (date === undefined || date === null ? [] : [dayOf(date)]));
  const end = Math.min(farthest, Math.max(last, ...(finish?.high === null ? [farthest] : []), ...ends));
  const x = linear([first, end], [LEFT, width - RIGHT]);
  const most = Math.max(1, ...scope);
  const y = linear([0, most], [BOTTOM, TOP]);
  const at = (i: number): number => x(first + (i + 1) * DAYS_PER_WEEK);
  const line = (values: readonly number[]): string => values.map((value, i) => `${i === 0 ? 'M' : 'L'}${at(i)},${y(value)}`).join('');
  const done = scope.map((all, i) => all - (open[i] ?? 0));
  const now = { x: x(last), y: y(done.at(-1) ?? 0) };
  const top = y(scope.at(-1) ?? 0);
  return (
    <>
      {niceTicks(0, most, MOST_TICKS).map((tick) => (
        <g key={tick}>
          <line className="n-chart-grid" x1={LEFT} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} />
          <text x={LEFT - 8} y={y(tick) + 4} textAnchor="end">
            {format.number(tick)}
          </text>
        </g>
      ))}
      <path className="n-burn-done" d={`${line(done)}L${now.x},${BOTTOM}L${at(0)},${BOTTOM}Z`} />
      <path className="n-burn-scope" d={`${line(scope)}L${x(end)},${top}`} />
      {finish && (
        <path className="n-burn-ahead" d={`M${now.x},${now.y}L${Math.min(x(dayOf(finish.low)), width - RIGHT)},${top}L${finish.high === null ? width - RIGHT : Math.min(x(dayOf(finish.high)), width - RIGHT)},${top}Z`} />
      )}
      {wanted !== undefined && dayOf(wanted) <= end && dayOf(wanted) >= first && (
        <>
          <line className="n-burn-wanted" x1={x(dayOf(wanted))} x2={x(dayOf(wanted))} y1={TOP - 6} y2={BOTTOM} />
          <text x={x(dayOf(wanted)) - 4} y={TOP - 4} textAnchor="end">
            {text.wanted}
          </text>
        </>
      )}
      {monthTicks(first, end, Math.max(2, Math.floor(width / 80))).map((month) => (
        <text key={month} x={x(dayOf(month))} y={BOTTOM + 16} textAnchor="start">
          {month.slice(5, 7) === '01' ? month.slice(0, 4) : new Intl.DateTimeFormat(format.locale, { month: 'short', timeZone: 'UTC' }).format(new Date(`${month}T00:00:00Z`))}
        </text>
      ))}
    </>
  );
}
