/** What an issue's panel tells of its project's work: a few numbers, so that a panel reads little however large the project is. */
import { type Forecast } from './forecast';
import { type ProjectActivity } from './project-activity';
import { type WorkShare, workShare } from './work-share';

/** What is left for an outcome at the end of the week that began on `week` (ISO date). */
export interface WorkLeft {
  week: string;
  scope: number;
  open: number;
  forecast: Forecast;
}

export interface WorkBrief {
  share?: WorkShare | undefined;
  /** By outcome id. */
  outcomes: Readonly<Record<string, WorkLeft>>;
}

export function workBrief(activity: ProjectActivity): WorkBrief {
  const week = activity.weeks.at(-1);
  const share = workShare(activity);
  const left = Object.entries(activity.outcomes).flatMap(([outcomeId, { scope, open, forecast }]): [string, WorkLeft][] => {
    const [all, rest] = [scope.at(-1), open.at(-1)];
    return week === undefined || all === undefined || rest === undefined ? [] : [[outcomeId, { week, scope: all, open: rest, forecast }]];
  });
  return { ...(share ? { share } : {}), outcomes: Object.fromEntries(left) };
}
