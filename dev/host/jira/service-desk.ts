import type { ChangeItem } from './change-item';
import type { ChangeRow } from './change-view';
import { JiraError } from './error';
import type { FieldBean } from './field';
import { DESK_STATUSES, addStatusToProject, findOrAddStatus } from './project-store';
import type { Site } from './site';
import type { IssueRow } from './viewer';

const HOUR = 3_600_000;
const SLA_TYPE = 'com.atlassian.servicedesk:sd-sla-field';
const REQUEST_TYPE = 'com.atlassian.servicedesk:vp-origin';

/** The agreements that a new service desk has: names, and the hours that they allow. */
const AGREEMENTS = [
  { field: 'customfield_10030', name: 'Time to resolution', hours: 40 },
  { field: 'customfield_10031', name: 'Time to first response', hours: 8 },
] as const;

/** What can be asked for at a service desk, as a new one has it, and what an issue of it is. */
export const REQUEST_TYPES: readonly { id: string; name: string; issueType: string }[] = [
  { id: '1', name: 'Get IT help', issueType: 'Service Request' },
  { id: '2', name: 'Request access', issueType: 'Service Request' },
  { id: '3', name: 'Request new hardware', issueType: 'Service Request' },
  { id: '4', name: 'Report a system problem', issueType: 'Incident' },
];

/** The stored value of a request type that is given by its id or name; a 400 when there is none. */
export function requestTypeValue(fieldId: string, value: unknown): unknown {
  if (value === null) return null;
  const found = REQUEST_TYPES.find(({ id, name }) => value === id || value === name);
  if (found === undefined) throw JiraError.field(fieldId, 'Send the id or the name of a request type of this service desk.');
  return { requestType: { id: found.id, name: found.name } };
}

/** Whether a field says which kind of request an issue is. */
export function isRequestType(type: string): boolean {
  return type === 'sd-customerrequesttype';
}

/** Gives a project what a service desk has: its statuses, and the site's fields for requests and agreements. */
export function furnishDesk(site: Site, projectId: number): void {
  for (const { name, category } of DESK_STATUSES) addStatusToProject(site, projectId, findOrAddStatus(site, name, category));
  const add = (id: string, name: string, type: string, custom: string): void => {
    site.store.run('INSERT OR IGNORE INTO jira_field (id, name, type, items, custom) VALUES (?, ?, ?, NULL, ?)', id, name, type, custom);
  };
  add('customfield_10029', 'Request Type', 'sd-customerrequesttype', REQUEST_TYPE);
  for (const { field, name } of AGREEMENTS) add(field, name, 'sd-servicelevelagreement', SLA_TYPE);
}

/** Whether a field's values are measured from the issue instead of stored. */
export function isAgreement(field: FieldBean): boolean {
  return field.schema?.custom === SLA_TYPE;
}

/** A stretch of time that an agreement measures; without `stop` it runs. */
interface Stretch {
  start: number;
  stop?: number;
}

/** The value of an agreement's field of an issue on a service desk; null elsewhere. The clock runs around the day. */
export function agreementValue(site: Site, issue: IssueRow, fieldId: string): unknown {
  const agreement = AGREEMENTS.find(({ field }) => field === fieldId);
  const desk = site.store.one("SELECT 1 AS found FROM jira_project WHERE id = ? AND type = 'service_desk'", issue.projectId);
  if (agreement === undefined || desk === undefined) return null;
  const stretches = fieldId === AGREEMENTS[0].field ? untilResolved(site, issue) : [untilAnswered(site, issue)];
  const cycles = stretches.map((stretch) => cycleOf(stretch, agreement.hours * HOUR, site.now()));
  const running = stretches.findIndex(({ stop }) => stop === undefined);
  return {
    id: String(AGREEMENTS.indexOf(agreement) + 1),
    name: agreement.name,
    completedCycles: cycles.filter((_, at) => at !== running),
    ...(running === -1 ? {} : { ongoingCycle: { ...cycles[running], paused: false, withinCalendarHours: true } }),
  };
}

function cycleOf({ start, stop }: Stretch, goal: number, now: number): object {
  const elapsed = (stop ?? now) - start;
  return {
    startTime: moment(start),
    ...(stop === undefined ? {} : { stopTime: moment(stop) }),
    breachTime: moment(start + goal),
    breached: elapsed > goal,
    goalDuration: span(goal),
    elapsedTime: span(elapsed),
    remainingTime: span(goal - elapsed),
  };
}

/** From the creation to the first resolution, and from each time that one was taken back to the next. */
function untilResolved(site: Site, issue: IssueRow): Stretch[] {
  const stretches: Stretch[] = [];
  let start: number | undefined = issue.created;
  for (const { created, items } of site.store.all<ChangeRow>('SELECT * FROM jira_change WHERE issueId = ? ORDER BY created, id', issue.id)) {
    for (const { field, to } of JSON.parse(items) as ChangeItem[]) {
      if (field !== 'resolution') continue;
      if (to === null) start ??= created;
      else if (start !== undefined) {
        stretches.push({ start, stop: created });
        start = undefined;
      }
    }
  }
  if (start === undefined) return stretches;
  // A loaded history may lack the change by which it was resolved.
  return [...stretches, issue.resolved === null ? { start } : { start, stop: Math.max(start, issue.resolved) }];
}

/** From the creation until somebody other than the reporter first answered, or the issue was resolved without an answer: once. */
function untilAnswered(site: Site, issue: IssueRow): Stretch {
  const comment = site.store.one<{ at: number | null }>('SELECT min(created) AS at FROM jira_comment WHERE issueId = ? AND author IS NOT ?', issue.id, issue.reporter);
  const stop = comment?.at ?? untilResolved(site, issue)[0]?.stop;
  return { start: issue.created, ...(stop === undefined ? {} : { stop }) };
}

function moment(instant: number): { iso8601: string; epochMillis: number } {
  return { iso8601: new Date(instant).toISOString().replace('Z', '+0000'), epochMillis: instant };
}

function span(millis: number): { millis: number; friendly: string } {
  const minutes = Math.round(Math.abs(millis) / 60_000);
  return { millis, friendly: `${millis < 0 ? '-' : ''}${String(Math.floor(minutes / 60))}h ${String(minutes % 60)}m` };
}
