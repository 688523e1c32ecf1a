import { MAX_PAGE } from '../../src/contract/fields';
import { type Ports, type Ref, ref } from '../../src/app/ports';
import { leniently } from '../../src/app/unanswered';
import { readProject } from '../../src/app/use-cases/read-project';
import { outcomeSnapshot } from '../../src/domain/snapshot';
import { type Outcome } from '../../src/domain/outcome';

const PROJECT = '10';
const NOW = '2026-03-23T10:00:00.000Z';

/** A project with so many outcomes, each third of them restricted to others, and how many were read. */
function projectOf(count: number, isRestricted = (n: number) => n % 3 === 0) {
  const views = Array.from({ length: count }, (_, n) =>
    outcomeSnapshot({ outcomeId: `out_${n}`, title: `Outcome ${n}`, ownerId: 'other', period: {}, restricted: isRestricted(n), state: 'open', kpiIds: [], epics: [{ issueId: String(n), projectId: PROJECT }] } as unknown as Outcome, []),
  );
  const stored = new Map<string, unknown>([[nameOf(ref('projectOutcomes', PROJECT)), { outcomeIds: views.map(({ outcomeId }) => outcomeId) }], ...views.map((view) => [nameOf(ref('outcomeView', view.outcomeId)), view] as const)]);
  let read = 0;
  const ports = {
    now: () => NOW,
    store: {
      read: (refs: readonly Ref[]) => {
        read += refs.length;
        return Promise.resolve({ get: (one: Ref) => (stored.has(nameOf(one)) ? { version: 1, body: stored.get(nameOf(one)) } : undefined) });
      },
    },
    user: {},
  } as unknown as Ports;
  const page = async (offset: number) => {
    read = 0;
    const viewer = { accountId: 'me', jiraAdmin: false, outcomeManager: false };
    const reply = await readProject({ ports, caller: { accountId: 'me', moduleKey: 'project-page', projectId: PROJECT }, input: { offset }, grant: { projectId: PROJECT, viewer, jira: leniently(ports) } });
    return { reply, read };
  };
  return { page, seen: views.filter(({ restricted }) => !restricted).map(({ outcomeId }) => outcomeId) };
}

function nameOf({ collection, key }: Ref): string {
  return `${collection} ${key}`;
}

it('the first page of a project reads little more than it shows, with 60 outcomes as with 1,000', async () => {
  for (const count of [60, 1_000]) {
    const { reply, read } = await projectOf(count, () => false).page(0);
    expect([reply.rows.length, reply.next, read]).toEqual([MAX_PAGE, MAX_PAGE, 1 + MAX_PAGE + 1]);
  }
});

it('pages are full of what one sees, end where that ends, and hold every outcome once', async () => {
  const { page, seen } = projectOf(200);
  const ids: string[] = [];
  for (let offset: number | undefined = 0; offset !== undefined; ) {
    const { reply }: Awaited<ReturnType<typeof page>> = await page(offset);
    expect(reply.rows.length).toBe(Math.min(MAX_PAGE, seen.length - offset));
    ids.push(...reply.rows.map(({ outcome }) => outcome.outcomeId));
    offset = reply.next;
  }
  expect(ids).toEqual(seen);
  await expect(page(seen.length + 1)).rejects.toThrow('lies beyond');
});
