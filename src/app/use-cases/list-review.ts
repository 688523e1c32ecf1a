import { MAX_PAGE } from '../../contract/fields';
import { seenAmong, viewerOf } from '../authorise';
import { REVIEW_DAYS } from '../../domain/changed';
import { plusDays } from '../../domain/timeline';
import { type ListedView, listedViews } from '../listed-views';
import { type Page } from '../page';
import { type Ports } from '../ports';
import { reviewed } from '../review';
import { seenPage } from '../seen-page';
import { leniently } from '../unanswered';
import { type UseCase } from '../use-case';

export const listReview: UseCase<'review.list'> = async ({ ports: asked, caller, input }) => {
  const { administerJira } = await asked.user.permissions();
  const jira = leniently(asked);
  const { ports } = jira;
  const viewer = await viewerOf(ports, caller, administerJira);
  const { items: seen, cursor } = await seenPage<ListedView>(ports, {
    ...{ list: 'review', cursor: input.cursor, limit: MAX_PAGE, idOf: ({ outcomeId }) => outcomeId },
    read: (from) => openThenClosed(ports, from),
    see: (views) => seenAmong(ports, viewer, views),
  });
  return {
    outcomes: reviewed(viewer, seen, ports.now().slice(0, 10)),
    ...(await jira.lacks(seen.flatMap(({ delivery }) => Object.keys(delivery)))),
    ...(cursor === undefined ? {} : { cursor }),
  };
};

const CLOSED = 'closed:';

/** All that are open, then of the archived those that were closed within the week. */
async function openThenClosed(ports: Ports, from = ''): Promise<Page<ListedView>> {
  if (!from.startsWith(CLOSED)) {
    const open = await listedViews(ports, { partition: 'open', cursor: from === '' ? undefined : from, limit: MAX_PAGE });
    return { items: open.items, cursor: open.cursor ?? CLOSED };
  }
  const rest = from.slice(CLOSED.length);
  const weekAgo = plusDays(ports.now().slice(0, 10), -REVIEW_DAYS);
  const { items, cursor } = await listedViews(ports, { partition: 'archived', cursor: rest === '' ? undefined : rest, limit: MAX_PAGE });
  return { items: items.filter(({ closed }) => closed && closed.at.slice(0, 10) > weekAgo), ...(cursor === undefined ? {} : { cursor: `${CLOSED}${cursor}` }) };
}
