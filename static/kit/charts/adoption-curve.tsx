import { area, line } from 'd3-shape';
import { type ReactNode, useCallback } from 'react';
import type { MeasureView } from '../../../src/contract/views';
import { type MeasureAdoption, type WayAhead } from '../../../src/domain/measure-adoption';
import { type Format } from '../format';
import { say } from '../text/say';
import { text } from '../text/charts';
import { useFormat } from '../viewer';
import { Chart } from './chart';
import { type ChartValue } from './kpi-scene';
import { dateLabels, linear, niceTicks, timeAxis } from './scale';
import { type Label, type Scene, type Shape, type Wish, areJoined, boxOf, place, roomOf } from './scene';
import { type ChartTable } from './table';

export interface AdoptionProps {
  measure: Pick<MeasureView, 'name' | 'unit'> & { launch: string; level: number; target: number; by: string };
  /** By date ascending. */
  values: readonly ChartValue[];
  found: Exclude<MeasureAdoption, { kind: 'refused' }>;
  ahead: readonly WayAhead[];
  /** ISO instant. */
  now: string;
}

const HEIGHT = 180;
const TOP = 18;
const BOTTOM = HEIGHT - 24;
const LEFT = 48;
const RIGHT = 12;
const MOST_TICKS = 5;

/** How far the KPI has come since the launch, and where it may go: a band, never a single line. */
export function AdoptionCurve(props: AdoptionProps): ReactNode {
  const format = useFormat();
  const draw = useCallback((width: number) => adoptionScene(props, width, format), [props, format]);
  const steps = stepsOf(props);
  const last = steps.at(-1);
  if (!last) return null;
  const summary = say(text.adoptionSummary, { from: format.date(props.measure.launch), way: format.percent(last.share), to: format.date(last.at) });
  return <Chart name={say(text.adoption, { kpi: props.measure.name })} summary={summary} height={HEIGHT} draw={draw} table={tableOf(props, format)} caption={text.adoptionCaption} />;
}

function stepsOf({ measure: { launch, level, target }, values }: AdoptionProps) {
  return values.filter(({ at }) => at >= launch).map(({ at, value }) => ({ at, value, share: (value - level) / (target - level) }));
}

export function adoptionScene(props: AdoptionProps, width: number, format: Format): Scene {
  const { measure, found, ahead, now } = props;
  const steps = stepsOf(props);
  const today = now.slice(0, 10);
  const right = width - RIGHT;
  const to = [today, steps.at(-1)?.at ?? today, ahead.at(-1)?.at ?? today].sort().at(-1) ?? today;
  const axis = timeAxis({ from: measure.launch, to, left: LEFT, right });
  const shares = [...steps.map(({ share }) => share), ...ahead.flatMap(({ share }) => [share.low, share.high])];
  const [low, high] = [Math.min(-0.05, ...shares), Math.max(1.1, ...shares)];
  const y = linear([low, high], [BOTTOM, TOP]);
  const ticks = niceTicks(low, high, MOST_TICKS);
  const points = steps.map(({ at, value, share }) => ({
    ...{ x: axis.x(at), y: y(share) },
    words: say(text.adoptionPoint, { date: format.date(at), way: format.percent(share), value: format.quantity(value, measure.unit) }),
  }));
  const coming = ahead.map(({ at, share }) => ({
    ...{ x: axis.x(at), y: y(share.value), low: y(share.low), high: y(share.high) },
    words: say(text.adoptionAhead, { date: format.date(at), way: format.percent(share.value), low: format.percent(share.low), high: format.percent(share.high) }),
  }));
  const fixed: Label[] = [
    ...ticks.map((tick): Label => ({ x: LEFT - 8, y: y(tick) + 4, words: format.percent(tick), anchor: 'end', tone: 'plain' })),
    ...dateLabels(axis, BOTTOM + 18, format, { left: 0, right: width }),
  ];
  const arrival = arrivalOf(found, format);
  const notes: Wish[] = [
    ...(arrival ? [{ words: arrival.words, tone: 'wanted' as const, places: [{ x: axis.x(arrival.from), y: y(1) - 6, anchor: 'start' as const }, { x: right - 2, y: y(1) - 6, anchor: 'end' as const }, { x: right - 2, y: y(1) + 16, anchor: 'end' as const }, { x: LEFT + 4, y: y(1) - 6, anchor: 'start' as const }] }] : []),
    { words: text.target, tone: 'wanted', places: [{ x: LEFT + 4, y: y(1) - 6, anchor: 'start' }, { x: LEFT + 4, y: y(1) + 16, anchor: 'start' }] },
    { words: text.baseline, tone: 'plain', places: [{ x: right - 2, y: y(0) - 6, anchor: 'end' }] },
  ];
  const dots = areJoined(points) ? points.slice(-1) : points;
  const taken = [...fixed.map(boxOf), ...roomOf(points)];
  return {
    shapes: [
      { kind: 'rect', mark: 'worse', hatched: true, x: LEFT, y: y(0), width: right - LEFT, height: Math.max(0, BOTTOM - y(0)) },
      ...ticks.map((tick): Shape => ({ kind: 'line', mark: 'grid', x1: LEFT, x2: right, y1: y(tick), y2: y(tick) })),
      { kind: 'line', mark: 'baseline', x1: LEFT, x2: right, y1: y(0), y2: y(0) },
      { kind: 'line', mark: 'target', x1: LEFT, x2: right, y1: y(1), y2: y(1) },
      { kind: 'path', mark: 'moved', d: area<(typeof coming)[number]>((at) => at.x, (at) => at.low, (at) => at.high)(coming) ?? '' },
      ...(['low', 'high'] as const).map((end): Shape => ({ kind: 'path', mark: 'range', d: line<(typeof coming)[number]>((at) => at.x, (at) => at[end])(coming) ?? '' })),
      { kind: 'path', mark: 'line', d: line<(typeof points)[number]>((at) => at.x, (at) => at.y)(points) ?? '' },
      { kind: 'line', mark: 'today', x1: axis.x(today), x2: axis.x(today), y1: TOP, y2: BOTTOM },
      ...dots.map(({ x, y: at }, index): Shape => ({ kind: 'dot', mark: 'dot', x, y: at, r: index === dots.length - 1 ? 5 : 3.2 })),
    ],
    labels: [...fixed, ...place(notes, { left: LEFT, right: width, top: 0, bottom: BOTTOM }, taken)],
    points: [...points, ...coming.slice(1)],
  };
}

/** When the target is reached, in words that stand where that begins. */
function arrivalOf(found: AdoptionProps['found'], format: Format): { words: string; from: string } | undefined {
  if (found.kind !== 'on-the-way') return undefined;
  if (!found.range) return found.earliest === null ? undefined : { words: say(text.arrivalFrom, { date: format.date(found.earliest) }), from: found.earliest };
  return { words: say(text.arrival, { range: format.dates(found.range.low, found.range.high) }), from: found.range.low };
}

function tableOf(props: AdoptionProps, format: Format): ChartTable {
  const none = { words: text.none, raw: '' };
  const share = (value: number) => ({ words: format.percent(value), raw: value });
  return {
    head: [text.date, text.value, text.way, text.low, text.high],
    rows: [
      ...stepsOf(props).map(({ at, value, share: way }) => [{ words: format.date(at), raw: at }, { words: format.quantity(value, props.measure.unit), raw: value }, share(way), none, none]),
      ...props.ahead.slice(1).map(({ at, share: { value, low, high } }) => [{ words: format.date(at), raw: at }, none, share(value), share(low), share(high)]),
    ],
  };
}
