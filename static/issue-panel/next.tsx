import { type ReactNode, Suspense, useRef, useState } from 'react';
import type { CallReply } from '../../src/contract';
import type { OutcomeCard } from '../../src/contract/views';
import { later } from '../kit/later';
import { PageLink } from '../kit/links';
import { isAlarm, sentenceFor } from '../kit/signal';
import { Skeleton } from '../kit/states';
import { say } from '../kit/text/say';
import { useFormat } from '../kit/viewer';
import { text } from './text';

/** Few record values here, and everyone waits for the panel: the form comes when it is wanted. */
const ValueForm = later(() => import('./value-form'));

type Served = CallReply<'panel.read'>['outcomes'][number];

/** What comes next, by the outcome's signal: what would clear an alarm, or what decides. That nothing is asked is not said while another one alarms. */
export function NextStep({ outcome: { title, signal, measures }, further = false, alarmedToo = false }: { outcome: OutcomeCard; further?: boolean; alarmedToo?: boolean }): ReactNode {
  const format = useFormat();
  const alarmed = isAlarm(signal.kind);
  const goesWell = signal.kind === 'moving' || signal.kind === 'achieved';
  const step = measures.length === 0 ? text.nextMeasure : goesWell ? (alarmedToo ? '' : text.nextNothing) : sentenceFor(signal.clears, format);
  if (step === '') return null;
  return (
    <section className="n-next" aria-label={!alarmed ? text.next : further ? say(text.clearsOf, { outcome: title }) : text.clears}>
      <h3 className="n-h3">{alarmed ? text.clears : text.next}</h3>
      <p>{step}</p>
    </section>
  );
}

/** A value of a KPI, where one may record it, and the way to the outcome. */
export function Foot({ served, projectKey, now, onRecorded }: { served: Served; projectKey: string; now: string; onRecorded: () => Promise<void> }): ReactNode {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const { outcome, mayRecord, drawn } = served;
  const kpis = outcome.measures.filter(({ kpiId }) => mayRecord.includes(kpiId));
  const close = (): void => {
    setOpen(false);
    // The button is drawn again in the form's place.
    requestAnimationFrame(() => button.current?.focus());
  };
  return (
    <>
      {open && (
        <Suspense fallback={<Skeleton heights={[24, 40]} />}>
          <ValueForm
            kpis={kpis}
            stood={(kpiId, at) => drawn.find((one) => one.kpiId === kpiId)?.recent.find((value) => value.at === at)?.value}
            now={now}
            onClose={close}
            onRecorded={async () => {
              await onRecorded();
              close();
            }}
          />
        </Suspense>
      )}
      <div className="n-foot">
        {kpis.length > 0 && !open ? (
          <button ref={button} type="button" className="n-link" onClick={() => setOpen(true)}>
            + {text.addValue}
          </button>
        ) : (
          <span />
        )}
        <OutcomeLink outcome={outcome} projectKey={projectKey} />
      </div>
    </>
  );
}

export function OutcomeLink({ outcome: { outcomeId, title }, projectKey }: { outcome: OutcomeCard; projectKey: string }): ReactNode {
  return (
    <PageLink moduleKey="project-page" projectKey={projectKey} path={`/outcomes/${outcomeId}`} label={say(text.openOutcomeOf, { outcome: title })}>
      {text.openOutcome} <span aria-hidden="true">→</span>
    </PageLink>
  );
}
