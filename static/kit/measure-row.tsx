import { type ReactNode } from 'react';
import type { MeasureView } from '../../src/contract/views';
import './measure-row.css';
import { type Format, asMean } from './format';
import { FreshnessMark } from './freshness';
import { Gauge, StandingWords } from './charts/gauge';
import { targetWords } from './proposal-words';
import { isNewestAlone, refusals, roleWords, type Standing, standingOf } from './standing';
import { say } from './text/say';
import { text } from './text/en';
import { text as locks } from './text/proposals';
import { VerdictMark, VerdictNote } from './verdict';
import { useFormat } from './viewer';
import { WorkedOut } from './worked-out';

/**
 * One measure in full: what it is for, baseline, now and target, and the way between them. `now` is an ISO instant. One
 * whose sentence was told above is not told again.
 */
export function MeasureRow({ measure, now, actions, chart, isTold = false }: { measure: MeasureView; now: string; actions?: ReactNode; chart?: ReactNode; isTold?: boolean }): ReactNode {
  const format = useFormat();
  const standing = standingOf(measure);
  return (
    <section className={chart === undefined ? 'n-measure' : 'n-measure n-measure-drawn'} aria-label={measure.name}>
      <div className="n-measure-title">
        <h3 className="n-h3">{measure.name}</h3>
        <VerdictMark measure={measure} />
        <p className="n-small n-subtle">
          {roleWords()[measure.role].label}. {roleWords()[measure.role].meaning}
        </p>
        {measure.launch !== undefined && <p className="n-small n-subtle">{launchOf(measure.launch, now, format)}</p>}
      </div>
      {chart !== undefined && <div className="n-measure-chart">{chart}</div>}
      <div className="n-way">
        <p>
          <StandingWords standing={standing} />
        </p>
        <Gauge standing={standing} labels of={measure.name} />
        <RefusalReason standing={standing} />
        <RangeWords measure={measure} standing={standing} />
      </div>
      <div className="n-measure-facts n-stack-tight">
        <MeasureFacts measure={measure} now={now} />
        <Former measure={measure} />
        {!isTold && <VerdictNote measure={measure} />}
        <WorkedOut measure={measure} />
        {actions}
      </div>
    </section>
  );
}

/** What was agreed before a second person approved a change. */
function Former({ measure: { former = [], unit, role } }: { measure: MeasureView }): ReactNode {
  const format = useFormat();
  if (former.length === 0) return null;
  return (
    <ul className="n-points n-small n-subtle" aria-label={locks.formerTitle}>
      {former.map(({ until, baseline, target }) => (
        <li key={`${until} ${JSON.stringify(target)}`}>
          {say(role === 'guardrail' ? locks.formerLimit : locks.formerTarget, {
            date: format.date(until),
            target: targetWords(target, unit, format),
            baseline: baseline.kind === 'level' ? format.quantity(baseline.level, unit) : locks.formerNoBaseline,
          })}
        </li>
      ))}
    </ul>
  );
}

function RefusalReason({ standing }: { standing: Standing }): ReactNode {
  if (standing.kind !== 'refused') return null;
  return <p className="n-small n-subtle">{refusals()[standing.reason].why}</p>;
}

/** How sure the share is; or that it is none of a verdict's, which a ring in the gauge says too. */
function RangeWords({ measure, standing }: { measure: MeasureView; standing: Standing }): ReactNode {
  const format = useFormat();
  if (standing.kind !== 'way') return null;
  if (!standing.range) return isNewestAlone(measure, standing) ? <p className="n-small n-subtle">{text.newestAlone}</p> : null;
  const [low, high] = standing.range;
  return <p className="n-small n-subtle">{say(text.range, { low: format.percent(low), high: format.percent(high) })}</p>;
}

function MeasureFacts({ measure, now }: { measure: MeasureView; now: string }): ReactNode {
  const format = useFormat();
  const { newest, unit, role, cadence } = measure;
  const { baseline, target } = { baseline: baselineOf(measure, format), target: targetOf(measure, now, format) };
  return (
    <dl className="n-facts">
      <div>
        <dt>{text.baseline}</dt>
        <dd>
          <b>{baseline.value}</b>
          <span className="n-small n-subtle">{baseline.note}</span>
        </dd>
      </div>
      <div>
        <dt>{text.now}</dt>
        <dd>
          <b className={newest ? 'n-now' : ''}>{newest ? format.quantity(newest.value, unit) : text.nowNone}</b>
          {newest && (
            <span className="n-small n-subtle" title={format.date(newest.at)}>
              {format.age(newest.at, now)}
            </span>
          )}
          {newest && <FreshnessMark newest={newest.at} cadence={cadence} now={now} />}
        </dd>
      </div>
      <div>
        <dt>{role === 'guardrail' ? text.limit : text.target}</dt>
        <dd>
          <b>{target.value}</b>
          <span className="n-small n-subtle">{target.note}</span>
        </dd>
      </div>
    </dl>
  );
}

function baselineOf({ baseline, unit }: MeasureView, format: Format): { value: string; note: string } {
  if (baseline.kind === 'refused' && baseline.reason === 'begun-without') return { value: text.baselineWithout, note: text.baselineWithoutWhy };
  if (baseline.kind === 'refused') return { value: text.baselineNone, note: refusals()['no-baseline'].why };
  const { level, count } = baseline;
  if (count === null) return { value: format.quantity(level, unit), note: text.baselineStated };
  return { value: format.quantity(asMean(level), unit), note: say(text.baselineMean, { count, n: format.number(count) }) };
}

function targetOf({ target, unit, way, role }: MeasureView, now: string, format: Format): { value: string; note: string } {
  const value =
    target.kind === 'value'
      ? format.quantity(target.value, unit)
      : say(text.targetBand, { low: format.number(target.low), high: format.quantity(target.high, unit) });
  const date = format.date(target.by);
  if (role === 'guardrail') return { value, note: say(text.limitUntil, { date }) };
  const reached = way.kind === 'share' && way.share >= 1;
  const past = target.by < now.slice(0, 10) && !reached;
  return { value, note: say(past ? text.targetPast : text.targetBy, { date }) };
}

function launchOf(launch: string, now: string, format: Format): string {
  return say(launch <= now.slice(0, 10) ? text.launchedOn : text.launchPlanned, { date: format.date(launch) });
}
