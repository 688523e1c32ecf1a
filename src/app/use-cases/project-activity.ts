import { type CallReply } from '../../contract/index';
import { maySee } from '../../domain/access';
import { type Counts, type DoneWeeks } from '../../domain/apart';
import { type OutcomeWork, type ProjectActivity, splitFor } from '../../domain/project-activity';
import { type SiteSettings } from '../../domain/settings';
import { type OutcomeSnapshot } from '../../domain/snapshot';
import { dayNumber } from '../../domain/timeline';
import { tradeOff } from '../../domain/trade-off';
import { switchesIn } from '../../domain/work-rows';
import { workShare } from '../../domain/work-share';
import { statusOf, tellsOf } from '../history/status';
import { SITE, ref } from '../ports';
import { countsAmong, countsIn } from '../team-parts';
import { type UseCase } from '../use-case';

type Activity = NonNullable<CallReply<'project.activity'>['activity']>;

/** Weeks of late, and those before them that are the yardstick of a pace. */
const LATE_WEEKS = 4;
const USUAL_WEEKS = 12;
const DAYS_PER_WEEK = 7;

/** Two requests to the store, whatever the size of the project. */
export const readActivity: UseCase<'project.activity'> = async ({ ports, grant }) => {
  const { projectId, viewer, jira } = grant;
  const head = ref('history', projectId);
  const stored = ref('activity', projectId);
  const settings = ref('settings', SITE);
  const found = await ports.store.read([head, stored, settings]);
  const cost = found.get(settings)?.body.delayCost;
  const kept = found.get(stored)?.body;
  const named = new Set([...Object.keys(kept?.outcomes ?? {}), ...(kept?.apart ?? []).flatMap(({ outcomeIds }) => outcomeIds)]);
  const views = await ports.store.read([...named].map((id) => ref('outcomeView', id)));
  const seen = (outcomeId: string) => {
    const view = views.get(ref('outcomeView', outcomeId))?.body;
    return view?.state === 'open' && maySee(viewer, view, new Set([projectId]));
  };
  const counts = countsIn(viewer, views);
  const isTold = tellsOf(viewer, found.get(head)?.body, [...named].some(counts));
  const activity = isTold ? kept : undefined;
  return {
    now: ports.now(),
    status: statusOf(isTold ? found.get(head)?.body : undefined, ports.now()),
    ...(await jira.lacks([projectId])),
    ...(activity ? { activity: shownActivity(activity, counts, seen, (outcomeId) => wantedBy(views.get(ref('outcomeView', outcomeId))?.body), cost) } : {}),
  };
};

/** The epics on which most was done, as far as the caller may see them in Jira. */
export const readPast: UseCase<'project.past'> = async ({ grant: { projectId, viewer, jira } }) => {
  const { ports } = jira;
  const [stored, head] = [ref('activity', projectId), ref('history', projectId)];
  const found = await ports.store.read([stored, head]);
  const activity = found.get(stored)?.body;
  const isKept = found.get(head)?.body.isKept === true;
  const counts = await countsAmong(ports, viewer, isKept ? Object.keys(activity?.outcomes ?? {}) : []);
  const isTold = tellsOf(viewer, found.get(head)?.body, Object.keys(activity?.outcomes ?? {}).some(counts));
  if (!isTold || !activity || activity.epics.length === 0) return { weeks: [], epics: [] };
  const issues = await ports.user.issues(activity.epics.map(({ issueId }) => issueId));
  const all = activity.weeks.map((_, i) => (activity.change.done[i] ?? 0) + (activity.run.done[i] ?? 0));
  return {
    weeks: activity.weeks,
    ...(await jira.lacks([projectId])),
    epics: activity.epics.flatMap(({ issueId, delivered, open }) => {
      const issue = issues.get(issueId);
      if (!issue) return [];
      const others = all.map((n, i) => Math.max(0, n - (delivered[i] ?? 0)));
      return [{ issueId, key: issue.key, summary: issue.summary, delivered, open, others }];
    }),
  };
};

/** Null where a week may not be split. */
export function shownWeeks(counts: readonly number[], shown: readonly boolean[]): (number | null)[] {
  return counts.map((n, i) => (shown[i] === true ? n : null));
}

/** ISO date by which the outcome is wanted. */
function wantedBy(view: OutcomeSnapshot | undefined): string | undefined {
  return view?.period.to ?? view?.measures.find(({ role }) => role === 'primary')?.target.by;
}

type DelayCost = SiteSettings['delayCost'];

function shownActivity(activity: ProjectActivity, counts: Counts, seen: (outcomeId: string) => boolean, wanted: (outcomeId: string) => string | undefined, cost: DelayCost): Activity {
  const { at, weeks, shown } = activity;
  const { change, run, inProgress, moves } = splitFor(activity, counts);
  const share = workShare({ change: { done: change.items }, run: { done: run.items }, shown });
  const masked = ({ items, points, hours }: DoneWeeks) => ({ items: shownWeeks(items, shown), points: shownWeeks(points, shown), hours: shownWeeks(hours, shown) });
  return {
    ...{ at, weeks, change: masked(change), run: masked(run) },
    ...(share ? { share } : {}),
    ...(inProgress && shown.at(-1) === true ? { inProgress: { change: inProgress.change.at(-1) ?? 0, run: inProgress.run.at(-1) ?? 0 } } : {}),
    ...(moves ? { switches: shownWeeks(moves.map(switchesIn), shown) } : {}),
    outcomes: Object.entries(activity.outcomes)
      .filter(([outcomeId]) => seen(outcomeId))
      .map(([outcomeId, work]) => ({ outcomeId, ...shownWork(work, run.items, daysUntil(wanted(outcomeId), weeks.at(-1)), cost) })),
  };
}

/** Days from the end of a week (its Monday) on. */
function daysUntil(date: string | undefined, week: string | undefined): number | undefined {
  return date === undefined || week === undefined ? undefined : dayNumber(date) - dayNumber(week) - DAYS_PER_WEEK;
}

function shownWork(work: OutcomeWork, run: readonly number[], planDays: number | undefined, cost: DelayCost) {
  const { delivered, added, removed, scope, open, forecast } = work;
  return { delivered, added, removed, scope, open, forecast, tradeOff: slip(work, run, planDays, cost) };
}

/** The finish at the pace of late against that at the usual one, or against the plan. */
function slip({ delivered, open }: OutcomeWork, run: readonly number[], planDays: number | undefined, delayCost: DelayCost): Activity['outcomes'][number]['tradeOff'] {
  const late = (counts: readonly number[]) => mean(counts.slice(-LATE_WEEKS));
  const usual = (counts: readonly number[]) => mean(counts.slice(-LATE_WEEKS - USUAL_WEEKS, -LATE_WEEKS));
  const pace = { pace: late(delivered), usualPace: usual(delivered), run: late(run), usualRun: usual(run) };
  const found = tradeOff({ remaining: open.at(-1) ?? 0, ...pace, planDays, costPerDay: delayCost?.perDay });
  if (found.kind !== 'slip') return found;
  const { kind, days, against, cost } = found;
  return { kind, days, ...(against ? { against } : {}), ...(delayCost && cost !== undefined ? { cost: { amount: cost, currency: delayCost.currency } } : {}) };
}

function mean(counts: readonly number[]): number {
  return counts.length === 0 ? 0 : counts.reduce((sum, n) => sum + n, 0) / counts.length;
}
