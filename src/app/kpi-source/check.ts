import { type JqlFault, faultOfJql } from '../../domain/jql-bounds';
import { type Cadence } from '../../domain/kpi';
import { type JiraSource, MAX_ISSUES_PER_KPI, isCountNow } from '../../domain/kpi-source';
import { type Ports } from '../ports';
import { Refused } from '../refused';
import { askedOf } from './fill';

const FAULTS: Record<JqlFault, [message: string, remedy: string]> = {
  'has-order': ['A query of a KPI takes no ORDER BY.', 'Leave the order out.'],
  'names-people': ['A KPI is never about persons: its query may not name assignees, reporters or other people.', 'Name the project, type, label or component of the work instead.'],
  'depends-on-time': [
    'What this query finds changes by the clock or by sprints, so its past weeks could not be told.',
    'Leave relative dates and functions of time out: weeks are counted by themselves.',
  ],
};

const FIELD = 'source.jql';

/** Refuses a source that cannot be counted: by our own bounds, and by what Jira says to the caller. */
export async function checkSource(ports: Ports, source: JiraSource, cadence: Cadence): Promise<void> {
  const fault = faultOfJql(source.jql, !isCountNow(source));
  if (fault) throw new Refused('invalid-input', FAULTS[fault][0], { field: FIELD, remedy: FAULTS[fault][1] });
  if (!isCountNow(source) && cadence !== 'week') {
    throw new Refused('invalid-input', 'What is counted in Jira by week is a KPI with a value every week.', { field: 'cadence', remedy: 'Choose “every week”.' });
  }
  // By itself first: joined with our own conditions, an unbalanced query would be another one.
  const unreadable = (await ports.jiraKpis.user.faultsOf([source.jql])).get(source.jql);
  if (unreadable !== undefined) throw new Refused('invalid-input', `Jira cannot read this query: ${unreadable}`, { field: FIELD, remedy: 'Try the query in Jira’s issue search.' });
  if (source.kind !== 'flow' || !('field' in source.figure || 'status' in source.figure)) return;
  const { statuses, agreements } = await ports.jiraKpis.user.choices();
  const { figure } = source;
  if ('field' in figure && !agreements.some(({ id }) => id === figure.field.id)) throw unknown('source.figure.field', 'There is no such service desk agreement on this site.');
  if ('status' in figure && !statuses.some(({ id }) => id === figure.status.id)) throw unknown('source.figure.status', 'There is no such status on this site.');
}

function unknown(field: string, message: string): Refused {
  return new Refused('invalid-input', message, { field, remedy: 'Choose one of the list.' });
}

/**
 * Refuses what the app cannot count, or what is too much for it; and, until the caller says that they know, what counts
 * more than they see.
 */
export async function checkCounts(ports: Ports, source: JiraSource, isConfirmed: boolean): Promise<void> {
  const { user, app } = ports.jiraKpis;
  const unreadable = (await app.faultsOf([source.jql])).get(source.jql);
  if (unreadable !== undefined) {
    throw new Refused('invalid-input', 'Needle itself cannot read this query in Jira, though you can.', { field: FIELD, remedy: 'Let Needle’s app user browse the projects that it names.' });
  }
  const asked = askedOf(source);
  const [mine, all] = await Promise.all([user.count(asked), app.count(asked)]);
  if (!isCountNow(source) && all > MAX_ISSUES_PER_KPI) {
    throw new Refused('limit-reached', `A KPI looks at no more than ${MAX_ISSUES_PER_KPI} issues.`, { field: FIELD, remedy: 'Narrow the query: to a project, a type, or what was created since a date.' });
  }
  if (all > mine && !isConfirmed) {
    throw new Refused('confirm', 'Needle finds more issues with this query than you may see. Everyone who sees the KPI would see figures that count them.', {
      field: 'confirmed',
      remedy: 'Save again if that is meant, or narrow the query to projects that you see.',
    });
  }
}
