/** The weekly review: of an outcome, what awaits somebody and what is out of date; what changed is in changed.ts. */
import { gapOf } from './check-in';
import { type AlarmState, type StandingAlarm, stateOf } from './decision';
import { freshnessOf } from './freshness';
import { type OpenProposal } from './proposal';
import { type OutcomeSnapshot } from './snapshot';

export type ReviewItem =
  /** An alarm without a decision, or with one whose review date has come. */
  | { kind: 'decision'; alarm: StandingAlarm; state: Exclude<AlarmState, 'decided'> }
  /** A proposal that awaits a second person; `name` is the KPI's, while the outcome has it. */
  | { kind: 'proposal'; proposal: OpenProposal; name?: string | undefined }
  /** "On track" is reported while the primary KPI says otherwise. */
  | { kind: 'gap'; since: string; weeks: number }
  /** stale: the newest value is too old to say where the KPI stands. late: there should be a newer one. `newest` is an ISO date. */
  | { kind: 'stale' | 'late'; kpiId: string; name: string; newest: string };

/** What there is to look at as of `today` (ISO date), the most urgent first. */
export function reviewOf(outcome: OutcomeSnapshot, today: string): ReviewItem[] {
  return [...decisions(outcome, today), ...proposals(outcome), ...reportGap(outcome, today), ...oldValues(outcome, today)];
}

const BY_URGENCY = ['overdue', 'review-due', 'awaiting'] as const;

function decisions({ alarms = [] }: OutcomeSnapshot, today: string): ReviewItem[] {
  return alarms
    .flatMap((alarm) => {
      const state = stateOf(alarm, today);
      return state === 'decided' ? [] : [{ kind: 'decision' as const, alarm, state }];
    })
    .sort((a, b) => BY_URGENCY.indexOf(a.state) - BY_URGENCY.indexOf(b.state));
}

function proposals({ openProposals = [], measures }: OutcomeSnapshot): ReviewItem[] {
  return openProposals.map((proposal) => {
    const name = measures.find(({ kpiId }) => kpiId === proposal.kpiId)?.name;
    return { kind: 'proposal', proposal, ...(name === undefined ? {} : { name }) };
  });
}

function reportGap({ reported, measures }: OutcomeSnapshot, today: string): ReviewItem[] {
  const primary = measures.find(({ role }) => role === 'primary');
  const gap = gapOf(reported, primary?.history ?? [], today);
  return gap ? [{ kind: 'gap', ...gap }] : [];
}

function oldValues({ measures }: OutcomeSnapshot, today: string): ReviewItem[] {
  return measures.flatMap(({ kpiId, name, newest, cadence }) => {
    const kind = newest ? freshnessOf(newest.at, today, cadence) : 'fresh';
    return newest && kind !== 'fresh' ? [{ kind, kpiId, name, newest: newest.at }] : [];
  });
}
