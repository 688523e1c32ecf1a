import { type Outcome } from '../domain/outcome';
import { type Ports, ref } from './ports';
import { Refused, notFound } from './refused';

/** Levels of outcomes below one another. */
export const MAX_OUTCOME_DEPTH = 5;

/** Refuses a parent that does not exist, is archived, would make a circle, or would make the tree too deep. */
export async function checkParent(
  ports: Ports,
  outcomeId: string | undefined,
  parentId: string,
): Promise<void> {
  let next: string | undefined = parentId;
  for (let depth = 1; next !== undefined; depth += 1) {
    if (next === outcomeId) {
      throw new Refused('invalid-input', 'parentId: an outcome cannot stand below itself.', {
        field: 'parentId',
        remedy: 'Choose an outcome that is not below this one.',
      });
    }
    if (depth >= MAX_OUTCOME_DEPTH) {
      throw new Refused('limit-reached', `Outcomes stand at most ${MAX_OUTCOME_DEPTH} levels deep.`, {
        field: 'parentId',
        remedy: 'Choose an outcome higher up.',
      });
    }
    const parent: Outcome | undefined = await readOutcome(ports, next);
    if (!parent || parent.state === 'archived') throw notFound('open outcome', 'parentId');
    next = parent.parentId;
  }
}

async function readOutcome(ports: Ports, outcomeId: string): Promise<Outcome | undefined> {
  const wanted = ref('outcome', outcomeId);
  return (await ports.store.read([wanted])).get(wanted)?.body;
}
