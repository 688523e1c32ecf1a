import { type ReportedStatus } from './check-in';
import { type ClosedAs } from './closed-as';
import { type StandingAlarm } from './decision';
import { type FormerTerms } from './measure';
import { type OpenProposal } from './proposal';
import { type OutcomeActivity } from './signal';

/** An outcome: a change in business or operating condition that is wanted by a date. */
export interface Outcome {
  outcomeId: string;
  title: string;
  description: string;
  /** Account id of the person who answers for it. */
  ownerId: string;
  /** Account ids of those who approve what is locked; they see the outcome, restricted or not. */
  approverIds?: string[] | undefined;
  /** ISO dates; both ends included. */
  period: Period;
  parentId?: string | undefined;
  /** Only Jira admins and the outcome's named roles see a restricted outcome. */
  restricted: boolean;
  state: 'open' | 'archived';
  /** ISO instant; absent in what was made before it was kept. */
  createdAt?: string | undefined;
  /** How it was closed; it is archived then, until it is reopened. */
  closed?: Closing | undefined;
  /** Raised when a person changes the fields above, not when links, measures or values do: what an editor's version means. */
  revision: number;
  /** The KPIs that have a measure here, in the order in which they were added. */
  kpiIds: string[];
  /** KPIs that somebody took out who may not use them elsewhere: whoever edits the outcome may put these back. */
  takenOut?: string[] | undefined;
  /** What was agreed of the KPIs that an approved proposal took out, by KPI id: shown again when one of them comes back. */
  givenUp?: Record<string, FormerTerms[]> | undefined;
  /** What was last reported; absent before the first check-in. */
  reported?: ReportedStatus | undefined;
  /** The alarms that stand; absent before the first. */
  alarms?: StandingAlarm[] | undefined;
  /** The proposals that await a second person; absent before the first. */
  openProposals?: OpenProposal[] | undefined;
  /** What Jira's history tells of its change work; absent until it has been read. */
  activity?: OutcomeActivity | undefined;
  /** The linked issues; their links lie under the issue (see link.ts). */
  epics: OutcomeEpic[];
}

/** Why an outcome is closed; `at` is an ISO instant, the others are account ids. */
export interface Closing {
  as: ClosedAs;
  reason: string;
  at: string;
  byId: string;
  /** Of one that is achieved: who confirmed it, never its owner. */
  confirmedById?: string | undefined;
}

export interface Period {
  from?: string | undefined;
  to?: string | undefined;
}

/** An issue linked to an outcome, with the last count of what lies below it. */
export interface OutcomeEpic {
  issueId: string;
  projectId: string;
  count?: DeliveryCount | undefined;
}

/** Issues below one epic that carry no security level, as counted at an instant (ISO). */
export interface DeliveryCount {
  total: number;
  done: number;
  at: string;
}

/** Bounds keep an outcome and its snapshot well below the store's 240 KiB a value. */
export const MAX_MEASURES_PER_OUTCOME = 12;
export const MAX_EPICS_PER_OUTCOME = 400;

/** The outcome with what was agreed of a KPI that it gives up. Of the KPIs given up first, what was agreed is in the trail alone. */
export function givingUp(outcome: Outcome, kpiId: string, agreed: FormerTerms[]): Outcome {
  const others = Object.entries(outcome.givenUp ?? {}).filter(([id]) => id !== kpiId);
  return { ...outcome, givenUp: Object.fromEntries([...others, [kpiId, agreed] as const].slice(-MAX_MEASURES_PER_OUTCOME)) };
}

/** True when the period's end lies before its beginning. */
export function isReversed(period: Period): boolean {
  return period.from !== undefined && period.to !== undefined && period.to < period.from;
}
