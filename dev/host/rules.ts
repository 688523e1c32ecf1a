/** The workflow editor's side of the app's validators: which there are, where they stand, and how they are configured. */
import { z } from 'zod';
import { resourcePath } from './bridge/pages';
import { json } from './http';
import { JiraError } from './jira';
import { findModule, titleOf, type AppModule } from './manifest';
import type { Platform } from './platform';
import type { HttpReply } from './types';
import { textIn } from './translations';

/** Longest configuration of a rule, in bytes. Source: manifest reference, jira:workflowValidator, new workflow editor. */
const CONFIGURATION_BYTES = 32 * 1024;

const place = { accountId: z.string(), projectKey: z.string() };
const readSchema = z.strictObject(place);
const saveSchema = z.strictObject({ ...place, ruleId: z.number().int().optional(), transitionId: z.string(), moduleKey: z.string(), configuration: z.string() });
const removeSchema = z.strictObject({ ...place, ruleId: z.number().int() });

/** A project's transitions, their rules, and the validators that can be put there. */
export function readRules(platform: Platform, pagesUrl: string, body: unknown): HttpReply {
  return answered(readSchema, body, ({ accountId, projectKey }) => {
    const { isTeamManaged, transitions, rules } = platform.jira.workflow(accountId, projectKey);
    const offered = platform.manifest.modules.filter((module) => module.type === 'jira:workflowValidator' && fits(module, isTeamManaged));
    return { isTeamManaged, transitions, rules, validators: offered.map((module) => validatorOf(platform, module, pagesUrl)) };
  });
}

/** Adds a rule, or changes the configuration of one. */
export function saveRule({ jira, manifest }: Platform, body: unknown): HttpReply {
  return answered(saveSchema, body, ({ accountId, ...rule }) => {
    const module = findModule(manifest, rule.moduleKey);
    const { isTeamManaged } = jira.workflow(accountId, rule.projectKey);
    if (module?.type !== 'jira:workflowValidator') throw new JiraError(404, [`The app has no validator "${rule.moduleKey}".`]);
    if (!fits(module, isTeamManaged)) throw new JiraError(400, [`The validator "${rule.moduleKey}" is not for team-managed projects.`]);
    if (Buffer.byteLength(rule.configuration) > CONFIGURATION_BYTES) throw new JiraError(400, [`The configuration is larger than ${CONFIGURATION_BYTES} bytes.`]);
    jira.saveRule(accountId, rule);
    return {};
  });
}

export function removeRule({ jira }: Platform, body: unknown): HttpReply {
  return answered(removeSchema, body, ({ accountId, projectKey, ruleId }) => {
    jira.removeRule(accountId, projectKey, ruleId);
    return {};
  });
}

/** Validators are for company-managed projects unless they say more. */
function fits({ projectTypes = ['company-managed'] }: AppModule, isTeamManaged: boolean): boolean {
  return projectTypes.includes(isTeamManaged ? 'team-managed' : 'company-managed');
}

function validatorOf({ manifest }: Platform, module: AppModule, pagesUrl: string): Record<string, unknown> {
  const url = (page: AppModule['create']): string | undefined => {
    const path = page && resourcePath(manifest, page.resource);
    return path === undefined ? undefined : pagesUrl + path;
  };
  const description = module.description === undefined ? '' : textIn(manifest.translations, module.description);
  return { key: module.key, title: titleOf(manifest, module), description, pages: { create: url(module.create), edit: url(module.edit), view: url(module.view) } };
}

function answered<T>(schema: z.ZodType<T>, body: unknown, work: (input: T) => object): HttpReply {
  const parsed = schema.safeParse(body);
  if (!parsed.success) return refusal(400, parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join(' '));
  try {
    return json(200, work(parsed.data));
  } catch (error) {
    if (error instanceof JiraError) return refusal(error.status, error.errorMessages.join(' '));
    throw error;
  }
}

function refusal(status: number, message: string): HttpReply {
  return json(status, { error: { code: 'REFUSED', message } });
}
