import { host, jira } from '../api';
import { h } from '../dom';
import { foldedForm, followed, lazyFold } from '../forms';
import type { Issue } from '../model';
import { table } from '../parts';
import type { ViewContext } from './view';

interface FieldInfo {
  id: string;
  name: string;
  schema?: { custom?: string };
}

interface Cycle {
  breached: boolean;
  elapsedTime: { friendly: string };
  remainingTime: { friendly: string };
}

interface Agreement {
  name: string;
  completedCycles: Cycle[];
  ongoingCycle?: Cycle;
}

interface RequestType {
  id: string;
  name: string;
}

const REQUEST_TYPE = 'com.atlassian.servicedesk:vp-origin';
const AGREEMENT = 'com.atlassian.servicedesk:sd-sla-field';

/** On a service desk: what kind of request an issue is and how its agreements stand, which time and moving it on change. */
export function serviceRequest(context: ViewContext, issue: Issue): HTMLElement | undefined {
  if (issue.fields.project?.projectTypeKey !== 'service_desk') return undefined;
  return lazyFold('Service request', (again) => request(context, issue, again));
}

async function request({ user }: ViewContext, { key, fields: { project } }: Issue, again: () => Promise<void>): Promise<HTMLElement[]> {
  const path = `/rest/api/3/issue/${encodeURIComponent(key)}`;
  const desk = encodeURIComponent(project?.key ?? '');
  const [fields, issue, { values: types }] = await Promise.all([
    jira<FieldInfo[]>(user, 'GET', '/rest/api/3/field'),
    jira<{ fields: Record<string, unknown> }>(user, 'GET', path),
    jira<{ values: RequestType[] }>(user, 'GET', `/rest/servicedeskapi/servicedesk/${desk}/requesttype`),
  ]);
  const typeField = fields.find(({ schema }) => schema?.custom === REQUEST_TYPE)?.id ?? '';
  const type = issue.fields[typeField] as { requestType: RequestType } | null | undefined;
  const agreements = fields.filter(({ schema }) => schema?.custom === AGREEMENT).map(({ id }) => issue.fields[id] as Agreement | null).filter((one) => one !== null && one !== undefined);
  const rows = agreements.flatMap(({ name, completedCycles, ongoingCycle }) => {
    const rowOf = ({ elapsedTime, remainingTime }: Cycle, state: string): string[] => [name, elapsedTime.friendly, remainingTime.friendly, state];
    const running = ongoingCycle ? [rowOf(ongoingCycle, ongoingCycle.breached ? 'running, breached' : 'running')] : [];
    return [...completedCycles.map((cycle) => rowOf(cycle, cycle.breached ? 'missed' : 'met')), ...running];
  });
  return [
    h('p', {}, `Request type: ${type?.requestType.name ?? 'none'}`),
    table('Agreements', ['Agreement', 'Elapsed', 'Remaining', 'State'], rows),
    foldedForm(
      'Choose the request type',
      'Save request type',
      [{ name: 'type', label: 'Request type', type: 'choice', options: types.map(({ id, name }) => ({ value: id, label: name })), value: type?.requestType.id, required: true }],
      ({ type: id }) => followed(jira(user, 'PUT', path, { fields: { [typeField]: id } }), again),
    ),
    foldedForm('Let time pass', 'Move the clock on', [{ name: 'hours', label: 'Hours', value: '8', required: true }], ({ hours = '' }) => followed(letPass(hours), again)),
  ];
}

async function letPass(hours: string): Promise<void> {
  const reply = await host<{ error?: { message: string } }>('POST', '/_host/clock', { advance: `PT${hours}H` });
  if (reply.error) throw new Error(reply.error.message);
}
