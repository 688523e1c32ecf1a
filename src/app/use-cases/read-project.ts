import { maySee } from '../../domain/access';
import { type OutcomeSnapshot } from '../../domain/snapshot';
import { MAX_PAGE } from '../../contract/fields';
import { titlesElsewhere } from '../other-launches';
import { ref } from '../ports';
import { outcomeCard } from '../records';
import { Refused } from '../refused';
import { reviewed } from '../review';
import { type UseCase } from '../use-case';

/** Reads a page of the project's outcomes: one request for the list, one a 25 outcomes; no search over issues. */
export const readProject: UseCase<'project.read'> = async ({ ports, caller, input, grant }) => {
  const { projectId, viewer } = grant;
  const list = ref('projectOutcomes', projectId);
  const outcomeIds = (await ports.store.read([list])).get(list)?.body.outcomeIds ?? [];
  if (input.offset > outcomeIds.length) {
    throw new Refused('invalid-input', 'offset: lies beyond the last outcome.', {
      field: 'offset',
      remedy: 'Start again from 0; outcomes may have been unlinked.',
    });
  }
  const page = outcomeIds.slice(input.offset, input.offset + MAX_PAGE);
  const refs = page.map((id) => ref('outcomeView', id));
  const found = await ports.store.read(refs);
  const next = input.offset + page.length;
  const now = ports.now();
  const shown = refs
    .flatMap((r) => found.get(r)?.body ?? [])
    .filter((view) => view.state === 'open' && maySee(viewer, view, new Set([projectId])));
  const titles = await titlesElsewhere(ports, viewer, shown, now.slice(0, 10));
  return {
    now,
    project: { projectId, key: caller.projectKey ?? projectId },
    rows: shown.map((view) => ({ outcome: outcomeCard(view, now.slice(0, 10), titles), delivery: deliveryHere(view, projectId) })),
    review: reviewed(shown, now.slice(0, 10)),
    ...(next < outcomeIds.length ? { next } : {}),
  };
};

function deliveryHere(view: OutcomeSnapshot, projectId: string) {
  const here = view.delivery[projectId];
  return { epics: here?.epicIds.length ?? 0, ...(here?.count ? { count: here.count } : {}) };
}
