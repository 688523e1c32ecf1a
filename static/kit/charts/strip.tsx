import { type ReactNode, useCallback } from 'react';
import type { SignalView } from '../../../src/contract/views';
import { REPORTED as REPORTED_KINDS, type Reported } from '../../../src/domain/check-in';
import { plusDays } from '../../../src/domain/timeline';
import { type Format } from '../format';
import { text as statuses } from '../text/check-ins';
import { say } from '../text/say';
import { text } from '../text/charts';
import { names } from '../text/signals';
import { useFormat } from '../viewer';
import { Chart } from './chart';
import { type SharedAxis, dateLabels, rightOf, roomBeside, sharedAt, timeAxis } from './scale';
import { type Label, type Scene, type Shape, widthOf } from './scene';
import { type ChartTable } from './table';

export interface StripProps {
  /** Each week by its Monday, oldest first, with the signal that the data gave at its end. */
  measured: readonly { week: string; signal: SignalView['kind'] }[];
  /** Check-ins by date, oldest first. */
  reports: readonly { at: string; reported: Reported }[];
  /** For how long a report of "on track" has stood against the measured. */
  gap?: { since: string; weeks: number } | undefined;
  /** ISO instant. */
  now: string;
  shared?: SharedAxis | undefined;
}

const HEIGHT = 112;
const LEFT = 76;
const RIGHT = 8;
const REPORTED = 14;
const MEASURED = 42;
const BAR = 20;
const GLYPH = 12;
/** What was reported, where its bar has no room for the words. */
const SIGNS: Record<Reported, string> = { 'on-track': '✓', 'at-risk': '!', 'off-track': '✕' };
/** Where a bar has no room for its sign, its height says how much it asks for, and where it stands or hangs tells it from the other of its height. */
const ASKS: Record<SignalView['kind'], { height: number; hangs?: true }> = {
  'wrong-way': { height: 1 },
  'silent-stall': { height: 0.75, hangs: true },
  'activity-trap': { height: 0.75 },
  unproven: { height: 0.5 },
  'too-early': { height: 0.5, hangs: true },
  moving: { height: 0.25 },
  achieved: { height: 0.25, hangs: true },
};
const BRACKET = MEASURED + BAR + 4;

/** What was said above what was measured, on one axis: a bar for as long as the same held, a dot for each check-in. */
export function Strip(props: StripProps): ReactNode {
  const format = useFormat();
  const draw = useCallback((width: number) => stripScene(props, width, format), [props, format]);
  const newest = props.reports.at(-1);
  const measured = props.measured.at(-1);
  if (!measured) return null;
  const reported = newest ? say(text.stripReported, { reported: statuses[newest.reported] }) : text.stripUnreported;
  return <Chart name={text.strip} summary={say(text.stripSummary, { reported, measured: names[measured.signal] })} height={HEIGHT} draw={draw} table={tableOf(props, format)} caption={(scene) => captionOf(props, scene)} />;
}

function captionOf(props: StripProps, scene: Scene | undefined): string {
  const signs = REPORTED_KINDS.filter((kind) => scene?.labels.some(({ words }) => words === SIGNS[kind]));
  return [
    text.stripCaption,
    ...(isCrowded(props) ? [text.stripCrowded] : []),
    ...(signs.length > 0 ? [say(text.stripSigns, { signs: signs.map((kind) => `${SIGNS[kind]} ${statuses[kind]}`).join(', ') })] : []),
  ].join(' ');
}

/** Where a strip changes more often than this, its bars may lack room for their signs. */
const MANY = 8;

function isCrowded({ measured, now }: StripProps): boolean {
  return runs(measured.map(({ week, signal }) => ({ from: week, what: signal })), now.slice(0, 10)).length > MANY;
}

export function stripScene({ measured, reports: said, gap, now, ...props }: StripProps, width: number, format: Format): Scene {
  const shared = sharedAt(props.shared, width);
  const left = shared?.left ?? roomBeside([text.reported, text.measured], LEFT);
  const right = shared ? rightOf(shared, width) : width - RIGHT;
  const today = now.slice(0, 10);
  const first = [measured[0]?.week, said[0]?.at.slice(0, 10)].flatMap((date) => date ?? []).sort()[0] ?? today;
  const axis = timeAxis(shared ? { ...shared, right } : { from: first, to: today, left, right });
  const within = (date: string): number => Math.min(right, Math.max(left, axis.x(date)));
  const told = runs(said.map(({ at, reported }) => ({ from: at.slice(0, 10), what: reported })), today);
  const shown = runs(measured.map(({ week, signal }) => ({ from: week, what: signal })), today);
  const shapes: Shape[] = [];
  const labels: Label[] = [REPORTED, MEASURED].map((y, index) => ({ x: 0, y: y + 14, words: index === 0 ? text.reported : text.measured, anchor: 'start', tone: 'plain' }));
  for (const { from, to, what } of told) {
    const [x, end] = [within(from), within(to)];
    shapes.push({ kind: 'rect', mark: 'reported', x, y: REPORTED, width: Math.max(2, end - x - 1), height: BAR });
    labels.push(...inBar([statuses[what], SIGNS[what]], x, end, REPORTED, 6));
  }
  for (const { at } of said) if (axis.shows(at)) shapes.push({ kind: 'dot', mark: 'before', x: within(at), y: REPORTED + BAR, r: 2.5 });
  for (const { from, to, what } of shown) {
    const [x, end] = [within(from), within(to)];
    const hasRoom = end - x >= GLYPH + 4;
    const { height: share, hangs } = hasRoom ? { height: 1 } : ASKS[what];
    const height = BAR * share;
    shapes.push({ kind: 'rect', mark: `tone-${what}`, x, y: hangs ? MEASURED : MEASURED + BAR - height, width: Math.max(2, end - x - 1), height });
    labels.push(...inBar([names[what]], x, end, MEASURED, GLYPH + 8));
    if (hasRoom) shapes.push({ kind: 'signal', signal: what, x: x + 4 + GLYPH / 2, y: MEASURED + BAR / 2, size: GLYPH });
  }
  if (gap && gap.weeks > 0) {
    const [x, end] = [within(gap.since), within(today)];
    shapes.push({ kind: 'path', mark: 'alarm', d: `M${x} ${BRACKET}v5H${end}v-5` });
    const words = say(text.apart, { count: gap.weeks, n: format.number(gap.weeks) });
    labels.push({ x: Math.max(end, widthOf(words)), y: BRACKET + 18, words, anchor: 'end', tone: 'danger' });
  }
  return {
    shapes,
    labels: [...labels, ...dateLabels(axis, HEIGHT - 4, format, { left: 0, right: width })],
    points: measured.filter(({ week }) => axis.shows(week)).map(({ week, signal }) => ({
      x: within(plusDays(week, 3)),
      y: MEASURED + BAR / 2,
      words: say(text.stripPoint, { date: format.date(week), reported: reportedBy(said, plusDays(week, 6)), measured: names[signal] }),
    })),
  };
}

/** The status that stood on a date. */
function reportedBy(said: StripProps['reports'], date: string): string {
  const last = said.filter(({ at }) => at.slice(0, 10) <= date).at(-1);
  return last ? statuses[last.reported] : text.none;
}

function runs<T extends string>(steps: readonly { from: string; what: T }[], until: string): { from: string; to: string; what: T }[] {
  const found: { from: string; to: string; what: T }[] = [];
  for (const { from, what } of steps) {
    const last = found.at(-1);
    if (last) last.to = from;
    if (last?.what !== what) found.push({ from, to: until, what });
  }
  const last = found.at(-1);
  if (last) last.to = until;
  return found;
}

/** The longest of the bar's words that fit in it; what does not fit is said at its point. */
function inBar(words: readonly string[], from: number, to: number, y: number, indent: number): Label[] {
  const found = words.find((one) => widthOf(one) + indent + 4 <= to - from);
  return found === undefined ? [] : [{ x: from + indent, y: y + 14, words: found, anchor: 'start', tone: 'inside' }];
}

function tableOf({ measured, reports: said }: StripProps, format: Format): ChartTable {
  return {
    head: [text.week, text.reported, text.measured],
    rows: measured.map(({ week, signal }) => {
      const reported = reportedBy(said, plusDays(week, 6));
      return [{ words: format.date(week), raw: week }, { words: reported, raw: reported }, { words: names[signal], raw: signal }];
    }),
  };
}
