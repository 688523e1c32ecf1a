import { type Outcome } from '../domain/outcome';
import { type Change } from './change';
import { ref } from './ports';
import { outcomeStream } from './streams';

/**
 * Who reads an outcome's history may not see a restricted one that it stands below. So that it was put there is a record
 * of that one's history, and to its own it stands by itself: a record that were withheld would tell that something is.
 */
export async function asItsOwn(tx: Change, outcome: Outcome): Promise<Outcome> {
  return (await isBelowRestricted(tx, outcome)) ? { ...outcome, parentId: undefined } : outcome;
}

/** Records in the histories of restricted outcomes that one came below them, or left; false where neither happened. */
export async function recordPlace(tx: Change, before: Outcome | undefined, after: Outcome): Promise<boolean> {
  const { outcomeId: childId } = after;
  const [from, to] = [before && (await isBelowRestricted(tx, before)) ? before.parentId : undefined, (await isBelowRestricted(tx, after)) ? after.parentId : undefined];
  if (from === to) return false;
  if (from !== undefined) tx.record(outcomeStream(from), 'child.removed', { childId });
  if (to !== undefined) tx.record(outcomeStream(to), 'child.added', { childId });
  return true;
}

async function isBelowRestricted(tx: Change, { parentId }: Outcome): Promise<boolean> {
  if (parentId === undefined) return false;
  const view = ref('outcomeView', parentId);
  await tx.read(view);
  return tx.get(view)?.restricted === true;
}
