import { Refused } from '../refused';
import { type UseCase } from '../use-case';

const PROJECTS_PER_PAGE = 50;

export const listPins: UseCase<'pin.list'> = async ({ ports, input: { query, cursor } }) => {
  const page = await ports.user.projects(query, { cursor, limit: PROJECTS_PER_PAGE });
  const pinned = await ports.user.pinnedPanels(page.items.map(({ projectId }) => projectId));
  return {
    projects: page.items.map((project) => ({ ...project, pinned: pinned.has(project.projectId) })),
    ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
  };
};

/** Nothing is kept of it: where the panel is pinned is Jira's to know. */
export const setPins: UseCase<'pin.set'> = async ({ ports, input: { projectIds, pinned } }) => {
  if (await ports.user.pinPanel([...new Set(projectIds)], pinned)) return {};
  throw new Refused('not-found', 'One of the projects does not exist, or you may not see it.', {
    field: 'projectIds',
    remedy: 'Reload the list and choose again. Nothing was changed.',
  });
};
