import { type ReactNode, type SyntheticEvent, useId, useState } from 'react';
import './gauge.css';
import { type Format } from '../format';
import { type Range, refusals, type Standing, shortOf } from '../standing';
import { Rich } from '../text/rich';
import { say } from '../text/say';
import { text } from '../text/en';
import { OpenMark } from '../verdict';
import { useFormat } from '../viewer';
import { type Point, widthOf } from './scene';
import { Walk } from './walk';

/** The scale, the same in every row so that rows compare: baseline 0, target 1, and a little beyond. */
const LEFT = -1;
const RIGHT = 1.2;
const MIDDLE = 12;
export const GAUGE_HEIGHT = 24;

const at = (position: number): string => `${((position - LEFT) / (RIGHT - LEFT)) * 100}%`;

/**
 * The way from baseline to target. Right is toward target, whichever way the KPI counts; worse lies on hatch. A position
 * beyond an end is an arrowhead, never a dot at the end; its number stands in the words beside. A refusal draws nothing.
 * The pointer stops at what is drawn, and so do the arrow keys where it is `of` a KPI that stands in full; in the rows of a
 * list it is no stop of its own.
 */
export function Gauge({ standing, labels = false, of }: { standing: Standing; labels?: boolean; of?: string }): ReactNode {
  const format = useFormat();
  const [width, setWidth] = useState(0);
  const figures = figuresOf(standing);
  // Without a baseline a limit has no place on the scale; the words beside say how it stands.
  if (figures === undefined) return null;
  const [message, withRange] = standing.kind === 'guardrail' ? [text.gaugeToLimit, text.gaugeToLimitRange] : [text.gauge, text.gaugeRange];
  const percent = format.percent(figures.share);
  const label = figures.range ? say(withRange, { percent, low: format.percent(figures.range[0]), high: format.percent(figures.range[1]) }) : say(message, { percent });
  const limit = standing.kind === 'guardrail' ? standing.limit : undefined;
  const measure = (event: SyntheticEvent<HTMLElement>): void => setWidth(event.currentTarget.clientWidth);
  return (
    <div className="n-gauge">
      <div className="n-gauge-track">
        {/* Its points are placed when somebody comes to it: a list has many gauges, and few are looked at closely. */}
        <div onMouseEnter={measure} onFocus={measure}>
          <Walk name={of === undefined ? undefined : say(text.gaugeOf, { kpi: of })} points={width > 0 ? gaugePoints(standing, width, format) : []} width={width}>
            <svg width="100%" height={GAUGE_HEIGHT} role="img" aria-label={label}>
              <GaugeMarks standing={standing} />
            </svg>
          </Walk>
        </div>
      </div>
      {labels && <Labels left={limit === -1 ? text.gaugeLimit : text.gaugeWorse} right={limit === undefined ? text.gaugeTarget : limit === 1 ? text.gaugeLimit : text.gaugeBetter} />}
    </div>
  );
}

/** Between words side by side, in pixels. */
const GAP = 6;
/** What words need side by side, in pixels, beyond which they are long; gauge.css gives these a second line where they lack it. */
const LONG = 160;
const LONGER = 248;

/** The ends' names and, below its mark, the baseline's. */
function Labels({ left, right }: { left: string; right: string }): ReactNode {
  const [before, half, after] = [widthOf(left), widthOf(text.gaugeBaseline) / 2, widthOf(right)];
  const place = (0 - LEFT) / (RIGHT - LEFT);
  const need = Math.max((before + GAP + half) / place, (half + GAP + after) / (1 - place));
  return (
    <div className={`n-gauge-labels${need > LONGER ? ' n-gauge-labels-longer' : need > LONG ? ' n-gauge-labels-long' : ''}`} aria-hidden="true">
      <span>{left}</span>
      <span style={{ left: at(0) }}>{text.gaugeBaseline}</span>
      <span>{right}</span>
    </div>
  );
}

/** What the gauge says in numbers: the share of the way to the target or, of a guardrail, to its limit; undefined where nothing is drawn. */
export function figuresOf(standing: Standing): { share: number; range: Range } | undefined {
  const position = positionOf(standing);
  if (position === undefined || standing.kind === 'refused') return undefined;
  const { range } = standing;
  if (standing.kind === 'way' || standing.limit === 1) return { share: position, range };
  return { share: 0 - position, range: range && [0 - range[1], 0 - range[0]] };
}

/** What is drawn, from left to right, in a gauge of so many pixels. */
export function gaugePoints(standing: Standing, width: number, format: Format): Point[] {
  const position = positionOf(standing);
  if (position === undefined || standing.kind === 'refused') return [];
  const limit = standing.kind === 'guardrail' ? standing.limit : undefined;
  const { range } = standing;
  const percent = (place: number): string => format.percent(limit === -1 ? 0 - place : place);
  const point = (place: number, words: string): Point => ({ x: ((Math.min(Math.max(place, LEFT), RIGHT) - LEFT) / (RIGHT - LEFT)) * width, y: MIDDLE, words });
  return [
    point(0, text.gaugePoints.baseline),
    limit === undefined ? point(1, text.gaugePoints.target) : point(limit, text.gaugePoints.limit),
    ...(range ?? []).map((end) => point(end, say(text.gaugePoints.end, { percent: percent(end) }))),
    point(position, say(range ? text.gaugePoints.judged : text.gaugePoints.newest, { percent: percent(position) })),
  ].sort((a, b) => a.x - b.x);
}

/** Whether there is anything to draw. */
export function isDrawn(standing: Standing): boolean {
  return positionOf(standing) !== undefined;
}

/** Where the measure stands on the scale; undefined where nothing can be drawn. */
function positionOf(standing: Standing): number | undefined {
  switch (standing.kind) {
    case 'way':
      return standing.share;
    case 'guardrail':
      return standing.position;
    case 'refused':
      return undefined;
  }
}

/** The drawing itself, to stand in an `<svg>` of the gauge's height and any width. */
export function GaugeMarks({ standing }: { standing: Standing }): ReactNode {
  const hatch = useId();
  const position = positionOf(standing);
  if (position === undefined) return null;
  const range = standing.kind === 'refused' ? undefined : standing.range;
  const limit = standing.kind === 'guardrail' ? standing.limit : undefined;
  return (
    <>
      <defs>
        <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line className="n-gauge-hatch" x1="0" y1="0" x2="0" y2="5" />
        </pattern>
      </defs>
      <rect x="0" y={MIDDLE - 5} width={at(0)} height="10" fill={`url(#${hatch})`} />
      <line className="n-gauge-line" x1="0" x2="100%" y1={MIDDLE} y2={MIDDLE} />
      <line className="n-gauge-baseline" x1={at(0)} x2={at(0)} y1="4" y2="20" />
      {limit === undefined ? <Flag /> : <line className="n-gauge-limit" x1={at(limit)} x2={at(limit)} y1="3" y2="21" />}
      {range && <Interval range={range} />}
      <Mark position={position} judged={range !== undefined} />
    </>
  );
}

function Flag(): ReactNode {
  return (
    <svg x={at(1)} y="0" overflow="visible">
      <g className="n-gauge-target">
        <line x1="0" x2="0" y1="2" y2="20" strokeWidth="1.5" />
        <path d="M0 2h9l-2.4 3 2.4 3H0Z" strokeWidth="0.5" />
      </g>
    </svg>
  );
}

/** Narrower intervals would hide behind the dot: they get ends that stand out. In per cent of the gauge. */
const NARROW = 7;

function Interval({ range: [low, high] }: { range: readonly [number, number] }): ReactNode {
  const inside = (position: number): number => Math.min(RIGHT, Math.max(LEFT, position));
  const [from, to] = [inside(low), inside(high)];
  const width = ((to - from) / (RIGHT - LEFT)) * 100;
  if (width < NARROW) {
    const ends = [low, high].filter((end) => end >= LEFT && end <= RIGHT);
    return ends.map((end) => <line key={end} className="n-gauge-range" x1={at(end)} x2={at(end)} y1={MIDDLE - 8} y2={MIDDLE + 8} />);
  }
  return <rect className="n-gauge-range" x={at(from)} y={MIDDLE - 4} width={`${width}%`} height="8" rx="2" />;
}

/** A judged position is a full dot; the newest value alone, which proves nothing yet, a ring. */
function Mark({ position, judged }: { position: number; judged: boolean }): ReactNode {
  if (position >= LEFT && position <= RIGHT) {
    return <circle className={judged ? 'n-gauge-dot' : 'n-gauge-ring'} cx={at(position)} cy={MIDDLE} r="5" />;
  }
  const right = position > RIGHT;
  return (
    <svg x={right ? '100%' : '0'} y={MIDDLE} overflow="visible">
      <path className="n-gauge-end" d={right ? 'M6 0-4-6V6Z' : 'M-6 0 4-6V6Z'} />
    </svg>
  );
}

/** How the measure stands in words: a share with its meaning, bold unless no change was found, or a refusal with its reason. */
export function StandingWords({ standing }: { standing: Standing }): ReactNode {
  const format = useFormat();
  const message = shortOf(standing);
  if (standing.kind === 'refused' || message === undefined) {
    return standing.kind === 'refused' ? <OpenMark label={refusals()[standing.reason].label} /> : null;
  }
  const params = { percent: standing.kind === 'way' ? format.percent(standing.share) : '' };
  return standing.kind === 'way' && standing.still ? say(message, params) : <Rich message={message} params={params} />;
}
