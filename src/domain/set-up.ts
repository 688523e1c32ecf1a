import { type MeasureView, type OutcomeSnapshot } from './snapshot';

/** How far an outcome is on its way to a first verdict, step by step in the order in which one is taken after the other. */
export interface SetUp {
  outcomeId: string;
  title: string;
  /** The measure that is furthest; absent while the outcome has none. */
  measure?: {
    kpiId: string;
    name: string;
    /** Whether there is a level from before the launch, or it was said that there is none. */
    baseline: boolean;
    /** ISO date. */
    launch?: string;
    /** Whether it can be told if the KPI moved. */
    verdict: boolean;
    /** Values that are still wanted after the launch for it; absent when that cannot be told. */
    moreNeeded?: number;
  };
  /** Epics that are linked to the outcome. */
  epics: number;
}

const TOLD = new Set<MeasureView['verdict']['kind']>(['improved', 'worsened', 'no detectable change']);

/** The outcome that is furthest, the first of those that are equally far; undefined without any. */
export function furthest(outcomes: readonly OutcomeSnapshot[]): SetUp | undefined {
  return outcomes.map(setUpOf).reduce<SetUp | undefined>((best, one) => (best && stepsOf(best) >= stepsOf(one) ? best : one), undefined);
}

function setUpOf({ outcomeId, title, measures, delivery }: OutcomeSnapshot): SetUp {
  const epics = Object.values(delivery).reduce((sum, { epicIds }) => sum + epicIds.length, 0);
  const measure = measures.map(measureOf).reduce<SetUp['measure']>((best, one) => (best && measureSteps(best) >= measureSteps(one) ? best : one), undefined);
  return { outcomeId, title, epics, ...(measure ? { measure } : {}) };
}

function measureOf({ kpiId, name, baseline, launch, verdict }: MeasureView): NonNullable<SetUp['measure']> {
  const more = verdict.kind === 'not enough data' ? verdict.moreNeeded : null;
  return {
    ...{ kpiId, name, baseline: baseline.kind !== 'refused' || baseline.reason !== 'no-values-in-window', verdict: TOLD.has(verdict.kind) },
    ...(launch === undefined ? {} : { launch }),
    ...(more === null ? {} : { moreNeeded: more }),
  };
}

function stepsOf({ measure, epics }: SetUp): number {
  return (measure ? 1 + measureSteps(measure) : 0) + (epics > 0 ? 1 : 0);
}

function measureSteps({ baseline, launch, verdict }: NonNullable<SetUp['measure']>): number {
  // A verdict is what the steps lead to, so it outweighs them.
  return (baseline ? 1 : 0) + (launch === undefined ? 0 : 1) + (verdict ? 3 : 0);
}
