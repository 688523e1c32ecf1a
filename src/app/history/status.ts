import { type CallReply } from '../../contract/index';
import { type Viewer, managesOutcomes } from '../../domain/access';
import { isLate } from '../../domain/installation';
import { type ProjectHistory } from './ports';

export type HistoryStatus = CallReply<'history.start'>['status'];

/** Whether the viewer is told that a project's history is kept; `seesReason` where they see an outcome that it serves. */
export function tellsOf(viewer: Viewer, head: ProjectHistory | undefined, seesReason: boolean): boolean {
  return head?.isKept !== true || seesReason || managesOutcomes(viewer);
}

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
