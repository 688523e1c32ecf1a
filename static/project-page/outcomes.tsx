import { type ReactNode } from 'react';
import type { MeasureView } from '../../src/contract/views';
import { Delivery } from '../kit/delivery';
import { SignalMark, sentenceFor } from '../kit/signal';
import { ReportLine } from '../kit/report-line';
import { FreshnessMark } from '../kit/freshness';
import { Gauge, StandingWords } from '../kit/charts/gauge';
import { GaugesAs } from '../kit/gauges-as';
import { roleWords, byRole, standingOf } from '../kit/standing';
import { Table } from '../kit/table';
import { TallyLine } from '../kit/tally';
import { say } from '../kit/text/say';
import { VerdictMark } from '../kit/verdict';
import { useFormat } from '../kit/viewer';
import { Legend } from './legend';
import { type Row } from './rows';
import { text } from './text';

const columns = () => [
  { key: 'outcome', title: text.outcome, width: 24 },
  { key: 'delivery', title: text.delivery, width: 22 },
  { key: 'impact', title: text.impact, width: 54 },
];

/** Delivery and impact side by side, in columns of their own: neither stands for the other. */
export function Outcomes({ rows, now, onOpen }: { rows: readonly Row[]; now: string; onOpen: (outcomeId: string) => void }): ReactNode {
  return (
    <section className="n-stack-tight" aria-labelledby="outcomes">
      <h2 className="n-h2" id="outcomes">
        {text.list}
      </h2>
      <Legend />
      <Table
        label={text.table}
        columns={columns()}
        rows={rows.map((row) => ({
          key: row.outcome.outcomeId,
          cells: {
            outcome: { content: <OutcomeCell row={row} now={now} onOpen={() => onOpen(row.outcome.outcomeId)} /> },
            delivery: { content: <DeliveryCell row={row} now={now} /> },
            impact: { content: <ImpactCell measures={row.outcome.measures} now={now} /> },
          },
        }))}
      />
      <GaugesAs outcomes={rows.map(({ outcome }) => outcome)} />
    </section>
  );
}

function OutcomeCell({ row: { outcome, delivery }, now, onOpen }: { row: Row; now: string; onOpen: () => void }): ReactNode {
  const format = useFormat();
  const { to } = outcome.period;
  return (
    <div className="n-stack-tight">
      <h3 className="n-h3">
        <button type="button" className="n-link n-wrap" onClick={onOpen}>
          {outcome.title}
        </button>
      </h3>
      <SignalMark kind={outcome.signal.kind} />
      <span className="n-small">{sentenceFor(outcome.signal.why, format)}</span>
      <span className="n-small n-subtle">{say(text.epics, { count: delivery.epics, n: format.number(delivery.epics) })}</span>
      {to !== undefined && <span className="n-small n-subtle">{say(text.wantedBy, { date: format.date(to) })}</span>}
      {outcome.report && <ReportLine report={outcome.report} now={now} />}
    </div>
  );
}

/** This project's share, and the whole outcome's where that is more; the sum is of what the viewer may browse. */
export function DeliveryCell({ row: { delivery, whole }, now }: { row: Row; now: string }): ReactNode {
  const format = useFormat();
  if (!whole) return <Delivered of={delivery} now={now} />;
  return (
    <div className="n-stack-tight">
      <div>
        <span className="n-small n-subtle">{text.here}</span>
        <Delivered of={delivery} now={now} />
      </div>
      <div>
        <span className="n-small n-subtle">
          {say(text.whole, { count: whole.projects, n: format.number(whole.projects) })} ({text.wholeNote})
        </span>
        <Delivered of={whole} now={now} />
      </div>
    </div>
  );
}

function Delivered({ of: { count }, now }: { of: Row['delivery']; now: string }): ReactNode {
  if (!count) return <p className="n-subtle">{text.notCounted}</p>;
  if (count.total === 0) return <p className="n-subtle">{text.noIssues}</p>;
  return <Delivery count={count} now={now} />;
}

function ImpactCell({ measures, now }: { measures: readonly MeasureView[]; now: string }): ReactNode {
  if (measures.length === 0) return <span className="n-subtle">{text.notMeasured}</span>;
  return (
    <div className="n-impact">
      {byRole(measures).map((measure) => (
        <ImpactRow key={measure.kpiId} measure={measure} now={now} />
      ))}
      <div className="n-small n-subtle">
        <TallyLine measures={measures} />
      </div>
    </div>
  );
}

function ImpactRow({ measure, now }: { measure: MeasureView; now: string }): ReactNode {
  const format = useFormat();
  const standing = standingOf(measure);
  const { newest, unit, name, role } = measure;
  return (
    <div className="n-impact-row" role="group" aria-label={name}>
      <div>
        <div>{name}</div>
        <span className="n-small n-subtle">{roleWords()[role].label}</span>
      </div>
      <Gauge standing={standing} />
      <div className="n-impact-words">
        <span>
          <StandingWords standing={standing} />
        </span>
        {standing.kind !== 'refused' && <VerdictMark measure={measure} />}
        {newest && (
          <div className="n-small n-subtle">
            {say(text.newest, { value: format.quantity(newest.value, unit), age: format.age(newest.at, now) })}{' '}
            <FreshnessMark newest={newest.at} cadence={measure.cadence} now={now} />
          </div>
        )}
      </div>
    </div>
  );
}
