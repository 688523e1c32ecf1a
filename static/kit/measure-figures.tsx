import { type ReactNode } from 'react';
import type { MeasureView } from '../../src/contract/views';
import { xmr } from '../../src/domain/statistics/xmr';
import { type VerdictChange } from '../../src/domain/snapshot';
import { turnsOf } from '../../src/domain/verdict-history';
import './measure-figures.css';
import { Adoption } from './adoption';
import { type ChartValue, LineChart } from './charts/kpi-line';
import { text } from './text/figures';
import { say } from './text/say';
import { useFormat } from './viewer';

interface Props {
  measure: MeasureView;
  /** By date ascending. */
  values: readonly ChartValue[];
  history: readonly VerdictChange[];
  /** ISO instant. */
  now: string;
}

/** The values behind a measure, drawn and in numbers; how fast it goes; and how its verdict changed. */
export function MeasureFigures({ measure, values, history, now }: Props): ReactNode {
  return (
    <div className="n-stack">
      <MeasureChart measure={measure} values={values} now={now} />
      <ValuesAsTable measure={measure} values={values} />
      <Adoption measure={measure} values={values} now={now} />
      <Turns kpi={measure.name} history={history} />
    </div>
  );
}

function MeasureChart({ measure, values, now }: Omit<Props, 'history'>): ReactNode {
  const format = useFormat();
  const { name, unit, baseline, target, launch, laterLaunches, role } = measure;
  const limits = limitsOf(measure, values);
  const moved = movedTo(measure);
  const later = (laterLaunches ?? []).map((at) => format.date(at));
  return (
    <LineChart
      {...{ name, unit, values, now, launch, laterLaunches, limits, moved }}
      baseline={baseline.kind === 'level' ? baseline.level : undefined}
      wanted={{ levels: target.kind === 'value' ? [target.value] : [target.low, target.high], by: target.by, limit: role === 'guardrail' }}
      caption={[
        text.caption,
        ...(limits ? [text.captionLimits] : []),
        ...(moved ? [text.captionMoved] : []),
        ...(later.length > 0 ? [say(text.captionLater, { count: later.length, dates: later.join(', ') })] : []),
      ].join(' ')}
    />
  );
}

/** The natural process limits of the values before the launch (XmR); a picture, and no part of the verdict. */
function limitsOf({ from, launch, unit }: MeasureView, values: readonly ChartValue[]): { low: number; high: number } | undefined {
  const before = values.filter(({ at }) => at >= (from ?? '') && launch !== undefined && at < launch).map(({ value }) => value);
  const limits = xmr(before);
  // What cannot fall below nothing varies no further than to it.
  const floor = unit === '%' || before.every((value) => value >= 0) ? 0 : -Infinity;
  return limits && { low: Math.max(limits.lower, floor), high: limits.upper };
}

/** Where a confirmed or early movement leads from the baseline; a band is judged by its distance, which has no place here. */
function movedTo({ verdict, baseline, target, launch }: MeasureView): { low: number; high: number; from: string } | undefined {
  if (launch === undefined || baseline.kind === 'refused' || target.kind === 'band') return undefined;
  if (verdict.kind === 'refused' || verdict.kind === 'not enough data') return undefined;
  return { low: baseline.level + verdict.effect.low, high: baseline.level + verdict.effect.high, from: launch };
}

function ValuesAsTable({ measure, values }: Pick<Props, 'measure' | 'values'>): ReactNode {
  const format = useFormat();
  if (values.length === 0) return null;
  return (
    <details className="n-small">
      <summary className="n-focus">{text.table}</summary>
      <div className="n-figures-table n-focus" tabIndex={0} role="region" aria-label={say(text.valuesOf, { kpi: measure.name })}>
        <table aria-label={say(text.valuesOf, { kpi: measure.name })}>
          <thead>
            <tr>
              <th scope="col">{text.date}</th>
              <th scope="col">{text.value}</th>
            </tr>
          </thead>
          <tbody>
            {[...values].reverse().map(({ at, value }) => (
              <tr key={at}>
                <td>{format.date(at)}</td>
                <td>{format.quantity(value, measure.unit)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

/** The verdicts that stood, the newest first. */
function Turns({ kpi, history }: Pick<Props, 'history'> & { kpi: string }): ReactNode {
  const format = useFormat();
  const turns = turnsOf(history).reverse();
  return (
    <section className="n-stack-tight" aria-label={say(text.ofKpi, { what: text.history, kpi })}>
      <h4 className="n-h3">{text.history}</h4>
      {turns.length === 0 && <p className="n-subtle">{text.historyNone}</p>}
      <ol className="n-turns">
        {turns.map(({ at, from, to }) => (
          <li key={at} className={`n-turn n-turn-${to.replaceAll(' ', '-')}`}>
            {from === undefined
              ? say(text.first, { date: format.date(at), to: text.verdicts[to] })
              : say(text.changed, { date: format.date(at), from: text.verdicts[from], to: text.verdicts[to] })}
          </li>
        ))}
      </ol>
      <p className="n-small n-subtle">{text.historyNote}</p>
    </section>
  );
}
