/** Generated Jira sites to measure on: as large as asked for, the same each time. */
import { seeded } from '../../src/domain/statistics/random';

export const PROJECT = 'BNC';
const ISSUES_PER_EPIC = 50;
const PEOPLE = 12;
const WEEK_MS = 7 * 86_400_000;
const WEEKS = 52;
/** Of the issues, how many are finished. */
const FINISHED = 0.7;

type Status = readonly [id: string, name: string];
const TO_DO: Status = ['1', 'To Do'];
const DOING: Status = ['3', 'In Progress'];
const DONE: Status = ['5', 'Done'];

/** The lines of a seed file: so many issues of one project over the 52 weeks before `end` (ms since the epoch), epics among them. */
export function* siteOf(issues: number, end: number, perEpic = ISSUES_PER_EPIC): Generator<string> {
  const random = seeded(issues);
  const begin = end - WEEKS * WEEK_MS;
  let change = 0;
  for (let n = 1; n <= issues; n += 1) {
    const isEpic = n % perEpic === 1;
    const epic = n - ((n - 1) % perEpic);
    const created = begin + random() * (end - begin) * 0.8;
    const ended = created + random() * (end - created);
    const isDone = !isEpic && random() < FINISHED;
    const person = () => ({ accountId: `u-${1 + Math.floor(random() * PEOPLE)}` });
    const move = (at: number, from: Status, to: Status, extra: object[] = []) => ({
      ...{ id: String((change += 1)), created: instant(at), author: person() },
      items: [{ field: 'status', from: from[0], fromString: from[1], to: to[0], toString: to[1] }, ...extra],
    });
    const histories = isDone
      ? [move((created + ended) / 2, TO_DO, DOING), move(ended, DOING, DONE, [{ field: 'resolution', from: null, fromString: null, to: '10000', toString: 'Done' }])]
      : [];
    const fields = {
      project: { key: PROJECT },
      issuetype: { name: isEpic ? 'Epic' : n % 3 === 0 ? 'Bug' : 'Story', subtask: false },
      status: { name: isDone ? DONE[1] : TO_DO[1] },
      priority: { name: 'Medium' },
      created: instant(created),
      updated: instant(isDone ? ended : created),
      resolutiondate: isDone ? instant(ended) : null,
      resolution: isDone ? { name: 'Done' } : null,
      ...{ duedate: null, labels: [], components: [], fixVersions: [], subtasks: [], issuelinks: [], commentCount: 0 },
      parent: isEpic ? null : { id: String(epic), key: `${PROJECT}-${epic}` },
      ...{ assignee: person(), reporter: person(), summary: isEpic ? `Epic ${n}` : `Work ${n}` },
    };
    yield JSON.stringify({ id: String(n), key: `${PROJECT}-${n}`, fields, changelog: { total: histories.length, histories } });
  }
}

function instant(at: number): string {
  return new Date(at).toISOString().replace('Z', '+0000');
}
