import { type Json } from '../../domain/canonical-json';
import { isLaunched } from '../../domain/lock';
import { type Outcome } from '../../domain/outcome';
import { type Change, change } from '../change';
import { checkPeople } from '../check-people';
import { openLevels } from '../linking';
import { ZONE, dayOf } from '../measure-locks';
import { checkPlaces } from '../kpi-places';
import { checkParent, seenParent } from '../outcome-tree';
import { asItsOwn, recordPlace } from '../placing';
import { ref } from '../ports';
import { outcomeRecord } from '../records';
import { Refused, archived, changedMeanwhile, notFound } from '../refused';
import { outcomeStream } from '../streams';
import { type UseCase } from '../use-case';
import { putOutcome } from '../views';

export const updateOutcome: UseCase<'outcome.update'> = async ({ ports, caller, input, grant }) => {
  const { outcomeId, version, parentId, ...patch } = input;
  if (parentId) await checkParent(ports, grant.viewer, outcomeId, parentId);
  // Whoever does not see what it stands below takes it for one that stands by itself, and says nothing of it.
  const standsAlone = parentId === null && (await seenParent(ports, grant.viewer, grant.outcome.parentId)) === undefined;
  await checkPeople(ports, caller.accountId, 'ownerId', [patch.ownerId]);
  await checkPeople(ports, caller.accountId, 'approverIds', patch.approverIds ?? []);
  const stored = ref('outcome', outcomeId);
  const { outcome, isToldAnew } = await change(ports, caller, async (tx) => {
    await tx.read(stored, ref('outcomeView', outcomeId), ZONE);
    const before = tx.get(stored);
    if (!before) throw notFound('outcome', 'outcomeId');
    if (before.revision !== version) throw changedMeanwhile('outcome');
    if (before.state === 'archived' && patch.state !== 'open') throw archived('outcome', 'outcomeId');
    if (before.closed) throw closedBefore();
    if (patch.state === 'archived' && wasLaunched(tx, outcomeId)) throw launchedBefore();
    const after: Outcome = {
      ...before,
      ...given(patch),
      ...(parentId === undefined || standsAlone ? {} : { parentId: parentId ?? undefined }),
    };
    if (after.restricted !== before.restricted) await checkPlaces(tx, grant.viewer, after);
    if (before.restricted && !after.restricted) await openLevels(tx);
    const changes = await differences(tx, await asItsOwn(tx, before), await asItsOwn(tx, after));
    const isNews = Object.keys(changes).length > 0;
    const isPlaced = await recordPlace(tx, before, after);
    if (!isNews && !isPlaced) return { outcome: before, isToldAnew: false };
    const changed = { ...after, revision: before.revision + (isNews ? 1 : 0) };
    putOutcome(tx, changed, [], isNews);
    if (isNews) tx.record(outcomeStream(outcomeId), 'outcome.changed', changes);
    return { outcome: changed, isToldAnew: after.restricted !== before.restricted };
  });
  if (isToldAnew) await ports.historyQueue.push({ kind: 'retell' });
  const parent = await seenParent(ports, grant.viewer, outcome.parentId);
  return { outcome: outcomeRecord(outcome, parent !== undefined) };
};

/** Archiving is for what never began. */
function wasLaunched(tx: Change, outcomeId: string): boolean {
  const measures = tx.get(ref('outcomeView', outcomeId))?.measures ?? [];
  return measures.some(({ launch, lock }) => lock !== undefined || isLaunched({ launch }, dayOf(tx)));
}

function launchedBefore(): Refused {
  return new Refused('forbidden', 'state: it was launched, so how it ended is to be said.', { field: 'state', remedy: 'Close it as achieved, not achieved or abandoned, with a reason. Nothing was changed.' });
}

function closedBefore(): Refused {
  return new Refused('forbidden', 'This outcome is closed.', { field: 'state', remedy: 'Reopen it with a reason. Nothing was changed.' });
}

/** Only the fields that were sent. */
function given<T extends object>(patch: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

const FIELDS = ['title', 'description', 'ownerId', 'approverIds', 'period', 'parentId', 'restricted', 'state'] as const;

/** Where the trail's field holds pseudonyms, it has another name than the ids. */
const TOLD_AS: Partial<Record<(typeof FIELDS)[number], string>> = { ownerId: 'owner', approverIds: 'approvers' };

/** What changed, as `{field: {from, to}}`, with a person's pseudonym in place of the account id. */
async function differences(tx: Change, before: Outcome, after: Outcome): Promise<Record<string, Json>> {
  const changes: Record<string, Json> = {};
  for (const field of FIELDS) {
    const from = await forTrail(tx, field, before);
    const to = await forTrail(tx, field, after);
    if (JSON.stringify(from) !== JSON.stringify(to)) {
      changes[TOLD_AS[field] ?? field] = { from, to };
    }
  }
  return changes;
}

async function forTrail(tx: Change, field: (typeof FIELDS)[number], outcome: Outcome): Promise<Json> {
  if (field === 'ownerId') return tx.person(outcome.ownerId);
  if (field === 'approverIds') return Promise.all((outcome.approverIds ?? []).map((id) => tx.person(id)));
  if (field === 'period') return { from: outcome.period.from ?? null, to: outcome.period.to ?? null };
  return outcome[field] ?? null;
}
