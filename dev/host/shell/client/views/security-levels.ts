import { JiraError, jira } from '../api';
import { h } from '../dom';
import { deed, foldedForm } from '../forms';
import type { Project } from '../model';
import { holds, table } from '../parts';
import { choices, chosen, peopleAndGroups, rolesOf, type Holder } from './holders';
import type { ViewContext } from './view';

interface Level {
  id: string;
  name: string;
}

interface Member {
  id: string;
  issueSecurityLevelId: string;
  holder: { type: string; value: string };
}

const SCHEMES = '/rest/api/3/issuesecurityschemes';

/** The project's security levels and who is in them. An issue's level is chosen where the issue is edited. */
export async function securityScreen(context: ViewContext, project: Project): Promise<HTMLElement[]> {
  const { user } = context;
  if (!(await holds(user, 'ADMINISTER'))) return [h('p', { class: 'quiet' }, 'Only site administrators see and change who is in a security level.')];
  const [scheme, { levels }, roles, others] = await Promise.all([
    schemeOf(context, project),
    jira<{ levels: Level[] }>(user, 'GET', `/rest/api/3/project/${encodeURIComponent(project.key)}/securitylevel`),
    rolesOf(context, project.key),
    peopleAndGroups(context),
  ]);
  const holders = [...roles, ...others];
  const named = levels.map(({ id }) => `levelId=${id}`).join('&');
  const { values: members } = levels.length === 0 ? { values: [] } : await jira<{ values: Member[] }>(user, 'GET', `${SCHEMES}/level/member?${named}`);
  const membersOf = (levelId: string): string => `${SCHEMES}/${scheme ?? '0'}/level/${levelId}/member`;
  const rows = levels.flatMap((level) =>
    members
      .filter(({ issueSecurityLevelId }) => issueSecurityLevelId === level.id)
      .map(({ id, holder }) => {
        const name = holders.find(({ id: held }) => held === holder.value)?.name ?? holder.value;
        return [level.name, name, holder.type, deed('Take out', () => jira(user, 'DELETE', `${membersOf(level.id)}/${id}`), `Take out ${name} of ${level.name}`)];
      }),
  );
  const options = choices(holders);
  const asMember = ({ kind, id }: Holder): object => ({ type: kind, parameter: id });
  const addLevel = async (name: string, holder: Holder): Promise<void> => {
    const added = [{ name, members: [asMember(holder)] }];
    if (scheme !== undefined) return jira(user, 'PUT', `${SCHEMES}/${scheme}/level`, { levels: added });
    const { id } = await jira<{ id: string }>(user, 'POST', SCHEMES, { name: `${project.name} security`.slice(0, 60), levels: added });
    await jira(user, 'PUT', `${SCHEMES}/project`, { projectId: project.id, schemeId: id });
  };
  return [
    table('Who is in which security level', ['Level', 'Who', 'Kind', 'Actions'], rows),
    h(
      'section',
      { class: 'actions', 'aria-label': 'Actions' },
      foldedForm(
        'Add a level',
        'Add level',
        [{ name: 'name', label: 'Name of the level', required: true }, { name: 'first', label: 'Its first member', type: 'choice', options, required: true }],
        ({ name = '', first = '' }) => addLevel(name, chosen(holders, first)),
      ),
      foldedForm(
        'Let somebody into a level',
        'Let in',
        [
          { name: 'level', label: 'Level', type: 'choice', options: levels.map(({ id, name }) => ({ value: id, label: name })), required: true },
          { name: 'holder', label: 'Who', type: 'choice', options, required: true },
        ],
        ({ level = '', holder = '' }) => jira(user, 'PUT', membersOf(level), { members: [asMember(chosen(holders, holder))] }),
      ),
    ),
  ];
}

/** Id of the project's security scheme; undefined when it has none. */
async function schemeOf({ user }: ViewContext, { key }: Project): Promise<string | undefined> {
  try {
    return String((await jira<{ id: number }>(user, 'GET', `/rest/api/3/project/${encodeURIComponent(key)}/issuesecuritylevelscheme`)).id);
  } catch (error) {
    if (error instanceof JiraError && error.status === 404) return undefined;
    throw error;
  }
}
