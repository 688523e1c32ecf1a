/** A KPI over time as a scene: values, what they varied by before, where they lie since, and where they should be by when. */
import { line } from 'd3-shape';
import { type Format, asMean } from '../format';
import { say } from '../text/say';
import { text } from '../text/charts';
import { text as common } from '../text/en';
import { type Scale, type SharedAxis, type TimeAxis, dateLabels, linear, niceTicks, spread, rightOf, sharedAt, timeAxis } from './scale';
import { type Label, type Point, type Scene, type Shape, type Wish, areJoined, boxOf, place, roomOf, widthOf } from './scene';

export interface ChartValue {
  at: string;
  value: number;
}

export interface FormerLevel {
  mark: 'former-baseline' | 'former-target';
  level: number;
  /** ISO date. */
  until: string;
}

/** A KPI that should stay within a band moved towards its middle or away from it: `middle` is where the other side mirrors this one. */
export interface Moved {
  low: number;
  high: number;
  level: number;
  from: string;
  words: string;
  middle?: number | undefined;
}

export interface KpiChart {
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
  /** Where the KPI moved to since a date, with 95 % probability, and the movement in words. */
  moved?: Moved | undefined;
  /** One line for a value, two for a band. */
  wanted?: { levels: readonly number[]; by: string; limit: boolean } | undefined;
  /** What was agreed before an approved change, drawn up to the day of that. */
  former?: readonly FormerLevel[] | undefined;
  /** On which side of the baseline it is worse; of a band, so far from its middle on either side. */
  worse?: 'above' | 'below' | { middle: number; away: number } | undefined;
  /** When the verdict changed, and to what. */
  turns?: readonly { at: string; words: string }[] | undefined;
  /** ISO date on which change work was found to have stopped. */
  stopped?: { at: string; words: string } | undefined;
  /** The axis that it shares with other charts. */
  shared?: SharedAxis | undefined;
  /** A small one stands in a row of the panel: no ticks, what counts in the gutter. */
  small?: boolean | undefined;
}

const FULL = { height: 220, top: 20, bottom: 196 };
const SMALL = { height: 96, top: 18, bottom: 92 };
/** The axis's least width, so that charts of short numbers line up with each other. */
const LEAST_LEFT = 56;
const MOST_LEFT = 80;
const AIR = 8;
/** Labels leave the drawing at least this share of the width. */
const MOST_GUTTER = 0.45;
/** Below this width labels say only the value: their colours and lines say which. */
const NARROW = 480;
const LABEL_GAP = 15;
/** Where the way planned may be named, as parts of it, the best first. */
const PLANNED_AT = [0.5, 0.6, 0.75, 0.25, 0.1];
const MOST_Y_TICKS = 5;
/** A hatched strip this high has room for its words. */
const ROOM_FOR_WORDS = 20;

interface Frame {
  chart: KpiChart;
  format: Format;
  axis: TimeAxis;
  y: Scale;
  top: number;
  bottom: number;
}

export function kpiHeight({ small }: Pick<KpiChart, 'small'>): number {
  return small ? SMALL.height : FULL.height;
}

export function kpiScene(given: KpiChart, width: number, format: Format): Scene {
  const chart = { ...given, shared: sharedAt(given.shared, width) };
  const { top, bottom } = chart.small ? SMALL : FULL;
  const [low, high] = range(chart);
  const y = linear([low, high], [bottom - 4, top + 4]);
  const ticks = chart.small ? [] : niceTicks(low, high, MOST_Y_TICKS).map((tick, at, all) => ({ y: y(tick), words: tickWords(tick, at === all.length - 1 && width >= NARROW, chart, format) }));
  const gutter = gutterOf(chart, y, format, width, [top, bottom]);
  const left = chart.shared?.left ?? (chart.small ? AIR : Math.max(LEAST_LEFT, roomFor(ticks)));
  const right = chart.shared ? rightOf(chart.shared, width) : Math.max(left + 40, width - Math.min(roomFor(gutter), width * MOST_GUTTER));
  const axis = timeAxis(chart.shared ? { ...chart.shared, right } : { ...datesOf(chart), left: left + AIR, right: right - AIR });
  const frame: Frame = { chart, format, axis, y, top, bottom };
  const { dots, points } = valuesOf(frame);
  const gutterLabels = gutter.map(({ words, tone, y: at }): Label => ({ x: right + AIR, y: at + 4, words, anchor: 'start', tone }));
  const tickLabels = ticks.map((tick): Label => ({ x: left - AIR, y: tick.y + 4, words: tick.words, anchor: 'end', tone: 'plain' }));
  const unit = unitOf(chart, [...tickLabels, ...gutterLabels]);
  const events = eventsOf(frame, width, unit);
  const labels = [
    ...tickLabels,
    ...unit,
    ...(chart.small ? [] : dateLabels(axis, bottom + 18, format, { left: 0, right: width })),
    ...events.labels,
    ...gutterLabels,
  ];
  const taken = [...labels.map(boxOf), ...roomOf(points)];
  const inside = { left, right: chart.shared ? right : right + AIR, top, bottom };
  return {
    shapes: [
      ...groundOf(frame, left, right),
      ...ticks.map((tick): Shape => ({ kind: 'line', mark: 'grid', x1: left, x2: right, y1: tick.y, y2: tick.y })),
      ...(chart.small ? [] : [{ kind: 'line', mark: 'grid', x1: left, x2: right, y1: bottom, y2: bottom } as const]),
      ...bandsOf(frame),
      ...formerOf(frame, left, right),
      ...levelsOf(frame, left, right),
      ...events.shapes,
      ...dots,
      ...turnsOf(frame).shapes,
    ],
    labels: [...labels, ...place(chart.small ? [] : notesOf(frame, right), inside, taken)],
    points: [...points, ...turnsOf(frame).points].sort((a, b) => a.x - b.x),
    joined: areJoined(points),
  };
}

function datesOf({ values, launch, laterLaunches = [], wanted, now, small }: KpiChart): { from: string; to: string } {
  const dates = [...values.map(({ at }) => at), ...(launch === undefined ? [] : [launch]), ...laterLaunches].sort();
  const ends = [dates.at(-1) ?? now, ...(small ? [now] : wanted ? [wanted.by] : [])].map((date) => date.slice(0, 10)).sort();
  return { from: dates[0] ?? now.slice(0, 10), to: ends.at(-1) ?? now.slice(0, 10) };
}

/** Covers the values and what they are judged against; percentages start at zero, save in a small chart. */
function range({ values, baseline, wanted, unit, limits, moved, former = [], small }: KpiChart): [number, number] {
  const all = [...values.map((one) => one.value), ...(wanted?.levels ?? []), ...(small ? [] : former.map(({ level }) => level)), ...(baseline === undefined ? [] : [baseline]), ...[...(limits ? [limits] : []), ...movedBands(moved)].flatMap((band) => [band.low, band.high])];
  const fromZero = unit === '%' && !small;
  const low = all.reduce((a, b) => Math.min(a, b), fromZero ? 0 : Infinity);
  const high = all.reduce((a, b) => Math.max(a, b), -Infinity);
  const room = (high - low) * 0.08 || Math.abs(high) * 0.1 || 1;
  return [fromZero && low === 0 ? 0 : low - room, high + room];
}

/** What lies ahead, and the side on which it would be worse than before. */
function groundOf(frame: Frame, left: number, right: number): Shape[] {
  const { chart: { now, launch }, axis, y, top, bottom } = frame;
  const today = Math.min(Math.max(axis.x(now), left), right);
  const ahead: Shape[] = today < right ? [{ kind: 'rect', mark: 'future', x: today, y: top, width: right - today, height: bottom - top }] : [];
  if (launch === undefined) return ahead;
  const from = Math.min(Math.max(axis.x(launch), left), right);
  const worse = worseSides(frame.chart).flatMap(({ side, level }): Shape[] => {
    const [upper, lower] = side === 'above' ? [top, Math.min(y(level), bottom)] : [Math.max(y(level), top), bottom];
    return lower - upper < 1 ? [] : [{ kind: 'rect', mark: 'worse', hatched: true, x: from, y: upper, width: right - from, height: lower - upper }];
  });
  return [...ahead, ...worse];
}

interface WorseSide {
  side: 'above' | 'below';
  /** Beyond which it is worse than the baseline. */
  level: number;
}

/** Where it is worse than the baseline; of a band first on the side where the baseline lies. */
function worseSides({ baseline, worse }: KpiChart): WorseSide[] {
  if (baseline === undefined || worse === undefined) return [];
  if (typeof worse === 'string') return [{ side: worse, level: baseline }];
  const { middle, away } = worse;
  const sides: WorseSide[] = [{ side: 'above', level: middle + away }, { side: 'below', level: middle - away }];
  return baseline < middle ? sides.reverse() : sides;
}

/** Where it lies since the launch: of a band as far from the middle on its other side, too. */
export function movedBands(moved: Moved | undefined): { low: number; high: number }[] {
  if (!moved) return [];
  const { low, high, middle } = moved;
  return [{ low, high }, ...(middle === undefined ? [] : [{ low: 2 * middle - high, high: 2 * middle - low }])];
}

function bandsOf({ chart: { limits, moved, values, launch }, axis, y }: Frame): Shape[] {
  const shapes: Shape[] = [];
  const last = values.at(-1)?.at ?? axis.to;
  if (limits) shapes.push(band('limits', limits, axis.left, launch === undefined ? axis.x(last) : axis.x(launch)));
  if (moved) {
    const [from, to] = [Math.max(axis.left, axis.x(moved.from)), axis.x(last)];
    const bands = movedBands(moved);
    for (const one of bands) shapes.push(band('moved', one, from, to));
    // Where both sides meet in the middle, they are one band.
    for (const end of bands.flatMap(({ low, high }) => [low, high]).filter((at) => at !== moved.middle)) shapes.push({ kind: 'line', mark: 'moved-edge', x1: from, x2: Math.max(to, from + 2), y1: y(end), y2: y(end) });
  }
  return shapes;

  function band(mark: 'limits' | 'moved', { low, high }: { low: number; high: number }, from: number, to: number): Shape {
    return { kind: 'rect', mark, x: from, width: Math.max(to - from, 2), y: y(high), height: Math.max(y(low) - y(high), 1) };
  }
}

function formerOf({ chart: { former = [], small }, axis, y }: Frame, left: number, right: number): Shape[] {
  if (small) return [];
  return former.map(({ mark, level, until }) => ({ kind: 'line', mark, x1: left, x2: Math.min(Math.max(axis.x(until), left + 2), right), y1: y(level), y2: y(level) }));
}

function levelsOf({ chart: { baseline, launch, wanted, now }, axis, y }: Frame, left: number, right: number): Shape[] {
  const shapes: Shape[] = [];
  const launched = launch === undefined ? undefined : Math.min(right, Math.max(left, axis.x(launch)));
  if (baseline !== undefined) {
    const until = launched ?? right;
    shapes.push({ kind: 'line', mark: 'baseline', x1: left, x2: until, y1: y(baseline), y2: y(baseline) });
    shapes.push({ kind: 'line', mark: 'baseline-after', x1: until, x2: right, y1: y(baseline), y2: y(baseline) });
  }
  for (const level of wanted?.levels ?? []) shapes.push({ kind: 'line', mark: 'target', x1: launched ?? left, x2: right, y1: y(level), y2: y(level) });
  const [level] = wanted?.levels ?? [];
  if (wanted && !wanted.limit && level !== undefined && axis.shows(wanted.by)) {
    const at = axis.x(wanted.by);
    shapes.push({ kind: 'path', mark: 'target', d: `M${at} ${y(level)}v-14h8l-2.4 3 2.4 3h-8` });
    const isPlanned = wanted.levels.length === 1 && baseline !== undefined && launched !== undefined && wanted.by > now.slice(0, 10);
    if (isPlanned) shapes.push({ kind: 'line', mark: 'planned', x1: launched, y1: y(baseline), x2: at, y2: y(level) });
  }
  return shapes;
}

/** Launches, today and the stop, each a line with its words in the lane at the top; where two would meet, the later gives way. */
function eventsOf({ chart, format, axis, top, bottom }: Frame, width: number, taken: readonly Label[]): { shapes: Shape[]; labels: Label[] } {
  const { launch, laterLaunches = [], now, stopped, wanted, small } = chart;
  const day = (date: string): string => format.day(date);
  const events = [
    ...(stopped ? [{ at: stopped.at, mark: 'alarm', words: stopped.words, tone: 'danger' } as const] : []),
    ...(launch === undefined ? [] : [{ at: launch, mark: 'event', words: say(text.launch, { date: day(launch) }), tone: 'plain' } as const]),
    { at: now.slice(0, 10), mark: 'today', words: text.today, tone: 'plain' } as const,
    ...laterLaunches.map((at) => ({ at, mark: 'event', words: say(text.launchLater, { date: day(at) }), tone: 'plain' }) as const),
    ...(wanted && !small && !wanted.limit ? [{ at: wanted.by, mark: 'target', words: say(text.due, { date: day(wanted.by) }), tone: 'wanted' } as const] : []),
  ].filter(({ at }) => axis.shows(at));
  const wishes = events.map(({ at, words, tone }): Wish => {
    const x = axis.x(at);
    const places: Wish['places'] = [{ x, y: 12, anchor: 'middle' }, { x: x - 2, y: 12, anchor: 'end' }, { x: x + 2, y: 12, anchor: 'start' }];
    // Right of its line, a stop leaves the launch shortly before it the room on the left.
    return { words, tone, places: tone === 'danger' ? [...places.slice(2), ...places.slice(0, 2)] : places };
  });
  return {
    shapes: events.map(({ at, mark }): Shape => ({ kind: 'line', mark, x1: axis.x(at), x2: axis.x(at), y1: top - 4, y2: bottom })),
    labels: place(wishes, { left: 0, right: width, top: 0, bottom: top }, taken.map(boxOf)),
  };
}

function valuesOf({ chart: { values, launch, unit }, format, axis, y }: Frame): { dots: Shape[]; points: Point[] } {
  const placed = values.filter(({ at }) => axis.shows(at)).map((one) => ({ ...one, x: axis.x(one.at), py: y(one.value), before: launch !== undefined && one.at < launch }));
  const path = line<(typeof placed)[number]>(({ x }) => x, ({ py }) => py)(placed) ?? '';
  const shown = areJoined(placed) ? placed.slice(-1) : placed;
  return {
    dots: [
      { kind: 'path', mark: 'line', d: path },
      ...shown.map(({ x, py, before }, index): Shape => ({ kind: 'dot', mark: before ? 'before' : 'dot', x, y: py, r: index === shown.length - 1 ? 5 : 3.2 })),
    ],
    points: placed.map(({ at, value, x, py, before }) => ({
      ...{ x, y: py },
      words: say(before ? text.pointBefore : text.pointValue, { date: format.date(at), value: format.quantity(value, unit) }),
    })),
  };
}

/** Small diamonds on the axis, where the verdict changed. */
function turnsOf({ chart: { turns = [], small }, format, axis, bottom }: Frame): { shapes: Shape[]; points: Point[] } {
  const shown = small ? [] : turns.filter(({ at }) => axis.shows(at));
  return {
    shapes: shown.map(({ at }): Shape => ({ kind: 'path', mark: 'turn', d: `M${axis.x(at)} ${bottom - 6}l6 6-6 6-6-6Z` })),
    points: shown.map(({ at, words }) => ({ x: axis.x(at), y: bottom, words: say(text.turn, { date: format.date(at), verdict: words }) })),
  };
}

/** What is said within the drawing where there is room. */
function notesOf({ chart, format, axis, y, top, bottom }: Frame, right: number): Wish[] {
  const { baseline, launch, wanted, moved, now } = chart;
  const wishes: Wish[] = [];
  const today = axis.x(now);
  if (moved && baseline !== undefined) {
    const at = (y(baseline) + y(moved.level)) / 2 + 4;
    wishes.push({ words: moved.words, tone: 'newest', places: [{ x: today + 10, y: at, anchor: 'start' }, { x: today + 10, y: y(moved.level) + 18, anchor: 'start' }, { x: today + 10, y: y(moved.level) - 12, anchor: 'start' }] });
  }
  for (const { side, level } of launch === undefined ? [] : worseSides(chart)) {
    const edge = Math.min(Math.max(y(level), top), bottom);
    const room = side === 'above' ? edge - top : bottom - edge;
    const from = axis.x(launch ?? now) + 8;
    // At the edge, or beside the baseline where a line of what is wanted runs through the words there.
    const rows = (side === 'above' ? [top + 14, edge - 8] : [bottom - 8, edge + 16]).filter((at) => !(wanted?.levels ?? []).some((one) => y(one) > at - 14 && y(one) < at + 6));
    const places = rows.flatMap((at): Wish['places'] => [{ x: right - 4, y: at, anchor: 'end' }, { x: from, y: at, anchor: 'start' }]);
    if (room >= ROOM_FOR_WORDS) wishes.push(besideLine(today, { words: text.worse, tone: 'plain', places }));
  }
  for (const { mark, level: was, until } of chart.small ? [] : (chart.former ?? [])) {
    const words = say(mark === 'former-baseline' ? text.formerBaseline : wanted?.limit ? text.formerLimit : text.formerTarget, { date: format.date(until) });
    const end = Math.min(axis.x(until), right);
    wishes.push({ words, tone: 'plain', places: [{ x: end, y: y(was) - 5, anchor: 'end' }, { x: end, y: y(was) + 14, anchor: 'end' }] });
  }
  const [level] = wanted?.levels ?? [];
  if (wanted && !wanted.limit && level !== undefined && baseline !== undefined && launch !== undefined && wanted.by > now.slice(0, 10)) {
    const beside = level < baseline ? -6 : 16;
    const places = PLANNED_AT.map((part) => ({ x: axis.x(launch) + (axis.x(wanted.by) - axis.x(launch)) * part + 6, y: y(baseline + (level - baseline) * part) + beside, anchor: 'start' as const }));
    wishes.push(besideLine(today, { words: text.planned, tone: 'wanted', places }));
  }
  return wishes;
}

/** The same wish, with those places first where no line at x runs through the words. */
function besideLine(x: number, wish: Wish): Wish {
  const isCrossed = (at: Wish['places'][number]): boolean => {
    const { left, right } = boxOf({ ...at, words: wish.words });
    return left < x && x < right;
  };
  return { ...wish, places: [...wish.places].sort((a, b) => Number(isCrossed(a)) - Number(isCrossed(b))) };
}

interface Words {
  y: number;
  words: string;
}

function roomFor(all: readonly Words[]): number {
  return Math.max(0, ...all.map(({ words }) => widthOf(words))) + 2 * AIR;
}

/** The highest tick says the unit, where there is room for it beside the drawing. */
function tickWords(tick: number, highest: boolean, { unit, shared }: KpiChart, format: Format): string {
  const words = format.quantity(tick, unit);
  return highest && widthOf(words) <= (shared?.left ?? MOST_LEFT) - AIR ? words : inShort(tick, unit, format);
}

/** The unit, in the corner above the ticks, where none of these and no value in the gutter has the room to say it. */
function unitOf({ unit, small }: KpiChart, labels: readonly Label[]): Label[] {
  if (small || unit === '' || labels.some(({ words }) => words.endsWith(unit))) return [];
  return [{ x: 0, y: 12, words: unit, anchor: 'start', tone: 'plain' }];
}

/** Without a long unit, which stands beside the chart already. */
function inShort(value: number, unit: string, format: Format): string {
  return unit.length > 2 ? format.number(value) : format.quantity(value, unit);
}

/** The newest value, the baseline and what is wanted, in the right gutter, each near its line; only values where names do not fit. */
function gutterOf({ unit, values, baseline, wanted, small, shared }: KpiChart, y: Scale, format: Format, width: number, within: [number, number]): (Words & { tone: Label['tone'] })[] {
  const newest = values.at(-1);
  const wantedWords = wanted?.limit ? common.chartLimit : common.chartTarget;
  const labels = (named: typeof common.chartBaseline | typeof common.chartBaselineShort | undefined, short: boolean) => {
    const quantity = (value: number): string => (short ? inShort(value, unit, format) : format.quantity(value, unit));
    return [
      ...(newest ? [{ y: y(newest.value), words: quantity(newest.value), tone: 'newest' as const }] : []),
      ...(baseline === undefined ? [] : [{ y: y(baseline), words: named === undefined ? quantity(asMean(baseline)) : say(named, { value: quantity(asMean(baseline)) }), tone: 'plain' as const }]),
      ...(wanted?.levels ?? []).map((level) => ({ y: y(level), words: named === undefined ? quantity(level) : say(wantedWords, { value: quantity(level) }), tone: 'wanted' as const })),
    ];
  };
  const most = shared ? width - rightOf(shared, width) : width * MOST_GUTTER;
  const ways = [...(width < NARROW || small ? [] : [labels(common.chartBaseline, false)]), ...(width < NARROW && !small ? [] : [labels(common.chartBaseline, true), labels(common.chartBaselineShort, true)])];
  return spread(ways.find((way) => roomFor(way) <= most) ?? labels(undefined, true), LABEL_GAP, within);
}
