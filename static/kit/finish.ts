import type { CallReply } from '../../src/contract';
import { plusDays } from '../../src/domain/timeline';
import { type Format } from './format';
import { say } from './text/say';
import { text } from './text/work';

export type WorkForecast = NonNullable<CallReply<'project.activity'>['activity']>['outcomes'][number]['forecast'];

const DAYS_PER_WEEK = 7;

/** ISO dates; an end beyond all horizons is null. */
interface FinishRange {
  low: string;
  high: string | null;
}
/** The 80 % range, and inside it that of 50 %, where it is known. */
export interface Finish extends FinishRange {
  median: string;
  middle?: FinishRange | undefined;
}

/** The dates of a forecast that counts weeks from the end of the week that begins on `week` (ISO date of a Monday). */
export function finishOf(forecast: WorkForecast, week: string): Finish | undefined {
  if (forecast.kind !== 'forecast') return undefined;
  // Work is finished by the Friday of its last week.
  const friday = (weeks: number): string => plusDays(week, weeks * DAYS_PER_WEEK + 4);
  const range = ({ low, high }: { low: number; high: number | null }): FinishRange => ({ low: friday(low), high: high === null ? null : friday(high) });
  return { ...range(forecast), median: friday(forecast.median), ...(forecast.middle ? { middle: range(forecast.middle) } : {}) };
}

/** "14 of 41 issues remain; at this pace finished Jun 12 – 26, 2026, target Jun 1, 2026." `wanted` is an ISO date. */
export function finishSentence(work: { open: number; scope: number; forecast: WorkForecast; week: string }, format: Format, wanted?: string): string {
  const { open, scope, forecast, week } = work;
  if (forecast.kind === 'refused' && forecast.reason === 'no-scope') return text.noFinish['no-scope'];
  if (scope <= 0) return text.noFinish['no-scope'];
  if (open <= 0) return say(text.allDone, { count: scope, n: format.number(scope) });
  const remain = scope === 1 ? text.remainOnly : say(text.remain, { count: open, open: format.number(open), n: format.number(scope) });
  const target = wanted === undefined ? '' : say(text.target, { date: format.date(wanted) });
  if (forecast.kind === 'refused') return say(text.noFinish[forecast.reason], { remain, target });
  const finish = finishOf(forecast, week);
  if (!finish) return say(text.remainEnd, { remain });
  if (finish.high === null) return say(text.finishFrom, { remain, low: format.date(finish.low), target });
  return say(text.finishBetween, { remain, range: format.dates(finish.low, finish.high), target });
}
