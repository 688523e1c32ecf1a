import { type CallReply } from '../../contract/index';
import { type ProjectHistory } from './ports';

export type HistoryStatus = CallReply<'history.start'>['status'];

/** How far a project's history has been read, as pages show it. */
export function statusOf(head: ProjectHistory | undefined): HistoryStatus {
  if (!head) return { state: 'none' };
  const { fill, filledAt } = head;
  if (!fill) return filledAt === undefined ? { state: 'none' } : { state: 'current', filledAt };
  const { issues, expected, run, at, error } = fill;
  return {
    state: 'filling',
    ...{ issues, expected: Math.max(expected, issues), since: run, at },
    ...(error === undefined ? {} : { error }),
    ...(filledAt === undefined ? {} : { filledAt }),
  };
}
