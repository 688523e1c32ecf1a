/** What an issue's panel tells of its project's work: a few numbers, so that a panel reads little however large the project is. */
import { type Apart, type Counts, type KeptSplit, NONE_RESTRICTED } from './apart';
import { type Forecast } from './forecast';
import { type ProjectActivity, splitFor } from './project-activity';
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
  apart?: readonly ApartShare[] | undefined;
}

/** What comes to a share for whoever sees one of the restricted outcomes. */
export interface ApartShare {
  outcomeIds: readonly string[];
  /** Absent where no share is told. */
  share?: WorkShare | undefined;
}

/** As whoever sees no restricted outcome is told it; `apart` is what others are told otherwise (see apart.ts). */
export interface WorkBrief {
  /** ISO instant at which it was made; absent in what was made before that was kept. */
  at?: string | undefined;
  share?: WorkShare | undefined;
  apart?: readonly (ApartShare & { /** What it finished in the last weeks, as in `weeks`. */ items: readonly number[] })[] | undefined;
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
  const { shown } = activity;
  const split = { ...splitFor(activity, NONE_RESTRICTED), shown };
  const share = shareOf(split);
  const left = Object.entries(activity.outcomes).flatMap(([outcomeId, { scope, open, forecast }]): [string, string][] => {
    const [all, rest] = [scope.at(-1), open.at(-1)];
    return week === undefined || all === undefined || rest === undefined ? [] : [[outcomeId, packed({ week, scope: all, open: rest, forecast })]];
  });
  const weeks = activity.weeks.map((monday, i): BriefWeek => ({ week: monday, done: shown[i] === true ? { change: activity.change.done[i] ?? 0, run: activity.run.done[i] ?? 0 } : null }));
  const ofTeams = teams.flatMap((team, i) => teamShare(team, teams.slice(0, i), work) ?? []);
  const apart = sharesApart(split, activity.apart);
  return {
    at: activity.at,
    ...(share ? { share } : {}),
    ...(apart.length > 0 ? { apart: apart.map((one, i) => ({ ...one, items: (activity.apart?.[i]?.items ?? []).slice(-BRIEF_WEEKS) })) } : {}),
    ...(ofTeams.length > 0 ? { teams: ofTeams.sort((a, b) => Number(a.tag === undefined) - Number(b.tag === undefined)) } : {}),
    weeks: weeks.slice(-BRIEF_WEEKS),
    outcomes: Object.fromEntries(left),
  };
}

type Shown = Pick<KeptSplit, 'change' | 'run'> & { shown: readonly boolean[] };

function shareOf({ change, run, shown }: Shown): WorkShare | undefined {
  return workShare({ change: { done: change.items }, run: { done: run.items }, shown });
}

function sharesApart({ change, run, shown }: Shown, apart: readonly Apart[] = []): ApartShare[] {
  return apart.map(({ outcomeIds, items }) => {
    const others = items.map((n, i) => (change.items[i] ?? 0) + (run.items[i] ?? 0) - n);
    const share = workShare({ change: { done: items }, run: { done: others }, shown });
    return { outcomeIds, ...(share ? { share } : {}) };
  });
}

/** A share for somebody who sees the restricted outcomes for which `counts` holds. */
export function shareFor({ share, apart = [] }: { share: WorkShare; apart?: readonly ApartShare[] | undefined }, counts: Counts): WorkShare {
  const seen = apart.filter(({ outcomeIds }) => outcomeIds.some(counts)).flatMap((one) => one.share ?? []);
  return { now: seen.reduce((sum, { now }) => sum + now, share.now), before: share.before === null ? null : seen.reduce((sum, { before }) => sum + (before ?? 0), share.before) };
}

/** The last weeks, likewise. */
export function weeksFor({ weeks, apart = [] }: WorkBrief, counts: Counts): BriefWeek[] | undefined {
  const seen = apart.filter(({ outcomeIds }) => outcomeIds.some(counts));
  return weeks?.map(({ week, done }, i) => {
    const kept = seen.reduce((sum, { items }) => sum + (items[i] ?? 0), 0);
    return { week, done: done && { change: done.change + kept, run: done.run - kept } };
  });
}

function packed(left: WorkLeft): string {
  return JSON.stringify(left);
}

function teamShare(team: Team, earlier: readonly Team[], work: TeamWork | undefined): TeamShare | undefined {
  const tag = tagIfNarrow(team);
  const [own, ...others] = [team, ...earlier].map((one) => partIn('', work, tagIfNarrow(one), NONE_RESTRICTED));
  const told = own && teamActivity([own], others.flatMap((other) => (other ? [[other]] : [])));
  const share = told && shareOf(told);
  if (!share) return undefined;
  const apart = sharesApart(told, (tag === undefined ? work?.whole : work?.teams[tag])?.apart);
  return { name: team.name, ...(tag === undefined ? {} : { tag }), share, ...(apart.length > 0 ? { apart } : {}) };
}
