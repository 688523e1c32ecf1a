import { posix } from 'node:path';
import ts from 'typescript';
import { type Tree } from './tree';

export interface Import {
  /** As written; undefined when it is computed and cannot be followed. */
  specifier: string | undefined;
  /** `import()` and `require()`: evaluated only when the line is reached. */
  dynamic: boolean;
  line: number;
}

export function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

export function lineOf(source: ts.SourceFile, position: number): number {
  return source.getLineAndCharacterOfPosition(position).line + 1;
}

/** Everything that ties a file to another one: imports and re-exports, with or without `type`, `import()`, `require()`. */
export function importsOf(source: ts.SourceFile): Import[] {
  const found: Import[] = source.referencedFiles.map((reference) => ({
    specifier: asRelative(reference.fileName),
    dynamic: false,
    line: lineOf(source, reference.pos),
  }));
  const visit = (node: ts.Node): void => {
    const tie = tieOf(node);
    if (tie) {
      const { argument, dynamic } = tie;
      const specifier = argument && ts.isStringLiteralLike(argument) ? argument.text : undefined;
      found.push({ specifier, dynamic, line: lineOf(source, node.getStart(source)) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function tieOf(node: ts.Node): { argument: ts.Node | undefined; dynamic: boolean } | undefined {
  if (ts.isImportDeclaration(node)) return { argument: node.moduleSpecifier, dynamic: false };
  if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
    return { argument: node.moduleSpecifier, dynamic: false };
  }
  if (ts.isExternalModuleReference(node)) return { argument: node.expression, dynamic: false };
  if (ts.isImportTypeNode(node)) {
    return { argument: ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, dynamic: false };
  }
  if (ts.isCallExpression(node) && isLoader(node.expression)) return { argument: node.arguments[0], dynamic: true };
  return undefined;
}

function isLoader(callee: ts.Expression): boolean {
  return callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require');
}

/** A `/// <reference path>` is relative without saying so. */
function asRelative(fileName: string): string {
  return fileName.startsWith('.') ? fileName : `./${fileName}`;
}

const ENDINGS = ['', '.ts', '.tsx', '.mts', '.mjs', '.cjs', '.js', '/index.ts', '/index.tsx'];

/** What a specifier means: a file of the tree (or where it would lie), or a package by name. */
export function resolve(from: string, specifier: string, tree: Tree): { file: string } | { package: string } {
  // Vite reads what follows a question mark; it does not change which file is meant.
  const bare = specifier.replace(/\?.*$/, '');
  if (!bare.startsWith('.') && !bare.startsWith('/')) return { package: packageName(bare) };
  const base = posix.normalize(posix.join(posix.dirname(from), bare));
  const file = ENDINGS.map((ending) => `${base}${ending}`).find((candidate) => tree.has(candidate));
  return { file: file ?? base };
}

function packageName(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}
