import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** The parts of a manifest that our own rules look at, as the file holds them: not yet known to be sound. */
export interface Manifest {
  app: {
    runtime: { name: string };
    storage?: { entities?: Entity[] };
  };
  permissions?: { scopes?: string[]; external?: object; content?: object };
  remotes?: object[];
  providers?: object;
  resources?: Resource[];
  modules: Record<string, Module[]>;
}

export interface Entity {
  name: string;
  attributes: Record<string, { type: string }>;
  indexes?: (string | Index)[];
}

export interface Index {
  name: string;
  partition?: string[];
  range?: string[];
}

export interface Resource {
  key: string;
  path: string;
  entry?: Record<string, string>;
}

export interface Module {
  key: string;
  function?: string;
  resolver?: { function?: string };
  resource?: string;
  /** A workflow validator's pages. */
  create?: { resource: string };
  edit?: { resource: string };
  view?: { resource: string };
  icon?: string;
  handler?: string;
  timeoutSeconds?: number;
  interval?: string;
  events?: string[];
  response?: { type?: string };
}

export function readManifest(root: string): Manifest {
  return parse(readFileSync(join(root, 'manifest.yml'), 'utf8')) as Manifest;
}

/** Every module with its type. */
export function allModules(manifest: Manifest): { type: string; module: Module }[] {
  return Object.entries(manifest.modules).flatMap(([type, list]) => list.map((module) => ({ type, module })));
}

/** The functions that a module calls. */
export function functionsOf(module: Module): string[] {
  return [module.function, module.resolver?.function].filter((key) => key !== undefined);
}
