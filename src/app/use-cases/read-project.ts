import { maySee } from '../../domain/access';
import { type OutcomeSnapshot } from '../../domain/snapshot';
import { MAX_PAGE } from '../../contract/fields';
import { deliveryIn, deliverySeen } from '../delivery-seen';
import { titlesElsewhere } from '../other-launches';
import { ref } from '../ports';
import { outcomeCard, pastOf } from '../records';
import { Refused } from '../refused';
import { reviewed } from '../review';
import { type UseCase } from '../use-case';

/**
 * Reads a page of the project's outcomes: one request for the list, one a 25 outcomes up to the page's end; no search over
 * issues. Pages are of what the caller may see, so that neither their size nor their number tells of anything else.
 */
export const readProject: UseCase<'project.read'> = async ({ caller, input, grant }) => {
  const { projectId, viewer, jira } = grant;
  const { ports } = jira;
  const list = ref('projectOutcomes', projectId);
  const outcomeIds = (await ports.store.read([list])).get(list)?.body.outcomeIds ?? [];
  // One more than the page, which says whether there is another; however many outcomes the project has.
  const wanted = input.offset + MAX_PAGE + 1;
  const seen: OutcomeSnapshot[] = [];
  const closed: OutcomeSnapshot[] = [];
  for (let from = 0; from < outcomeIds.length && seen.length < wanted; ) {
    const refs = outcomeIds.slice(from, from + wanted - seen.length).map((id) => ref('outcomeView', id));
    const found = await ports.store.read(refs);
    const visible = refs.flatMap((r) => found.get(r)?.body ?? []).filter((view) => maySee(viewer, view, new Set([projectId])));
    seen.push(...visible.filter(({ state }) => state === 'open'));
    closed.push(...visible.filter((view) => view.closed));
    from += refs.length;
  }
  if (input.offset > seen.length) {
    throw new Refused('invalid-input', 'offset: lies beyond the last outcome.', {
      field: 'offset',
      remedy: 'Start again from 0; outcomes may have been unlinked.',
    });
  }
  const shown = seen.slice(input.offset, input.offset + MAX_PAGE);
  const next = input.offset + shown.length;
  const now = ports.now();
  const elsewhere = new Set(shown.flatMap(({ delivery }) => Object.keys(delivery)).filter((id) => id !== projectId));
  const others = elsewhere.size > 0 ? await ports.user.browsable(viewer.accountId, [...elsewhere]) : [];
  const browsable = new Set([projectId, ...others]);
  const titles = await titlesElsewhere(ports, viewer, shown, now.slice(0, 10));
  return {
    now,
    project: { projectId, key: caller.projectKey ?? projectId },
    rows: shown.map((view) => ({ outcome: outcomeCard(view, now.slice(0, 10), titles), delivery: deliveryIn(view, [projectId]), ...wholeOf(view, browsable), trail: trailOf(view) })),
    // Those that were closed are told once, with the last page, which has come by all of them.
    review: reviewed(viewer, next < seen.length ? shown : [...shown, ...closed], now.slice(0, 10)),
    ...(await jira.lacks([projectId])),
    ...(next < seen.length ? { next } : {}),
  };
};

/** Weeks of the trail that the page draws. */
const TRAIL_WEEKS = 8;

function trailOf({ measures }: OutcomeSnapshot): { week: string; way: number }[] {
  const primary = measures.find(({ role }) => role === 'primary');
  const judged = (primary ? pastOf(primary) : []).filter(({ kind }) => kind === 'improved' || kind === 'worsened' || kind === 'no detectable change');
  return judged.flatMap(({ week, share }) => (share === undefined ? [] : [{ week, way: share }])).slice(-TRAIL_WEEKS);
}

function wholeOf(view: OutcomeSnapshot, browsable: ReadonlySet<string>) {
  const whole = deliverySeen(view, browsable);
  return whole && whole.projects > 1 ? { whole } : {};
}
