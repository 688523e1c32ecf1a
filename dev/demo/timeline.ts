import { seeded } from '../../src/domain/statistics/random';
import { type Reported } from '../../src/domain/check-in';
import { CHECK_INS, DESK, EPICS, type EpicPlan, KPIS, WEEKS } from './northbank';
import { type Random, normal, pick } from './random';

const DAY = 86_400_000;
const WEEK = 7 * DAY;
const HOUR = 3_600_000;
const SEED = 20_260_101;

/** One thing that happens at an instant (milliseconds since the epoch). */
export type Happening = { at: number } & (
  | { kind: 'create'; issue: IssuePlan }
  | { kind: 'start'; issue: string }
  | { kind: 'finish'; issue: string }
  | { kind: 'value'; kpi: string; date: string; value: number }
  | { kind: 'check-in'; outcome: string; reported: Reported; note: string }
);

export interface IssuePlan {
  id: string;
  project: string;
  type: string;
  summary: string;
  /** Plan id of the epic it stands below. */
  parent?: string;
}

/** 5 January 1970 was the first Monday after the epoch. */
const FIRST_MONDAY = 4 * DAY;

/** The Monday, 0:00 UTC, of the first of the 26 weeks of which `now` lies in the last: whatever the hour, weeks are whole. */
export function beginning(now: number): number {
  const monday = Math.floor((now - FIRST_MONDAY) / WEEK) * WEEK + FIRST_MONDAY;
  return monday - (WEEKS - 1) * WEEK;
}

/** Everything that happens in the 26 weeks up to the hour before `now`, in the order of time; that hour is for linking. */
export function happenings(now: number): Happening[] {
  const random = seeded(SEED);
  const begin = beginning(now);
  const all = [
    ...EPICS.flatMap((epic) => epicStory(epic, begin, random)),
    ...deskStory(begin, random),
    ...values(begin, random),
    ...checkIns(begin),
  ];
  return all.filter((h) => h.at <= now - HOUR).sort((a, b) => a.at - b.at);
}

/** A working hour of the week: Monday to Friday, eight to six. */
function workingTime(begin: number, week: number, random: Random): number {
  return begin + week * WEEK + Math.floor(random() * 5) * DAY + (8 + random() * 10) * HOUR;
}

function epicStory(epic: EpicPlan, begin: number, random: Random): Happening[] {
  const firstWeek = Math.max(0, epic.done.findIndex((n) => n > 0));
  const opened = begin + firstWeek * WEEK + HOUR;
  const finishWeeks = epic.done.flatMap((count, week) => Array.from({ length: count }, () => week)).slice(0, epic.scope);
  const events: Happening[] = [
    { at: opened, kind: 'create', issue: { id: epic.id, project: epic.project, type: 'Epic', summary: epic.summary } },
    { at: opened + HOUR, kind: 'start', issue: epic.id },
  ];
  for (let n = 0; n < epic.scope; n += 1) {
    const id = `${epic.id}-${n}`;
    const week = finishWeeks[n];
    const type = epic.types[n % epic.types.length] ?? 'Task';
    const summary = `${epic.work[n % epic.work.length] ?? 'Work'} (${n + 1})`;
    // Most of the scope is known at the beginning; a bug is found in the week in which it is mended.
    const created = type === 'Bug' && week !== undefined ? begin + week * WEEK + HOUR : opened + 2 * HOUR + n * 60_000;
    events.push({ at: created, kind: 'create', issue: { id, project: epic.project, type, summary, parent: epic.id } });
    if (week !== undefined) events.push(...startAndFinish(id, begin, week, created, random));
  }
  return events;
}

function startAndFinish(issue: string, begin: number, week: number, created: number, random: Random): Happening[] {
  const finished = Math.max(workingTime(begin, week, random), created + 6 * HOUR);
  const started = Math.max(created + HOUR, finished - (0.5 + 3 * random()) * DAY);
  return [
    { at: started, kind: 'start', issue },
    { at: finished, kind: 'finish', issue },
  ];
}

function deskStory(begin: number, random: Random): Happening[] {
  const events: Happening[] = [];
  const add = (id: string, week: number, type: string, summary: string, parent?: string) => {
    const created = workingTime(begin, week, random) - 2 * DAY;
    events.push({
      at: created,
      kind: 'create',
      issue: { id, project: DESK.project, type, summary, ...(parent ? { parent } : {}) },
    });
    events.push(...startAndFinish(id, begin, week, created, random));
  };
  DESK.requests.forEach((count, week) => {
    for (let n = 0; n < count; n += 1) add(`desk-${week}-${n}`, week, DESK.requestType, pick(random, DESK.work));
  });
  // The desk begins its change work once the epic that it belongs to is there.
  DESK.change.forEach((count, week) => {
    if (week < 4) return;
    for (let n = 0; n < count; n += 1) {
      add(`desk-change-${week}-${n}`, week, DESK.changeType, pick(random, DESK.changeWork), DESK.changeEpic);
    }
  });
  return events;
}

/** One value a KPI a week, entered on its Sunday. */
function values(begin: number, random: Random): Happening[] {
  return KPIS.flatMap((kpi) => {
    let noise = normal(random);
    return Array.from({ length: WEEKS }, (_, week): Happening => {
      noise = 0.2 * noise + Math.sqrt(1 - 0.2 ** 2) * normal(random);
      const value = (week < kpi.from ? kpi.level : kpi.after) + (kpi.perDeskChange ?? 0) * deskShare(week) + kpi.sd * noise;
      const at = begin + (week + 1) * WEEK - 12 * HOUR;
      const date = new Date(at).toISOString().slice(0, 10);
      return { at, kind: 'value', kpi: kpi.id, date, value: Number(value.toFixed(kpi.decimals)) };
    });
  });
}

/** The part of the desk's work in a week that was change work. */
function deskShare(week: number): number {
  const [change, requests] = [DESK.change[week] ?? 0, DESK.requests[week] ?? 0];
  return change / Math.max(1, change + requests);
}

/** What the owners report on Friday afternoons. */
function checkIns(begin: number): Happening[] {
  return CHECK_INS.flatMap(({ outcome, reported, weeks, notes }) =>
    weeks.map((week, index): Happening => {
      const at = begin + week * WEEK + 4 * DAY + 15 * HOUR;
      return { at, kind: 'check-in', outcome, reported, note: notes[index % notes.length] ?? '' };
    }),
  );
}
