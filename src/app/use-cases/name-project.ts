import { notFound } from '../refused';
import { type UseCase } from '../use-case';

/** As Jira calls it today, to whoever asks. */
export const nameProject: UseCase<'project.name'> = async ({ ports, grant }) => {
  const project = await ports.user.project(grant.projectId);
  if (!project) throw notFound('project');
  return { key: project.key, name: project.name };
};
