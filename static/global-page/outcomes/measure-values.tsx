import { type ReactNode } from 'react';
import type { MeasureView } from '../../../src/contract/views';
import { LineChart } from '../../kit/line-chart';
import { Show, Skeleton } from '../../kit/states';
import { useCall } from '../../kit/use-call';
import { QuickEntry } from '../values/quick-entry';

/** The values behind one measure, drawn against its baseline, launch and target. */
export function MeasureValues({
  measure,
  now,
  onRecorded,
}: {
  measure: MeasureView;
  now: string;
  onRecorded: () => void;
}): ReactNode {
  const loaded = useCall('kpi.read', { kpiId: measure.kpiId });
  const { baseline, target, launch, role } = measure;
  return (
    <Show loaded={loaded} skeleton={<Skeleton heights={[200, 56]} />}>
      {({ kpi, values, mayEdit }) => (
        <>
          <LineChart
            name={kpi.name}
            unit={kpi.unit}
            values={values}
            now={now}
            launch={launch}
            baseline={baseline.kind === 'level' ? baseline.level : undefined}
            wanted={{
              levels: target.kind === 'value' ? [target.value] : [target.low, target.high],
              by: target.by,
              limit: role === 'guardrail',
            }}
          />
          {mayEdit && kpi.state === 'open' && (
            <QuickEntry
              kpi={kpi}
              values={values}
              now={now}
              onRecorded={() => {
                void loaded.reload();
                onRecorded();
              }}
            />
          )}
        </>
      )}
    </Show>
  );
}
