import { shardOf } from '../../domain/ledger';
import { afford } from '../budget';
import { type Ports, ref } from '../ports';
import { type ProjectHistory, ID_PAGE, shardKey } from './ports';
import { takeIssue } from './take-issue';

const DAY_MS = 86_400_000;
/** Shards read at a time. */
const SHARDS_PER_READ = 50;
const ISSUES_PER_SHARD = 100;
/** Pages of ids compared in one sweep; what is left is compared by the next ones. */
const PAGES_PER_SWEEP = 2;

type Check = NonNullable<ProjectHistory['check']>;

interface Repair {
  repaired: number;
  /** What is to be kept of how far the comparison came. */
  facts: Pick<ProjectHistory, 'checkedAt' | 'check'>;
}

/**
 * Issues that the ledger knows and Jira no longer has there. Once a day their number is compared, and only where Jira has
 * fewer the ids are, some pages an hour.
 */
export async function repairGone(ports: Ports, head: ProjectHistory): Promise<Repair> {
  const at = ports.now();
  let from: Check;
  if (head.check) {
    from = head.check;
  } else {
    if (head.checkedAt !== undefined && Date.parse(at) - Date.parse(head.checkedAt) < DAY_MS) return { repaired: 0, facts: {} };
    const known = await knownBetween(ports, head, -1, lastNumber(head));
    if ((await ports.history.count(head.projectId)) >= known.size) return { repaired: 0, facts: { checkedAt: at } };
    from = { reached: -1 };
  }
  let repaired = 0;
  for (let page = 0; page < PAGES_PER_SWEEP; page += 1) {
    const here = from;
    const afforded = await afford(ports, 'upkeep', 1 + ID_PAGE, () => repairPage(ports, head, here));
    if ('waitS' in afforded) break;
    repaired += afforded.result.repaired;
    if (afforded.result.next === undefined) return { repaired, facts: { checkedAt: at, check: undefined } };
    from = afforded.result.next;
  }
  return { repaired, facts: { check: from } };
}

async function repairPage(ports: Ports, head: ProjectHistory, { cursor, reached }: Check): Promise<{ repaired: number; next: Check | undefined }> {
  const page = await ports.history.ids(head.projectId, cursor);
  const to = page.cursor === undefined ? lastNumber(head) : Math.max(reached, ...page.items.map(({ number }) => number));
  const missing = await knownBetween(ports, head, reached, to);
  for (const { issueId } of page.items) missing.delete(issueId);
  for (const [issueId, number] of missing) await takeIssue(ports, issueId, [{ projectId: head.projectId, number }]);
  return { repaired: missing.size, next: page.cursor === undefined ? undefined : { cursor: page.cursor, reached: to } };
}

function lastNumber({ highestShard }: ProjectHistory): number {
  return highestShard * ISSUES_PER_SHARD + ISSUES_PER_SHARD - 1;
}

/** Issues that the ledger has, by id, with the numbers of their keys, after `from` and up to `to`. */
async function knownBetween(ports: Ports, { projectId }: ProjectHistory, from: number, to: number): Promise<Map<string, number>> {
  const known = new Map<string, number>();
  for (let start = shardOf(from + 1); start <= shardOf(to); start += SHARDS_PER_READ) {
    const refs = Array.from({ length: Math.min(SHARDS_PER_READ, shardOf(to) + 1 - start) }, (_, i) => ref('shard', shardKey(projectId, start + i)));
    const found = await ports.store.read(refs);
    for (const shard of refs) {
      for (const [issueId, { gone, number }] of Object.entries(found.get(shard)?.body.entries ?? {})) {
        if (gone === undefined && number > from && number <= to) known.set(issueId, number);
      }
    }
  }
  return known;
}
