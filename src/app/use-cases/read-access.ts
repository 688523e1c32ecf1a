import { managesOutcomes } from '../../domain/access';
import { viewerFor } from '../authorise';
import { type UseCase } from '../use-case';

export const readAccess: UseCase<'access.read'> = async ({ ports, caller }) => {
  const viewer = await viewerFor(ports, caller);
  return {
    accountId: viewer.accountId,
    now: ports.now(),
    manageOutcomes: managesOutcomes(viewer),
    jiraAdmin: viewer.jiraAdmin,
  };
};
