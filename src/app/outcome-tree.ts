import { type Viewer } from '../domain/access';
import { type OutcomeSnapshot } from '../domain/snapshot';
import { seenAmong, sees } from './authorise';
import { type Ports, ref } from './ports';
import { Refused, notFound } from './refused';

/** Levels of outcomes below one another. */
export const MAX_OUTCOME_DEPTH = 5;

/** Items in one strictly consistent read. */
const MAX_READ = 25;

/**
 * Refuses a parent that does not exist, is archived, may not be seen, would make a circle, or would make the tree too
 * deep. What stands above the parent need not be open. The way up ends where the viewer may not see on: to them that is
 * the root, and a circle or a depth beyond it is for whoever sees it to mend (see domain/outcome-tree).
 */
export async function checkParent(
  ports: Ports,
  viewer: Viewer,
  outcomeId: string | undefined,
  parentId: string,
): Promise<void> {
  const parent = await seenParent(ports, viewer, parentId);
  if (parent?.state !== 'open') throw notFound('open outcome', 'parentId');
  let above: OutcomeSnapshot | undefined = parent;
  for (let depth = 1; above; depth += 1) {
    if (above.outcomeId === outcomeId) {
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
    above = await seenParent(ports, viewer, above.parentId);
  }
}

/** The parent, if the viewer may see it. */
export async function seenParent(ports: Ports, viewer: Viewer, parentId: string | undefined): Promise<OutcomeSnapshot | undefined> {
  const view = parentId && (await readView(ports, parentId));
  return view && (await sees(ports, viewer, view)) ? view : undefined;
}

/** Those of the views' parents that the viewer may see, by id: of another one not even its id may be told. */
export async function seenParents(
  ports: Ports,
  viewer: Viewer,
  views: readonly OutcomeSnapshot[],
): Promise<Map<string, OutcomeSnapshot>> {
  const here = new Map(views.map((view) => [view.outcomeId, view]));
  const wanted = [...new Set(views.flatMap(({ parentId }) => parentId ?? []))];
  const elsewhere = wanted.filter((id) => !here.has(id));
  const parents = wanted.flatMap((id) => here.get(id) ?? []);
  for (let from = 0; from < elsewhere.length; from += MAX_READ) {
    const refs = elsewhere.slice(from, from + MAX_READ).map((id) => ref('outcomeView', id));
    const found = await ports.store.read(refs);
    parents.push(...refs.flatMap((r) => found.get(r)?.body ?? []));
  }
  return new Map((await seenAmong(ports, viewer, parents)).map((view) => [view.outcomeId, view]));
}

async function readView(ports: Ports, outcomeId: string): Promise<OutcomeSnapshot | undefined> {
  const wanted = ref('outcomeView', outcomeId);
  return (await ports.store.read([wanted])).get(wanted)?.body;
}
