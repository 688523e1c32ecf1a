import { type ReactNode, useState } from 'react';
import type { CallReply } from '../../src/contract';
import { MIN_BASELINE } from '../../src/domain/baseline';
import { type Ground, isGrounded } from '../../src/domain/set-up';
import { MIN_BEFORE } from '../../src/domain/verdict';
import './set-up.css';
import { type Format } from './format';
import { Rich } from './text/rich';
import { say } from './text/say';
import { text } from './text/set-up';
import { useFormat } from './viewer';

type SetUpState = CallReply<'setup.read'>;

/** The way from nothing to a first verdict, each step after the one before; the last may be taken at any time. */
const STEPS = ['outcome', 'measure', 'baseline', 'launch', 'verdict', 'link', 'history', 'group'] as const;
export type Step = (typeof STEPS)[number];

/** Where a step is taken: about which outcome and KPI, or in which project. */
export interface Where {
  outcomeId?: string | undefined;
  kpiId?: string | undefined;
  projectKey?: string | undefined;
}

/** Where a browser keeps that the guide can wait. */
const LATER = 'needle.set-up.later';

/** What is missing until the first verdict is there; nothing once it is. Steps that are taken `elsewhere` lead nowhere from here. */
export function SetUp({ state, elsewhere = [], go }: { state: SetUpState; elsewhere?: readonly Step[]; go: (step: Step, where: Where) => void }): ReactNode {
  const format = useFormat();
  const [hidden, setHidden] = useState(isPutOff);
  const done = new Set(STEPS.filter((step) => isDone(step, state)));
  const next = STEPS.find((step) => !done.has(step));
  const putOff = (later: boolean): void => {
    keepPutOff(later);
    setHidden(later);
  };
  if (next === undefined || next === 'group') return null;
  if (hidden) {
    return (
      <div>
        <button type="button" className="n-link" onClick={() => putOff(false)}>
          {text.again}
        </button>
      </div>
    );
  }
  return (
    <section className="n-card n-stack-tight" aria-labelledby="set-up">
      <div className="n-setup-head">
        <h2 className="n-h2" id="set-up">
          {text.title}
        </h2>
        <span className="n-small n-subtle">{say(text.done, { n: format.number(done.size), of: format.number(STEPS.length) })}</span>
      </div>
      <p className="n-lead">
        <Rich message={text.lead} params={{ next: nextOf(next, state) }} />
      </p>
      <ol className="n-setup-steps">
        {STEPS.map((step) => (
          <StepRow key={step} step={step} state={state} status={done.has(step) ? 'done' : step === next ? 'next' : 'open'} leads={!elsewhere.includes(step)} go={go} />
        ))}
      </ol>
      <div>
        <button type="button" className="n-link" onClick={() => putOff(true)}>
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
  const leadsTo = step === 'verdict' && isDeadEnd(state) ? 'measure' : step;
  const where: Where = { outcomeId: outcome?.outcomeId, kpiId: outcome?.measure?.kpiId };
  const mayBegin = status === 'next' || (status === 'open' && isReachable(step, state));
  const name = text.steps[step];
  return (
    <li className={`n-setup-step n-setup-${status}`} aria-current={status === 'next' ? 'step' : undefined}>
      <Glyph status={status} />
      {mayBegin && leads && step !== 'link' ? (
        <div>
          <button type="button" className="n-link" onClick={() => go(leadsTo, where)}>
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

/** A frame may keep nothing: then the guide is there again after a reload. */
function isPutOff(): boolean {
  try {
    return localStorage.getItem(LATER) !== null;
  } catch {
    return false;
  }
}

function keepPutOff(later: boolean): void {
  try {
    if (later) localStorage.setItem(LATER, 'yes');
    else localStorage.removeItem(LATER);
  } catch {
    // As above.
  }
}

/** What was begun without a baseline never gets a verdict: another KPI has to. */
function isDeadEnd({ outcome }: SetUpState): boolean {
  const verdict = outcome?.measure?.verdict;
  return verdict?.kind === 'refused' && verdict.reason === 'begun-without';
}

function nextOf(step: Step, state: SetUpState): string {
  if (step !== 'verdict') return text.next[step];
  const verdict = state.outcome?.measure?.verdict;
  return isDeadEnd(state) ? text.next.another : verdict?.kind === 'few' ? text.next.verdict : text.next.reason;
}

function isDone(step: Step, { outcome, group, history }: SetUpState): boolean {
  switch (step) {
    case 'outcome':
      return outcome !== undefined;
    case 'measure':
      return outcome?.measure !== undefined;
    case 'baseline':
      return outcome?.measure !== undefined && isGrounded(outcome.measure);
    case 'launch':
      return outcome?.measure?.launch !== undefined;
    case 'verdict':
      return outcome?.measure?.verdict.kind === 'told';
    case 'link':
      return (outcome?.epics ?? 0) > 0;
    case 'history':
      return history === 'read';
    case 'group':
      return group;
  }
}

/** Whether what a step builds upon is there, though another step comes first. */
function isReachable(step: Step, { outcome }: SetUpState): boolean {
  if (step === 'group') return true;
  if (step === 'link' || step === 'measure') return outcome !== undefined;
  if (step === 'history') return (outcome?.epics ?? 0) > 0;
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
      return groundWords(outcome?.measure?.baseline ?? 0, format);
    case 'history':
    case 'group':
      return text.there[step];
  }
}

function groundWords(baseline: Ground, format: Format): string {
  if (typeof baseline === 'string') return text.there.ground[baseline];
  return say(text.there.baseline, { count: baseline, n: format.number(baseline) });
}

function missingOf(step: Step, { outcome, projects, history }: SetUpState, format: Format): string {
  const kpi = outcome?.measure?.name ?? '';
  switch (step) {
    case 'outcome':
    case 'group':
      return text.missing[step];
    case 'measure':
      return say(text.missing.measure, { outcome: outcome?.title ?? '' });
    case 'baseline': {
      const baseline = outcome?.measure?.baseline;
      const count = typeof baseline === 'number' ? baseline : 0;
      return say(count === 0 ? text.missing.baseline : text.missing.baselineMore, { kpi, count, n: format.number(count), most: format.number(MIN_BASELINE) });
    }
    case 'launch':
      return say(text.missing.launch, { kpi });
    case 'verdict':
      return verdictMissing(outcome?.measure, format);
    case 'history':
      return history === 'filling' ? text.missing.historyFilling : text.missing.history;
    case 'link':
      return projects.length > 0 ? text.missing.link : text.missing.linkNone;
  }
}

/** Why there is no verdict yet: each reason in a sentence of its own. */
function verdictMissing(measure: NonNullable<SetUpState['outcome']>['measure'], format: Format): string {
  if (!measure) return '';
  const { name: kpi, launch, verdict } = measure;
  switch (verdict.kind) {
    case 'told':
      return say(text.there.verdict, { kpi });
    case 'ahead':
      return say(text.missing.ahead, { kpi, date: format.date(launch ?? '') });
    case 'few-before':
      return say(text.missing.fewBefore, { kpi, count: verdict.count, n: format.number(verdict.count), least: format.number(MIN_BEFORE) });
    case 'few': {
      const more = verdict.moreNeeded;
      return more === null ? say(text.missing.tooNoisy, { kpi }) : say(text.missing.verdict, { kpi, count: more, n: format.number(more) });
    }
    case 'refused':
      return say(text.missing.refused[verdict.reason], { kpi });
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
