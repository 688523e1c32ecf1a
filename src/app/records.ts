import {
  type AlarmView,
  type KpiRecord,
  type MeasureRecord,
  type MeasureView,
  type OutcomeCard,
  type OutcomeRecord,
  type Report,
} from '../contract/views';
import { gapOf, isExpired } from '../domain/check-in';
import { type StandingAlarm, stateOf } from '../domain/decision';
import { type Kpi } from '../domain/kpi';
import { type Measure } from '../domain/measure';
import { type OtherLaunch, otherLaunches } from '../domain/other-launches';
import { currentVerdict, outcomeSignal } from '../domain/outcome-signal';
import { type Outcome } from '../domain/outcome';
import { type MeasureView as StoredMeasureView, type OutcomeSnapshot } from '../domain/snapshot';

/** From what is stored to what crosses the bridge: field by field, so that nothing crosses by accident. */

/** With `parentSeen` false the outcome is told as if it stood by itself. */
export function outcomeRecord(outcome: Outcome, parentSeen: boolean): OutcomeRecord {
  const { outcomeId, title, description, ownerId, period, parentId, restricted, state } = outcome;
  const version = outcome.revision;
  return {
    ...{ outcomeId, version, title, description, ownerId, period, restricted, state },
    ...(parentId && parentSeen ? { parentId } : {}),
  };
}

export function kpiRecord(kpi: Kpi): KpiRecord {
  const { kpiId, name, unit, direction, cadence, ownerId, state, series } = kpi;
  const version = kpi.revision;
  return {
    ...{ kpiId, version, name, unit, direction, cadence, ownerId, state, count: series.count },
    ...(series.newest ? { newest: series.newest } : {}),
  };
}

export function measureRecord(measure: Measure, version: number): MeasureRecord {
  const { outcomeId, kpiId, role, baseline, target, launch, plannedEffect, lagDays } = measure;
  return {
    ...{ outcomeId, kpiId, version, role, baseline, target },
    ...(launch ? { launch } : {}),
    ...(plannedEffect === undefined ? {} : { plannedEffect }),
    ...(lagDays === undefined ? {} : { lagDays }),
  };
}

/**
 * A measure's view as of `today` (ISO date): a verdict on values that are too old by now is refused. `launches` are others
 * that the reader may know of.
 */
export function measureViewOf(view: StoredMeasureView, today: string, launches: readonly OtherLaunch[] = []): MeasureView {
  const { kpiId, name, unit, direction, cadence, role, baseline, target, launch, newest, way } = view;
  const verdict = currentVerdict(view, today);
  return {
    ...{ kpiId, name, unit, direction, cadence, role, baseline, target, way, verdict },
    ...(launch ? { launch } : {}),
    ...(newest ? { newest } : {}),
    ...(launches.length > 0 ? { alsoLaunched: [...launches] } : {}),
  };
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

/** `beside` are other outcomes that the reader may see: what they launched meanwhile is named. */
export function outcomeCard(view: OutcomeSnapshot, today: string, beside: readonly OutcomeSnapshot[] = []): OutcomeCard {
  const { outcomeId, title, ownerId, period, state, restricted } = view;
  const report = reportOf(view, today);
  return {
    ...{ outcomeId, title, ownerId, period, state, restricted },
    measures: view.measures.map((measure) => measureViewOf(measure, today, otherLaunches(measure, view, beside))),
    signal: outcomeSignal(view, today),
    ...(report ? { report } : {}),
    ...(view.alarms ? { alarms: view.alarms.map((alarm) => alarmView(alarm, today)) } : {}),
  };
}
