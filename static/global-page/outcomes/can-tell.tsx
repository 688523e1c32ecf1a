import { type ReactNode, useEffect, useState } from 'react';
import type { CallInput, CallReply } from '../../../src/contract';
import { type Trouble, call } from '../../kit/call';
import { text as common } from '../../kit/text/en';
import { say } from '../../kit/text/say';
import { useFormat } from '../../kit/viewer';
import { typedNumber } from '../../kit/typed-number';
import { text } from '../text';
import { type Values } from './measure-input';

type Question = CallInput<'kpi.check'>;
type Reply = CallReply<'kpi.check'>;
/** Long enough not to ask while a number is being typed. */
const PAUSE_MS = 500;

/** Says, while a measure is being set up, whether the KPI's own variation would let the planned change be seen. */
export function CanTell({
  kpiId,
  values,
  unit,
  band,
}: {
  kpiId: string;
  values: Values;
  unit: string;
  /** The target is a band: then only a planned effect can be asked about. */
  band: boolean;
}): ReactNode {
  const question = questionOf(kpiId, values, band);
  const asked = question && JSON.stringify(question);
  const [told, setTold] = useState<{ asked: string; reply?: Reply; trouble?: Trouble }>();
  useEffect(() => {
    if (asked === undefined) return undefined;
    let overtaken = false;
    const timer = setTimeout(() => {
      void call('kpi.check', JSON.parse(asked) as Question).then((answer) => {
        if (overtaken) return;
        setTold(answer.ok ? { asked, reply: answer.data } : { asked, trouble: answer.trouble });
      });
    }, PAUSE_MS);
    return () => {
      overtaken = true;
      clearTimeout(timer);
    };
  }, [asked]);
  if (asked === undefined) return null;
  const current = told?.asked === asked ? told : undefined;
  return (
    <section className="n-stack" aria-label={text.canTell} aria-live="polite">
      <h2 className="n-h3">{text.canTell}</h2>
      {current?.reply ? (
        <Told reply={current.reply} unit={unit} />
      ) : (
        <p className="n-quiet">{current?.trouble?.message ?? text.canTellWorking}</p>
      )}
    </section>
  );
}

function Told({ reply: { planned, result }, unit }: { reply: Reply; unit: string }): ReactNode {
  const format = useFormat();
  if (result.kind === 'refused') {
    return <p>{result.reason === 'constant' ? text.canTellConstant : text.canTellFew}</p>;
  }
  const { powerForPlanned, placebo } = result;
  const smallest = result.detectable.power80;
  // A change of a percentage is one of points; "12 %" could be read as a share of it.
  const size = (value: number): string => format.quantity(twoDigits(value), unit === '%' ? common.points : unit);
  const figures = {
    planned: size(planned),
    smallest: size(smallest),
    after: format.number(result.after),
  };
  return (
    <>
      <p>
        {smallest <= planned
          ? say(text.canTellYes, figures)
          : say(text.canTellNo, { ...figures, chance: format.percent(powerForPlanned) })}
      </p>
      {placebo.dates > 0 && (
        <p className="n-quiet">
          {say(text.canTellPlacebo, { count: placebo.dates, n: format.number(placebo.dates), claims: format.number(placebo.claims) })}
        </p>
      )}
    </>
  );
}

/** A power is no exact figure: more than two digits would pretend. */
function twoDigits(value: number): number {
  return Number(value.toPrecision(2));
}

/** The question as far as it can be asked: a KPI, a target or a planned effect, and dates that are whole. */
function questionOf(kpiId: string, values: Values, band: boolean): Question | undefined {
  const target = typedNumber(band ? '' : values['target.value']);
  const planned = typedNumber(values.plannedEffect);
  const size = 'value' in planned && planned.value > 0 ? planned.value : undefined;
  if (kpiId === '' || values['baseline.kind'] === 'none' || (!('value' in target) && size === undefined)) return undefined;
  const isWindow = values['baseline.kind'] === 'window';
  const from = isWindow ? values['baseline.from'] : '';
  // Without a window, what came before the launch is the baseline.
  const to = isWindow ? values['baseline.to'] : values.launch;
  if (isWindow && (from === '' || to === '')) return undefined;
  return {
    kpiId,
    ...(from === '' ? {} : { from }),
    ...(to === '' ? {} : { to }),
    ...(size === undefined ? {} : { planned: size }),
    ...('value' in target ? { target: target.value } : {}),
  };
}
