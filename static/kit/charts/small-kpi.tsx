import { type ReactNode } from 'react';
import type { DrawnView, MeasureView } from '../../../src/contract/views';
import { useFormat } from '../viewer';
import { KpiLine } from './kpi-line';
import { chartOf } from './of-measure';

/** A measure's latest values in a row of the panel; loaded when it is shown. */
export default function SmallKpi({ measure, drawn, now }: { measure: MeasureView; drawn: DrawnView; now: string }): ReactNode {
  const format = useFormat();
  return <KpiLine of={{ ...chartOf(measure, drawn.recent, drawn.usual, now, format), small: true }} />;
}
