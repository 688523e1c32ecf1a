import { SITE, ref } from '../ports';
import { type UseCase } from '../use-case';

/** The keys are asked for as the administrator: an issue that they may not see stays without one. */
export const readGateLog: UseCase<'gate.log'> = async ({ ports }) => {
  const log = ref('gateLog', SITE);
  const entries = (await ports.store.read([log])).get(log)?.body.entries ?? [];
  const issues = await ports.user.issues(entries.flatMap(({ issueId }) => issueId ?? []));
  return {
    entries: entries.map(({ at, outcome, issueId, rules, failure }) => {
      const issue = issueId === undefined ? undefined : issues.get(issueId);
      return { at, outcome, rules, ...(issue ? { issueKey: issue.key } : {}), ...(failure ? { failure } : {}) };
    }),
  };
};
