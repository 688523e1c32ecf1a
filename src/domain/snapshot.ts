import { type ReportedStatus } from './check-in';
import { type StandingAlarm } from './decision';
import { type Cadence, type Direction, type Kpi } from './kpi';
import { type LaunchElsewhere, launchesElsewhere } from './launches';
import { effectDueFrom, isPlannedRuledOut, measureVerdict } from './measure-verdict';
import { agreedIn, countedValues, heldBack } from './lock';
import {
  type BaselineLevel,
  type FormerTerms,
  type Measure,
  type MeasureRole,
  type Target,
  type Way,
  baselineLevel,
  way,
} from './measure';
import { type Closing, type DeliveryCount, type Outcome } from './outcome';
import { type OpenProposal } from './proposal';
import { type OutcomeActivity } from './signal';
import { type PastWeek, pastWeeks } from './past-weeks';
import { recentValues } from './recent-values';
import { type UsualRange, usualRange } from './usual-range';
import { type DatedPoint } from './value-log';
import { type Verdict } from './verdict';

/** All that a panel or page shows of an outcome, made when something changes so that reading costs one key. */
export interface OutcomeSnapshot {
  outcomeId: string;
  title: string;
  ownerId: string;
  approverIds?: string[] | undefined;
  period: Outcome['period'];
  parentId?: string | undefined;
  restricted: boolean;
  state: Outcome['state'];
  createdAt?: string | undefined;
  closed?: Closing | undefined;
  measures: MeasureView[];
  reported?: ReportedStatus | undefined;
  alarms?: StandingAlarm[] | undefined;
  openProposals?: OpenProposal[] | undefined;
  activity?: OutcomeActivity | undefined;
  /**
   * How often it was changed by what belongs to the outcome: what its readers are told as its version. Launches of other
   * outcomes (`elsewhere`) are not counted, as they may be hidden from them. Absent in what was made before it was counted.
   */
  revision?: number | undefined;
  /** Delivery by project id, so that each viewer sees only the projects that they may browse. */
  delivery: Record<string, ProjectDelivery>;
}

export interface ProjectDelivery {
  epicIds: string[];
  /** Absent until every epic has been counted once. */
  count?: DeliveryCount | undefined;
}

/** One measure as it is shown. */
export interface MeasureView {
  kpiId: string;
  name: string;
  unit: string;
  direction: Direction;
  cadence: Cadence;
  role: MeasureRole;
  baseline: BaselineLevel;
  target: Target;
  launch?: string | undefined;
  laterLaunches?: string[] | undefined;
  /** Launches of the other outcomes that use the KPI; absent when there are none. */
  elsewhere?: LaunchElsewhere[] | undefined;
  newest?: { at: string; value: number } | undefined;
  way: Way;
  verdict: Verdict;
  /** ISO date of the first value that the verdict uses. */
  from?: string | undefined;
  /** ISO date from which an effect is due: launch and lag. */
  dueFrom?: string | undefined;
  /** The verdict leaves no room for the effect that was planned for by then. */
  plannedRuledOut?: boolean | undefined;
  /** Since it was launched (see lock.ts): from which instant on, how many values inside its window do not count since, and whether the trail tells it. */
  lock?: { at: string; heldBack: number; told: boolean } | undefined;
  /** What was agreed before an approved change, oldest first. */
  former?: FormerTerms[] | undefined;
  /** When the verdict became what it is, oldest first: only changes, and at most `MAX_HISTORY` of them. */
  history: VerdictChange[];
  /** Who answers for the KPI; absent in what was made before it was kept. */
  kpiOwnerId?: string | undefined;
  /** What charts draw; absent likewise. */
  drawn?: DrawnMeasure | undefined;
}

export interface DrawnMeasure {
  /** By date, at most `MAX_RECENT`. */
  recent: { at: string; value: number }[];
  usual?: UsualRange | undefined;
  /** How it stood week by week; of primary measures only. */
  past?: PastWeek[] | undefined;
}

export interface VerdictChange {
  /** ISO date on which it was first so. */
  at: string;
  kind: Verdict['kind'];
  strength?: 'tentative' | 'confirmed' | undefined;
}

const MAX_HISTORY = 40;

/**
 * A measure's view from its KPI and the KPI's points, by date. `ofKpi` are the measures of all outcomes that use the KPI,
 * `before` is the view until now, whose history goes on; `today` an ISO date.
 */
export function measureView(
  measure: Measure,
  present: Kpi,
  points: readonly DatedPoint[],
  today: string,
  ofKpi: readonly Measure[],
  before?: MeasureView,
): MeasureView {
  const lock = present.locks?.[measure.outcomeId];
  const kpi: Kpi = { ...present, ...agreedIn(present, lock) };
  const values = countedValues(points, measure, lock);
  const baseline = baselineLevel(measure.baseline, values);
  const newest = kpi.series.newest;
  const verdict = measureVerdict(measure, kpi, values, baseline, today);
  const dueFrom = effectDueFrom(measure);
  const begins = measure.baseline.kind === 'window' ? measure.baseline.from : '';
  const from = values.find(({ at }) => at >= begins)?.at;
  const elsewhere = launchesElsewhere(measure.outcomeId, ofKpi);
  return {
    kpiId: kpi.kpiId,
    name: kpi.name,
    unit: kpi.unit,
    direction: kpi.direction,
    cadence: kpi.cadence,
    role: measure.role,
    baseline,
    target: measure.target,
    ...(measure.launch ? { launch: measure.launch } : {}),
    ...(measure.laterLaunches?.length ? { laterLaunches: measure.laterLaunches } : {}),
    ...(elsewhere.length > 0 ? { elsewhere } : {}),
    ...(newest ? { newest } : {}),
    way: way(baseline, newest?.value, measure.target),
    verdict,
    ...(from ? { from } : {}),
    ...(dueFrom ? { dueFrom } : {}),
    ...(lock ? { lock: { at: lock.at, heldBack: heldBack(points, measure, lock).length, told: lock.told === true } } : {}),
    ...(measure.former?.length ? { former: measure.former } : {}),
    plannedRuledOut: isPlannedRuledOut(measure, kpi, verdict, baseline, today),
    history: withChange(before?.history ?? [], verdict, today),
    kpiOwnerId: kpi.ownerId,
    drawn: drawn(measure, kpi, values, today, from, before),
  };
}

function drawn(measure: Measure, kpi: Kpi, values: readonly { at: string; value: number }[], today: string, from: string | undefined, before: MeasureView | undefined): DrawnMeasure {
  const { launch, role } = measure;
  const usual = usualRange({ from, launch, unit: kpi.unit }, values);
  return {
    recent: recentValues(values, from, launch),
    ...(usual ? { usual } : {}),
    ...(role === 'primary' ? { past: pastWeeks(measure, kpi, values, today, before?.drawn?.past) } : {}),
  };
}

function withChange(history: readonly VerdictChange[], verdict: Verdict, at: string): VerdictChange[] {
  const strength = 'strength' in verdict ? verdict.strength : undefined;
  const last = history.at(-1);
  if (last?.kind === verdict.kind && last.strength === strength) return [...history];
  return [...history, { at, kind: verdict.kind, ...(strength ? { strength } : {}) }].slice(-MAX_HISTORY);
}

/** The view of another outcome's measure after a launch elsewhere was set, moved or taken back; nothing else of it is made anew. */
export function withElsewhere({ elsewhere: _before, ...view }: MeasureView, outcomeId: string, ofKpi: readonly Measure[]): MeasureView {
  const elsewhere = launchesElsewhere(outcomeId, ofKpi);
  return elsewhere.length > 0 ? { ...view, elsewhere } : view;
}

/** An outcome's snapshot. `measures` may come in any order; those of KPIs that left the outcome are dropped. */
export function outcomeSnapshot(
  outcome: Outcome,
  measures: readonly MeasureView[],
): OutcomeSnapshot {
  const byKpi = new Map(measures.map((m) => [m.kpiId, m]));
  return {
    outcomeId: outcome.outcomeId,
    title: outcome.title,
    ownerId: outcome.ownerId,
    ...(outcome.approverIds?.length ? { approverIds: outcome.approverIds } : {}),
    period: outcome.period,
    ...(outcome.parentId ? { parentId: outcome.parentId } : {}),
    restricted: outcome.restricted,
    state: outcome.state,
    ...(outcome.createdAt ? { createdAt: outcome.createdAt } : {}),
    ...(outcome.closed ? { closed: outcome.closed } : {}),
    measures: outcome.kpiIds.flatMap((id) => byKpi.get(id) ?? []),
    ...(outcome.reported ? { reported: outcome.reported } : {}),
    ...(outcome.alarms?.length ? { alarms: outcome.alarms } : {}),
    ...(outcome.openProposals?.length ? { openProposals: outcome.openProposals } : {}),
    ...(outcome.activity ? { activity: outcome.activity } : {}),
    delivery: deliveryByProject(outcome),
  };
}

function deliveryByProject(outcome: Outcome): Record<string, ProjectDelivery> {
  const projects: Record<string, ProjectDelivery> = {};
  for (const projectId of new Set(outcome.epics.map((e) => e.projectId))) {
    const epics = outcome.epics.filter((e) => e.projectId === projectId);
    const count = sumCounts(epics.map((e) => e.count));
    projects[projectId] = { epicIds: epics.map((e) => e.issueId), ...(count ? { count } : {}) };
  }
  return projects;
}

/** The sum, as old as its oldest part; undefined when a part is missing: a partial sum would be a wrong number. */
export function sumCounts(counts: readonly (DeliveryCount | undefined)[]): DeliveryCount | undefined {
  let sum: DeliveryCount | undefined;
  for (const count of counts) {
    if (!count) return undefined;
    sum = sum
      ? {
          total: sum.total + count.total,
          done: sum.done + count.done,
          at: sum.at < count.at ? sum.at : count.at,
        }
      : count;
  }
  return sum;
}
