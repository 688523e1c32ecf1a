import {
  type KpiRecord,
  type MeasureRecord,
  type MeasureView,
  type OutcomeCard,
  type OutcomeRecord,
} from '../contract/views';
import { type Kpi } from '../domain/kpi';
import { type Measure } from '../domain/measure';
import { type Outcome } from '../domain/outcome';
import { type MeasureView as StoredMeasureView, type OutcomeSnapshot } from '../domain/snapshot';

/** From what is stored to what crosses the bridge: field by field, so that nothing crosses by accident. */

export function outcomeRecord(outcome: Outcome): OutcomeRecord {
  const { outcomeId, title, description, ownerId, period, parentId, restricted, state } = outcome;
  const version = outcome.revision;
  return {
    ...{ outcomeId, version, title, description, ownerId, period, restricted, state },
    ...(parentId ? { parentId } : {}),
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
  const { outcomeId, kpiId, role, baseline, target, launch } = measure;
  return { outcomeId, kpiId, version, role, baseline, target, ...(launch ? { launch } : {}) };
}

export function measureViewOf(view: StoredMeasureView): MeasureView {
  const { kpiId, name, unit, direction, role, baseline, target, launch, newest, way } = view;
  return {
    ...{ kpiId, name, unit, direction, role, baseline, target, way },
    ...(launch ? { launch } : {}),
    ...(newest ? { newest } : {}),
  };
}

export function outcomeCard(view: OutcomeSnapshot): OutcomeCard {
  const { outcomeId, title, ownerId, period, state, restricted } = view;
  return {
    ...{ outcomeId, title, ownerId, period, state, restricted },
    measures: view.measures.map(measureViewOf),
  };
}
