import { type ReactNode, Suspense } from 'react';
import type { MeasureView } from '../../src/contract/views';
import { isDrawn } from './charts/gauge';
import './charts/gauge.css';
import { later } from './later';
import { standingOf } from './standing';

const GaugesAs = later(async () => ({ default: (await import('./gauges-as')).GaugesAs }));

/** The gauges of a surface that must weigh little, as table, CSV and SVG: what makes these comes once the words stand, into a place of its size. */
export function GaugesLater({ measures, titled = true }: { measures: readonly MeasureView[]; titled?: boolean }): ReactNode {
  if (!measures.some((measure) => isDrawn(standingOf(measure)))) return null;
  return (
    <div className="n-gauges-later">
      <Suspense fallback={null}>
        <GaugesAs outcomes={[{ measures }]} titled={titled} />
      </Suspense>
    </div>
  );
}
