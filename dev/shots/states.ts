/** States of Northbank that a scene needs for itself: each is made before it, and taken back after it. */
import { NEW_GATE, gateText } from '../../src/domain/gate-config';
import { type Northbank, type Site } from './site';

/** Makes a state; what it gives takes it back. */
export type Prepare = (site: Site, northbank: Northbank) => Promise<() => Promise<unknown>>;

const PROJECT = 'NSP';
const PROJECT_ADMIN = 'project-admin';
const ADMIN = 'admin';

interface Issue {
  id: string;
  key: string;
}

/** An epic serves a second outcome besides its own. */
export const servesTwo = (epic: string, title: string): Prepare => async (site, northbank) => serves(epic, northbank.outcome(title))(site, northbank);

/** An epic serves an outcome. */
export const serves = (epic: string, outcomeId: string): Prepare => async (site, northbank) => {
  const place = { moduleKey: 'project-settings', projectKey: PROJECT } as const;
  const { epics } = await site.call(PROJECT_ADMIN, place, 'epic.list', {});
  const found = epics.find(({ key }) => key === northbank.epic(epic));
  if (!found) throw new Error(`The project has no “${epic}”.`);
  const link = { issueId: found.issueId, outcomeId };
  const { version } = await site.call(PROJECT_ADMIN, place, 'link.set', { ...link, ...(found.version === undefined ? {} : { version: found.version }) });
  return () => site.call(PROJECT_ADMIN, place, 'link.remove', { ...link, version: version ?? 0 });
};

/** An epic serves an outcome that is archived. */
export const servesArchived = (epic: string): Prepare => async (site, northbank) => {
  const page = { moduleKey: 'global-page' } as const;
  const { outcome } = await site.call(ADMIN, page, 'outcome.create', { title: 'Paper forms are gone' });
  const takeBack = await serves(epic, outcome.outcomeId)(site, northbank);
  await site.call(ADMIN, page, 'outcome.update', { outcomeId: outcome.outcomeId, version: outcome.version, state: 'archived' });
  return takeBack;
};

/** Key of the issue that a prepared state made last; its scene opens it. */
let made = '';
export const madeIssue = (): string => made;

/** The suggestion that waits for an answer on Northbank is declined. */
export const declined = (epic: string, title: string): Prepare => async (site, northbank) => {
  const place = { moduleKey: 'project-settings', projectKey: PROJECT } as const;
  const { id: issueId } = await site.jira<Issue>(PROJECT_ADMIN, 'GET', `/rest/api/3/issue/${northbank.epic(epic)}?fields=summary`);
  const request = { issueId, outcomeId: northbank.outcome(title) };
  await site.call(PROJECT_ADMIN, place, 'request.decline', { ...request, reason: 'The history stays where it is; only what is open moves.' });
  return () => site.call(PROJECT_ADMIN, place, 'request.reopen', request);
};

/** A new issue below another one. */
export const issueBelow = (type: string, summary: string, parent: (northbank: Northbank) => string): Prepare => async (site, northbank) => {
  const { key } = await site.jira<Issue>(ADMIN, 'POST', '/rest/api/3/issue', {
    fields: { project: { key: PROJECT }, summary, issuetype: { name: type }, parent: { key: parent(northbank) } },
  });
  made = key;
  return () => site.jira(ADMIN, 'DELETE', `/rest/api/3/issue/${key}`);
};

/** A gate stops a new issue below an epic that serves nothing; with a reason it is then let pass. */
export const stoppedByGate = (epic: string, reason?: string): Prepare => async (site, northbank) => {
  const remove = await issueBelow('Bug', 'Attachments open twice', (n) => n.epic(epic))(site, northbank);
  const about = { accountId: ADMIN, projectKey: PROJECT };
  interface Rules {
    transitions: { id: string; name: string }[];
    rules: { id: number }[];
  }
  const before = await control<Rules>(site, '/_host/rules', about);
  const to = before.transitions.at(-1);
  await control(site, '/_host/rules/save', {
    ...about,
    ...{ transitionId: to?.id, moduleKey: 'gate' },
    configuration: gateText({ ...NEW_GATE, mode: 'block', rules: ['linked', 'hypothesis'] }),
  });
  const { transitions } = await site.jira<{ transitions: { id: string; name: string }[] }>(ADMIN, 'GET', `/rest/api/3/issue/${made}/transitions`);
  const id = transitions.find(({ name }) => name === to?.name)?.id;
  // Jira answers 400: the gate stops it.
  await site.jira(ADMIN, 'POST', `/rest/api/3/issue/${made}/transitions`, { transition: { id } }).catch(() => undefined);
  if (reason !== undefined) await site.call(PROJECT_ADMIN, { moduleKey: 'issue-panel', issueKey: made }, 'gate.override', { rule: 'linked', reason });
  return async () => {
    const kept = new Set(before.rules.map((rule) => rule.id));
    const { rules } = await control<Rules>(site, '/_host/rules', about);
    for (const rule of rules.filter((one) => !kept.has(one.id))) await control(site, '/_host/rules/remove', { ...about, ruleId: rule.id });
    await remove();
  };
};

async function control<T>(site: Site, path: string, body: object): Promise<T> {
  const answer = await fetch(site.url + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}
