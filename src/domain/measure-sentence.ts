import { type Cadence } from './kpi';
import { type BaselineLevel, type MeasureRole, type Target } from './measure';
import { type Part, part, sentenceOn } from './sentence';
import { plusCadences } from './timeline';
import { type Verdict } from './verdict';

/** What the sentence on a measure is made of. Dates are ISO dates. */
export interface Judged {
  name: string;
  unit: string;
  cadence: Cadence;
  role: MeasureRole;
  target: Target;
  baseline: BaselineLevel;
  launch?: string | undefined;
  verdict: Verdict;
  /** When the values that are still needed will be there. */
  enoughBy?: string | undefined;
  /** Other launches in the time that the verdict looks at, as they are to be read. */
  alsoLaunched: readonly string[];
}

/** How figures and dates are written for the reader. */
export interface Writing {
  date(iso: string): string;
  decimals(value: number, decimals: number): string;
}

/**
 * The sentence on a measure, with its KPI as the subject; `points` are what differences of per cent are written in. A
 * guardrail has no way to go, so none is told.
 */
export function measureSentence(measure: Judged, write: Writing, points: string): Part[] {
  const { name, unit, cadence, target, baseline, launch, enoughBy, alsoLaunched } = measure;
  if (baseline.kind === 'refused' && baseline.reason === 'begun-without') return [part('subject', { name }), part(baseline.reason)];
  const verdict = measure.role === 'guardrail' ? withoutWay(measure.verdict) : measure.verdict;
  const parts = sentenceOn(verdict, {
    ...{ name, cadence, alsoLaunched, number: (value, decimals) => write.decimals(value, decimals) },
    ...{ unit: unit === '%' ? points : unit, levelUnit: unit },
    isBand: target.kind === 'band',
    distance: distanceOf(measure),
    since: launch === undefined ? '' : write.date(launch),
    until: enoughBy === undefined ? undefined : write.date(enoughBy),
  });
  const namesIt = verdict.kind !== 'not enough data' && verdict.kind !== 'refused';
  return namesIt ? parts : [part('subject', { name }), ...parts];
}

/** A guardrail's target is a limit, and a band's no point to go to. */
function distanceOf({ role, target, baseline }: Judged): number | undefined {
  if (role === 'guardrail' || target.kind === 'band' || baseline.kind === 'refused') return undefined;
  return Math.abs(target.value - baseline.level);
}

function withoutWay(verdict: Verdict): Verdict {
  if (verdict.kind !== 'improved' && verdict.kind !== 'worsened') return verdict;
  return { ...verdict, effect: { ...verdict.effect, share: undefined } };
}

interface Awaiting {
  verdict: Verdict;
  cadence: Cadence;
  newest?: { at: string } | undefined;
  dueFrom?: string | undefined;
}

/** ISO date by which the values that are still needed will be there when one comes at each cadence from now on. */
export function enoughBy({ verdict, cadence, newest, dueFrom }: Awaiting, today: string): string | undefined {
  if (verdict.kind !== 'not enough data' || verdict.moreNeeded === null) return undefined;
  // The next value comes a cadence after the newest, on the day from which an effect is due, or now, whichever is last.
  const [next = today] = [today, dueFrom, newest && plusCadences(newest.at, cadence, 1)].flatMap((date) => date ?? []).sort().reverse();
  return plusCadences(next, cadence, verdict.moreNeeded - 1);
}
