import {
  type AlarmView,
  type DrawnView,
  type KpiRecord,
  type MeasureRecord,
  type MeasureView,
  type OutcomeCard,
  type OutcomeRecord,
  type PastWeekView,
  type Report,
} from '../contract/views';
import { gapOf, isExpired } from '../domain/check-in';
import { type StandingAlarm, stateOf } from '../domain/decision';
import { type Kpi } from '../domain/kpi';
import { valueSourceOf } from '../domain/kpi-source';
import { otherLaunches } from '../domain/launches';
import { type Measure } from '../domain/measure';
import { enoughBy } from '../domain/measure-sentence';
import { currentVerdict, outcomeSignal } from '../domain/outcome-signal';
import { type Outcome } from '../domain/outcome';
import { stageOf } from '../domain/stage';
import { type MeasureView as StoredMeasureView, type OutcomeSnapshot } from '../domain/snapshot';

/** From what is stored to what crosses the bridge: field by field, so that nothing crosses by accident. */

/** With `parentSeen` false the outcome is told as if it stood by itself. */
export function outcomeRecord(outcome: Outcome, parentSeen: boolean): OutcomeRecord {
  const { outcomeId, title, description, ownerId, approverIds = [], period, parentId, restricted, state, closed } = outcome;
  const version = outcome.revision;
  return {
    ...{ outcomeId, version, title, description, ownerId, approverIds, period, restricted, state },
    ...(parentId && parentSeen ? { parentId } : {}),
    ...(closed ? { closed } : {}),
  };
}

export function kpiRecord(kpi: Kpi): KpiRecord {
  const { kpiId, name, unit, direction, cadence, ownerId, state, series } = kpi;
  const version = kpi.revision;
  return {
    ...{ kpiId, version, name, unit, direction, cadence, ownerId, state, count: series.count },
    ...(series.newest ? { newest: series.newest } : {}),
    ...(kpi.source ? { workedOut: valueSourceOf(kpi.source) } : {}),
  };
}

export function measureRecord(measure: Measure, version: number): MeasureRecord {
  const { outcomeId, kpiId, role, baseline, target, launch, laterLaunches, plannedEffect, lagDays } = measure;
  return {
    ...{ outcomeId, kpiId, version, role, baseline, target },
    ...(launch ? { launch } : {}),
    ...(laterLaunches ? { laterLaunches } : {}),
    ...(plannedEffect === undefined ? {} : { plannedEffect }),
    ...(lagDays === undefined ? {} : { lagDays }),
  };
}

/** Titles of other outcomes that the viewer may see, by id; see other-launches.ts. */
export type Titles = ReadonlyMap<string, string>;
const NO_TITLES: Titles = new Map();

/**
 * A measure's view as of `today` (ISO date): a verdict on values that are too old by now is refused. `ofOutcome` are all
 * measures of its outcome; a launch of an outcome whose title is not given is not told of.
 */
export function measureViewOf(
  view: StoredMeasureView,
  today: string,
  ofOutcome: readonly StoredMeasureView[] = [view],
  titles: Titles = NO_TITLES,
): MeasureView {
  const { kpiId, name, unit, direction, cadence, role, baseline, target, launch, laterLaunches, lock, former, from, newest, way } = view;
  const verdict = currentVerdict(view, today);
  const alsoLaunched = otherLaunches(view, ofOutcome, today).flatMap(({ at, kpi, outcomeId }) => {
    const title = outcomeId === undefined ? kpi : titles.get(outcomeId);
    if (outcomeId !== undefined && title === undefined) return [];
    return { at, ...(title === undefined ? {} : { title }) };
  });
  const until = enoughBy({ ...view, verdict }, today);
  return {
    ...{ kpiId, name, unit, direction, cadence, role, baseline, target, way, verdict },
    ...(launch ? { launch } : {}),
    ...(laterLaunches ? { laterLaunches } : {}),
    ...(lock ? { lock: { at: lock.at, heldBack: lock.heldBack } } : {}),
    ...(former ? { former } : {}),
    ...(alsoLaunched.length > 0 ? { alsoLaunched } : {}),
    ...(from ? { from } : {}),
    ...(until ? { enoughBy: until } : {}),
    ...(newest ? { newest } : {}),
  };
}

/** What its chart draws, where that is known. */
export function drawnMeasure({ kpiId, drawn }: StoredMeasureView): DrawnView[] {
  return drawn ? [{ kpiId, recent: drawn.recent, ...(drawn.usual ? { usual: drawn.usual } : {}) }] : [];
}

/** How it stood week by week. */
export function pastOf({ drawn }: StoredMeasureView): PastWeekView[] {
  return (drawn?.past ?? []).map(({ basis: _basis, ...week }) => week);
}

/** What is reported of the outcome beside what its primary KPI shows, as of `today` (ISO date). */
export function reportOf(view: OutcomeSnapshot, today: string): Report | undefined {
  if (!view.reported) return undefined;
  const primary = view.measures.find((m) => m.role === 'primary');
  const gap = gapOf(view.reported, primary?.history ?? [], today);
  const { reported, at } = view.reported;
  return { reported, at, expired: isExpired(view.reported, primary?.newest?.at), ...(gap ? { gap } : {}) };
}

export function alarmView({ alarmId, kind, kpiId, since, raisedAt, why, clears, decision }: StandingAlarm, today: string): AlarmView {
  const state = stateOf({ raisedAt, decision }, today);
  return {
    ...{ alarmId, kind, since, state, why, clears },
    ...(kpiId === undefined ? {} : { kpiId }),
    ...(decision ? { decision } : {}),
  };
}

export function outcomeCard(view: OutcomeSnapshot, today: string, titles?: Titles): OutcomeCard {
  const { outcomeId, title, ownerId, period, state, restricted } = view;
  const report = reportOf(view, today);
  return {
    ...{ outcomeId, title, ownerId, period, state, restricted },
    measures: view.measures.map((measure) => measureViewOf(measure, today, view.measures, titles)),
    signal: outcomeSignal(view, today),
    ...(state === 'open' ? { stage: stageOf(view, today) } : {}),
    ...(view.closed ? { closedAs: view.closed.as } : {}),
    ...(report ? { report } : {}),
    ...(view.alarms ? { alarms: view.alarms.map((alarm) => alarmView(alarm, today)) } : {}),
  };
}
