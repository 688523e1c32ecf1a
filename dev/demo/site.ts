import { type Client } from '../client/client';
import { ENGINEERS, LABEL, LEADS, MANAGERS, PRESENT, PRESENT_ENGINEER, PROJECTS, type RoleName } from './northbank';

/** Account ids of Northbank's people. */
export interface People {
  byRole: Record<RoleName, string>;
  engineers: string[];
}

/** Makes people and projects through Jira's API, as its administrator. */
export async function makeSite(client: Client): Promise<People> {
  const { admin } = PRESENT;
  const byRole = {
    ...PRESENT,
    portalLead: await makeUser(client, admin, LEADS.portalLead),
    supportLead: await makeUser(client, admin, LEADS.supportLead),
    deskLead: await makeUser(client, admin, LEADS.deskLead),
  };
  const engineers: string[] = [PRESENT_ENGINEER];
  for (const name of ENGINEERS) engineers.push(await makeUser(client, admin, name));
  const members = [byRole.manager, byRole.portalLead, byRole.supportLead, byRole.deskLead, ...engineers];
  for (const project of PROJECTS) {
    await client.jira(admin, 'POST', '/rest/api/3/project', {
      ...{ key: project.key, name: project.name, description: LABEL, projectTypeKey: project.type },
      leadAccountId: byRole.manager,
    });
    await addToRole(client, admin, project.key, 'Administrators', [admin, byRole.projectAdmin]);
    await addToRole(client, admin, project.key, 'Member', members);
  }
  return { byRole, engineers };
}

/** Makes the group of outcome managers in Jira, and names it in the app, as the site's administrator. */
export async function nameManagers(client: Client, { byRole }: People): Promise<void> {
  const { admin } = PRESENT;
  const { groupId } = await client.jira<{ groupId: string }>(admin, 'POST', '/rest/api/3/group', { name: MANAGERS.group });
  for (const member of MANAGERS.members) {
    await client.jira(admin, 'POST', `/rest/api/3/group/user?groupId=${groupId}`, { accountId: byRole[member] });
  }
  await client.call(admin, { moduleKey: 'admin-page' }, 'roles.set', { groupId });
}

async function makeUser(client: Client, admin: string, displayName: string): Promise<string> {
  const name = displayName.replace(/ \(.*/, '').toLowerCase().replaceAll(' ', '.');
  const user = await client.jira<{ accountId: string }>(admin, 'POST', '/rest/api/3/user', {
    ...{ displayName, emailAddress: `${name}@northbank.example`, products: ['jira-software'] },
  });
  return user.accountId;
}

async function addToRole(client: Client, admin: string, project: string, role: string, user: string[]): Promise<void> {
  const roles = await client.jira<Record<string, string>>(admin, 'GET', `/rest/api/3/project/${project}/role`);
  const found = Object.entries(roles).find(([name]) => name.startsWith(role));
  if (!found) throw new Error(`Project ${project} has no role ${role}; it has ${Object.keys(roles).join(', ')}.`);
  await client.jira(admin, 'POST', new URL(found[1]).pathname, { user });
}
