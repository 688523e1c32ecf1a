import { KPI_TEMPLATES, TEMPLATE_KEYS } from '../../src/domain/kpi-template';

it('the common KPIs of IT service work are these eight, each ready made', () => {
  expect(KPI_TEMPLATES.map(({ key, direction, unit, cadence, source, guardrail }) => [key, direction, unit, cadence, source, guardrail])).toEqual([
    ['time-to-resolution', 'decrease', 'hours', 'week', 'jira-flow', 'reopen-rate'],
    ['sla-attainment', 'increase', '%', 'week', 'jira-sla', 'reopen-rate'],
    ['reopen-rate', 'decrease', '%', 'week', 'jira-flow', 'time-to-resolution'],
    ['change-failure-rate', 'decrease', '%', 'month', 'jira-jql', 'time-to-resolution'],
    ['first-contact-resolution', 'increase', '%', 'week', 'jira-jql', 'reopen-rate'],
    ['self-service-share', 'increase', '%', 'week', 'jira-jql', 'first-contact-resolution'],
    ['active-users', 'increase', 'users', 'week', 'monitoring', 'time-to-resolution'],
    ['cost-per-ticket', 'decrease', 'EUR', 'month', 'file', 'sla-attainment'],
  ]);
});

it('each is guarded by another of them, and begins by itself exactly where Jira can be counted', () => {
  for (const { key, guardrail, source, begins } of KPI_TEMPLATES) {
    expect(TEMPLATE_KEYS).toContain(guardrail);
    expect(guardrail).not.toBe(key);
    expect(begins !== undefined).toBe(source.startsWith('jira-'));
  }
});
