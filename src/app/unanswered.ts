import { type Unanswered } from '../contract/views';
import { type JiraAsUser, type Ports, ref } from './ports';
import { Refused } from './refused';

type Question = Unanswered['about'][number];

/** Jira for what a view asks once its own permission was granted, and what it did not answer. */
export interface Lenient {
  ports: Ports;
  /** For the reply: nothing while Jira answered all. `projectIds` are those of whose work something is shown. */
  lacks(projectIds: readonly string[]): Promise<{ unanswered?: Unanswered }>;
  /** Refuses as Jira did, for a call whose reply cannot say what it lacks. */
  insist(): void;
}

/**
 * Lets a view be shown without what Jira did not answer. What could not be asked counts as not granted and not there, so
 * that nothing is shown that was not checked. Once a question failed and the view has taken long, the others are not asked
 * any more: nobody waits at a page for each of them, and the time of an invocation ends.
 */
export function leniently(ports: Ports): Lenient {
  const about = new Set<Question>();
  const begun = Date.parse(ports.now());
  const isLate = (): boolean => Date.parse(ports.now()) - begun > LONGEST_MS;
  let refused: Refused | undefined;
  const ask = async <T>(question: Question, otherwise: T, answer: () => Promise<T>): Promise<T> => {
    try {
      if (!refused || !isLate()) return await answer();
    } catch (error) {
      if (!(error instanceof Refused) || !PASSING.has(error.refusal.code)) throw error;
      ports.log.error(`Jira did not answer for ${question}; what it would have shown is left out.`, error);
      refused = error;
    }
    about.add(question);
    return otherwise;
  };
  const { user } = ports;
  const lenient: JiraAsUser = {
    ...user,
    issue: (idOrKey) => ask('parents', undefined, () => user.issue(idOrKey)),
    issues: (issueIds) => ask('epics', new Map(), () => user.issues(issueIds)),
    permissions: (projectId) => ask('rights', NO_RIGHTS, () => user.permissions(projectId)),
    browsable: (accountId, projectIds) => ask('projects', new Set(), () => user.browsable(accountId, projectIds)),
    groupIds: () => ask('groups', new Set(), () => user.groupIds()),
  };
  return {
    ports: { ...ports, user: lenient },
    async lacks(projectIds) {
      if (about.size === 0) return {};
      const asOf = await countedUntil(ports, projectIds);
      return { unanswered: { about: [...about], ...(asOf === undefined ? {} : { asOf }) } };
    },
    insist() {
      if (refused) throw refused;
    },
  };
}

/** How long a view in which a question failed may take before others are left; an invocation has 25 s (Forge, "Invocation limits"), and one that hangs is waited for four times 5 s. */
const LONGEST_MS = 3_000;
/** With these Jira may answer the next time. */
const PASSING = new Set(['busy', 'jira-unavailable']);
const NO_RIGHTS = { browse: false, administerProject: false, administerJira: false };

/** The instant up to which all that changed in the projects is in what is stored; undefined where none of them was read. */
async function countedUntil(ports: Ports, projectIds: readonly string[]): Promise<string | undefined> {
  const refs = [...new Set(projectIds)].map((id) => ref('history', id));
  if (refs.length === 0) return undefined;
  const found = await ports.store.read(refs);
  return refs.flatMap((one) => found.get(one)?.body ?? []).flatMap(({ sweptAt, filledAt }) => sweptAt ?? filledAt ?? []).sort()[0];
}
