/** Launches beside the one that a measure is judged by: what else may have moved its KPI in the same time. */
import { type Measure } from './measure';

type Launched = Pick<Measure, 'launch' | 'laterLaunches'>;

/** A launch of another outcome that uses the same KPI; `at` is an ISO date. */
export interface LaunchElsewhere {
  outcomeId: string;
  at: string;
}

/** All dates on which something was or will be launched, ascending. */
export function launchesOf({ launch, laterLaunches = [] }: Launched): string[] {
  return launch === undefined ? [] : [launch, ...laterLaunches];
}

/** The launches of other outcomes among the measures of one KPI. */
export function launchesElsewhere(outcomeId: string, measures: readonly Measure[]): LaunchElsewhere[] {
  return measures
    .filter((measure) => measure.outcomeId !== outcomeId)
    .flatMap((measure) => launchesOf(measure).map((at) => ({ outcomeId: measure.outcomeId, at })));
}

/** A launch to be named beside a verdict: a later one of the measure itself, of another KPI, or of another outcome. */
export interface OtherLaunch {
  /** ISO date. */
  at: string;
  kpi?: string | undefined;
  outcomeId?: string | undefined;
}

interface Judged extends Launched {
  kpiId: string;
  name: string;
  /** ISO date of the first value that the verdict looks at. */
  from?: string | undefined;
  elsewhere?: readonly LaunchElsewhere[] | undefined;
}

/**
 * The launches to be named beside a measure's verdict, by date: those between the first value that it looks at and today
 * (ISO date) that its outcome's measures had on other days than the one judged by, and those of other outcomes that use
 * the KPI. Empty while the measure itself was not launched.
 */
export function otherLaunches(measure: Judged, ofOutcome: readonly Judged[], today: string): OtherLaunch[] {
  const { launch, from = launch, elsewhere = [] } = measure;
  if (launch === undefined || from === undefined || launch > today) return [];
  const later = (measure.laterLaunches ?? []).map((at) => ({ at }));
  const known = new Set(launchesOf(measure));
  const ofOthers = ofOutcome
    .filter(({ kpiId }) => kpiId !== measure.kpiId)
    .flatMap((other) => launchesOf(other).map((at) => ({ at, kpi: other.name })))
    .filter(({ at }) => !known.has(at));
  return [...later, ...ofOthers, ...elsewhere].filter(({ at }) => at >= from && at <= today).sort((a, b) => a.at.localeCompare(b.at));
}
