/** From data to pixels. */
import { scaleLinear, scaleUtc } from 'd3-scale';
import { type Format } from '../format';
import { text } from '../text/charts';
import { type Label, boxOf, thinned, widthOf } from './scene';

export type Scale = (value: number) => number;

export function linear(from: readonly [number, number], to: readonly [number, number]): Scale {
  return scaleLinear(from, to);
}

/** Round numbers that lie in and around the range, at most `most` of them. */
export function niceTicks(low: number, high: number, most: number): number[] {
  const span = high - low || Math.abs(high) || 1;
  const rough = span / Math.max(1, most - 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.ceil((low - step * 1e-9) / step);
  const last = Math.floor((high + step * 1e-9) / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/** The room that an axis's words take beside the drawing, at least `least` pixels, so that charts line up with each other. */
export function roomBeside(words: readonly string[], least: number): number {
  return Math.max(least, ...words.map((one) => widthOf(one) + 12));
}

/** Moves labels apart, in order, so that none is nearer than `gap` to the next; they keep within the bounds if they can. */
export function spread<T extends { y: number }>(labels: readonly T[], gap: number, [top, bottom]: readonly [number, number]): T[] {
  const placed = [...labels].sort((a, b) => a.y - b.y);
  let least = top;
  const down = placed.map((label) => {
    const y = Math.max(label.y, least);
    least = y + gap;
    return { ...label, y };
  });
  let most = bottom;
  return down
    .reverse()
    .map((label) => {
      const y = Math.min(label.y, most);
      most = y - gap;
      return { ...label, y };
    })
    .reverse();
}

const DAY_MS = 86_400_000;

/** Days since 1970 of an ISO date. */
export function dayOf(date: string): number {
  return Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / DAY_MS;
}

/** Dates of the first and last day that a chart shows, and the pixels at which they lie. */
export interface Span {
  from: string;
  to: string;
  left: number;
  right: number;
}

/** A time axis that several charts share, whatever they show: its dates, and the room beside it on either side. */
export interface SharedAxis {
  from: string;
  to: string;
  left: number;
  gutter: number;
}

/** Below this width a shared axis leaves too little to draw on. */
const LEAST_SHARED = 420;

/** The axis that a chart of this width shares with others, with room for the names of the strip's rows, which are the widest words beside any; a narrow one has its own. */
export function sharedAt(shared: SharedAxis | undefined, width: number): SharedAxis | undefined {
  return !shared || width < LEAST_SHARED ? undefined : { ...shared, left: roomBeside([text.reported, text.measured], shared.left) };
}

/** The right end of a shared axis: its gutter gives way where there is little room, down to that of a value. */
export function rightOf({ gutter }: SharedAxis, width: number): number {
  return width - Math.min(gutter, Math.max(LEAST_GUTTER, width / 6));
}

const LEAST_GUTTER = 76;

export interface TimeAxis extends Span {
  /** The place of an ISO date or instant. */
  x(date: string): number;
  shows(date: string): boolean;
}

export function timeAxis({ from, to, left, right }: Span): TimeAxis {
  // A single day stands in the middle.
  const [first, last] = from === to ? [dayOf(from) - 1, dayOf(to) + 1] : [dayOf(from), dayOf(to)];
  const scale = scaleLinear([first, last], [left, right]);
  return { from, to, left, right, x: (date) => scale(dayOf(date)), shows: (date) => dayOf(date) >= first && dayOf(date) <= last };
}

/** Room for a date below the axis. */
const TICK_ROOM = 72;
const DAYS_PER_MONTH = 30.44;

/** The dates below a time axis: days, months or years, whatever there is room for. */
export function dateLabels(axis: TimeAxis, y: number, format: Format, bounds: { left: number; right: number }): Label[] {
  const { from, to, left, right } = axis;
  const room = Math.max(2, Math.floor((right - left) / TICK_ROOM));
  const months = (dayOf(to) - dayOf(from)) / DAYS_PER_MONTH;
  // Months are what people look for; days only where there are few months.
  const most = months >= 2.5 ? Math.min(room, Math.ceil(months)) : room;
  const ends = from === to ? [axis.from] : scaleUtc([Date.parse(from), Date.parse(to)], [left, right]).ticks(most).map(isoDate);
  const dates = ends.length > 0 ? ends : [from];
  const labels = [...new Set(dates)].map((date): Label => ({ x: axis.x(date), y, words: format.tick(date), anchor: 'middle', tone: 'plain' }));
  return thinned(labels.filter((label) => boxOf(label).left >= bounds.left && boxOf(label).right <= bounds.right));
}

function isoDate(date: Date): string {
  return date.toISOString().slice(0, 10);
}
