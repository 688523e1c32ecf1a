import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Source text by path from the repository's root, with forward slashes. */
export type Tree = ReadonlyMap<string, string>;

/** The folders that rules are about. */
export const ROOTS = ['src', 'static', 'dev', 'test'] as const;

const CODE = /\.[cm]?[jt]sx?$/;
/** Built, installed or made by a run: not ours to judge. */
const NOT_OURS = new Set(['node_modules', 'dist', '.needle']);

export function isCode(path: string): boolean {
  return CODE.test(path);
}

/** Reads the repository. Files that are not code are listed with an empty text: folders and imports count them. */
export function readTree(root: string): Tree {
  const tree = new Map<string, string>();
  const visit = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (NOT_OURS.has(entry.name)) continue;
      if (entry.isDirectory()) visit(path);
      else tree.set(path, isCode(path) ? readFileSync(join(root, path), 'utf8') : '');
    }
  };
  for (const folder of ROOTS) visit(folder);
  return tree;
}
