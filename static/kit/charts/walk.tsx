import { type KeyboardEvent, type MouseEvent, type ReactNode, useId, useState } from 'react';
import './walk.css';
import { text } from '../text/en';
import { say } from '../text/say';
import { type Point } from './scene';

/** How near the pointer must come to a point, in pixels. */
const REACH = 40;
/** Words at a point keep this far from the sides; half of their greatest width. */
const HALF = 110;

interface Props {
  /** What the keys walk through; without a name only the pointer does, as where a list has one table for all its drawings. */
  name?: string | undefined;
  points: readonly Point[];
  /** In pixels. */
  width: number;
  children: ReactNode;
}

/** Lets the pointer and the arrow keys stop at points; what is there is shown, and said aloud to those who use the keys. */
export function Walk({ name, points, width, children }: Props): ReactNode {
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
  const byKeys = name === undefined ? {} : { role: 'group', tabIndex: 0, 'aria-label': say(text.walk, { name }), 'aria-describedby': id, onKeyDown };
  return (
    <div
      className="n-chart-walk n-focus"
      {...byKeys}
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
      {name !== undefined && (
        <span id={id} className="n-hidden" aria-live="polite">
          {point?.words ?? ''}
        </span>
      )}
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
