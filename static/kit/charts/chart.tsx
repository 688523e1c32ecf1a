import { type ReactNode, useMemo, useRef } from 'react';
import './charts.css';
import { useWidth } from '../use-width';
import { type Scene } from './scene';
import { SceneView } from './scene-view';
import { type ChartTable } from './table';
import { ChartTools } from './tools';
import { Walk } from './walk';

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
  caption?: ChartCaption | undefined;
}

/** Words below a drawing; perhaps by what is drawn. */
export type ChartCaption = ReactNode | ((scene: Scene | undefined) => ReactNode);

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
      {/* What holds no point, as while what it shows has not come, is no stop for the keys. */}
      <Walk name={scene?.points.length === 0 ? undefined : name} points={scene?.points ?? []} width={width}>
        <div ref={drawing}>
          <svg width="100%" height={height} role="img" aria-label={`${name}. ${summary}`}>
            {scene && <SceneView scene={scene} />}
          </svg>
        </div>
      </Walk>
      <figcaption className={caption === undefined ? 'n-hidden' : 'n-small n-subtle'}>
        <span className="n-hidden">{name}. </span>
        {typeof caption === 'function' ? caption(scene) : caption}
      </figcaption>
      <ChartTools name={name} summary={summary} table={table} drawn={() => drawing.current?.querySelector('svg')} />
    </figure>
  );
}
