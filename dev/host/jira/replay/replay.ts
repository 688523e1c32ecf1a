import type { ProductEvent, ReplayOptions, ReplayReport } from '../../types';
import type { ChangeItem } from '../change-item';
import type { ChangeRow } from '../change-view';
import { loadIssues } from '../seed/load';
import type { Site } from '../site';
import { findIssue, type IssueRow } from '../viewer';
import { changeDetails, eventIssue } from '../write/event';
import { disturb } from './disturb';

/**
 * Lets a history file happen: its issues are stored (those that the site has already stay as they are), and each
 * creation and change is told as an event. The events come in the order of time, disturbed as asked, and carry the
 * issue as it is in the end, as events do that are delivered late. Times in histories stay those of the file.
 */
export function replayHistory(site: Site, lines: Iterable<string>, options: ReplayOptions): ReplayReport {
  const { keys, report } = site.store.transaction(() => loadIssues(site, lines, () => undefined, 'keep'));
  let events = 0;
  for (const event of disturb([...historyEvents(site, keys)], options)) {
    site.emit(event);
    events += 1;
  }
  return { events, notes: report.notes };
}

interface Happening {
  at: number;
  event: ProductEvent;
}

/** What happened to issues, in the order of time. */
export function* historyEvents(site: Site, keys: readonly string[]): Generator<ProductEvent> {
  const happenings = keys.flatMap((key) => {
    const issue = findIssue(site, key);
    return issue === undefined ? [] : happeningsOf(site, issue);
  });
  // Sorting is stable: what happened to one issue at the same moment keeps its order.
  happenings.sort((one, other) => one.at - other.at);
  for (const { event } of happenings) yield event;
}

function happeningsOf(site: Site, issue: IssueRow): Happening[] {
  const shown = eventIssue(site, issue);
  const changes = site.store.all<ChangeRow>('SELECT * FROM jira_change WHERE issueId = ? ORDER BY created, id', issue.id);
  const made = { at: issue.created, event: eventOf('created', issue.creator, { issue: shown }) };
  return [
    made,
    ...changes.map((change) => ({
      // A change that an export dates before the creation still follows it.
      at: Math.max(change.created, issue.created),
      event: eventOf('updated', change.author, { issue: shown, ...changeDetails(site, JSON.parse(change.items) as ChangeItem[]) }),
    })),
  ];
}

function eventOf(kind: 'created' | 'updated', author: string | null, payload: Record<string, unknown>): ProductEvent {
  const eventType = `avi:jira:${kind}:issue`;
  return {
    eventType,
    selfGenerated: false,
    payload: { eventType, selfGenerated: false, ...(author === null ? {} : { atlassianId: author }), ...payload },
  };
}
