import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Manifest, type Module, allModules, functionsOf } from './read';

const RUNTIME = 'nodejs22.x';
const MAX_SCHEDULES = 5;
const MAX_FIVE_MINUTE = 1;

/** Longest time a function may ask for, in seconds, by the modules that use it. */
const TIMEOUTS: Record<string, number> = { consumer: 900, scheduledTrigger: 900, webtrigger: 55 };
const DEFAULT_TIMEOUT = 25;

/** Modules that draw something. With a function in place of a resource they are UI Kit 1, which no longer runs. */
const DRAWN =
  /^jira:(issue(Panel|Context|Activity|Action|Glance)|(project|projectSettings|admin|global|full|personalSettings)Page|dashboardGadget|customField)$|^dashboards:widget$/;

export function moduleFindings(manifest: Manifest): string[] {
  return [
    ...runtimeFindings(manifest),
    ...scheduleFindings(manifest),
    ...functionFindings(manifest),
    ...drawnFindings(manifest),
    ...egressFindings(manifest),
  ];
}

function runtimeFindings({ app }: Manifest): string[] {
  return app.runtime.name === RUNTIME ? [] : [`The runtime is ${app.runtime.name}; it should be ${RUNTIME}.`];
}

function scheduleFindings(manifest: Manifest): string[] {
  const schedules = manifest.modules['scheduledTrigger'] ?? [];
  const often = schedules.filter((schedule) => schedule.interval === 'fiveMinute').length;
  const found: string[] = [];
  if (schedules.length > MAX_SCHEDULES) found.push(`${schedules.length} schedules: Forge runs at most ${MAX_SCHEDULES}.`);
  if (often > MAX_FIVE_MINUTE) found.push(`${often} schedules of five minutes: Forge runs at most ${MAX_FIVE_MINUTE}.`);
  return found;
}

function functionFindings(manifest: Manifest): string[] {
  const users = new Map<string, Set<string>>();
  for (const { type, module } of allModules(manifest)) {
    for (const key of functionsOf(module)) users.set(key, (users.get(key) ?? new Set()).add(type));
  }
  const functions = manifest.modules['function'] ?? [];
  const known = new Set(functions.map((one) => one.key));
  return [
    ...functions.flatMap((one) => useFindings(one, users.get(one.key) ?? new Set())),
    ...[...users.keys()].filter((key) => !known.has(key)).map((key) => `There is no function "${key}".`),
  ];
}

function useFindings(one: Module, types: ReadonlySet<string>): string[] {
  if (types.size === 0) return [`The function "${one.key}" is used by no module.`];
  const found: string[] = [];
  if (types.has('consumer') && types.size > 1) {
    found.push(`The function "${one.key}" serves a consumer and another kind of module: a consumer needs its own.`);
  }
  const limit = Math.min(...[...types].map((type) => TIMEOUTS[type] ?? DEFAULT_TIMEOUT));
  if ((one.timeoutSeconds ?? 0) > limit) {
    found.push(`The function "${one.key}" asks for ${one.timeoutSeconds} s; its modules get at most ${limit} s.`);
  }
  return found;
}

function drawnFindings(manifest: Manifest): string[] {
  return allModules(manifest)
    .filter(({ type, module }) => DRAWN.test(type) && !module.resource)
    .map(({ module }) => `"${module.key}" has no resource: as UI Kit 1 it would not run.`);
}

/** What would take "Runs on Atlassian" away: data leaving Atlassian, or anything loaded from elsewhere. */
function egressFindings(manifest: Manifest): string[] {
  const found: string[] = [];
  if (manifest.permissions?.external) found.push('permissions.external: the app talks to nobody outside Atlassian.');
  if (manifest.permissions?.content) found.push('permissions.content: the pages keep the strictest content policy.');
  if (manifest.remotes?.length || manifest.providers) found.push('remotes and providers: nothing runs elsewhere.');
  for (const trigger of manifest.modules['webtrigger'] ?? []) {
    if (trigger.response?.type !== 'static') found.push(`The web trigger "${trigger.key}" does not answer statically.`);
  }
  return found;
}

/** Files that the manifest names and that are not there, and entries that nothing shows. */
export function resourceFindings(manifest: Manifest, root: string): string[] {
  const used = new Set(allModules(manifest).flatMap(({ module: { resource, create, edit, view } }) => [resource, create?.resource, edit?.resource, view?.resource]));
  const found: string[] = [];
  for (const { key, path, entry } of manifest.resources ?? []) {
    const entries = Object.entries(entry ?? { '': 'index.html' });
    for (const [name, file] of entries) {
      if (!existsSync(join(root, path, file))) found.push(`The resource "${key}" lacks ${path}/${file}.`);
      if (!used.has(name ? `${key}/${name}` : key)) found.push(`No module shows "${name || key}".`);
    }
  }
  // Atlassian's validators look at the resource of a module itself, and at none of a workflow validator's pages.
  const known = new Set((manifest.resources ?? []).flatMap(({ key, entry }) => (entry ? Object.keys(entry).map((name) => `${key}/${name}`) : [key])));
  for (const name of used) if (name !== undefined && !known.has(name)) found.push(`There is no page ${name}.`);
  for (const { module } of allModules(manifest)) {
    const [, resource, file] = /^resource:([^;]+);(.+)$/.exec(module.icon ?? '') ?? [];
    const path = manifest.resources?.find((one) => one.key === resource)?.path;
    if (file && !(path && existsSync(join(root, path, file)))) found.push(`The icon of "${module.key}" is missing.`);
  }
  return found;
}
