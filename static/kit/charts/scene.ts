/**
 * A chart before it is drawn: shapes, words and the points that a reader can stop at, all in pixels. A scene is made by
 * pure functions, so that what it claims (no words on words, none outside) can be tested without a browser.
 */

import type { SignalView } from '../../../src/contract/views';

/** What a mark means; its colours and strokes stand in charts.css under `n-c-` and this name. */
export type Mark =
  | 'grid'
  | 'future'
  | 'limits'
  | 'moved'
  | 'moved-edge'
  | 'worse'
  | 'line'
  | 'dot'
  | 'before'
  | 'baseline'
  | 'baseline-after'
  | 'target'
  | 'former-baseline'
  | 'former-target'
  | 'planned'
  | 'event'
  | 'today'
  | 'alarm'
  | 'change'
  | 'change-other'
  | 'run'
  | 'usual'
  | 'hidden-week'
  | 'scope'
  | 'added'
  | 'removed'
  | 'done'
  | 'done-area'
  | 'ahead'
  | 'ahead-line'
  | 'trail'
  | 'range'
  | 'reported'
  | 'turn'
  | `tone-${SignalView['kind']}`;

export type Shape =
  | { kind: 'line'; mark: Mark; x1: number; y1: number; x2: number; y2: number }
  | { kind: 'path'; mark: Mark; d: string }
  | { kind: 'rect'; mark: Mark; x: number; y: number; width: number; height: number; hatched?: boolean }
  | { kind: 'dot'; mark: Mark; x: number; y: number; r: number }
  /** A signal's own shape, its middle at x and y. */
  | { kind: 'signal'; signal: SignalView['kind']; x: number; y: number; size: number };

export type Tone = 'plain' | 'strong' | 'newest' | 'wanted' | 'danger' | 'inside';
export type Anchor = 'start' | 'middle' | 'end';

export interface Label {
  x: number;
  /** Of the baseline on which the letters stand. */
  y: number;
  words: string;
  anchor: Anchor;
  tone: Tone;
}

/** A place that the pointer or the arrow keys can reach, and what is said there. */
export interface Point {
  x: number;
  y: number;
  words: string;
}

export interface Scene {
  shapes: Shape[];
  labels: Label[];
  points: Point[];
  /** How many of what it draws have no room for their names. */
  unnamed?: number;
  /** Its values stand too near each other for dots: a line joins them, and only the newest has one. */
  joined?: boolean;
}

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Of the small text in which charts are labelled. */
const ASCENT = 11;
const DESCENT = 3;
/** Letters by how wide they are at most, in pixels at 12 px. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[\s.,:;!'|()[\]ijl·]/u, 4],
  [/[ftr/-]/u, 5],
  [/[mwMW%@—…]/u, 11],
  [/[~+−×✓✕↑→]/u, 10],
  [/\p{Lu}/u, 8.5],
];
const USUAL_WIDTH = 7;

/** How wide words are drawn at the most; measuring them exactly would need a second drawing. */
export function widthOf(words: string): number {
  return [...words].reduce((sum, letter) => sum + (WIDTHS.find(([which]) => which.test(letter))?.[1] ?? USUAL_WIDTH), 0);
}

/** The first of the words, from the longest on, that fits into so many pixels; the last where none does. */
export function fitting(words: readonly string[], room: number): string {
  return words.find((one) => widthOf(one) <= room) ?? words.at(-1) ?? '';
}

export function boxOf({ x, y, words, anchor }: Pick<Label, 'x' | 'y' | 'words' | 'anchor'>): Box {
  const wide = widthOf(words);
  const left = anchor === 'start' ? x : anchor === 'end' ? x - wide : x - wide / 2;
  return { left, right: left + wide, top: y - ASCENT, bottom: y + DESCENT };
}

export function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

export function boxAround(x: number, y: number, r: number): Box {
  return { left: x - r, right: x + r, top: y - r, bottom: y + r };
}

/** Nearer than this, in pixels, values' dots would only be a smear along their line. */
const LEAST_DOT_GAP = 3;

/** Whether values, in order of time, stand too near each other to have a dot each. */
export function areJoined(values: readonly { x: number }[]): boolean {
  const [first, last] = [values[0], values.at(-1)];
  return first !== undefined && last !== undefined && last.x - first.x < LEAST_DOT_GAP * (values.length - 1);
}

/** The room that values take, in order of time: of each its dot, or of the line that joins them, in short steps. */
export function roomOf(values: readonly { x: number; y: number }[]): Box[] {
  if (!areJoined(values)) return values.map(({ x, y }) => boxAround(x, y, 5));
  const boxes: Box[] = [];
  for (const { x, y } of values) {
    const last = boxes.at(-1);
    if (last && x < last.right) Object.assign(last, { top: Math.min(last.top, y - 2), bottom: Math.max(last.bottom, y + 2) });
    else boxes.push({ left: x - 2, right: x + 2 * LEAST_DOT_GAP, top: y - 2, bottom: y + 2 });
  }
  return boxes;
}

/** Words and the places where they may stand, the best first. */
export interface Wish {
  words: string;
  tone: Tone;
  places: readonly { x: number; y: number; anchor: Anchor }[];
}

/** Gives each wish, in order, the first of its places that is within bounds and free; a wish without one is left out. */
export function place(wishes: readonly Wish[], bounds: Box, taken: readonly Box[]): Label[] {
  const boxes = [...taken];
  const labels: Label[] = [];
  for (const { words, tone, places } of wishes) {
    const found = places.map((at) => ({ ...at, words, tone })).find((label) => fits(boxOf(label), bounds, boxes));
    if (!found) continue;
    boxes.push(boxOf(found));
    labels.push(found);
  }
  return labels;
}

function fits(box: Box, bounds: Box, taken: readonly Box[]): boolean {
  const within = box.left >= bounds.left && box.right <= bounds.right && box.top >= bounds.top && box.bottom <= bounds.bottom;
  return within && !taken.some((other) => overlap(box, other));
}

/** Every label, or every second, fourth…: as many as stand apart by `gap` pixels. They must stand in one row, in order. */
export function thinned(labels: readonly Label[], gap = 6): Label[] {
  const apart = (kept: readonly Label[]): boolean =>
    kept.every((label, i) => {
      const next = kept[i + 1];
      return next === undefined || boxOf(label).right + gap <= boxOf(next).left;
    });
  for (let every = 1; every < labels.length; every *= 2) {
    const kept = labels.filter((_, i) => i % every === 0);
    if (apart(kept)) return kept;
  }
  return labels.slice(0, 1);
}
