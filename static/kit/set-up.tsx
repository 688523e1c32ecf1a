import { type ReactNode, useState } from 'react';
import type { CallReply } from '../../src/contract';
import './set-up.css';
import { type Format } from './format';
import { Rich } from './text/rich';
import { say } from './text/say';
import { text } from './text/set-up';
import { useFormat } from './viewer';

type SetUpState = CallReply<'setup.read'>;

/** The way from nothing to a first verdict, each step after the one before; the last may be taken at any time. */
const STEPS = ['outcome', 'measure', 'baseline', 'launch', 'verdict', 'link', 'group'] as const;
export type Step = (typeof STEPS)[number];

/** Where a step is taken: about which outcome and KPI, or in which project. */
export interface Where {
  outcomeId?: string | undefined;
  kpiId?: string | undefined;
  projectKey?: string | undefined;
}

/** What is missing until the first verdict is there; nothing once it is. A step that is taken `elsewhere` leads nowhere from here. */
export function SetUp({ state, elsewhere, go }: { state: SetUpState; elsewhere?: Step; go: (step: Step, where: Where) => void }): ReactNode {
  const format = useFormat();
  const [hidden, setHidden] = useState(false);
  const done = new Set(STEPS.filter((step) => isDone(step, state)));
  const next = STEPS.find((step) => !done.has(step));
  if (next === undefined || next === 'group' || hidden) return null;
  return (
    <section className="n-card n-stack-tight" aria-labelledby="set-up">
      <div className="n-setup-head">
        <h2 className="n-h2" id="set-up">
          {text.title}
        </h2>
        <span className="n-small n-subtle">{say(text.done, { n: format.number(done.size), of: format.number(STEPS.length) })}</span>
      </div>
      <p className="n-lead">
        <Rich message={text.lead} params={{ next: text.next[next] }} />
      </p>
      <ol className="n-setup-steps">
        {STEPS.map((step) => (
          <StepRow key={step} step={step} state={state} status={done.has(step) ? 'done' : step === next ? 'next' : 'open'} leads={step !== elsewhere} go={go} />
        ))}
      </ol>
      <div>
        <button type="button" className="n-link" onClick={() => setHidden(true)}>
          {text.later}
        </button>
      </div>
    </section>
  );
}

interface RowProps {
  step: Step;
  state: SetUpState;
  status: 'done' | 'next' | 'open';
  leads: boolean;
  go: (step: Step, where: Where) => void;
}

function StepRow({ step, state, status, leads, go }: RowProps): ReactNode {
  const format = useFormat();
  const { outcome } = state;
  const where: Where = { outcomeId: outcome?.outcomeId, kpiId: outcome?.measure?.kpiId };
  const mayBegin = status === 'next' || (status === 'open' && isReachable(step, state));
  const name = text.steps[step];
  return (
    <li className={`n-setup-step n-setup-${status}`} aria-current={status === 'next' ? 'step' : undefined}>
      <Glyph status={status} />
      {mayBegin && leads && step !== 'link' ? (
        <div>
          <button type="button" className="n-link" onClick={() => go(step, where)}>
            {name}
          </button>
        </div>
      ) : (
        <span className={mayBegin || status === 'done' ? '' : 'n-subtle'}>{name}</span>
      )}
      <span className="n-hidden">{status === 'done' ? text.isDone : status === 'next' ? text.isNext : text.isOpen}</span>
      {(status === 'done' || mayBegin) && (
        <span className="n-small n-subtle n-wrap">{status === 'done' ? thereOf(step, state, format) : missingOf(step, state, format)}</span>
      )}
      {mayBegin && step === 'link' && (
        <span className="n-actions">
          {state.projects.map(({ key, name: project }) => (
            <button key={key} type="button" className="n-link" aria-label={say(text.linkIn, { project })} onClick={() => go(step, { ...where, projectKey: key })}>
              {project}
            </button>
          ))}
        </span>
      )}
    </li>
  );
}

function isDone(step: Step, { outcome, group }: SetUpState): boolean {
  switch (step) {
    case 'outcome':
      return outcome !== undefined;
    case 'measure':
      return outcome?.measure !== undefined;
    case 'baseline':
      return outcome?.measure?.baseline === true;
    case 'launch':
      return outcome?.measure?.launch !== undefined;
    case 'verdict':
      return outcome?.measure?.verdict === true;
    case 'link':
      return (outcome?.epics ?? 0) > 0;
    case 'group':
      return group;
  }
}

/** Whether what a step builds upon is there, though another step comes first. */
function isReachable(step: Step, { outcome }: SetUpState): boolean {
  if (step === 'group') return true;
  if (step === 'link' || step === 'measure') return outcome !== undefined;
  return outcome?.measure !== undefined && (step !== 'verdict' || outcome.measure.launch !== undefined);
}

function thereOf(step: Step, { outcome }: SetUpState, format: Format): string {
  const kpi = outcome?.measure?.name ?? '';
  switch (step) {
    case 'outcome':
      return say(text.there.outcome, { outcome: outcome?.title ?? '' });
    case 'measure':
      return say(text.there.measure, { kpi });
    case 'launch':
      return say(text.there.launch, { date: format.date(outcome?.measure?.launch ?? '') });
    case 'verdict':
      return say(text.there.verdict, { kpi });
    case 'link':
      return say(text.there.link, { count: outcome?.epics ?? 0, n: format.number(outcome?.epics ?? 0) });
    case 'baseline':
    case 'group':
      return text.there[step];
  }
}

function missingOf(step: Step, { outcome, projects }: SetUpState, format: Format): string {
  const kpi = outcome?.measure?.name ?? '';
  switch (step) {
    case 'outcome':
    case 'group':
      return text.missing[step];
    case 'measure':
      return say(text.missing.measure, { outcome: outcome?.title ?? '' });
    case 'baseline':
      return say(text.missing.baseline, { kpi });
    case 'launch':
      return say(text.missing.launch, { kpi });
    case 'verdict': {
      const more = outcome?.measure?.moreNeeded;
      return more === undefined ? say(text.missing.verdict, { kpi }) : say(text.missing.verdictMore, { kpi, count: more, n: format.number(more) });
    }
    case 'link':
      return projects.length > 0 ? text.missing.link : text.missing.linkNone;
  }
}

function Glyph({ status }: { status: RowProps['status'] }): ReactNode {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
      <circle cx="10" cy="10" r="8" fill={status === 'done' ? 'currentColor' : 'none'} stroke="currentColor" strokeWidth="1.6" />
      {status === 'done' && <path d="m6.5 10.3 2.4 2.4 4.6-5" fill="none" stroke="var(--ds-surface, #fff)" strokeWidth="1.8" />}
      {status === 'next' && <circle cx="10" cy="10" r="3.5" fill="currentColor" />}
    </svg>
  );
}
