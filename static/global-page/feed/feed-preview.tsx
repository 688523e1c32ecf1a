import Button from '@atlaskit/button/new';
import { type ReactNode, useState } from 'react';
import type { CallInput, CallReply } from '../../../src/contract';
import type { KpiRecord } from '../../../src/contract/views';
import { type Trouble, call } from '../../kit/call';
import { KpiLine } from '../../kit/charts/kpi-line';
import { TroubleBox } from '../../kit/states';
import { text as common } from '../../kit/text/en';
import { Rich } from '../../kit/text/rich';
import { say } from '../../kit/text/say';
import { useFormat } from '../../kit/viewer';
import { type Source } from './feed-input';
import { text } from './text';

type Preview = CallReply<'kpi.preview'>;

/** What the KPI would have shown, read as whoever looks, with the verdict that it would have given. Of another source it is another preview. */
export function FeedPreview({ kpi, source, now }: { kpi: KpiRecord; source: Source | undefined; now: string }): ReactNode {
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<{ preview?: Preview; trouble?: Trouble; missing?: true }>();
  const look = async (): Promise<void> => {
    if (!source) {
      setTold({ missing: true });
      return;
    }
    setBusy(true);
    const input: CallInput<'kpi.preview'> = { source, direction: kpi.direction, cadence: kpi.cadence };
    const answer = await call('kpi.preview', input);
    setBusy(false);
    setTold(answer.ok ? { preview: answer.data } : { trouble: answer.trouble });
  };
  return (
    <section className="n-card n-stack" aria-label={text.preview} aria-live="polite">
      <div className="n-head">
        <Button onClick={() => void look()} isLoading={busy}>
          {text.previewIt}
        </Button>
        <span className="n-small n-subtle">{busy ? text.previewWorking : text.previewHint}</span>
      </div>
      {told?.missing && <p className="n-quiet">{text.previewMissing}</p>}
      {told?.trouble && <TroubleBox trouble={told.trouble} title={text.previewFailed} />}
      {told?.preview && <Shown preview={told.preview} kpi={kpi} now={now} />}
    </section>
  );
}

function Shown({ preview: { issues, isCut, values, trial }, kpi, now }: { preview: Preview; kpi: KpiRecord; now: string }): ReactNode {
  const format = useFormat();
  return (
    <div className="n-stack">
      {issues !== undefined && (
        <p>
          {issues === 0 ? text.foundNone : say(text.found, { count: issues, n: format.number(issues) })} {isCut && (values.length === 0 ? text.cutAll : text.cut)}
        </p>
      )}
      {values.length === 0 ? <p className="n-quiet">{issues === undefined ? text.datesNone : text.valuesNone}</p> : <KpiLine of={{ name: say(text.chart, { kpi: kpi.name }), unit: kpi.unit, values, now, ...(trial ? { launch: trial.launch } : {}) }} />}
      {trial ? (
        <div>
          <p>
            <Rich message={text.trial} params={{ launch: format.date(trial.launch), verdict: text.verdicts[trial.verdict.kind] }} />
          </p>
          <p>{tells(trial, (value) => format.quantity(Number(value.toPrecision(2)), kpi.unit === '%' ? common.points : kpi.unit))}</p>
        </div>
      ) : (
        values.length > 0 && <p className="n-quiet">{text.trialFew}</p>
      )}
    </div>
  );
}

function tells({ canTell, planned }: NonNullable<Preview['trial']>, size: (value: number) => string): string {
  if (canTell.kind === 'refused') return canTell.reason === 'constant' ? text.tellConstant : text.tellFew;
  const smallest = canTell.detectable.power80;
  return say(smallest <= planned ? text.tellYes : text.tellNo, { smallest: size(smallest) });
}
