import type { CallReply } from '../../src/contract';
import type { MeasureView } from '../../src/contract/views';
import { plusDays } from '../../src/domain/timeline';
import { type SharedAxis } from '../kit/charts/scale';

export type Activity = CallReply<'project.activity'>['activity'];

/** Room for the words beside the charts. */
const LEFT = 80;
const GUTTER = 132;
const LONGEST_PAST_DAYS = 52 * 7;
const LONGEST_AHEAD_DAYS = 26 * 7;

/** One axis for all charts of an outcome: from what is first known, a year back at the most, to what is wanted by then. */
export function sharedAxis(measures: readonly MeasureView[], activity: Activity, now: string): SharedAxis {
  const today = now.slice(0, 10);
  const begins = [...measures.flatMap(({ from, launch }) => from ?? launch ?? []), ...(activity?.weeks.slice(0, 1) ?? [])].sort();
  const ends = measures.map(({ target }) => target.by).sort();
  const earliest = plusDays(today, -LONGEST_PAST_DAYS);
  const latest = plusDays(today, LONGEST_AHEAD_DAYS);
  const from = begins[0] ?? plusDays(today, -90);
  const to = ends.at(-1) ?? today;
  return { from: from < earliest ? earliest : from, to: to > latest ? latest : to < plusDays(today, 7) ? plusDays(today, 7) : to, left: LEFT, gutter: GUTTER };
}
