import { managesOutcomes } from '../../domain/access';
import { viewerOf } from '../authorise';
import { leniently } from '../unanswered';
import { type UseCase } from '../use-case';

export const readAccess: UseCase<'access.read'> = async ({ ports, caller }) => {
  const { administerJira } = await ports.user.permissions();
  const jira = leniently(ports);
  const viewer = await viewerOf(jira.ports, caller, administerJira);
  return {
    accountId: viewer.accountId,
    now: ports.now(),
    manageOutcomes: managesOutcomes(viewer),
    jiraAdmin: viewer.jiraAdmin,
    ...(await jira.lacks([])),
  };
};
