import { countsFor } from '../../domain/access';
import { queriesOf, rulingOf } from '../../domain/work-rule';
import { SHARE_WEEKS } from '../../domain/work-share';
import { SITE, ref } from '../ports';
import { type UseCase } from '../use-case';

/** Asked of Jira as the caller, told to the caller, and kept nowhere. */
export const ownWork: UseCase<'work.mine'> = async ({ ports, grant }) => {
  const ruled = ref('workRules', SITE);
  const rules = (await ports.store.read([ruled])).get(ruled)?.body.rules ?? [];
  const { issues, isCut } = await ports.user.finished(grant.projectId, SHARE_WEEKS, queriesOf(rules));
  const linkable = [...new Set(issues.flatMap(({ issueId, parentId }) => [issueId, ...(parentId === undefined ? [] : [parentId])]))];
  const links = await ports.store.read(linkable.map((id) => ref('issueLinks', id)));
  const today = ports.now().slice(0, 10);
  const inForce = (issueId: string) => (links.get(ref('issueLinks', issueId))?.body.links ?? []).filter(({ since }) => since <= today).map(({ outcomeId }) => outcomeId);
  const views = await ports.store.read([...new Set(linkable.flatMap(inForce))].map((id) => ref('outcomeView', id)));
  const counts = (outcomeId: string): boolean => {
    const view = views.get(ref('outcomeView', outcomeId))?.body;
    return view !== undefined && countsFor(grant.viewer, view);
  };
  const serves = (issueId: string) => inForce(issueId).some(counts);
  const change = issues.filter((issue) => {
    const ruling = rulingOf(rules, issue);
    return ruling === 'open' ? serves(issue.issueId) || (issue.parentId !== undefined && serves(issue.parentId)) : ruling === 'change';
  });
  return { done: issues.length, change: change.length, isCut };
};
