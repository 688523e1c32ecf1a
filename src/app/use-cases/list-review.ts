import { MAX_PAGE } from '../../contract/fields';
import { seenAmong, viewerOf } from '../authorise';
import { type ListedView, listedViews } from '../listed-views';
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
    read: (from) => listedViews(ports, { partition: 'open', cursor: from, limit: MAX_PAGE }),
    see: (views) => seenAmong(ports, viewer, views),
  });
  return {
    outcomes: reviewed(viewer, seen, ports.now().slice(0, 10)),
    ...(await jira.lacks(seen.flatMap(({ delivery }) => Object.keys(delivery)))),
    ...(cursor === undefined ? {} : { cursor }),
  };
};
