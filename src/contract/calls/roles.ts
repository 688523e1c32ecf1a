import { z } from 'zod';
import { call } from '../call';
import { MAX_PEOPLE } from '../bounds';
import * as f from '../fields';
import * as view from '../views';

const group = z.strictObject({ groupId: f.groupId, name: z.string() });
const roles = z.strictObject({
  /** Absent before the first change. */
  version: f.version.optional(),
  /** Whose members are outcome managers, beside Jira's administrators. */
  managersGroup: group.optional(),
});

export const rolesCalls = {
  'roles.read': call({
    summary: 'Who manages outcomes on this site.',
    permission: 'administer-jira',
    modules: ['admin-page'],
    input: z.strictObject({}),
    reply: roles,
  }),
  'roles.set': call({
    summary: 'Names the group whose members manage outcomes; `null` leaves it to Jira administrators.',
    permission: 'administer-jira',
    modules: ['admin-page'],
    input: z.strictObject({ version: f.version.optional(), groupId: f.groupId.nullable() }),
    reply: roles,
  }),
  'group.find': call({
    summary: 'Groups of the site whose name holds the text, as Jira shows them to the caller.',
    permission: 'administer-jira',
    modules: ['admin-page'],
    input: z.strictObject({ query: f.query }),
    reply: z.strictObject({ groups: z.array(group) }),
  }),
  'person.find': call({
    summary: 'People whose name begins with the text, as Jira shows them to the caller.',
    permission: 'signed-in',
    modules: ['global-page', 'admin-page'],
    input: z.strictObject({ query: f.query }),
    reply: z.strictObject({ people: z.array(view.person) }),
  }),
  'person.names': call({
    summary: 'The names of people, as Jira shows them to the caller; those whom it does not show are left out.',
    permission: 'signed-in',
    modules: ['global-page', 'project-page', 'issue-panel', 'admin-page'],
    input: z.strictObject({ accountIds: z.array(f.accountId).min(1).max(MAX_PEOPLE) }),
    reply: z.strictObject({ people: z.array(view.person) }),
  }),
};
