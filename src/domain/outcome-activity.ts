/** What the projects' activities tell of one outcome: whether its change work stopped, or rose. */
import { type OutcomeActivity } from './signal';
import { type ProjectActivity, splitFor } from './project-activity';
import { type Stall, stall } from './stall';
import { isActivityUp } from './trap';

export interface OutcomeWeeks {
  weeks: readonly string[];
  /** Change work for the outcome, done less cancelled. */
  change: number[];
  /** Run work of the projects that work for it. */
  run: number[];
  /** Change items that are open at the week's end. */
  open: number[];
  scope: number[];
}

/** The weeks of all projects that work for the outcome, added up; undefined while none of them has been read. */
export function outcomeWeeks(projects: readonly ProjectActivity[], outcomeId: string): OutcomeWeeks | undefined {
  const working = projects.flatMap((activity) => {
    const work = Object.hasOwn(activity.outcomes, outcomeId) ? activity.outcomes[outcomeId] : undefined;
    // All who are told of a restricted outcome see it: its own work is no run work to them.
    return work ? [{ activity, work, run: splitFor(activity, (id) => id === outcomeId).run.items }] : [];
  });
  const weeks = [...new Set(working.flatMap(({ activity }) => activity.weeks))].sort();
  if (weeks.length === 0) return undefined;
  const sum = (of: (one: (typeof working)[number], i: number) => number, beyond: 'zero' | 'last') =>
    weeks.map((week) => working.reduce((all, one) => {
      const { activity } = one;
      const at = activity.weeks.indexOf(week);
      const last = beyond === 'last' && week > (activity.weeks.at(-1) ?? '') ? activity.weeks.length - 1 : -1;
      return at < 0 && last < 0 ? all : all + of(one, at < 0 ? last : at);
    }, 0));
  return {
    weeks,
    change: sum(({ work }, i) => work.delivered[i] ?? 0, 'zero').map((n) => Math.max(n, 0)),
    run: sum(({ run }, i) => run[i] ?? 0, 'zero'),
    open: sum(({ work }, i) => work.open[i] ?? 0, 'last'),
    scope: sum(({ work }, i) => work.scope[i] ?? 0, 'last'),
  };
}

/** As the signal's table uses it. `launch` is the ISO date of the first launch, when there is one. */
export function outcomeActivity(projects: readonly ProjectActivity[], outcomeId: string, launch: string | undefined): OutcomeActivity | undefined {
  const work = outcomeWeeks(projects, outcomeId);
  if (!work) return undefined;
  const judged = stall({ change: work.change, run: work.run, openChange: work.open });
  const from = launch === undefined ? -1 : work.weeks.findIndex((week) => week >= launch);
  return {
    isActivityUp: from > 0 && isActivityUp(work.change, from),
    epicsDoneByDue: projects.every(({ outcomes }) => !Object.hasOwn(outcomes, outcomeId) || outcomes[outcomeId]?.epicsDoneByDue === true),
    stall: standing(judged, work),
  };
}

/** The alarm of the last week, dated from the week after the last change work. */
function standing({ weeks: judged }: Stall, { weeks, change }: OutcomeWeeks): OutcomeActivity['stall'] {
  const last = judged.at(-1);
  if (last?.kind !== 'alarm') return null;
  const lastWork = change.reduce((found, n, week) => (n > 0 ? week : found), -1);
  return { since: weeks[lastWork + 1] ?? weeks.at(-1) ?? '', evidence: last.evidence };
}
