import { z } from 'zod';
import { MAX_COMPONENTS, MAX_TEAM_PROJECTS } from '../../domain/team';
import { call } from '../call';
import * as f from '../fields';
import { counts, share, work } from './history';

export const teamId = z.string().regex(/^team_[0-9a-z]{16}$/, 'is not the id of a team');
const projectKeys = z
  .array(z.string().trim().toUpperCase().regex(/^[A-Z][A-Z0-9_]{1,99}$/, 'is not the key of a project'))
  .min(1, 'names no project')
  .max(MAX_TEAM_PROJECTS, `are more than ${MAX_TEAM_PROJECTS}`);
const narrowing = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('components'), names: z.array(f.title).min(1, 'names no component').max(MAX_COMPONENTS, `are more than ${MAX_COMPONENTS}`) }),
  z.strictObject({ kind: z.literal('jql'), query: f.title }),
]);
const project = z.strictObject({ projectId: z.string(), key: z.string() });

const team = z.strictObject({
  teamId,
  name: z.string(),
  projects: z.array(project),
  /** Absent where the team has all of its projects. */
  narrowing: narrowing.optional(),
});

const teams = z.strictObject({
  /** Absent before the first change. */
  version: f.version.optional(),
  teams: z.array(team),
});

export const teamCalls = {
  'team.read': call({
    summary: 'The teams of the site.',
    permission: 'administer-jira',
    modules: ['admin-page'],
    input: z.strictObject({}),
    reply: teams,
  }),
  'team.try': call({
    summary: 'Which of the newest issues that the caller sees in the projects would be the team’s; nothing is saved.',
    permission: 'administer-jira',
    modules: ['admin-page'],
    input: z.strictObject({ projectKeys, narrowing: narrowing.optional() }),
    reply: z.strictObject({
      /** How many issues were looked at, and how many of them are the team's; some of these. */
      looked: z.int(),
      found: z.int(),
      samples: z.array(z.strictObject({ key: z.string(), summary: z.string(), type: z.string() })),
      /** What is wrong with the query. */
      fault: z.string().optional(),
    }),
  }),
  'team.set': call({
    summary: 'Adds a team, or changes that of the id; projects that were not read for it are read.',
    permission: 'administer-jira',
    modules: ['admin-page'],
    input: z.strictObject({ version: f.version.optional(), teamId: teamId.optional(), name: f.title, projectKeys, narrowing: narrowing.optional() }),
    reply: teams,
  }),
  'team.remove': call({
    summary: 'Removes a team; what was done in its projects stays counted there.',
    permission: 'administer-jira',
    modules: ['admin-page'],
    input: z.strictObject({ version: f.version, teamId }),
    reply: teams,
  }),
  'project.teams': call({
    summary: 'Run and change, week by week, of the teams with a part in this project, over those of their projects that the caller may browse; never of a person.',
    permission: 'browse-project',
    modules: ['project-page'],
    input: z.strictObject({}),
    reply: z.strictObject({
      teams: z.array(
        z.strictObject({
          teamId,
          name: z.string(),
          /** Keys of its projects that the caller may browse, this one among them. */
          projects: z.array(z.string()),
          /** It has all of this project, and no other that the caller may browse: its figures are the project's. */
          isProject: z.boolean(),
          /** Some of them has not been read for it yet, so it is not counted. */
          pending: z.boolean(),
          /** Absent until there is a complete week; null where a week may not be split. */
          activity: z
            .strictObject({
              weeks: z.array(f.date),
              change: work,
              run: work,
              share: share.optional(),
              inProgress: z.strictObject({ change: z.int(), run: z.int() }).optional(),
              switches: counts,
            })
            .optional(),
        }),
      ),
    }),
  }),
};
