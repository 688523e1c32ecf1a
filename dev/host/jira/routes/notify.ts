import { z } from 'zod';
import { JiraError } from '../error';
import { NOTHING, param, parseBody, type Answer, type Call, type Route } from '../route';
import { actorOf } from '../write/request';

const person = z.looseObject({ accountId: z.string() });
const group = z.looseObject({ name: z.string().optional(), groupId: z.string().nullish() });

const notification = z.looseObject({
  subject: z.string().max(2000).optional(),
  textBody: z.string().optional(),
  htmlBody: z.string().optional(),
  to: z
    .looseObject({
      reporter: z.boolean().optional(),
      assignee: z.boolean().optional(),
      users: z.array(person).optional(),
      groups: z.array(group).optional(),
      groupIds: z.array(z.string()).optional(),
    })
    .optional(),
});

/** Keeps a notification as if sent. One without anybody to read it is refused, as Jira does. */
function notify(call: Call): Answer {
  const actor = actorOf(call);
  const { site } = call;
  const issue = call.viewer.issue(param(call, 'issueIdOrKey'));
  const body = parseBody(call, notification);
  const to = body.to ?? {};
  const recipients = new Set<string>(to.users?.map(({ accountId }) => accountId));
  if (to.reporter === true && issue.reporter !== null) recipients.add(issue.reporter);
  if (to.assignee === true && issue.assignee !== null) recipients.add(issue.assignee);
  const groups = [...(to.groupIds ?? []), ...(to.groups ?? []).flatMap(({ groupId, name }) => groupId ?? name ?? [])];
  for (const idOrName of groups) {
    const members = site.column<string>(
      'SELECT m.accountId AS value FROM jira_group_member m JOIN jira_group g ON g.id = m.groupId WHERE g.id = ?1 OR g.name = ?1', idOrName,
    );
    for (const member of members) recipients.add(member);
  }
  if (recipients.size === 0) throw new JiraError(400, ['No recipients were defined for notification.']);
  const unknown = [...recipients].find((accountId) => site.user(accountId) === undefined);
  if (unknown !== undefined) throw new JiraError(400, [`User '${unknown}' does not exist.`]);
  site.store.run(
    'INSERT INTO jira_notice (id, issueId, sent, body) VALUES (?, ?, ?, ?)',
    site.nextId('notice'), issue.id, site.now(),
    JSON.stringify({ from: actor.accountId, to: [...recipients], subject: body.subject ?? `(${issue.key}) ${issue.summary}`, text: body.textBody ?? body.htmlBody ?? '' }),
  );
  return NOTHING;
}

export const notifyRoutes: readonly Route[] = [
  { method: 'POST', path: '/rest/api/3/issue/{issueIdOrKey}/notify', scopes: ['write:jira-work'], handle: notify },
];
