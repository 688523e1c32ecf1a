import { type KeyboardEvent, type MouseEvent, type ReactNode, useId, useMemo, useRef, useState } from 'react';
import './charts.css';
import { say } from '../text/say';
import { text } from '../text/charts';
import { useWidth } from '../use-width';
import { type Point, type Scene } from './scene';
import { SceneView } from './scene-view';
import { type ChartTable } from './table';
import { ChartTools } from './tools';

interface Props {
  /** What it is, such as "Values of Handling time"; also what downloads are called. */
  name: string;
  /** What it shows, in a sentence, for those who do not see it. */
  summary: string;
  height: number;
  draw: (width: number) => Scene;
  table: ChartTable;
  /** Above the drawing, such as the meaning of its marks. */
  legend?: ReactNode;
  /** Below it, after the name, which is for those who do not see the drawing. */
  caption?: ReactNode;
}

/**
 * A figure: the drawing, whose points the pointer and the arrow keys reach, what it shows in words, and the same as a table,
 * CSV and SVG. Its height is kept from the first paint on, so that nothing jumps.
 */
export function Chart({ name, summary, height, draw, table, legend, caption }: Props): ReactNode {
  const [frame, width] = useWidth();
  const drawing = useRef<HTMLDivElement>(null);
  const scene = useMemo(() => (width > 0 ? draw(width) : undefined), [draw, width]);
  return (
    <figure ref={frame} className="n-chart">
      {legend}
      <Walk name={name} points={scene?.points ?? []} width={width}>
        <div ref={drawing}>
          <svg width="100%" height={height} role="img" aria-label={`${name}. ${summary}`}>
            {scene && <SceneView scene={scene} />}
          </svg>
        </div>
      </Walk>
      <figcaption className={caption === undefined ? 'n-hidden' : 'n-small n-subtle'}>
        <span className="n-hidden">{name}. </span>
        {caption}
      </figcaption>
      <ChartTools name={name} summary={summary} table={table} drawn={() => drawing.current?.querySelector('svg')} />
    </figure>
  );
}

/** How near the pointer must come to a point, in pixels. */
const REACH = 40;
/** Words at a point keep this far from the sides; half of their greatest width. */
const HALF = 110;

/** Lets the pointer and the arrow keys stop at points; what is there is shown, and said aloud to those who use the keys. */
function Walk({ name, points, width, children }: { name: string; points: readonly Point[]; width: number; children: ReactNode }): ReactNode {
  const id = useId();
  const [at, setAt] = useState<number>();
  const point = at === undefined ? undefined : points[at];
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = stepFrom(at, event.key, points.length);
    if (to === 'stay') return;
    event.preventDefault();
    setAt(to);
  };
  const onMouseMove = (event: MouseEvent): void => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    setAt(nearest(points, event.clientX - left, event.clientY - top));
  };
  return (
    <div
      className="n-chart-walk n-focus"
      role="group"
      tabIndex={0}
      aria-label={say(text.walk, { name })}
      aria-describedby={id}
      onKeyDown={onKeyDown}
      onMouseMove={onMouseMove}
      onMouseLeave={() => setAt(undefined)}
      onBlur={() => setAt(undefined)}
    >
      {children}
      {point && (
        <>
          <i className="n-chart-here" style={{ left: point.x, top: point.y }} />
          <span className="n-chart-tip" aria-hidden="true" style={{ left: Math.min(Math.max(point.x, Math.min(HALF, width / 2)), Math.max(width - HALF, width / 2)), top: point.y }} data-below={point.y < 48}>
            {point.words}
          </span>
        </>
      )}
      <span id={id} className="n-hidden" aria-live="polite">
        {point?.words ?? ''}
      </span>
    </div>
  );
}

function stepFrom(at: number | undefined, key: string, count: number): number | undefined | 'stay' {
  if (count === 0) return 'stay';
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return at === undefined ? 0 : Math.min(at + 1, count - 1);
    case 'ArrowLeft':
    case 'ArrowUp':
      return at === undefined ? count - 1 : Math.max(at - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    case 'Escape':
      return undefined;
    default:
      return 'stay';
  }
}

function nearest(points: readonly Point[], x: number, y: number): number | undefined {
  let found: number | undefined;
  let least = REACH;
  points.forEach((point, index) => {
    // Height counts less: a week or date is aimed at by its place along the axis.
    const far = Math.hypot(point.x - x, (point.y - y) / 3);
    if (far < least) [found, least] = [index, far];
  });
  return found;
}
