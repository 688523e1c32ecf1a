import { type ReactNode, useMemo } from 'react';
import type { MeasureView } from '../../src/contract/views';
import { type MeasureAdoption, measureAdoption, measureAhead } from '../../src/domain/measure-adoption';
import { AdoptionCurve } from './charts/adoption-curve';
import { type ChartValue } from './charts/kpi-line';
import { text } from './text/figures';
import { text as common } from './text/en';
import { Rich } from './text/rich';
import { say } from './text/say';
import { useFormat } from './viewer';

/** How fast a measure goes its way, and when it can reach its target; a refusal is words. Worked out from the values. */
export function Adoption({ measure, values, now }: { measure: MeasureView; values: readonly ChartValue[]; now: string }): ReactNode {
  const found = useMemo(() => measureAdoption(measure, values, now.slice(0, 10)), [measure, values, now]);
  if (!found) return null;
  return (
    <section className="n-stack-tight" aria-label={say(text.ofKpi, { what: text.adoption, kpi: measure.name })}>
      <h4 className="n-h3">{text.adoption}</h4>
      {found.kind === 'refused' ? <p className="n-subtle">{text.refused[found.reason]}</p> : <Found found={found} unit={measure.unit} curve={<Curve {...{ measure, values, now, found }} />} />}
    </section>
  );
}

type Told = Exclude<MeasureAdoption, { kind: 'refused' }>;

/** The course so far, and the band in which it may go on. */
function Curve({ measure, values, now, found }: { measure: MeasureView; values: readonly ChartValue[]; now: string; found: Told }): ReactNode {
  const { name, unit, launch, baseline, target } = measure;
  const ahead = useMemo(() => measureAhead(measure, values, now.slice(0, 10)), [measure, values, now]);
  if (launch === undefined || baseline.kind === 'refused' || target.kind === 'band') return null;
  return <AdoptionCurve measure={{ name, unit, launch, level: baseline.level, target: target.value, by: target.by }} {...{ values, found, ahead, now }} />;
}

function Found({ found, unit, curve }: { found: Told; unit: string; curve: ReactNode }): ReactNode {
  const format = useFormat();
  const { value, low, high } = found.speed;
  // Two digits of what is uncertain: more would claim a precision that is not there.
  const decimals = high > low ? Math.min(Math.max(1 - Math.floor(Math.log10((high - low) / 2)), 0), 9) : 2;
  const figure = (x: number): string => format.decimals(x, decimals);
  const speed = `${figure(value)} ${unit === '%' ? common.points : unit}`;
  return (
    <>
      <p>
        <Rich message={text.speed} params={{ speed, low: figure(low), high: figure(high) }} />
      </p>
      <p>
        <Arrival found={found} unit={unit} />
      </p>
      {curve}
      <details className="n-small">
        <summary className="n-focus">{text.workedOut}</summary>
        <p>{text.worked}</p>
      </details>
    </>
  );
}

function Arrival({ found, unit }: { found: Told; unit: string }): ReactNode {
  const format = useFormat();
  switch (found.kind) {
    case 'reached':
      return <Rich message={text.reached} params={{}} />;
    case 'not-in-sight':
      return <Rich message={text.notInSight} params={{}} />;
    case 'ceiling-below-target': {
      const { value, low, high } = found.ceiling;
      return <Rich message={text.ceiling} params={{ ceiling: format.quantity(value, unit), low: format.number(low), high: format.quantity(high, unit) }} />;
    }
    case 'on-the-way': {
      const earliest = found.earliest === null ? undefined : format.date(found.earliest);
      if (!found.range) return earliest === undefined ? <Rich message={text.anyDay} params={{}} /> : <Rich message={text.earliest} params={{ earliest }} />;
      const range = { low: format.date(found.range.low), high: format.date(found.range.high) };
      return earliest === undefined ? <Rich message={text.rangeOnly} params={range} /> : <Rich message={text.range} params={{ earliest, ...range }} />;
    }
  }
}
