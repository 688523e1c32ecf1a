import { type CallReply } from '../../contract/index';
import { isLate } from '../../domain/installation';
import { type ProjectHistory } from './ports';

export type HistoryStatus = CallReply<'history.start'>['status'];

/** How far a project's history has been read, as pages show it. */
export function statusOf(head: ProjectHistory | undefined, now: string): HistoryStatus {
  if (!head) return { state: 'none' };
  const { fill, filledAt, sweptAt = filledAt } = head;
  if (!fill) {
    if (filledAt === undefined) return { state: 'none' };
    return { state: 'current', filledAt, ...(isLate(sweptAt, now) && sweptAt !== undefined ? { behindSince: sweptAt } : {}) };
  }
  const { issues, expected, run, at, error, waitsUntil } = fill;
  return {
    state: 'filling',
    ...{ issues, expected: Math.max(expected, issues), since: run, at },
    ...(waitsUntil !== undefined && waitsUntil > now ? { waitsUntil } : {}),
    ...(error === undefined ? {} : { error }),
    ...(filledAt === undefined ? {} : { filledAt }),
  };
}
