import { gateMisses } from '../../domain/gate';
import { gateFacts } from '../gate/facts';
import { type Issue } from '../ports';
import { type UseCase } from '../use-case';

const DAYS = 30;
/** Issues that are judged: each costs two requests to the store, and a call must end well within 25 s. */
const MAX_JUDGED = 60;

/** Judges the issues of the last changes of status as the gate would, each once, with what is known today. */
export const previewGate: UseCase<'gate.preview'> = async ({ ports, input }) => {
  const { demands, statusId, projectKey } = input;
  const { moves, isCut } = await ports.user.recentMoves(DAYS, { statusId, projectKey });
  const issues = new Map<string, Issue>();
  for (const { issue } of moves) if (issues.size < MAX_JUDGED) issues.set(issue.issueId, issue);
  const misses = new Map<string, ReturnType<typeof gateMisses>>();
  for (const issue of issues.values()) {
    const { facts } = await gateFacts(ports, issue, ports.user.issue);
    misses.set(issue.issueId, gateMisses(demands, facts));
  }
  const judged = moves.filter(({ issue }) => issues.has(issue.issueId));
  return {
    days: DAYS,
    looked: judged.length,
    isCut: isCut || judged.length < moves.length,
    stopped: judged.flatMap(({ issue: { issueId, key, summary }, at }) => {
      const lacking = misses.get(issueId) ?? [];
      return lacking.length > 0 ? [{ issueId, key, summary, at, misses: lacking }] : [];
    }),
  };
};
