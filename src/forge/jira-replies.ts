import { z } from 'zod';

/** The parts of Jira's replies that Needle relies on (Jira Cloud REST API v3). Anything else is left unread. */

const hierarchyLevel = z.number().int();

export const issueReply = z.object({
  id: z.string(),
  key: z.string(),
  fields: z.object({
    summary: z.string().nullish(),
    created: z.string(),
    issuetype: z.object({ name: z.string(), hierarchyLevel: hierarchyLevel.optional(), subtask: z.boolean().optional() }),
    status: z.object({ id: z.string(), name: z.string() }),
    project: z.object({ id: z.string(), key: z.string() }),
    parent: z
      .object({
        id: z.string(),
        key: z.string(),
        /** Absent where the parent is not the caller's to see. */
        fields: z
          .object({
            summary: z.string().nullish(),
            issuetype: z.object({ hierarchyLevel: hierarchyLevel.optional(), subtask: z.boolean().optional() }).optional(),
          })
          .optional(),
      })
      .nullish(),
  }),
});
export type IssueReply = z.infer<typeof issueReply>;

/** Fields to ask for, so that `issueReply` can be read. */
export const ISSUE_FIELDS = ['summary', 'created', 'issuetype', 'status', 'project', 'parent'];

export const searchReply = z.object({ issues: z.array(issueReply), nextPageToken: z.string().nullish() });

/** Fields to ask for, so that `ruledSearch` can be read. */
export const RULED_FIELDS = ['summary', 'issuetype', 'labels', 'components'];

const ruledFields = z.object({
  summary: z.string().nullish(),
  issuetype: z.object({ name: z.string(), hierarchyLevel: hierarchyLevel.optional(), subtask: z.boolean().optional() }),
  parent: z.object({ id: z.string() }).nullish(),
  labels: z.array(z.string()).nullish(),
  components: z.array(z.object({ name: z.string() })).nullish(),
});
const ruledIssue = z.object({ id: z.string(), key: z.string(), fields: ruledFields });
export type RuledIssueReply = z.infer<typeof ruledIssue>;
export const ruledSearch = z.object({ issues: z.array(ruledIssue), nextPageToken: z.string().nullish() });

export const issuesReply = z.object({ issues: z.array(issueReply) });

export const countReply = z.object({ count: z.number().int() });

export const projectReply = z.object({
  id: z.string(),
  key: z.string(),
  issueTypes: z.array(z.object({ id: z.string(), hierarchyLevel: hierarchyLevel.optional() })),
});

export const namedProjectReply = z.object({ id: z.string(), key: z.string(), name: z.string() });

export const myPermissionsReply = z.object({
  permissions: z.record(z.string(), z.object({ havePermission: z.boolean() })),
});

export const permissionsCheckReply = z.object({
  projectPermissions: z.array(z.object({ permission: z.string(), projects: z.array(z.number().int()) })),
});

const groupReply = z.object({ groupId: z.string(), name: z.string() });
export const myselfReply = z.object({ groups: z.object({ items: z.array(groupReply) }).optional() });
export const groupsReply = z.object({ values: z.array(groupReply) });
export const groupsFoundReply = z.object({ groups: z.array(groupReply) });

const personReply = z.object({ accountId: z.string(), displayName: z.string(), accountType: z.string().optional(), active: z.boolean().optional() });
export const peopleReply = z.array(personReply);
/** Absent or null where the person does not share it. */
export const localeReply = z.object({ locale: z.string().nullish() });
export const peopleNamedReply = z.object({ values: z.array(personReply) });
