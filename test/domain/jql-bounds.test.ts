import { faultOfJql } from '../../src/domain/jql-bounds';

describe('what a query of a KPI may hold', () => {
  it.each([
    'project = NSD AND type = "Service Request"',
    'project = NSD AND labels in (5d, portal) AND statusCategory = Done',
    'summary ~ "order by phone" AND created >= 2025-01-01',
    'component = "assignee = nobody"',
    'project = X AND "Customer Type" = VIP AND created < "2025-01-01 10:00"',
  ])('takes %s', (jql) => {
    expect(faultOfJql(jql, true)).toBeUndefined();
  });

  it.each([
    ['project = X ORDER BY created', 'has-order'],
    ['project = X AND assignee = someone', 'names-people'],
    ['project = X AND "Assignee" in (a, b)', 'names-people'],
    ['reporter in membersOf("customers")', 'names-people'],
    ['project = X AND creator is not EMPTY', 'names-people'],
    ['status changed to Done by jane', 'names-people'],
    ['issueFunction = currentUser()', 'names-people'],
    ['project = X AND created >= -30d', 'depends-on-time'],
    ['project = X AND created >= "-4w 2d"', 'depends-on-time'],
    ['project = X AND resolved > startOfMonth(-1)', 'depends-on-time'],
    ['sprint in openSprints()', 'depends-on-time'],
    ['status changed to Done after -7d', 'depends-on-time'],
    ['"Time to resolution" = breached()', 'depends-on-time'],
  ] as const)('refuses %s: %s', (jql, fault) => {
    expect(faultOfJql(jql, true)).toBe(fault);
  });

  it('takes what depends on time where only the present is counted, and never people', () => {
    expect(faultOfJql('project = X AND updated <= -14d', false)).toBeUndefined();
    expect(faultOfJql('assignee = currentUser()', false)).toBe('names-people');
  });
});
