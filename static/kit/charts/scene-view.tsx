import { type ReactNode, useId } from 'react';
import { SignalGlyph } from '../signal';
import { type Scene, type Shape } from './scene';

/** Draws a scene inside an `<svg>`. */
export function SceneView({ scene: { shapes, labels } }: { scene: Scene }): ReactNode {
  const hatch = useId();
  return (
    <>
      <defs>
        <pattern id={`${hatch}-worse`} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line className="n-c-hatch-worse" x1="0" x2="0" y1="0" y2="7" />
        </pattern>
        <pattern id={`${hatch}-run`} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line className="n-c-hatch-run" x1="0" x2="0" y1="0" y2="5" />
        </pattern>
      </defs>
      {shapes.map((shape, index) => (
        <ShapeView key={`${index}`} shape={shape} hatch={hatch} />
      ))}
      {labels.map(({ x, y, words, anchor, tone }, index) => (
        <text key={`${index}`} className={`n-c-${tone}`} x={x} y={y} textAnchor={anchor}>
          {words}
        </text>
      ))}
    </>
  );
}

function ShapeView({ shape, hatch }: { shape: Shape; hatch: string }): ReactNode {
  switch (shape.kind) {
    case 'line': {
      const { mark, x1, y1, x2, y2 } = shape;
      return <line className={`n-c-${mark}`} {...{ x1, y1, x2, y2 }} />;
    }
    case 'path':
      return <path className={`n-c-${shape.mark}`} d={shape.d} />;
    case 'rect': {
      const { mark, x, y, width, height, hatched } = shape;
      const fill = hatched ? { fill: `url(#${hatch}-${mark})` } : {};
      return <rect className={`n-c-${mark}`} {...{ x, y, width, height }} {...fill} />;
    }
    case 'dot':
      return <circle className={`n-c-${shape.mark}`} cx={shape.x} cy={shape.y} r={shape.r} />;
    case 'signal': {
      const { signal, x, y, size } = shape;
      return <SignalGlyph kind={signal} x={x - size / 2} y={y - size / 2} size={size} />;
    }
  }
}
