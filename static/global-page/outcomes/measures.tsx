import Button from '@atlaskit/button/new';
import { type ReactNode, Suspense, useRef, useState } from 'react';
import type { CallReply } from '../../../src/contract';
import { type Trouble, call } from '../../kit/call';
import { GaugesAs } from '../../kit/gauges-as';
import { tell } from '../../kit/flag';
import { handFocus } from '../../kit/focus';
import { later } from '../../kit/later';
import { MeasureRow } from '../../kit/measure-row';
import { ReasonDialog } from '../../kit/reason-dialog';
import { byRole } from '../../kit/standing';
import { Empty, TroubleBox } from '../../kit/states';
import { TallyLine } from '../../kit/tally';
import { say } from '../../kit/text/say';
import { text as common } from '../../kit/text/en';
import { text as locks } from '../../kit/text/proposals';
import { History } from '../../kit/trail/history';
import { useAhead } from '../../kit/use-ahead';
import { type Visit, paths } from '../place';
import { text } from '../text';
import { MeasureForm } from './measure-form';
import { type Beginning, isFixed } from './measure-input';
import { MeasureValues } from './measure-values';

const SmallKpi = later(() => import('../../kit/charts/small-kpi'));

type Detail = CallReply<'outcome.read'>;
type Measure = Detail['measures'][number];

/** The KPIs that an outcome is measured by, the primary one first. */
export function Measures({ detail, visit, reload }: { detail: Detail; visit: Visit; reload: () => Promise<void> }): ReactNode {
  const { outcome } = detail;
  const { shown: measures, show } = useAhead(detail.measures);
  const mayEdit = detail.mayEdit && outcome.state === 'open';
  const [editing, setEditing] = useState<{ measure?: Measure; beginning?: Beginning } | undefined>(visit.begins && mayEdit ? { beginning: { mode: 'create' } } : undefined);
  const [trouble, setTrouble] = useState<Trouble>();
  const heading = useRef<HTMLHeadingElement>(null);
  const addButton = mayEdit && (visit.manages || !outcome.restricted) && (
    <Button appearance={measures.length === 0 ? 'primary' : 'default'} onClick={() => setEditing({})}>
      {text.addKpi}
    </Button>
  );
  const sorted = byRole(measures.map(({ view }) => view)).flatMap((view) => measures.find((one) => one.view === view) ?? []);

  /** The address no longer asks for the form, so that loading again does not open it again. */
  const settle = (): void => {
    if (visit.begins) visit.replace(paths.outcome(outcome.outcomeId));
  };

  const remove = async ({ record, view }: Measure, button: Element): Promise<void> => {
    const { outcomeId, kpiId, version, ...rest } = record;
    handFocus(button, heading.current);
    const takeAway = show((before) => before.filter((one) => one.record.kpiId !== kpiId));
    const answer = await call('measure.remove', { outcomeId, kpiId, version });
    setTrouble(answer.ok ? undefined : answer.trouble);
    if (!answer.ok) takeAway();
    await reload();
    takeAway();
    if (!answer.ok) return;
    const putBack = async (): Promise<void> => {
      const back = await call('measure.set', { outcomeId, kpiId, ...rest });
      setTrouble(back.ok ? undefined : back.trouble);
      await reload();
    };
    tell(say(text.measureRemoved, { kpi: view.name, outcome: outcome.title }), {
      undo: { text: common.undo, run: () => void putBack() },
    });
  };

  return (
    <section className="n-card n-stack" aria-label={text.measures}>
      <div className="n-head">
        <h2 ref={heading} tabIndex={-1} className="n-h2 n-focus">
          {text.measures}
        </h2>
        {measures.length > 0 && addButton}
      </div>
      <TallyLine measures={sorted.map(({ view }) => view)} />
      {trouble && <TroubleBox trouble={trouble} title={text.actionFailed} />}
      {measures.length === 0 &&
        (mayEdit ? (
          <Empty title={text.measuresEmpty} action={addButton}>
            {text.measuresEmptyHow}
          </Empty>
        ) : (
          <p className="n-quiet">{text.measuresEmptyViewer}</p>
        ))}
      <ul className="n-measure-list">
        {sorted.map((measure) => (
          <li key={measure.record.kpiId}>
            <MeasureItem
              measure={measure}
              isTold={measure === sorted[0]}
              mayEdit={mayEdit}
              visit={visit}
              onEdit={() => setEditing({ measure })}
              onRemove={(button) => void remove(measure, button)}
              onRecorded={() => void reload()}
            />
          </li>
        ))}
      </ul>
      <GaugesAs outcomes={[{ measures: sorted.map(({ view }) => view) }]} />
      {editing !== undefined && (
        <MeasureForm
          outcome={outcome}
          key={editing.beginning ? 'next' : 'first'}
          measure={editing.measure}
          beginning={editing.beginning}
          now={visit.now}
          used={detail.measures.map(({ record }) => record.kpiId)}
          manages={visit.manages}
          onClose={() => {
            setEditing(undefined);
            settle();
          }}
          onSaved={(message, next) => {
            setEditing(next && { beginning: next });
            settle();
            tell(message);
            void reload();
          }}
        />
      )}
    </section>
  );
}

function MeasureItem({
  measure,
  isTold,
  mayEdit,
  visit,
  onEdit,
  onRemove,
  onRecorded,
}: {
  measure: Measure;
  /** Whether its sentence stands above, as what the page says first. */
  isTold: boolean;
  mayEdit: boolean;
  visit: Visit;
  onEdit: () => void;
  onRemove: (button: Element) => void;
  onRecorded: () => void;
}): ReactNode {
  const [open, setOpen] = useState(false);
  const [proposing, setProposing] = useState<'values' | 'remove'>();
  const kpi = measure.view.name;
  const fixed = isFixed(measure.view, visit.now.slice(0, 10));
  const held = measure.view.lock?.heldBack ?? 0;
  return (
    <>
      <MeasureRow
        measure={measure.view}
        now={visit.now}
        isTold={isTold}
        chart={chartOf(measure, visit.now)}
        actions={
          <div className="n-actions">
            <Button
              spacing="compact"
              appearance="subtle"
              aria-label={say(text.showValuesOf, { kpi })}
              aria-expanded={open}
              onClick={() => setOpen(!open)}
            >
              {text.showValues}
            </Button>
            {mayEdit && (
              <>
                <Button spacing="compact" appearance="subtle" aria-label={say(text.editMeasure, { kpi })} onClick={onEdit}>
                  {text.edit}
                </Button>
                {fixed ? (
                  <Button spacing="compact" appearance="subtle" aria-label={say(locks.proposeRemovalOf, { kpi })} onClick={() => setProposing('remove')}>
                    {locks.proposeRemoval}
                  </Button>
                ) : (
                  <Button spacing="compact" appearance="subtle" aria-label={say(text.removeMeasure, { kpi })} onClick={(event) => onRemove(event.currentTarget)}>
                    {text.remove}
                  </Button>
                )}
              </>
            )}
          </div>
        }
      />
      {held > 0 && (
        <div className="n-head">
          <p className="n-small">{say(locks.heldBack, { count: held, n: String(held) })}</p>
          {mayEdit && (
            <Button spacing="compact" aria-label={say(locks.proposeValuesOf, { kpi })} onClick={() => setProposing('values')}>
              {locks.proposeValues}
            </Button>
          )}
        </div>
      )}
      {proposing && (
        <ReasonDialog
          title={proposing === 'values' ? say(locks.proposeValuesOf, { kpi }) : say(locks.proposeRemovalOf, { kpi })}
          submit={locks.propose}
          send={(reason) => call('proposal.make', { outcomeId: measure.record.outcomeId, kpiId: measure.record.kpiId, reason, change: { kind: proposing } })}
          onClose={() => setProposing(undefined)}
          onDone={() => {
            setProposing(undefined);
            tell(locks.proposed);
            onRecorded();
          }}
        />
      )}
      {open && (
        <div className="n-measure-values n-stack">
          <MeasureValues measure={measure.view} history={measure.history} now={visit.now} onRecorded={onRecorded} />
          <History of={{ outcomeId: measure.record.outcomeId }} measure={{ kpiId: measure.record.kpiId, name: kpi }} known={new Map([[measure.record.kpiId, measure.view]])} />
          <div>
            <button type="button" className="n-link" onClick={() => visit.go(paths.kpi(measure.record.kpiId))}>
              {say(text.openKpi, { kpi })}
            </button>
          </div>
        </div>
      )}
    </>
  );
}

/** Undefined where there are no values to draw. */
function chartOf({ view, drawn }: Measure, now: string): ReactNode {
  if (!drawn || drawn.recent.length === 0) return undefined;
  return (
    <div className="n-small-kpi">
      <Suspense fallback={null}>
        <SmallKpi measure={view} drawn={drawn} now={now} />
      </Suspense>
    </div>
  );
}
