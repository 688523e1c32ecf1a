import { MAX_PAGE } from '../../contract/fields';
import { maySee } from '../../domain/access';
import { viewerOf } from '../authorise';
import { listedViews } from '../listed-views';
import { reviewed } from '../review';
import { leniently } from '../unanswered';
import { type UseCase } from '../use-case';

export const listReview: UseCase<'review.list'> = async ({ ports: asked, caller, input }) => {
  const { administerJira } = await asked.user.permissions();
  const jira = leniently(asked);
  const { ports } = jira;
  const viewer = await viewerOf(ports, caller, administerJira);
  const page = await listedViews(ports, { partition: 'open', cursor: input.cursor, limit: MAX_PAGE });
  const projects = page.items.flatMap((view) => Object.keys(view.delivery));
  const browsable = viewer.jiraAdmin ? new Set<string>() : await ports.user.browsable(caller.accountId, projects);
  const seen = page.items.filter((view) => maySee(viewer, view, browsable));
  return {
    outcomes: reviewed(viewer, seen, ports.now().slice(0, 10)),
    ...(await jira.lacks(seen.flatMap(({ delivery }) => Object.keys(delivery)))),
    ...(page.cursor ? { cursor: page.cursor } : {}),
  };
};
