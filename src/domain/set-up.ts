import { MIN_BASELINE } from './baseline';
import { type BaselineLevel } from './measure';
import { currentVerdict } from './outcome-signal';
import { type MeasureView, type OutcomeSnapshot } from './snapshot';
import { MIN_BEFORE, type VerdictRefusal } from './verdict';

/** What the baseline stands on: a level that was stated, nothing as it was begun without one, or so many values in its window. */
export type Ground = 'stated' | 'begun-without' | number;

/** Whether it can be told if the KPI moved, and otherwise what it is that is missing. */
export type VerdictStep =
  | { kind: 'told' }
  /** The launch is still to come. */
  | { kind: 'ahead' }
  /** Fewer values from before the launch than any verdict needs. */
  | { kind: 'few-before'; count: number }
  /** Values that are still wanted after the launch; null = more than one could wait for. */
  | { kind: 'few'; moreNeeded: number | null }
  | { kind: 'refused'; reason: VerdictRefusal | 'begun-without' };

/** How far an outcome is on its way to a first verdict, step by step in the order in which one is taken after the other. */
export interface SetUp {
  outcomeId: string;
  title: string;
  /** The measure that is furthest; absent while the outcome has none. */
  measure?: {
    kpiId: string;
    name: string;
    baseline: Ground;
    /** ISO date. */
    launch?: string;
    verdict: VerdictStep;
  };
  /** Epics that are linked to the outcome. */
  epics: number;
}

const TOLD = new Set<MeasureView['verdict']['kind']>(['improved', 'worsened', 'no detectable change']);

/** The outcome that is furthest on `today` (ISO date), the first of those that are equally far; undefined without any. */
export function furthest(outcomes: readonly OutcomeSnapshot[], today: string): SetUp | undefined {
  return outcomes.map((outcome) => setUpOf(outcome, today)).reduce<SetUp | undefined>((best, one) => (best && stepsOf(best) >= stepsOf(one) ? best : one), undefined);
}

function setUpOf({ outcomeId, title, measures, delivery }: OutcomeSnapshot, today: string): SetUp {
  const epics = Object.values(delivery).reduce((sum, { epicIds }) => sum + epicIds.length, 0);
  const measure = measures.map((measure) => measureOf(measure, today)).reduce<SetUp['measure']>((best, one) => (best && measureSteps(best) >= measureSteps(one) ? best : one), undefined);
  return { outcomeId, title, epics, ...(measure ? { measure } : {}) };
}

function measureOf(measure: MeasureView, today: string): NonNullable<SetUp['measure']> {
  const { kpiId, name, baseline, launch } = measure;
  return { ...{ kpiId, name, baseline: groundOf(baseline), verdict: verdictOf(measure, today) }, ...(launch === undefined ? {} : { launch }) };
}

function groundOf(baseline: BaselineLevel): Ground {
  if (baseline.kind === 'refused') return baseline.reason === 'begun-without' ? 'begun-without' : 0;
  return baseline.count ?? 'stated';
}

function verdictOf(measure: MeasureView, today: string): VerdictStep {
  const { baseline, launch, verdict } = measure;
  // What was told once is a first verdict, however old its values are by now.
  const now = TOLD.has(verdict.kind) ? verdict : currentVerdict(measure, today);
  if (now.kind !== 'refused' && now.kind !== 'not enough data') return { kind: 'told' };
  if (baseline.kind === 'refused' && baseline.reason === 'begun-without') return { kind: 'refused', reason: 'begun-without' };
  if (launch !== undefined && launch > today) return { kind: 'ahead' };
  if (now.kind === 'refused') return { kind: 'refused', reason: now.reason };
  return now.plain.nBefore < MIN_BEFORE ? { kind: 'few-before', count: now.plain.nBefore } : { kind: 'few', moreNeeded: now.moreNeeded };
}

/** Whether the baseline needs nothing more: enough values, a level or a reason was given, or a verdict stands on it already. */
export function isGrounded({ baseline, verdict }: Pick<NonNullable<SetUp['measure']>, 'baseline' | 'verdict'>): boolean {
  return typeof baseline === 'string' || baseline >= MIN_BASELINE || verdict.kind === 'told';
}

function stepsOf({ measure, epics }: SetUp): number {
  return (measure ? 1 + measureSteps(measure) : 0) + (epics > 0 ? 1 : 0);
}

function measureSteps({ baseline, launch, verdict }: NonNullable<SetUp['measure']>): number {
  // What was begun without a baseline never comes to a verdict, and a verdict, which the steps lead to, outweighs them.
  return (isGrounded({ baseline, verdict }) && baseline !== 'begun-without' ? 1 : 0) + (launch === undefined ? 0 : 1) + (verdict.kind === 'told' ? 3 : 0);
}
