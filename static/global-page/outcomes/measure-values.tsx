import { type ReactNode } from 'react';
import type { MeasureView } from '../../../src/contract/views';
import type { VerdictChange } from '../../../src/domain/snapshot';
import { MeasureFigures } from '../../kit/measure-figures';
import { Show, Skeleton } from '../../kit/states';
import { useCall } from '../../kit/use-call';
import { QuickEntry } from '../values/quick-entry';

/** The values behind one measure, drawn against its baseline, launch and target. */
export function MeasureValues({
  measure,
  history,
  now,
  onRecorded,
}: {
  measure: MeasureView;
  history: readonly VerdictChange[];
  now: string;
  onRecorded: () => void;
}): ReactNode {
  const loaded = useCall('kpi.read', { kpiId: measure.kpiId });
  return (
    <Show loaded={loaded} skeleton={<Skeleton heights={[200, 56]} />}>
      {({ kpi, values, mayEdit }) => (
        <>
          <MeasureFigures measure={measure} values={values} history={history} now={now} />
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
