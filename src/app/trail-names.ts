import type { TrailName } from '../contract/views';
import { namedIn } from '../domain/named-in';
import { type TrailRecord } from '../domain/trail';
import { type Ports, ref } from './ports';
import { leniently } from './unanswered';

/**
 * How what the records name is called today, so that they can be read in words. To be given records as their reader may
 * see them: what they may not see is then not named in them (see app/trail-sight). What is gone, and issues for which Jira
 * does not answer, have no name.
 */
export async function namesIn(ports: Ports, records: readonly TrailRecord[]): Promise<TrailName[]> {
  // As of no stream in particular: what a stream is about is named, too.
  const named = records.map(({ data }) => namedIn({ stream: '', data }));
  const all = (of: 'outcomeIds' | 'kpiIds' | 'issueIds') => [...new Set(named.flatMap((one) => [...one[of]]))];
  const [outcomes, kpis, issueIds] = [all('outcomeIds').map((id) => ref('outcome', id)), all('kpiIds').map((id) => ref('kpi', id)), all('issueIds')];
  const found = await ports.store.read([...outcomes, ...kpis]);
  const issues = issueIds.length > 0 ? await leniently(ports).ports.user.issues(issueIds) : new Map<string, never>();
  return [
    ...outcomes.flatMap((one) => found.get(one)?.body ?? []).map(({ outcomeId, title }) => ({ id: outcomeId, name: title })),
    ...kpis.flatMap((one) => found.get(one)?.body ?? []).map(({ kpiId, name, unit }) => ({ id: kpiId, name, unit })),
    ...[...issues.values()].map(({ issueId, key, summary }) => ({ id: issueId, name: summary, key })),
  ];
}
