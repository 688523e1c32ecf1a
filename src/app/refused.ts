import { type ErrorCode, type Refusal } from '../contract/errors';

/** Thrown inside use cases, returned to the page by `dispatch`. Not for faults of ours: those stay ordinary errors. */
export class Refused extends Error {
  readonly refusal: Refusal;
  /** Seconds after which whoever refused asked to come back; for work that nobody waits for. */
  readonly retryAfterS: number | undefined;

  constructor(code: ErrorCode, message: string, { retryAfterS, ...more }: { field?: string; remedy?: string; retryAfterS?: number | undefined } = {}) {
    super(message);
    this.name = 'Refused';
    this.refusal = { code, message, ...more };
    this.retryAfterS = retryAfterS;
  }
}

/** It does not exist, or the caller may not see it; the answer is the same. */
export function notFound(what: string, field?: string): Refused {
  return new Refused('not-found', `There is no such ${what}, or you may not see it.`, {
    ...(field ? { field } : {}),
    remedy: 'Reload the page; it may have been removed or restricted.',
  });
}

export function changedMeanwhile(what: string): Refused {
  return new Refused('changed-meanwhile', `Someone changed this ${what} while you were editing it.`, {
    field: 'version',
    remedy: 'Look at the newest state, then save again. Nothing that you typed is lost.',
  });
}

/** What is archived is read-only until somebody reopens it. */
export function archived(what: 'outcome' | 'KPI', field: string): Refused {
  return new Refused('forbidden', `This ${what} is archived.`, { field, remedy: 'Reopen it first. Nothing was changed.' });
}

/** A KPI whose values come in by themselves takes no others. */
export function workedOut(): Refused {
  return new Refused('forbidden', 'The values of this KPI are worked out by Needle.', { field: 'kpiId', remedy: 'Change where its values come from, or record them in a KPI of its own. Nothing was recorded.' });
}
