/** Which part of a team's work was change work, of late and before. Never of a person: see crowd.ts. */

export interface WorkShare {
  /** 0 to 1, of the issues done in the last four weeks. */
  now: number;
  /** The same of the weeks before; null without any. */
  before: number | null;
}

export const SHARE_WEEKS = 4;
const BEFORE_WEEKS = 12;

interface Done {
  done: readonly number[];
}

/** Undefined when too few people were active, or nothing was done. */
export function workShare({ change, run, shown }: { change: Done; run: Done; shown: readonly boolean[] }): WorkShare | undefined {
  const length = shown.length;
  if (shown.at(-1) !== true) return undefined;
  const now = shareIn(change.done, run.done, Math.max(0, length - SHARE_WEEKS), length);
  if (now === null) return undefined;
  const from = Math.max(0, length - SHARE_WEEKS - BEFORE_WEEKS);
  const enough = shown.slice(from, length - SHARE_WEEKS).some(Boolean);
  return { now, before: enough ? shareIn(change.done, run.done, from, length - SHARE_WEEKS) : null };
}

function shareIn(change: readonly number[], run: readonly number[], from: number, to: number): number | null {
  const sum = (list: readonly number[]) => list.slice(from, to).reduce((all, n) => all + n, 0);
  const all = sum(change) + sum(run);
  return all > 0 ? sum(change) / all : null;
}
