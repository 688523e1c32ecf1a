import { storedWeeks } from './stored';
import { type LocalPlatform } from './platform';

/** The straightforward count over a real history, and what Needle stored of it, in the same form. */
export const FCREPO = 'FCREPO';
const RUN_TYPES = new Set(['Bug', 'Task', 'Code Task', 'Documentation']);

interface Line {
  key: string;
  fields: { issuetype: { name: string; subtask: boolean }; resolution: { name: string } | null; resolutiondate: string | null };
}

/** The straightforward count over the file: resolved issues by the Monday (UTC) of their resolution. */
export function countedIn(lines: readonly string[]): Map<string, { change: number; run: number }> {
  const weeks = new Map<string, { change: number; run: number }>();
  for (const { fields } of lines.map((line) => JSON.parse(line) as Line)) {
    if (fields.issuetype.subtask || !fields.resolutiondate) continue;
    const at = new Date(fields.resolutiondate.replace('+0000', 'Z'));
    const monday = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate() - ((at.getUTCDay() + 6) % 7))).toISOString().slice(0, 10);
    const week = weeks.get(monday) ?? { change: 0, run: 0 };
    weeks.set(monday, week);
    week[RUN_TYPES.has(fields.issuetype.name) ? 'run' : 'change'] += 1;
  }
  return weeks;
}

/** What is stored, in the same form; rules make Bug and Documentation run work, the rest has no link and stays open. */
export function storedIn(platform: LocalPlatform, projectId: string): Map<string, { change: number; run: number }> {
  const weeks = [...storedWeeks(platform.data, projectId)].map(([week, { change, run, open }]) => [week, { change: change.done + open.done, run: run.done }] as const);
  return new Map(weeks.filter(([, { change, run }]) => change + run > 0));
}

export const sorted = <T>(weeks: ReadonlyMap<string, T>) => [...weeks].sort(([a], [b]) => (a < b ? -1 : 1));
export const RULES = [...RUN_TYPES].map((value) => ({ field: 'type' as const, value, work: 'run' as const }));

