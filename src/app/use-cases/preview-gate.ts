import { gateMisses } from '../../domain/gate';
import { gateFacts } from '../gate/facts';
import { type Issue } from '../ports';
import { Refused } from '../refused';
import { type UseCase } from '../use-case';

const DAYS = 30;
/** Issues that are judged, and how many at once: each costs two requests to the store, and a call must end well within 25 s. */
const MAX_JUDGED = 200;
const AT_ONCE = 10;

/** Judges the issues of the last changes of status as the gate would, each once, with what is known today. */
export const previewGate: UseCase<'gate.preview'> = async ({ ports, input }) => {
  const { demands, statusId, projectKey } = input;
  if (projectKey !== undefined && !(await ports.user.project(projectKey))) {
    throw new Refused('invalid-input', `There is no project ${projectKey}.`, { field: 'projectKey', remedy: 'Write the keys of projects that you may browse.' });
  }
  const { moves, isCut } = await ports.user.recentMoves(DAYS, { statusId, projectKey });
  const issues = [...new Map(moves.map(({ issue }) => [issue.issueId, issue])).values()].slice(0, MAX_JUDGED);
  const misses = new Map<string, ReturnType<typeof gateMisses>>();
  const judge = async (issue: Issue): Promise<void> => {
    const { facts } = await gateFacts(ports, issue, ports.user.issue);
    misses.set(issue.issueId, gateMisses(demands, facts));
  };
  for (let from = 0; from < issues.length; from += AT_ONCE) await Promise.all(issues.slice(from, from + AT_ONCE).map(judge));
  const judged = moves.filter(({ issue }) => misses.has(issue.issueId));
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
