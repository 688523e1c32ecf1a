/** A permission that Jira knows, as `mypermissions` describes it. */
export interface Permission {
  key: string;
  type: 'GLOBAL' | 'PROJECT';
  name: string;
}

const global = (key: string, name: string): Permission => ({ key, type: 'GLOBAL', name });
const project = (key: string, name: string): Permission => ({ key, type: 'PROJECT', name });

/** The permissions that this site knows. Any other key gets a 400, as on Jira. */
export const PERMISSIONS: readonly Permission[] = [
  global('ADMINISTER', 'Administer Jira'),
  global('SYSTEM_ADMIN', 'System Administer Jira'),
  global('USER_PICKER', 'Browse users and groups'),
  global('CREATE_SHARED_OBJECTS', 'Share dashboards and filters'),
  global('BULK_CHANGE', 'Make bulk changes'),
  project('ADMINISTER_PROJECTS', 'Administer Projects'),
  project('BROWSE_PROJECTS', 'Browse Projects'),
  project('CREATE_ISSUES', 'Create Issues'),
  project('EDIT_ISSUES', 'Edit Issues'),
  project('DELETE_ISSUES', 'Delete Issues'),
  project('TRANSITION_ISSUES', 'Transition Issues'),
  project('RESOLVE_ISSUES', 'Resolve Issues'),
  project('CLOSE_ISSUES', 'Close Issues'),
  project('MOVE_ISSUES', 'Move Issues'),
  project('SCHEDULE_ISSUES', 'Schedule Issues'),
  project('LINK_ISSUES', 'Link Issues'),
  project('ASSIGN_ISSUES', 'Assign Issues'),
  project('ASSIGNABLE_USER', 'Assignable User'),
  project('MODIFY_REPORTER', 'Modify Reporter'),
  project('SET_ISSUE_SECURITY', 'Set Issue Security'),
  project('ADD_COMMENTS', 'Add Comments'),
  project('EDIT_ALL_COMMENTS', 'Edit All Comments'),
  project('EDIT_OWN_COMMENTS', 'Edit Own Comments'),
  project('DELETE_ALL_COMMENTS', 'Delete All Comments'),
  project('DELETE_OWN_COMMENTS', 'Delete Own Comments'),
  project('WORK_ON_ISSUES', 'Work On Issues'),
  project('EDIT_ALL_WORKLOGS', 'Edit All Worklogs'),
  project('EDIT_OWN_WORKLOGS', 'Edit Own Worklogs'),
  project('DELETE_ALL_WORKLOGS', 'Delete All Worklogs'),
  project('DELETE_OWN_WORKLOGS', 'Delete Own Worklogs'),
];

const BY_KEY = new Map(PERMISSIONS.map((permission) => [permission.key, permission]));

export function permissionOf(key: string): Permission | undefined {
  return BY_KEY.get(key);
}

/** The global permissions that everyone who can log in has; the others are the site admins'. */
export const EVERYONES: ReadonlySet<string> = new Set(['USER_PICKER', 'CREATE_SHARED_OBJECTS', 'BULK_CHANGE']);

/** The project roles of the site. Apps act in the one that Atlassian makes for them. */
export const ROLES = {
  apps: { id: 10001, name: 'atlassian-addons-project-access', description: 'A project role that represents Connect and Forge apps.' },
  administrators: { id: 10002, name: 'Administrators', description: 'A project role that represents administrators in a project.' },
  members: { id: 10003, name: 'Member', description: 'A project role that represents members of a project.' },
  viewers: { id: 10004, name: 'Viewer', description: 'A project role that represents people who may only look.' },
} as const;

const ALL_IN_PROJECT = PERMISSIONS.filter((permission) => permission.type === 'PROJECT').map(({ key }) => key);

/** What members may not do. */
const RESERVED = new Set([
  'ADMINISTER_PROJECTS', 'DELETE_ISSUES', 'MODIFY_REPORTER', 'SET_ISSUE_SECURITY',
  'EDIT_ALL_COMMENTS', 'DELETE_ALL_COMMENTS', 'EDIT_ALL_WORKLOGS', 'DELETE_ALL_WORKLOGS',
]);

/** The permission scheme of every project: which role may do what. */
export const SCHEME: readonly { roleId: number; permissions: readonly string[] }[] = [
  { roleId: ROLES.apps.id, permissions: ALL_IN_PROJECT },
  { roleId: ROLES.administrators.id, permissions: ALL_IN_PROJECT },
  { roleId: ROLES.members.id, permissions: ALL_IN_PROJECT.filter((key) => !RESERVED.has(key)) },
  { roleId: ROLES.viewers.id, permissions: ['BROWSE_PROJECTS'] },
];
