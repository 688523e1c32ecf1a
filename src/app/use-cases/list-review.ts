import { MAX_PAGE } from '../../contract/fields';
import { maySee } from '../../domain/access';
import { viewerFor } from '../authorise';
import { listedViews } from '../listed-views';
import { reviewed } from '../review';
import { type UseCase } from '../use-case';

export const listReview: UseCase<'review.list'> = async ({ ports, caller, input }) => {
  const viewer = await viewerFor(ports, caller);
  const page = await listedViews(ports, { partition: 'open', cursor: input.cursor, limit: MAX_PAGE });
  const projects = page.items.flatMap((view) => Object.keys(view.delivery));
  const browsable = viewer.jiraAdmin ? new Set<string>() : await ports.user.browsable(caller.accountId, projects);
  return {
    outcomes: reviewed(viewer, page.items.filter((view) => maySee(viewer, view, browsable)), ports.now().slice(0, 10)),
    ...(page.cursor ? { cursor: page.cursor } : {}),
  };
};
