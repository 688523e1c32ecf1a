import { NOT_YET } from '../../../../dev/host/types';
import { line, realHistory } from './history';
import { list, pick, text } from './json';
import { APP, openLocal, type Local } from './local';

const API = '/rest/api/3';

function open(): Local {
  return openLocal([line('A-1', { issuetype: { name: 'Epic' } }), line('A-2', { issuetype: { name: 'Story' }, status: { name: 'To Do' } })]);
}

function transitionTo(local: Local, name: string): { status: number; json: unknown } {
  const possible = list(local.ask('engineer', 'GET', `${API}/issue/A-2/transitions`).json, 'transitions');
  const id = text(possible.find((candidate) => pick(candidate, 'name') === name), 'id');
  return local.ask('engineer', 'POST', `${API}/issue/A-2/transitions`, { transition: { id } });
}

describe('changes', () => {
  it('are told once stored, with who made them and what changed', () => {
    const local = open();
    local.ask('engineer', 'PUT', `${API}/issue/A-2`, { fields: { parent: { key: 'A-1' }, assignee: { accountId: 'manager' } } });
    expect(local.events.map(({ eventType }) => eventType)).toEqual(['avi:jira:updated:issue', 'avi:jira:assigned:issue']);
    expect(local.events[0]).toMatchObject({
      selfGenerated: false,
      payload: {
        eventType: 'avi:jira:updated:issue', atlassianId: 'engineer', selfGenerated: false,
        issue: { key: 'A-2', fields: { parent: { key: 'A-1' }, assignee: { accountId: 'manager' } } },
        changelog: { items: [{ field: 'IssueParentAssociation' }, { field: 'assignee', to: 'manager' }] },
        associatedUsers: [{ accountId: 'manager' }],
      },
    });
    transitionTo(local, 'Done');
    expect(local.events.at(-1)).toMatchObject({ payload: { associatedStatuses: [{ name: 'To Do' }, { name: 'Done', statusCategory: { key: 'done' } }] } });
  });

  it('of an issue’s beginning and end are told with the issue, as it was', () => {
    const local = open();
    const made = local.ask('engineer', 'POST', `${API}/issue`, { fields: { project: { key: 'A' }, issuetype: { name: 'Story' }, summary: 'New', parent: { key: 'A-1' }, assignee: { accountId: 'manager' } } });
    const key = text(made.json, 'key');
    const issue = { id: text(made.json, 'id'), key, fields: { summary: 'New', parent: { key: 'A-1' }, project: { key: 'A' } } };
    local.ask('admin', 'DELETE', `${API}/issue/${key}`);
    expect(local.events.map(({ payload }) => payload)).toMatchObject([
      { eventType: 'avi:jira:created:issue', atlassianId: 'engineer', selfGenerated: false, issue },
      { eventType: 'avi:jira:assigned:issue', issue },
      { eventType: 'avi:jira:deleted:issue', atlassianId: 'admin', issue },
    ]);
    expect(local.events.every(({ payload }) => pick(payload, 'changelog') === undefined)).toBe(true);
  });

  it('of links are told by their ends and type, when one is made and when it goes', () => {
    const local = open();
    local.ask('engineer', 'POST', `${API}/issueLink`, { type: { name: 'Blocks' }, inwardIssue: { key: 'A-1' }, outwardIssue: { key: 'A-2' } });
    const [from, to] = ['A-1', 'A-2'].map((key) => local.jira.issueContext(key)?.id);
    const told = { atlassianId: 'engineer', sourceIssueId: from, destinationIssueId: to, issueLinkType: { name: 'Blocks', outwardName: 'blocks' } };
    const id = text(local.events[0]?.payload, 'id');
    local.ask('engineer', 'DELETE', `${API}/issueLink/${id}`);
    expect(local.events.map(({ payload }) => payload)).toMatchObject([
      { eventType: 'avi:jira:created:issuelink', id, ...told },
      { eventType: 'avi:jira:deleted:issuelink', id, ...told },
    ]);
  });

  it('that change nothing are told to nobody', () => {
    const local = open();
    const summary = pick(local.ask('engineer', 'GET', `${API}/issue/A-2`).json, 'fields', 'summary');
    expect(local.ask('engineer', 'PUT', `${API}/issue/A-2`, { fields: { summary } }).status).toBe(204);
    expect(local.ask('engineer', 'PUT', `${API}/issue/A-2`, { fields: { summary: 'x', nonsense: 1 } }).status).toBe(400);
    expect(local.events).toEqual([]);
    expect(local.ask('engineer', 'GET', `${API}/issue/A-2/changelog`)).toMatchObject({ json: { total: 0 } });
  });

  it('by the app are marked as its own', () => {
    const local = open();
    local.ask(APP, 'PUT', `${API}/issue/A-2`, { fields: { summary: 'By the app' } });
    local.ask({ kind: 'user', accountId: 'engineer', scopes: ['write:jira-work'] }, 'PUT', `${API}/issue/A-2`, { fields: { summary: 'Through the app' } });
    expect(local.events.map(({ selfGenerated }) => selfGenerated)).toEqual([true, true]);
  });

  it('of a whole project are told without a word of its issues', () => {
    const local = open();
    local.ask('admin', 'DELETE', `${API}/project/A`);
    expect(local.events.map(({ eventType }) => eventType)).toEqual(['avi:jira:deleted:project']);
    expect(local.jira.issueContext('A-2')).toBeUndefined();
  });
});

describe('a workflow rule', () => {
  it('refuses a transition with its own words before anything changes', () => {
    const local = open();
    const checks: unknown[] = [];
    let refusal: string | undefined = 'Define an outcome first.';
    local.jira.setTransitionGuard((check) => {
      checks.push(check);
      return refusal;
    });
    expect(transitionTo(local, 'In Progress').status).toBe(204);
    expect(checks).toEqual([]);
    local.jira.setWorkflowRules('A', [{ moduleKey: 'gate', configuration: '{"strict":true}', toStatus: 'Done' }]);
    local.events.length = 0;
    expect(transitionTo(local, 'Done')).toMatchObject({ status: 400, json: { errorMessages: ['Define an outcome first.'] } });
    expect(checks).toMatchObject([{ moduleKey: 'gate', configuration: '{"strict":true}', issue: { key: 'A-2' }, accountId: 'engineer' }]);
    expect(local.events).toEqual([]);
    expect(pick(local.ask('engineer', 'GET', `${API}/issue/A-2`).json, 'fields', 'status', 'name')).toBe('In Progress');
    refusal = undefined;
    expect(transitionTo(local, 'Done').status).toBe(204);
  });

  it('binds moves in bulk and by the app, which change nothing while the validators have not all run', () => {
    const local = open();
    local.jira.setWorkflowRules('A', [{ moduleKey: 'gate', configuration: null, toStatus: 'Done' }]);
    let answer: string | undefined = NOT_YET;
    local.jira.setTransitionGuard(({ issue }) => (issue.key === 'A-1' ? undefined : answer));
    const possible = list(local.ask('engineer', 'GET', `${API}/issue/A-2/transitions`).json, 'transitions');
    const transitionId = text(possible.find((candidate) => pick(candidate, 'name') === 'Done'), 'id');
    const together = { bulkTransitionInputs: [{ selectedIssueIdsOrKeys: ['A-1', 'A-2'], transitionId }] };
    expect(local.ask('engineer', 'POST', `${API}/bulk/issues/transition`, together).status).toBe(503);
    expect(local.events).toEqual([]);
    answer = 'No outcome.';
    const { json } = local.ask('engineer', 'POST', `${API}/bulk/issues/transition`, together);
    const idOf = (key: string): string => local.jira.issueContext(key)?.id ?? '';
    expect(local.ask('engineer', 'GET', `${API}/bulk/queue/${text(json, 'taskId')}`).json).toMatchObject({
      processedAccessibleIssues: [Number(idOf('A-1'))], failedAccessibleIssues: { [idOf('A-2')]: ['No outcome.'] },
    });
    expect(local.events.map(({ payload }) => pick(payload, 'issue', 'key'))).toEqual(['A-1']);
    expect(local.ask(APP, 'POST', `${API}/issue/A-2/transitions`, { transition: { id: transitionId } })).toMatchObject({ status: 400, json: { errorMessages: ['No outcome.'] } });
  });
});

describe('a move to another project', () => {
  it('is told as an update with the old project and key, sub-tasks included, and old keys still lead to the issue', () => {
    const local = openLocal([
      line('A-1', { issuetype: { name: 'Story' } }),
      line('A-2', { issuetype: { name: 'Sub-task', subtask: true }, parent: { key: 'A-1' } }),
      line('B-1', { issuetype: { name: 'Story' } }),
      line('B-2', { issuetype: { name: 'Sub-task', subtask: true }, parent: { key: 'B-1' } }),
    ]);
    const story = list(local.ask('admin', 'GET', `${API}/project/B`).json, 'issueTypes').find((type) => pick(type, 'name') === 'Story');
    const id = local.jira.issueContext('A-1')?.id;
    const { status } = local.ask('engineer', 'POST', `${API}/bulk/issues/move`, { targetToSourcesMapping: { [`B,${text(story, 'id')}`]: { issueIdsOrKeys: ['A-1'] } } });
    expect(status).toBe(201);
    expect(local.events.map(({ payload }) => [pick(payload, 'eventType'), pick(payload, 'issue', 'key'), pick(payload, 'changelog', 'items')])).toMatchObject([
      ['avi:jira:updated:issue', 'B-3', [{ field: 'project', fromString: 'A', toString: 'B' }, { field: 'Key', fromString: 'A-1', toString: 'B-3' }]],
      ['avi:jira:updated:issue', 'B-4', [{ field: 'project', fromString: 'A', toString: 'B' }, { field: 'Key', fromString: 'A-2', toString: 'B-4' }]],
    ]);
    expect(local.ask('engineer', 'GET', `${API}/issue/A-1`)).toMatchObject({ status: 200, json: { id, key: 'B-3' } });
    expect(local.ask('outsider', 'POST', `${API}/bulk/issues/move`, { targetToSourcesMapping: { [`A,${text(story, 'id')}`]: { issueIdsOrKeys: ['B-3'] } } }).status).toBe(400);
  });
});

describe('a service desk', () => {
  it('measures its agreements from what happened', () => {
    const local = openLocal();
    const hour = 3_600_000;
    expect(local.ask('admin', 'POST', `${API}/project`, { key: 'DESK', name: 'Desk', projectTypeKey: 'service_desk' }).status).toBe(201);
    const made = local.ask('admin', 'POST', `${API}/issue`, { fields: { project: { key: 'DESK' }, issuetype: { name: 'Incident' }, summary: 'Printer on fire' } });
    const key = text(made.json, 'key');
    const fields = list(local.ask('admin', 'GET', `${API}/field`).json);
    const idOf = (name: string): string => text(fields.find((field) => pick(field, 'name') === name), 'id');
    const sla = (name: string): unknown => pick(local.ask('admin', 'GET', `${API}/issue/${key}`).json, 'fields', idOf(name));
    local.wait(9 * hour);
    expect(sla('Time to first response')).toMatchObject({ completedCycles: [], ongoingCycle: { breached: true, elapsedTime: { millis: 9 * hour } } });
    const move = (status: string): void => {
      const to = list(local.ask('admin', 'GET', `${API}/issue/${key}/transitions`).json, 'transitions').find((candidate) => pick(candidate, 'name') === status);
      expect(local.ask('admin', 'POST', `${API}/issue/${key}/transitions`, { transition: { id: text(to, 'id') } }).status).toBe(204);
    };
    move('Resolved');
    const met = { breached: false, elapsedTime: { millis: 9 * hour } };
    expect(sla('Time to resolution')).toMatchObject({ completedCycles: [met] });
    expect(sla('Time to resolution')).not.toHaveProperty('ongoingCycle');

    // Reopened, a new cycle runs beside the one that was met.
    local.wait(2 * hour);
    move('In Progress');
    local.wait(41 * hour);
    const missed = { breached: true, elapsedTime: { millis: 41 * hour } };
    expect(sla('Time to resolution')).toMatchObject({ completedCycles: [met], ongoingCycle: missed });
    move('Resolved');
    expect(sla('Time to resolution')).toMatchObject({ completedCycles: [met, missed] });
    expect(sla('Time to resolution')).not.toHaveProperty('ongoingCycle');
    expect(sla('Time to first response')).toMatchObject({ completedCycles: [{ breached: true, elapsedTime: { millis: 9 * hour } }] });
  });
});

describe('a request type', () => {
  it('is one of those that the desk has', () => {
    const local = openLocal();
    local.ask('admin', 'POST', `${API}/project`, { key: 'DESK', name: 'Desk', projectTypeKey: 'service_desk' });
    const key = text(local.ask('admin', 'POST', `${API}/issue`, { fields: { project: { key: 'DESK' }, issuetype: { name: 'Incident' }, summary: 'No network' } }).json, 'key');
    const field = text(list(local.ask('admin', 'GET', `${API}/field`).json).find((one) => pick(one, 'name') === 'Request Type'), 'id');
    const types = list(local.ask('admin', 'GET', '/rest/servicedeskapi/servicedesk/DESK/requesttype').json, 'values');
    expect(local.ask('admin', 'PUT', `${API}/issue/${key}`, { fields: { [field]: text(types[1], 'id') } }).status).toBe(204);
    expect(pick(local.ask('admin', 'GET', `${API}/issue/${key}`).json, 'fields', field)).toEqual({ requestType: { id: '2', name: 'Request access' } });
    expect(local.ask('admin', 'PUT', `${API}/issue/${key}`, { fields: { [field]: 'A pony' } }).status).toBe(400);
  });
});

describe('a replay', () => {
  const lines = [
    line('R-1', { issuetype: { name: 'Epic' } }),
    line('R-2', { status: { name: 'Closed' }, resolution: { name: 'Fixed' }, resolutiondate: '2026-02-01T10:00:00.000+0000', parent: { key: 'R-1' } }, [
      { at: '2026-01-10T10:00:00.000+0000', items: [{ field: 'status', from: '1', fromString: 'Open', to: '3', toString: 'In Progress' }] },
      { at: '2026-02-01T10:00:00.000+0000', items: [{ field: 'status', from: '3', fromString: 'In Progress', to: '6', toString: 'Closed' }, { field: 'resolution', to: '1', toString: 'Fixed' }] },
    ]),
  ];
  const plain = { seed: 1, duplicate: 0, shuffle: 0 };
  const told = (local: Local): string[] => local.events.map(({ payload }) => `${text(payload, 'issue', 'key')} ${text(payload, 'eventType').split(':')[2] ?? ''} ${JSON.stringify(pick(payload, 'changelog', 'items', 0)) ?? ''}`);

  it('tells a history in the order of time and stores it', () => {
    const local = openLocal();
    expect(local.jira.replay(lines, plain)).toMatchObject({ events: 4 });
    expect(local.events.map(({ payload }) => [pick(payload, 'issue', 'key'), pick(payload, 'eventType'), pick(payload, 'changelog', 'items', 0, 'toString')])).toEqual([
      ['R-1', 'avi:jira:created:issue', undefined],
      ['R-2', 'avi:jira:created:issue', undefined],
      ['R-2', 'avi:jira:updated:issue', 'In Progress'],
      ['R-2', 'avi:jira:updated:issue', 'Closed'],
    ]);
    expect(local.ask('engineer', 'GET', `${API}/issue/R-2?expand=changelog`)).toMatchObject({ json: { fields: { status: { name: 'Closed' } }, changelog: { total: 2 } } });
  });

  it('of what is already there tells it again and stores nothing twice', () => {
    const local = openLocal(lines);
    local.jira.replay(lines, plain);
    expect(local.events).toHaveLength(4);
    expect(local.ask('engineer', 'GET', `${API}/issue/R-2/changelog`)).toMatchObject({ json: { total: 2 } });
  });

  it('shuffled and repeated holds every event, the same way for the same seed', () => {
    const options = { seed: 7, duplicate: 0.5, shuffle: 20 };
    const history = realHistory()?.slice(0, 50) ?? lines;
    const [one, other, orderly] = [openLocal(), openLocal(), openLocal()];
    one.jira.replay(history, options);
    other.jira.replay(history, options);
    orderly.jira.replay(history, plain);
    expect(told(one)).toEqual(told(other));
    expect(told(one)).not.toEqual(told(orderly));
    expect([...new Set(told(one))].sort()).toEqual([...new Set(told(orderly))].sort());
    expect(one.events.length).toBeGreaterThan(orderly.events.length);
  });

  it('of a broken file does nothing', () => {
    const local = openLocal();
    expect(() => local.jira.replay([lines[0] ?? '', '{'], plain)).toThrow('Line 2');
    expect(local.events).toEqual([]);
    expect(local.jira.issueContext('R-1')).toBeUndefined();
  });
});
