import { jira } from '../api';
import { documentOf, listOf, wordsOf, type Field, type Typed } from '../forms';
import type { Issue, Named } from '../model';
import type { ViewContext } from './view';

interface Choice extends Named {
  id: string;
}

interface ProjectParts {
  issueTypes: Choice[];
  components: Named[];
  versions: Named[];
}

export const STORY_POINTS = 'Story Points';

/** Fields of an issue that are typed alike when it is created and when it is edited. */
export interface IssueFields {
  fields: Field[];
  /** What was typed, as Jira takes it: only what is another than before, so that nobody is refused for what they left alone. */
  changed: (typed: Typed) => Record<string, unknown>;
}

/** The fields for a new issue of a project, or for one that is there. */
export async function issueFields({ user }: ViewContext, projectKey: string, issue?: Issue): Promise<IssueFields> {
  const [project, priorities, all] = await Promise.all([
    jira<ProjectParts>(user, 'GET', `/rest/api/3/project/${encodeURIComponent(projectKey)}`),
    jira<Choice[]>(user, 'GET', '/rest/api/3/priority'),
    jira<Choice[]>(user, 'GET', '/rest/api/3/field'),
  ]);
  const points = all.find(({ name }) => name === STORY_POINTS)?.id;
  const { issuetype, priority, description, components, fixVersions, ...rest } = issue?.fields ?? {};
  const estimate = points === undefined ? undefined : (rest as Record<string, unknown>)[points];
  const before: Typed = {
    type: issuetype?.id ?? '',
    priority: priority?.name ?? '',
    description: wordsOf(description),
    components: namesOf(components),
    versions: namesOf(fixVersions),
    points: typeof estimate === 'number' ? String(estimate) : '',
  };
  const options = (values: readonly Named[]): { value: string; label: string }[] => values.map(({ name }) => ({ value: name, label: name }));
  const none = before['priority'] === '' ? [{ value: '', label: 'The usual one' }] : [];
  const written: Readonly<Record<string, (typed: string) => Record<string, unknown>>> = {
    type: (id) => ({ issuetype: { id } }),
    priority: (name) => ({ priority: { name } }),
    description: (words) => ({ description: words === '' ? null : documentOf(words) }),
    components: (names) => ({ components: listOf(names).map((name) => ({ name })) }),
    versions: (names) => ({ fixVersions: listOf(names).map((name) => ({ name })) }),
    points: (number) => (points === undefined ? {} : { [points]: number === '' ? null : Number(number) }),
  };
  return {
    fields: [
      { name: 'type', label: 'Type', type: 'choice', options: project.issueTypes.map(({ id, name }) => ({ value: id, label: name })), value: before['type'], required: true },
      { name: 'priority', label: 'Priority', type: 'choice', options: [...none, ...options(priorities)], value: before['priority'] },
      { name: 'description', label: 'Description', type: 'area', value: before['description'] },
      ...(project.components.length === 0 ? [] : [{ name: 'components', label: `Components, between commas (${namesOf(project.components)})`, value: before['components'] }]),
      ...(project.versions.length === 0 ? [] : [{ name: 'versions', label: `Fix versions, between commas (${namesOf(project.versions)})`, value: before['versions'] }]),
      ...(points === undefined ? [] : [{ name: 'points', label: STORY_POINTS, type: 'number' as const, value: before['points'] }]),
    ],
    changed: (typed) => Object.assign({}, ...Object.entries(written).filter(([name]) => (typed[name] ?? before[name]) !== before[name]).map(([name, write]) => write(typed[name] ?? ''))) as Record<string, unknown>,
  };
}

export function namesOf(all: readonly Named[] = []): string {
  return all.map(({ name }) => name).join(', ');
}
