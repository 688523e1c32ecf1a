import { type ReactNode } from 'react';
import type { MeasureView } from '../../src/contract/views';
import { type VerdictChange } from '../../src/domain/snapshot';
import { usualRange } from '../../src/domain/usual-range';
import { turnsOf } from '../../src/domain/verdict-history';
import './measure-figures.css';
import { Adoption } from './adoption';
import { type ChartValue, KpiLine } from './charts/kpi-line';
import { chartOf } from './charts/of-measure';
import { type SharedAxis } from './charts/scale';
import { text } from './text/figures';
import { text as work } from './text/work';
import { say } from './text/say';
import { useFormat } from './viewer';

interface Props {
  measure: MeasureView;
  /** By date ascending. */
  values: readonly ChartValue[];
  history: readonly VerdictChange[];
  /** ISO instant. */
  now: string;
  /** The axis that its chart shares with others, and where change work stopped. */
  shared?: SharedAxis | undefined;
  stopped?: string | undefined;
}

/** The values behind a measure, drawn and in numbers; how fast it goes; and how its verdict changed. */
export function MeasureFigures({ measure, values, history, now, shared, stopped }: Props): ReactNode {
  return (
    <div className="n-stack">
      <MeasureChart {...{ measure, values, history, now, shared, stopped }} />
      <Adoption measure={measure} values={values} now={now} />
      <Turns kpi={measure.name} history={history} />
    </div>
  );
}

function MeasureChart({ measure, values, history, now, shared, stopped }: Props): ReactNode {
  const format = useFormat();
  const usual = usualRange(measure, values);
  const of = {
    ...chartOf(measure, values, usual, now, format),
    shared,
    stopped: stopped === undefined ? undefined : { at: stopped, words: work.alarm },
    turns: turnsOf(history).map(({ at, to }) => ({ at, words: text.verdicts[to] })),
  };
  const later = (measure.laterLaunches ?? []).map((at) => format.date(at));
  return (
    <KpiLine
      of={of}
      caption={(scene) => [
        scene?.joined ? text.captionJoined : text.caption,
        ...(usual ? [text.captionLimits] : []),
        ...(of.moved ? [of.moved.middle === undefined ? text.captionMoved : text.captionAway] : []),
        ...(of.turns.length > 0 ? [text.captionTurns] : []),
        ...(of.former?.length ? [text.captionFormer] : []),
        ...(later.length > 0 ? [say(text.captionLater, { count: later.length, dates: later.join(', ') })] : []),
      ].join(' ')}
    />
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
