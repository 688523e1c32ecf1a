import { line } from 'd3-shape';
import { type ReactNode, useCallback } from 'react';
import type { SignalView } from '../../../src/contract/views';
import { type Format } from '../format';
import { say } from '../text/say';
import { text } from '../text/charts';
import { names } from '../text/signals';
import { useFormat } from '../viewer';
import { Chart } from './chart';
import './quadrant.css';
import { linear, niceTicks } from './scale';
import { type Box, type Label, type Point, type Scene, type Shape, type Wish, boxAround, boxOf, fitting, overlap, place, widthOf } from './scene';
import { type ChartTable } from './table';

/** Shares: of the usual pace, and of the way from baseline to target. */
export interface Standing {
  pace: number;
  way: number;
}

export interface QuadrantOutcome {
  outcomeId: string;
  title: string;
  signal: SignalView['kind'];
  /** Where it stands; absent while activity or impact cannot be told. The range holds 95 %. */
  head?: (Standing & { range?: readonly [low: number, high: number] | undefined }) | undefined;
  /** The weeks before, oldest first, each by its Monday. */
  trail: readonly (Standing & { week: string })[];
}

const TOP = 26;
const BOTTOM = 336;
/** Where those without a figure are named, and the height with that line and without it. */
const LANE = 396;
const HEIGHT = 400;
const HEIGHT_WITHOUT = 382;
const LEAST_LEFT = 62;
/** From the frame to no activity at all, so that a head there stands clear of the axis. */
const INSET = 16;
const RIGHT = 14;
const GLYPH = 18;
/** Beyond so many outcomes only heads are drawn: more trails would cross each other. */
const MOST_TRAILS = 8;
const LONGEST_TITLE = 34;
const LINE_HEIGHT = 15;
/** Words over a range hide a figure; words over a line that divides the drawing only look untidy. */
const WORSE_THAN_A_LINE = 4;
const LEAST_X = 1.5;
const LEAST_Y = [-0.35, 1.12] as const;
/** A name that stands farther from its head would seem another's. */
const FARTHEST_NAME = 32;
/** Below this width outcomes are named by numbers that a key below explains. */
const NARROW = 420;
/** What the names of levels may take of the width. */
const MOST_LEFT = 0.25;

/** Activity to the right, impact upwards: where each outcome stands, and how it came there over the last weeks. */
export function Quadrant({ outcomes }: { outcomes: readonly QuadrantOutcome[] }): ReactNode {
  const format = useFormat();
  const draw = useCallback((width: number) => quadrantScene(outcomes, width, format), [outcomes, format]);
  const summary = say(text.quadrantSummary, { count: outcomes.length, n: format.number(outcomes.length) });
  const height = outcomes.some(({ head }) => !head) ? HEIGHT : HEIGHT_WITHOUT;
  return (
    <div className="n-quadrant-chart">
      <Chart name={text.quadrant} summary={summary} height={height} draw={draw} table={tableOf(outcomes, format)} caption={(scene) => captionOf(outcomes, scene?.unnamed ?? 0, format)} legend={<Key outcomes={outcomes} />} />
    </div>
  );
}

/** What is meant, and what is left out of the drawing that the table has. */
function captionOf(outcomes: readonly QuadrantOutcome[], unnamed: number, format: Format): string {
  const drawn = outcomes.filter(({ head }) => head).length;
  return [
    text.quadrantCaption,
    ...(drawn > MOST_TRAILS ? [say(text.quadrantTrails, { n: format.number(MOST_TRAILS) })] : []),
    ...(unnamed > 0 ? [say(text.quadrantUnnamed, { count: unnamed, n: format.number(unnamed) })] : []),
  ].join(' ');
}

/** Which outcome goes by which number; shown only where the drawing is narrow, and to those who see it. */
function Key({ outcomes }: { outcomes: readonly QuadrantOutcome[] }): ReactNode {
  return (
    <ol className="n-quadrant-key n-small" aria-hidden="true">
      {outcomes
        .filter(({ head }) => head)
        .map(({ outcomeId, title, signal }) => (
          <li key={outcomeId}>
            <b>{title}</b> <span className="n-subtle">{names[signal]}</span>
          </li>
        ))}
    </ol>
  );
}

function leftOf(width: number): number {
  return Math.max(LEAST_LEFT, 12 + Math.max(...[text.target, baselineIn(width), text.worseShort].map(widthOf)));
}

function baselineIn(width: number): string {
  return fitting([text.baseline, text.baselineShort], width * MOST_LEFT - 12);
}

export function quadrantScene(outcomes: readonly QuadrantOutcome[], width: number, format: Format): Scene {
  const [left, right] = [leftOf(width), width - RIGHT];
  const standing = outcomes.flatMap(({ head, trail }) => (head ? [head, ...trail] : []));
  const [low, high] = [Math.min(LEAST_Y[0], ...standing.map(({ way }) => way - 0.1)), Math.max(LEAST_Y[1], ...standing.map(({ way }) => way + 0.1))];
  const most = Math.max(LEAST_X, ...standing.map(({ pace }) => pace * 1.08));
  const x = linear([0, most], [left + INSET, right]);
  const y = linear([low, high], [BOTTOM, TOP]);
  const heads = outcomes.flatMap((outcome) => (outcome.head ? [{ ...outcome, head: outcome.head, x: x(outcome.head.pace), y: y(outcome.head.way) }] : []));
  const trails = heads.slice(0, MOST_TRAILS).map(({ title, trail, ...head }) => {
    const steps = trail.map((step) => ({ x: x(step.pace), y: y(step.way), words: say(text.quadrantPoint, { title, date: format.date(step.week), ...figures(step, format) }) }));
    return { steps, path: [...steps, head] };
  });
  const axes = axesOf(x, y, [0, most], width, format);
  const marks = [...heads.map((head) => boxAround(head.x, head.y, GLYPH / 2 + 1)), ...trails.flatMap(({ steps }) => steps.map((step) => boxAround(step.x, step.y, 4)))];
  const ranges = heads.map((head) => rangeOf(head.x, head.head.range, y));
  const lines = linesOf(axes.shapes);
  const named = namesOf(width < NARROW ? heads.map((head, at) => ({ ...head, title: format.number(at + 1), signal: undefined })) : heads, { left, right, top: TOP, bottom: BOTTOM }, [...axes.labels.map(boxOf), ...marks], { lines, ranges: linesOf(ranges.flat()) });
  const corners = place(cornersOf(x, y, left, right), { left, right, top: TOP, bottom: BOTTOM }, [...marks, ...lines, ...[...axes.labels, ...named].map(boxOf)]);
  return {
    shapes: [
      ...axes.shapes,
      ...trails.flatMap(({ path, steps }): Shape[] => [
        { kind: 'path', mark: 'trail', d: line<{ x: number; y: number }>((at) => at.x, (at) => at.y)(path) ?? '' },
        ...steps.map((step): Shape => ({ kind: 'dot', mark: 'trail', x: step.x, y: step.y, r: 2.8 })),
      ]),
      ...heads.flatMap((head, at): Shape[] => [...(ranges[at] ?? []), { kind: 'signal', signal: head.signal, x: head.x, y: head.y, size: GLYPH }]),
    ],
    labels: [...axes.labels, ...named, ...corners, ...laneOf(outcomes, width, format)],
    unnamed: heads.length - named.filter(({ tone }) => tone === 'strong').length,
    points: [...heads.map((head) => headPoint(head, format)), ...trails.flatMap(({ steps }) => [...steps].reverse())],
  };
}

function figures({ pace, way }: Standing, format: Format): { pace: string; way: string } {
  return { pace: format.percent(pace), way: format.percent(way) };
}

function headPoint({ title, signal, head, x, y }: { title: string; signal: SignalView['kind']; head: NonNullable<QuadrantOutcome['head']>; x: number; y: number }, format: Format): Point {
  const params = { title, signal: names[signal], ...figures(head, format) };
  const { range } = head;
  const words = range ? say(text.quadrantHeadRange, { ...params, low: format.percent(range[0]), high: format.percent(range[1]) }) : say(text.quadrantHead, params);
  return { x, y, words };
}

function axesOf(x: (n: number) => number, y: (n: number) => number, [from, to]: [number, number], width: number, format: Format): { shapes: Shape[]; labels: Label[] } {
  const [left, right] = [leftOf(width), width - RIGHT];
  const narrow = width < NARROW;
  const level = (at: number, words: string): Label => ({ x: left - 8, y: y(at) + 4, words, anchor: 'end', tone: at === 1 ? 'wanted' : 'plain' });
  const paces = niceTicks(from, to, narrow ? 3 : 5);
  return {
    shapes: [
      { kind: 'rect', mark: 'worse', hatched: true, x: left, y: y(0), width: right - left, height: BOTTOM - y(0) },
      ...[TOP, BOTTOM].map((at): Shape => ({ kind: 'line', mark: 'grid', x1: left, x2: right, y1: at, y2: at })),
      ...[left, right].map((at): Shape => ({ kind: 'line', mark: 'grid', x1: at, x2: at, y1: TOP, y2: BOTTOM })),
      { kind: 'line', mark: 'event', x1: x(0.5), x2: x(0.5), y1: TOP, y2: BOTTOM },
      { kind: 'line', mark: 'event', x1: left, x2: right, y1: y(0.5), y2: y(0.5) },
      { kind: 'line', mark: 'baseline', x1: left, x2: right, y1: y(0), y2: y(0) },
      { kind: 'line', mark: 'target', x1: left, x2: right, y1: y(1), y2: y(1) },
    ],
    labels: [
      { x: 2, y: 12, words: fitting([text.impact, text.impactShort], width - 4), anchor: 'start', tone: 'plain' },
      level(1, text.target),
      level(0.5, format.percent(0.5)),
      level(0, baselineIn(width)),
      ...(BOTTOM - y(0) > 24 ? [{ x: left - 8, y: BOTTOM - 4, words: text.worseShort, anchor: 'end', tone: 'plain' } as const] : []),
      ...paces.map((pace): Label => ({ x: x(pace), y: BOTTOM + 16, words: format.percent(pace), anchor: x(pace) > right - 20 ? 'end' : 'middle', tone: 'plain' })),
      { x: right, y: BOTTOM + 34, words: fitting([text.activity, text.activityShort], right - 2), anchor: 'end', tone: 'plain' },
    ],
  };
}

function rangeOf(x: number, range: readonly [number, number] | undefined, y: (n: number) => number): Shape[] {
  if (!range) return [];
  const inside = (end: number): number => Math.min(BOTTOM, Math.max(TOP, y(end)));
  const [low, high] = range;
  // An end beyond the drawing has no cap: it goes on.
  const caps = range.filter((end) => y(end) === inside(end)).map((end): Shape => ({ kind: 'line', mark: 'range', x1: x - 5, x2: x + 5, y1: y(end), y2: y(end) }));
  return [{ kind: 'line', mark: 'range', x1: x, x2: x, y1: inside(high), y2: inside(low) }, ...caps];
}

/** The room of the lines that words should not be struck through by; the frame's are the bounds anyway. */
function linesOf(shapes: readonly Shape[]): Box[] {
  return shapes.flatMap((shape) => (shape.kind === 'line' && shape.mark !== 'grid' ? [{ left: shape.x1, right: shape.x2 + 1, top: Math.min(shape.y1, shape.y2), bottom: Math.max(shape.y1, shape.y2) + 1 }] : []));
}

/** Each title near its head, and the signal's name below it, where there is room for them (the caption counts the others): struck through by as few lines as can be. */
function namesOf(heads: readonly { title: string; signal: SignalView['kind'] | undefined; x: number; y: number }[], bounds: Box, taken: readonly Box[], { lines, ranges }: { lines: readonly Box[]; ranges: readonly Box[] }): Label[] {
  const labels: Label[] = [];
  for (const { title, signal, x, y } of heads) {
    const words = title.length > LONGEST_TITLE ? `${title.slice(0, LONGEST_TITLE - 1)}…` : title;
    const places: Wish['places'] = [
      { x: x + 14, y: y - 1, anchor: 'start' },
      { x: x - 14, y: y - 1, anchor: 'end' },
      { x, y: y - 14, anchor: 'middle' },
      { x, y: y + 22, anchor: 'middle' },
      { x: x + 14, y: y + 20, anchor: 'start' },
      { x: x - 14, y: y + 20, anchor: 'end' },
      { x: x + 14, y: y - 22, anchor: 'start' },
      { x: x - 14, y: y - 22, anchor: 'end' },
      ...besideLines(lines, y).flatMap((at): Wish['places'] => [{ x: x + 14, y: at, anchor: 'start' }, { x: x - 14, y: at, anchor: 'end' }]),
    ];
    const free = [...taken, ...labels.map(boxOf)];
    const both = places.map((at) => ({ name: { ...at, words, tone: 'strong' as const }, kind: { ...at, y: at.y + LINE_HEIGHT, words: signal === undefined ? '' : names[signal], tone: 'plain' as const } }));
    const isFree = (label: Label): boolean => place([{ ...label, places: [label] }], bounds, free).length > 0;
    const struckBy = (those: readonly Box[], { name, kind }: (typeof both)[number]): number => those.filter((one) => [name, kind].some((label) => overlap(boxOf(label), one))).length;
    const struck = (one: (typeof both)[number]): number => WORSE_THAN_A_LINE * struckBy(ranges, one) + struckBy(lines, one);
    const [found] = both.filter(({ name }) => isFree(name)).sort((a, b) => Number(isFree(b.kind)) - Number(isFree(a.kind)) || struck(a) - struck(b));
    if (!found) continue;
    labels.push(found.name);
    if (signal !== undefined && isFree(found.kind)) labels.push(found.kind);
  }
  return labels;
}

/** Where a title and the signal's name below it stand just above or below a level's line, near a head at y. */
function besideLines(lines: readonly Box[], y: number): number[] {
  const levels = lines.filter(({ left, right, top, bottom }) => right - left > bottom - top);
  return levels.flatMap(({ top, bottom }) => [top - LINE_HEIGHT - 5, bottom + 13]).filter((at) => Math.abs(at - y) < FARTHEST_NAME);
}

function cornersOf(x: (n: number) => number, y: (n: number) => number, left: number, right: number): Wish[] {
  const [upper, lower] = [y(1) + 16, y(0) - 8];
  return [
    { words: text.busyMoves, tone: 'plain', places: [{ x: right - 8, y: upper, anchor: 'end' }] },
    { words: text.quietMoves, tone: 'plain', places: [{ x: left + 8, y: upper, anchor: 'start' }] },
    { words: text.busyStill, tone: 'plain', places: [{ x: right - 8, y: lower, anchor: 'end' }, { x: right - 8, y: y(0.5) + 16, anchor: 'end' }] },
    { words: text.quietStill, tone: 'plain', places: [{ x: left + 8, y: lower, anchor: 'start' }, { x: left + 8, y: y(0.5) + 16, anchor: 'start' }] },
  ].filter(({ words, places }) => widthOf(words) < (places[0]?.x === left + 8 ? x(0.5) - left : right - x(0.5)) - 12) as Wish[];
}

/** Those without a figure have a lane of their own: they are never drawn at zero. */
function laneOf(outcomes: readonly QuadrantOutcome[], width: number, format: Format): Label[] {
  const left = leftOf(width);
  const without = outcomes.filter(({ head }) => !head).map(({ title }) => title);
  for (let shown = without.length; shown > 0; shown -= 1) {
    const listed = without.slice(0, shown).join(', ');
    const rest = without.length - shown;
    const titles = rest === 0 ? listed : say(text.noFigureMore, { count: rest, n: format.number(rest), names: listed });
    const words = say(text.noFigure, { names: titles });
    if (left + widthOf(words) <= width) return [{ x: left, y: LANE, words, anchor: 'start', tone: 'plain' }];
  }
  const words = say(text.noFigure, { names: format.number(without.length) });
  return without.length === 0 ? [] : [{ x: Math.max(0, Math.min(left, width - widthOf(words))), y: LANE, words, anchor: 'start', tone: 'plain' }];
}

function tableOf(outcomes: readonly QuadrantOutcome[], format: Format): ChartTable {
  const share = (value: number | undefined) => (value === undefined ? { words: text.none, raw: '' } : { words: format.percent(value), raw: value });
  const row = (title: string, week: string, signal: string, at: Standing | undefined, range?: readonly [number, number]) => [
    { words: title, raw: title },
    { words: week === '' ? text.today : format.date(week), raw: week },
    { words: signal === '' ? text.none : signal, raw: signal },
    ...[at?.pace, at?.way, range?.[0], range?.[1]].map(share),
  ];
  return {
    head: [text.outcome, text.week, text.signal, text.pace, text.way, text.low, text.high],
    rows: outcomes.flatMap(({ title, signal, head, trail }) => [row(title, '', names[signal], head, head?.range), ...[...trail].reverse().map((step) => row(title, step.week, '', step))]),
  };
}
