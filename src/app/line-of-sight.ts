import { LOWEST_LINKABLE_LEVEL } from '../domain/link';
import { type Found, type Issue, type Ports, type Ref, SITE, type SiteFacts, ref } from './ports';

/** The issue or one above it: all that a link is looked up by and shown with. */
export type Ancestor = Pick<Issue, 'issueId' | 'key' | 'summary' | 'level'>;

/** Jira's hierarchy has sub-tasks, issues, epics and the few levels that a site may add above. */
const MAX_ANCESTORS = 8;

export interface LineOfSight {
  /** The issue and what stands above it, nearest first. */
  line: Ancestor[];
  /** How far up that is told to everybody; what comes after it is there for restricted outcomes alone. */
  told: number;
  /** Their links, and the requests for those that can be linked. */
  found: Found;
  /** Jira named a parent and did not show it to the person. */
  unseenParent: boolean;
}

/**
 * The issue and what stands above it, as far up as links are and as the person may see, with what is stored of them.
 * What Jira itself says of a parent in the child's reply is enough when the parent is in the same project and nothing
 * above it can carry a link; otherwise the parent is asked for, as the person unless another way is given.
 */
export async function lineOfSight(ports: Ports, issue: Issue, ask = (idOrKey: string): Promise<Issue | undefined> => ports.user.issue(idOrKey)): Promise<LineOfSight> {
  const line: Ancestor[] = [issue];
  let site: SiteFacts = { highestLinkedLevel: LOWEST_LINKABLE_LEVEL };
  let known: Found | undefined;
  let told: number | undefined;
  let below = issue;
  while (below.parent && line.length < MAX_ANCESTORS) {
    const parent = below.parent;
    if (parent.level >= LOWEST_LINKABLE_LEVEL && !known) {
      known = await ports.store.read([...storedOf([...line, parent]), ref('site', SITE)]);
      site = known.get(ref('site', SITE))?.body ?? site;
    }
    const sameProject = projectOf(parent.key) === below.projectKey;
    const { highestLinkedLevel: open, highestRestrictedLevel: highest = open } = site;
    if (parent.level >= Math.max(open, highest) && known && sameProject) return { line: [...line, parent], told: told ?? line.length + 1, found: known, unseenParent: false };
    // To those who know of no link higher up, the way ends here, and what is above is not asked for.
    if (parent.level >= open && known && sameProject) told ??= line.length + 1;
    const seen = await ask(parent.issueId);
    if (!seen) {
      if (told === line.length + 1) line.push(parent);
      return { line, told: told ?? line.length, found: await ports.store.read(storedOf(line)), unseenParent: told === undefined };
    }
    line.push(seen);
    below = seen;
  }
  return { line, told: told ?? line.length, found: await ports.store.read(storedOf(line)), unseenParent: false };
}

export function isLinkable({ level }: Ancestor): boolean {
  return level >= LOWEST_LINKABLE_LEVEL;
}

function storedOf(line: readonly Ancestor[]): Ref[] {
  return line.flatMap((at) => [ref('issueLinks', at.issueId), ...(isLinkable(at) ? [ref('issueRequests', at.issueId)] : [])]);
}

function projectOf(issueKey: string): string {
  return issueKey.slice(0, issueKey.lastIndexOf('-'));
}
