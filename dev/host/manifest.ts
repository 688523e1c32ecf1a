/**
 * Reads an app's manifest.yml: as much of it as the local platform acts upon. The full check is Atlassian's own
 * validator, which the app's tests call; here only what cannot be run is refused.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { PlatformError } from './error';
import { loadTranslations, textIn, textSchema, type Translations, translationsSchema } from './translations';
import type { EntitySchema } from './types';

const attributeType = z.enum(['string', 'boolean', 'float', 'integer', 'any']);

const entitySchema = z.object({
  name: z.string(),
  attributes: z.record(z.string(), z.object({ type: attributeType })),
  indexes: z
    .array(
      z.union([
        z.string(),
        z.object({
          name: z.string(),
          partition: z.array(z.string()).optional(),
          range: z.array(z.string()).optional(),
        }),
      ]),
    )
    .default([]),
});

const configurationPage = z.object({ resource: z.string() }).loose();

/** A module of any type; what a type adds (`resource`, `events`, `queue`…) is read where it is used. */
const moduleSchema = z
  .object({
    key: z.string(),
    title: textSchema.optional(),
    resource: z.string().optional(),
    function: z.string().optional(),
    resolver: z.object({ function: z.string().optional(), method: z.string().optional() }).optional(),
    events: z.array(z.string()).optional(),
    filter: z.object({ ignoreSelf: z.boolean().optional(), expression: z.string().optional() }).optional(),
    queue: z.string().optional(),
    interval: z.enum(['fiveMinute', 'hour', 'day', 'week']).optional(),
    response: z
      .object({
        type: z.enum(['static', 'dynamic']),
        outputs: z
          .array(
            z.object({
              key: z.string(),
              statusCode: z.number().int(),
              contentType: z.string().optional(),
              body: z.string().optional(),
            }),
          )
          .optional(),
      })
      .optional(),
    displayConditions: z.record(z.string(), z.unknown()).optional(),
    name: textSchema.optional(),
    description: textSchema.optional(),
    errorMessage: z.string().optional(),
    create: configurationPage.optional(),
    edit: configurationPage.optional(),
    view: configurationPage.optional(),
    projectTypes: z.array(z.enum(['company-managed', 'team-managed'])).optional(),
  })
  .loose();

const functionSchema = z.object({
  key: z.string(),
  handler: z.string().regex(/^[\w./-]+\.\w+$/),
  timeoutSeconds: z.number().positive().optional(),
});

const resourceSchema = z.object({
  key: z.string(),
  path: z.string(),
  entry: z.record(z.string(), z.string()).optional(),
});

const manifestSchema = z.object({
  app: z.object({
    id: z.string(),
    runtime: z.object({ name: z.string(), memoryMB: z.number().int().optional() }),
    licensing: z.object({ enabled: z.boolean() }).optional(),
    storage: z.object({ entities: z.array(entitySchema).optional() }).optional(),
  }),
  permissions: z
    .object({
      scopes: z
        .union([z.array(z.string()), z.record(z.string(), z.unknown()).transform((named) => Object.keys(named))])
        .default([]),
      content: z
        .object({ scripts: z.array(z.string()).optional(), styles: z.array(z.string()).optional() })
        .optional(),
      external: z.record(z.string(), z.unknown()).optional(),
    })
    .default({ scopes: [] }),
  resources: z.array(resourceSchema).default([]),
  translations: translationsSchema.optional(),
  modules: z.record(z.string(), z.array(z.unknown())),
});

/** Memory of a function where the manifest names none. Source: manifest reference, `app.runtime.memoryMB`. */
const DEFAULT_MEMORY_MB = 512;

export type ModuleEntry = z.infer<typeof moduleSchema>;
export type FunctionEntry = z.infer<typeof functionSchema>;
export type ResourceEntry = z.infer<typeof resourceSchema>;

/** A module together with the section of the manifest that it stands in, for example `jira:issuePanel`. */
export type AppModule = ModuleEntry & { type: string };

/** `permissions.content` and `permissions.external`, as the content policy is made from. */
export interface PagePermissions {
  content?: { scripts?: string[] | undefined; styles?: string[] | undefined } | undefined;
  external?: Record<string, unknown> | undefined;
}

export interface Manifest {
  /** The app's folder; every path of the manifest is relative to it. */
  folder: string;
  appId: string;
  memoryMB: number;
  licensed: boolean;
  scopes: readonly string[];
  permissions: PagePermissions;
  entities: readonly EntitySchema[];
  resources: readonly ResourceEntry[];
  functions: readonly FunctionEntry[];
  translations: Translations;
  modules: readonly AppModule[];
}

/** Loads the manifest of the app in `folder`. Throws PlatformError with the place of the first fault. */
export function loadManifest(folder: string): Manifest {
  const file = join(folder, 'manifest.yml');
  if (!existsSync(file)) {
    throw new PlatformError(`There is no manifest.yml in ${folder}. Start from the app's folder, or name it with --app DIR.`);
  }
  const raw = check(manifestSchema, parseYaml(file), 'manifest.yml');
  const { function: functions = [], ...sections } = raw.modules;
  const modules = Object.entries(sections).flatMap(([type, entries]) =>
    entries.map((entry) => ({ ...check(moduleSchema, entry, `manifest.yml, ${type}`), type })),
  );
  const permissions: PagePermissions = {
    content: raw.permissions.content,
    external: raw.permissions.external,
  };
  return {
    folder,
    appId: raw.app.id.replace(/^ari:cloud:ecosystem::app\//, ''),
    memoryMB: raw.app.runtime.memoryMB ?? DEFAULT_MEMORY_MB,
    licensed: raw.app.licensing?.enabled ?? false,
    scopes: raw.permissions.scopes,
    permissions,
    entities: (raw.app.storage?.entities ?? []).map(toEntity),
    resources: raw.resources,
    functions: functions.map((entry) => check(functionSchema, entry, 'manifest.yml, function')),
    translations: loadTranslations(raw.translations, folder),
    modules,
  };
}

/** The module with this key, or undefined. Keys are unique over all types. */
export function findModule(manifest: Manifest, key: string): AppModule | undefined {
  return manifest.modules.find((module) => module.key === key);
}

/** What the manifest asks for and the local platform does not do, in sentences. */
export function unsupported(manifest: Manifest): string[] {
  return manifest.modules
    .filter(({ filter }) => filter?.expression !== undefined)
    .map(({ key }) => `The filter expression of the trigger "${key}" is not evaluated; it gets every event.`);
}

/** A module's title as someone with this locale reads it, or as the app has it by default. */
export function titleOf({ translations }: Manifest, module: AppModule, locale?: string): string {
  return textIn(translations, module.title ?? module.name ?? module.key, locale);
}

function toEntity(entity: z.infer<typeof entitySchema>): EntitySchema {
  return {
    name: entity.name,
    attributes: entity.attributes,
    indexes: entity.indexes.map((index) =>
      typeof index === 'string'
        ? index
        : {
            name: index.name,
            ...(index.partition ? { partition: index.partition } : {}),
            ...(index.range ? { range: index.range } : {}),
          },
    ),
  };
}

function parseYaml(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new PlatformError(`manifest.yml is no valid YAML: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function check<T>(schema: z.ZodType<T>, value: unknown, place: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new PlatformError(`${place}: ${issue ? `${issue.path.join('.')} ${issue.message}` : 'not valid'}.`);
}
