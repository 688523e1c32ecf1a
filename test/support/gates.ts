import { NEW_GATE, gateText } from '../../src/domain/gate-config';
import { type GateConfig } from '../../src/domain/gate';
import { type LocalPlatform } from './platform';
import { ADMIN } from './needle';

/** Puts a gate on the transition into a status, in the place of what stood there, as an administrator would in the workflow. */
export async function setGate(platform: LocalPlatform, projectKey: string, status: string, config: Partial<GateConfig> | string): Promise<void> {
  const { body } = await platform.control<{ transitions: { id: string; name: string }[]; rules: { id: number }[] }>('POST', '/_host/rules', { accountId: ADMIN, projectKey });
  for (const { id } of body.rules) await platform.control('POST', '/_host/rules/remove', { accountId: ADMIN, projectKey, ruleId: id });
  const transitionId = body.transitions.find(({ name }) => name === status)?.id ?? '';
  const configuration = typeof config === 'string' ? config : gateText({ ...NEW_GATE, ...config });
  const saved = await platform.control('POST', '/_host/rules/save', { accountId: ADMIN, projectKey, transitionId, moduleKey: 'gate', configuration });
  if (saved.status !== 200) throw new Error(`The gate was not saved: ${JSON.stringify(saved.body)}`);
}

/** Moves an issue to a status as somebody; undefined when it went through, else what Jira says. */
export async function moveTo(platform: LocalPlatform, accountId: string, issueKey: string, status: string): Promise<string | undefined> {
  const jira = platform.jira(accountId);
  const { body } = await jira<{ transitions: { id: string; name: string }[] }>('GET', `/rest/api/3/issue/${issueKey}/transitions`);
  const id = body.transitions.find(({ name }) => name === status)?.id;
  const moved = await jira<{ errorMessages?: string[] } | undefined>('POST', `/rest/api/3/issue/${issueKey}/transitions`, { transition: { id } });
  return moved.status === 204 ? undefined : (moved.body?.errorMessages?.join(' ') ?? String(moved.status));
}
