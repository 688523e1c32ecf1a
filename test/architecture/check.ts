import { isBuiltin } from 'node:module';
import ts from 'typescript';
import { type Import, importsOf, parse, resolve } from './imports';
import { impuritiesOf } from './purity';
import { MAX_LINES, NEVER_SHIPS, PURE, SENTENCES, ZONES, type Zone } from './table';
import { type Tree, isCode } from './tree';

/** A comment that switches lint off and ends without ` -- reason`. */
const SUPPRESSION = /(?:\/\/|\/\*)\s*eslint-disable(?![^\n]* -- \S)/;

/** Every broken rule of a tree, each as `where: sentence`. */
export function violations(tree: Tree): string[] {
  const sources = new Map<string, ts.SourceFile>();
  for (const [path, text] of tree) if (isCode(path)) sources.set(path, parse(path, text));
  const found: string[] = [];
  const graph = new Map<string, string[]>();
  for (const path of tree.keys()) {
    const text = tree.get(path) ?? '';
    if (isCode(path) && lines(text) > MAX_LINES) found.push(`${path}: ${SENTENCES.long}`);
    if (SUPPRESSION.test(text)) found.push(`${path}: ${SENTENCES.suppressed}`);
    if (path.startsWith('test/')) continue;
    const zone = zoneOf(path);
    if (!zone) {
      found.push(`${path}: ${SENTENCES.unlisted}`);
      continue;
    }
    const source = sources.get(path);
    if (!source) continue;
    const edges: string[] = [];
    for (const one of importsOf(source)) {
      found.push(...judge(path, zone, one, tree).map((sentence) => `${path}:${one.line}: ${sentence}`));
      const target = one.specifier === undefined ? undefined : resolve(path, one.specifier, tree);
      if (target && 'file' in target) edges.push(target.file);
    }
    graph.set(path, edges);
    if (PURE.files.test(path)) {
      found.push(...impuritiesOf(source).map(({ what, line }) => `${path}:${line}: ${PURE.sentence} ${what}.`));
    }
    if (zone.name === 'index') found.push(...logicOf(source).map(() => `${path}: ${SENTENCES.logic}`));
  }
  found.push(...cycles(graph).map((circle) => `${SENTENCES.cycle} ${circle.join(' → ')}`));
  return found;
}

export function zoneOf(path: string): Zone | undefined {
  return ZONES.find((zone) => zone.files.test(path));
}

/** Packages that are imported somewhere and come only with another package, which may drop them at any time. */
export function undeclared(tree: Tree, declared: ReadonlySet<string>): string[] {
  const found = new Set<string>();
  for (const [path, text] of tree) {
    if (!isCode(path)) continue;
    for (const { specifier } of importsOf(parse(path, text))) {
      const target = specifier === undefined ? undefined : resolve(path, specifier, tree);
      if (!target || 'file' in target || isBuiltin(target.package) || declared.has(target.package)) continue;
      found.add(`${path}: ${target.package} ${SENTENCES.undeclared}`);
    }
  }
  return [...found];
}

/** The sentences that one import breaks. */
function judge(path: string, zone: Zone, one: Import, tree: Tree): string[] {
  if (one.specifier === undefined) return path.startsWith('dev/') ? [] : [SENTENCES.computed];
  const target = resolve(path, one.specifier, tree);
  if ('package' in target) {
    // Once its set-up has run, a command may load what it installed.
    const installed = zone.name === 'dev commands' && one.dynamic;
    return installed || mayUse(zone, target.package) ? [] : [zone.sentence];
  }
  if (NEVER_SHIPS.zones.test(path) && NEVER_SHIPS.targets.test(target.file)) return [NEVER_SHIPS.sentence];
  const theirs = zoneOf(target.file);
  if (!theirs || (theirs !== zone && !zone.ours.includes(theirs.name))) return [zone.sentence];
  return tree.has(target.file) ? [] : [SENTENCES.missing];
}

function mayUse(zone: Zone, name: string): boolean {
  return zone.packages.some((allowed) =>
    allowed.endsWith('*') ? name.startsWith(allowed.slice(0, -1)) : name === allowed,
  );
}

function lines(text: string): number {
  return text.replace(/\n$/, '').split('\n').length;
}

/** Statements that are more than `export … from`. */
function logicOf(source: ts.SourceFile): ts.Statement[] {
  return source.statements.filter((s) => !(ts.isExportDeclaration(s) && s.moduleSpecifier));
}

/** One circle for each group of files that reach each other. */
function cycles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const done = new Set<string>();
  const circles: string[][] = [];
  const walk = (path: string, trail: string[]): void => {
    const at = trail.indexOf(path);
    if (at >= 0) circles.push([...trail.slice(at), path]);
    if (at >= 0 || done.has(path)) return;
    for (const next of graph.get(path) ?? []) walk(next, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) walk(path, []);
  return circles;
}
