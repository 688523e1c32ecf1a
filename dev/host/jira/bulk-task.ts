import { JiraError, forbidden } from './error';
import { ok, param, type Answer, type Call, type Route } from './route';
import { userBean } from './user-view';
import { findIssue, type IssueRow } from './viewer';

/** Issues in one bulk operation. Source: Jira REST v3, bulk issue operations. */
const MAX_ISSUES = 1_000;
const TASK = 'bulk-';

interface Progress {
  created: number;
  submittedBy: string;
  total: number;
  processed: number[];
  failed: Record<string, string[]>;
  unseen: number;
}

/** A bulk operation. It is done when it is answered, though the answer speaks of a task as Jira's does. */
export class BulkTask {
  private readonly progress: Progress;

  /** Refuses who may not change in bulk, and more issues than Jira takes. */
  constructor(
    private readonly call: Call,
    issues: number,
  ) {
    if (!call.viewer.hasGlobal('BULK_CHANGE')) throw forbidden('You do not have permission to make bulk changes.');
    if (issues > MAX_ISSUES) throw new JiraError(400, [`At most ${String(MAX_ISSUES)} issues can be changed at once.`]);
    this.progress = { created: call.site.now(), submittedBy: call.viewer.account(), total: issues, processed: [], failed: {}, unseen: 0 };
  }

  /** Does something with one issue; what stands against it is told in the task's result. */
  attempt<T>(idOrKey: string, work: (issue: IssueRow) => T): T | undefined {
    const issue = findIssue(this.call.site, idOrKey);
    if (issue === undefined || !this.call.viewer.sees(issue)) {
      this.progress.unseen += 1;
      return undefined;
    }
    try {
      const done = work(issue);
      if (!this.progress.processed.includes(issue.id)) this.progress.processed.push(issue.id);
      return done;
    } catch (error) {
      if (!(error instanceof JiraError)) throw error;
      this.failed(issue.id, error.message);
      return undefined;
    }
  }

  failed(issueId: number, reason: string): void {
    this.progress.processed = this.progress.processed.filter((id) => id !== issueId);
    this.progress.failed[String(issueId)] = [reason];
  }

  submitted(): Answer {
    const { site } = this.call;
    const taskId = `${TASK}${String(site.nextId('bulk'))}`;
    site.setFact(taskId, JSON.stringify(this.progress));
    return { status: 201, body: { taskId } };
  }
}

function progressOf(call: Call): Answer {
  const taskId = param(call, 'taskId');
  const stored = taskId.startsWith(TASK) ? call.site.fact(taskId) : undefined;
  if (stored === undefined) throw new JiraError(400, ['The task was not found.']);
  const { created, submittedBy, total, processed, failed, unseen } = JSON.parse(stored) as Progress;
  const user = call.site.user(submittedBy);
  const at = new Date(created).toISOString();
  return ok({
    ...{ taskId, status: 'COMPLETE', progressPercent: 100, created: at, started: at, updated: at, totalIssueCount: total },
    ...(user === undefined ? {} : { submittedBy: userBean(call.site, user) }),
    ...{ processedAccessibleIssues: processed, failedAccessibleIssues: failed, invalidOrInaccessibleIssueCount: unseen },
  });
}

export const bulkRoutes: readonly Route[] = [
  { method: 'GET', path: '/rest/api/3/bulk/queue/{taskId}', scopes: ['read:jira-work'], handle: progressOf },
];
