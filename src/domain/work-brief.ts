/** What an issue's panel tells of its project's work: a few numbers, so that a panel reads little however large the project is. */
import { type Forecast } from './forecast';
import { type ProjectActivity } from './project-activity';
import { type Team, tagIfNarrow } from './team';
import { type TeamWork, partIn, teamActivity } from './team-work';
import { type WorkShare, workShare } from './work-share';

/** What is left for an outcome at the end of the week that began on `week` (ISO date). */
export interface WorkLeft {
  week: string;
  scope: number;
  open: number;
  forecast: Forecast;
}

/** What the project's team finished in a week; null where too few people were active for a split. */
export interface BriefWeek {
  week: string;
  done: { change: number; run: number } | null;
}

/** A quarter and a little: what a small chart shows. */
export const BRIEF_WEEKS = 16;

/** A team's share, counted in this project alone: whoever sees one of its issues may see that. */
export interface TeamShare {
  name: string;
  /** Of a narrowed team: the tag that its issues have in the ledger. */
  tag?: string | undefined;
  share: WorkShare;
}

export interface WorkBrief {
  share?: WorkShare | undefined;
  /** Teams whose share may be told; narrowed ones first. */
  teams?: readonly TeamShare[] | undefined;
  /** The last weeks, oldest first; absent in what was made before they were kept. */
  weeks?: readonly BriefWeek[] | undefined;
  /** By outcome id; packed, as a panel shows a few of up to `MAX_OUTCOMES_SHOWN`, and unpacked in what was made before they were packed. */
  outcomes: Readonly<Record<string, string | WorkLeft>>;
}

/** What is left for an outcome, where that is known. */
export function leftFor({ outcomes }: WorkBrief, outcomeId: string): WorkLeft | undefined {
  const left = outcomes[outcomeId];
  // Packed below, in this very form.
  return typeof left === 'string' ? (JSON.parse(left) as WorkLeft) : left;
}

export function workBrief(activity: ProjectActivity, teams: readonly Team[] = [], work?: TeamWork): WorkBrief {
  const week = activity.weeks.at(-1);
  const share = workShare(activity);
  const left = Object.entries(activity.outcomes).flatMap(([outcomeId, { scope, open, forecast }]): [string, string][] => {
    const [all, rest] = [scope.at(-1), open.at(-1)];
    return week === undefined || all === undefined || rest === undefined ? [] : [[outcomeId, packed({ week, scope: all, open: rest, forecast })]];
  });
  const weeks = activity.weeks.map((monday, i): BriefWeek => ({ week: monday, done: activity.shown[i] === true ? { change: activity.change.done[i] ?? 0, run: activity.run.done[i] ?? 0 } : null }));
  const ofTeams = teams.flatMap((team, i) => teamShare(team, teams.slice(0, i), work) ?? []);
  return {
    ...(share ? { share } : {}),
    ...(ofTeams.length > 0 ? { teams: ofTeams.sort((a, b) => Number(a.tag === undefined) - Number(b.tag === undefined)) } : {}),
    weeks: weeks.slice(-BRIEF_WEEKS),
    outcomes: Object.fromEntries(left),
  };
}

function packed(left: WorkLeft): string {
  return JSON.stringify(left);
}

function teamShare(team: Team, earlier: readonly Team[], work: TeamWork | undefined): TeamShare | undefined {
  const tag = tagIfNarrow(team);
  const [own, ...others] = [team, ...earlier].map((one) => partIn('', work, tagIfNarrow(one)));
  const told = own && teamActivity([own], others.flatMap((other) => (other ? [[other]] : [])));
  const share = told && workShare({ change: { done: told.change.items }, run: { done: told.run.items }, shown: told.shown });
  return share && { name: team.name, ...(tag === undefined ? {} : { tag }), share };
}
