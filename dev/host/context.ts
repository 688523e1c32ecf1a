/** What Forge tells a page (`view.getContext`) and a resolver about where it stands and for whom. */
import { z } from 'zod';
import type { AppModule, Manifest } from './manifest';
import { localIdOf, SITE } from './site';
import type { Jira } from './types';

/** What a module is opened on. A page module stands on neither. */
export interface Place {
  issueKey?: string | undefined;
  projectKey?: string | undefined;
}

export interface ForgeContext {
  accountId: string;
  cloudId: string;
  workspaceId: string;
  environmentId: string;
  environmentType: string;
  extension: Record<string, unknown>;
  license?: { active: boolean };
  localId: string;
  locale: string;
  moduleKey: string;
  siteUrl: string;
  timezone: string;
}

const myselfSchema = z.object({ locale: z.string().optional(), timeZone: z.string().optional() });

export interface ContextSource {
  manifest: Manifest;
  jira: Jira;
  /** The printed address, which stands for the site's own. */
  siteUrl: string;
}

/**
 * The context of a module, or undefined when there is no such issue or project. As on Forge it says nothing of the
 * user's rights: what a page may be opened on, the app must check for itself.
 */
export function contextOf(source: ContextSource, module: AppModule, accountId: string, place: Place): ForgeContext | undefined {
  const extension = extensionOf(source, module, place);
  if (!extension) return undefined;
  const { manifest, jira } = source;
  const person = profileOf(jira, accountId);
  return {
    accountId,
    cloudId: SITE.cloudId,
    workspaceId: SITE.cloudId,
    environmentId: SITE.environmentId,
    environmentType: SITE.environmentType,
    extension,
    ...(manifest.licensed ? { license: { active: true } } : {}),
    localId: localIdOf(manifest.appId, module.key),
    locale: person.locale,
    moduleKey: module.key,
    siteUrl: source.siteUrl,
    timezone: person.timezone,
  };
}

function extensionOf({ jira, siteUrl }: ContextSource, module: AppModule, place: Place): Record<string, unknown> | undefined {
  const type = module.type;
  if (place.issueKey !== undefined) {
    const issue = jira.issueContext(place.issueKey);
    const project = issue && jira.projectContext(issue.projectId);
    if (!issue || !project) return undefined;
    const { id, key, type: issueType, typeId } = issue;
    return { type, issue: { id, key, type: issueType, typeId }, project, location: `${siteUrl}/browse/${issue.key}` };
  }
  if (place.projectKey !== undefined) {
    const project = jira.projectContext(place.projectKey);
    return project && { type, project, location: `${siteUrl}/projects/${project.key}` };
  }
  return { type, location: siteUrl };
}

function profileOf(jira: Jira, accountId: string): { locale: string; timezone: string } {
  const reply = jira.handle({ method: 'GET', path: '/rest/api/3/myself', headers: {} }, { kind: 'user', accountId });
  const body: unknown = reply.status === 200 ? JSON.parse(reply.body) : {};
  const profile = myselfSchema.safeParse(body);
  return {
    locale: (profile.data?.locale ?? 'en_US').replace('_', '-'),
    timezone: profile.data?.timeZone ?? 'UTC',
  };
}
