/**
 * The site's tables. Instants are milliseconds since the epoch, days are `YYYY-MM-DD`. Ids are integers; the REST API
 * shows them as text.
 */
export const TABLES = `
CREATE TABLE IF NOT EXISTS jira_fact (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS jira_counter (name TEXT PRIMARY KEY, last INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS jira_user (
  accountId TEXT PRIMARY KEY, displayName TEXT NOT NULL, email TEXT, timeZone TEXT NOT NULL,
  accountType TEXT NOT NULL, active INTEGER NOT NULL DEFAULT 1, chosen INTEGER NOT NULL DEFAULT 1
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS jira_locale (accountId TEXT PRIMARY KEY, locale TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS jira_group (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS jira_group_member (
  groupId TEXT NOT NULL, accountId TEXT NOT NULL, PRIMARY KEY (groupId, accountId)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS jira_group_member_account ON jira_group_member (accountId);

CREATE TABLE IF NOT EXISTS jira_project (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, type TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '', leadId TEXT, lastNumber INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS jira_role (id INTEGER PRIMARY KEY, name TEXT NOT NULL, description TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS jira_role_actor (
  id INTEGER PRIMARY KEY, projectId INTEGER NOT NULL, roleId INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('user', 'group')), actor TEXT NOT NULL,
  UNIQUE (projectId, roleId, kind, actor)
);
CREATE INDEX IF NOT EXISTS jira_role_actor_actor ON jira_role_actor (kind, actor);
CREATE TABLE IF NOT EXISTS jira_grant (
  permission TEXT NOT NULL, projectId INTEGER NOT NULL, roleId INTEGER NOT NULL,
  PRIMARY KEY (permission, projectId, roleId)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS jira_holder_grant (
  id INTEGER PRIMARY KEY, permission TEXT NOT NULL, projectId INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('user', 'group', 'projectLead', 'reporter', 'assignee')), holder TEXT NOT NULL,
  UNIQUE (permission, projectId, kind, holder)
);
CREATE TABLE IF NOT EXISTS jira_security_scheme (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, description TEXT NOT NULL, levels TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS jira_project_scheme (projectId INTEGER PRIMARY KEY, schemeId INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS jira_security_level (
  id INTEGER PRIMARY KEY, projectId INTEGER NOT NULL, name TEXT NOT NULL, description TEXT NOT NULL DEFAULT '',
  UNIQUE (projectId, name)
);
CREATE TABLE IF NOT EXISTS jira_security_member (
  id INTEGER PRIMARY KEY, levelId INTEGER NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('role', 'user', 'group')),
  holder TEXT NOT NULL, UNIQUE (levelId, kind, holder)
);

CREATE TABLE IF NOT EXISTS jira_issuetype (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE, level INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS jira_project_issuetype (
  projectId INTEGER NOT NULL, typeId INTEGER NOT NULL, PRIMARY KEY (projectId, typeId)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS jira_status (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE, category TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS jira_project_status (
  projectId INTEGER NOT NULL, statusId INTEGER NOT NULL, rank INTEGER NOT NULL, PRIMARY KEY (projectId, statusId)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS jira_rule (
  id INTEGER PRIMARY KEY, projectId INTEGER NOT NULL, statusId INTEGER, moduleKey TEXT NOT NULL, configuration TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS jira_team_managed (projectId INTEGER PRIMARY KEY);
CREATE TABLE IF NOT EXISTS jira_priority (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE, rank INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS jira_resolution (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE);
CREATE TABLE IF NOT EXISTS jira_component (
  id INTEGER PRIMARY KEY, projectId INTEGER NOT NULL, name TEXT NOT NULL COLLATE NOCASE, UNIQUE (projectId, name)
);
CREATE TABLE IF NOT EXISTS jira_version (
  id INTEGER PRIMARY KEY, projectId INTEGER NOT NULL, name TEXT NOT NULL COLLATE NOCASE, description TEXT,
  released INTEGER NOT NULL DEFAULT 0, archived INTEGER NOT NULL DEFAULT 0, startDate TEXT, releaseDate TEXT,
  UNIQUE (projectId, name)
);
CREATE TABLE IF NOT EXISTS jira_field (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, type TEXT NOT NULL, items TEXT, custom TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS jira_issue (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, projectId INTEGER NOT NULL, number INTEGER NOT NULL,
  typeId INTEGER NOT NULL, statusId INTEGER NOT NULL, priorityId INTEGER, resolutionId INTEGER, parentId INTEGER,
  securityId INTEGER, assignee TEXT, reporter TEXT, creator TEXT,
  created INTEGER NOT NULL, updated INTEGER NOT NULL, resolved INTEGER, statusChanged INTEGER NOT NULL, due TEXT,
  summary TEXT NOT NULL, description TEXT, custom TEXT NOT NULL DEFAULT '{}',
  originalEstimate INTEGER, remainingEstimate INTEGER, timeSpent INTEGER, commentCount INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS jira_issue_created ON jira_issue (projectId, created);
CREATE INDEX IF NOT EXISTS jira_issue_updated ON jira_issue (projectId, updated);
CREATE INDEX IF NOT EXISTS jira_issue_resolved ON jira_issue (projectId, resolved);
CREATE INDEX IF NOT EXISTS jira_issue_type ON jira_issue (projectId, typeId);
CREATE INDEX IF NOT EXISTS jira_issue_parent ON jira_issue (parentId) WHERE parentId IS NOT NULL;
CREATE INDEX IF NOT EXISTS jira_issue_assignee ON jira_issue (assignee) WHERE assignee IS NOT NULL;
CREATE TABLE IF NOT EXISTS jira_moved_key (key TEXT PRIMARY KEY, issueId INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS jira_issue_label (
  issueId INTEGER NOT NULL, label TEXT NOT NULL, PRIMARY KEY (issueId, label)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS jira_issue_label_label ON jira_issue_label (label COLLATE NOCASE);
CREATE TABLE IF NOT EXISTS jira_issue_component (
  issueId INTEGER NOT NULL, componentId INTEGER NOT NULL, PRIMARY KEY (issueId, componentId)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS jira_issue_component_component ON jira_issue_component (componentId);
CREATE TABLE IF NOT EXISTS jira_issue_version (
  issueId INTEGER NOT NULL, versionId INTEGER NOT NULL, PRIMARY KEY (issueId, versionId)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS jira_issue_version_version ON jira_issue_version (versionId);
CREATE TABLE IF NOT EXISTS jira_link_type (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE, inward TEXT NOT NULL, outward TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS jira_link (
  id INTEGER PRIMARY KEY, typeId INTEGER NOT NULL, fromId INTEGER NOT NULL, toId INTEGER NOT NULL,
  UNIQUE (fromId, toId, typeId)
);
CREATE INDEX IF NOT EXISTS jira_link_to ON jira_link (toId);
CREATE VIRTUAL TABLE IF NOT EXISTS jira_issue_text USING fts5 (summary, description, tokenize = 'porter unicode61');

CREATE TABLE IF NOT EXISTS jira_change (
  id INTEGER PRIMARY KEY, issueId INTEGER NOT NULL, author TEXT, created INTEGER NOT NULL, items TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS jira_change_issue ON jira_change (issueId, created, id);
CREATE TABLE IF NOT EXISTS jira_comment (
  id INTEGER PRIMARY KEY, issueId INTEGER NOT NULL, author TEXT, created INTEGER NOT NULL, updated INTEGER NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS jira_comment_issue ON jira_comment (issueId);
CREATE TABLE IF NOT EXISTS jira_worklog (
  id INTEGER PRIMARY KEY, issueId INTEGER NOT NULL, author TEXT, created INTEGER NOT NULL, updated INTEGER NOT NULL,
  started INTEGER NOT NULL, seconds INTEGER NOT NULL, comment TEXT
);
CREATE INDEX IF NOT EXISTS jira_worklog_issue ON jira_worklog (issueId);
CREATE INDEX IF NOT EXISTS jira_worklog_updated ON jira_worklog (updated);
CREATE TABLE IF NOT EXISTS jira_worklog_gone (id INTEGER PRIMARY KEY, deleted INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS jira_property (
  owner TEXT NOT NULL, ownerId TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY (owner, ownerId, key)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS jira_pin (
  moduleId TEXT NOT NULL, projectId INTEGER NOT NULL, pinned INTEGER NOT NULL, PRIMARY KEY (moduleId, projectId)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS jira_notice (
  id INTEGER PRIMARY KEY, issueId INTEGER NOT NULL, sent INTEGER NOT NULL, body TEXT NOT NULL
);
`;
