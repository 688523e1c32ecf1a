import { type CallInput, type CallName, type CallReply } from '../../src/contract';
import { type Reply } from '../../src/contract/errors';
import { type LocalPlatform } from './platform';

/** The people that every seeded site has. */
export const ADMIN = 'admin';
export const PROJECT_ADMIN = 'project-admin';
export const ENGINEER = 'engineer';
export const OUTSIDER = 'outsider';

/** Where a call comes from: a module and, on issues and projects, which one. */
export type Place =
  | { moduleKey: 'global-page' | 'admin-page' | 'gate' }
  | { moduleKey: 'issue-panel' | 'issue-context'; issueKey: string }
  | { moduleKey: 'project-page' | 'project-settings'; projectKey: string };

export const GLOBAL: Place = { moduleKey: 'global-page' };
export const onIssue = (issueKey: string): Place => ({ moduleKey: 'issue-panel', issueKey });
export const onProject = (projectKey: string): Place => ({ moduleKey: 'project-page', projectKey });
export const inSettings = (projectKey: string): Place => ({ moduleKey: 'project-settings', projectKey });

/** Calls Needle on the running platform as somebody, with the contract's types. */
export function needleOn(platform: LocalPlatform) {
  async function ask<N extends CallName>(
    accountId: string,
    place: Place,
    name: N,
    payload: CallInput<N>,
  ): Promise<Reply<CallReply<N>>> {
    const answer = await platform.invoke(accountId, { ...place, functionKey: name, payload });
    if (!answer.ok) throw new Error(`The function itself failed: ${JSON.stringify(answer.error)}`);
    return answer.result as Reply<CallReply<N>>;
  }

  /** For calls that must succeed. */
  async function call<N extends CallName>(
    accountId: string,
    place: Place,
    name: N,
    payload: CallInput<N>,
  ): Promise<CallReply<N>> {
    const reply = await ask(accountId, place, name, payload);
    if (!reply.ok) throw new Error(`${name} was refused: ${JSON.stringify(reply.error)}`);
    return reply.data;
  }

  /** Jira's id of an issue. */
  async function issueId(key: string): Promise<string> {
    const { body } = await platform.jira(ADMIN)<{ id: string }>('GET', `/rest/api/3/issue/${key}?fields=summary`);
    return body.id;
  }

  /** An outcome with one KPI that should fall from 9 to 6, and some values. */
  async function outcomeWithKpi(title: string, more: Partial<CallInput<'outcome.create'>> = {}) {
    const { outcome } = await call(ADMIN, GLOBAL, 'outcome.create', { title, ...more });
    const { kpi } = await call(ADMIN, GLOBAL, 'kpi.create', {
      ...{ name: `${title}: handling time`, unit: 'hours', direction: 'decrease', cadence: 'week' },
    });
    await call(ADMIN, GLOBAL, 'measure.set', {
      ...{ outcomeId: outcome.outcomeId, kpiId: kpi.kpiId, role: 'primary' },
      baseline: { kind: 'stated', level: 9 },
      target: { kind: 'value', value: 6, by: '2026-12-18' },
      launch: '2026-03-02',
    });
    await call(ADMIN, GLOBAL, 'value.record', {
      kpiId: kpi.kpiId,
      values: [
        { at: '2026-03-09', value: 8.4 },
        { at: '2026-03-16', value: 7.5 },
      ],
    });
    return { outcomeId: outcome.outcomeId, kpiId: kpi.kpiId };
  }

  /** A change to what is locked, proposed by the administrator and approved by an approver of the outcome. */
  async function agree(approver: string, pair: { outcomeId: string; kpiId: string }, change: CallInput<'proposal.make'>['change']): Promise<void> {
    const { proposal } = await call(ADMIN, GLOBAL, 'proposal.make', { ...pair, reason: 'Agreed on elsewhere.', change });
    await call(approver, GLOBAL, 'proposal.decide', { outcomeId: pair.outcomeId, proposalId: proposal.proposalId, approve: true, reason: 'Yes.' });
  }

  /** A new group with one member, who is nothing else on the site; naming the group makes them an outcome manager. */
  async function group(name: string): Promise<{ groupId: string; memberId: string }> {
    const jira = platform.jira(ADMIN);
    const { body: made } = await jira<{ groupId: string }>('POST', '/rest/api/3/group', { name });
    const { body: member } = await jira<{ accountId: string }>('POST', '/rest/api/3/user', { displayName: 'Olga Manager', emailAddress: 'olga@example.com', products: ['jira-software'] });
    await jira('POST', `/rest/api/3/group/user?groupId=${made.groupId}`, { accountId: member.accountId });
    return { groupId: made.groupId, memberId: member.accountId };
  }

  return { ask, call, issueId, outcomeWithKpi, agree, group };
}

export type Needle = ReturnType<typeof needleOn>;
