/** The parts of Jira's replies that the shell shows. */

export interface Named {
  name: string;
}

export interface Issue {
  id: string;
  key: string;
  /** What fields are called, by their ids, where that was asked for. */
  names?: Record<string, string>;
  fields: {
    summary?: string;
    /** A document of Jira's. */
    description?: unknown;
    issuetype?: Named & { id?: string; hierarchyLevel?: number };
    status?: Named & { statusCategory?: { key: string } };
    priority?: Named | null;
    assignee?: { accountId: string; displayName: string } | null;
    reporter?: { displayName: string } | null;
    parent?: Issue | null;
    project?: { key: string; name: string; projectTypeKey?: string };
    labels?: string[];
    created?: string;
    updated?: string;
    duedate?: string | null;
    resolution?: Named | null;
    security?: Named | null;
    components?: Named[];
    fixVersions?: Named[];
    issuelinks?: unknown[];
  };
}

export interface Project {
  id: string;
  key: string;
  name: string;
  /** Lists have it only where it is asked for. */
  description?: string;
}

/** The fields of an issue in a list. */
export const LIST_FIELDS = ['summary', 'issuetype', 'status', 'updated', 'parent'];
