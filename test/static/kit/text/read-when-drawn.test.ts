import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const STATIC = join(__dirname, '..', '..', '..', '..', 'static');
const files = readdirSync(STATIC, { recursive: true, encoding: 'utf8' }).filter((path) => /\.tsx?$/.test(path) && !path.startsWith('dist/'));

/** A file of words: `text.ts` of a surface, or one in the kit's folder of them. */
const WORDS = /(^|\/)text$|\/text\/(?!say$|rich$|language$|message$)[a-z-]+$/;

/** Lines on which a module, while it loads, reads a word that will later stand there in another language. */
function readsWhileLoading(code: string): number[] {
  const source = ts.createSourceFile('page.tsx', code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const words = new Set(
    source.statements.filter(ts.isImportDeclaration).flatMap((one) => {
      const named = one.importClause?.namedBindings;
      const isWords = WORDS.test((one.moduleSpecifier as ts.StringLiteral).text);
      return isWords && named && ts.isNamedImports(named) ? named.elements.map(({ name }) => name.text) : [];
    }),
  );
  const lines: number[] = [];
  const look = (node: ts.Node): void => {
    // A function that is given to a call, as to `map`, runs while the module loads.
    const runsLater = ts.isFunctionLike(node) && !ts.isCallExpression(node.parent);
    if (runsLater || ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isIdentifier(node) && words.has(node.text)) lines.push(source.getLineAndCharacterOfPosition(node.pos).line + 1);
    ts.forEachChild(node, look);
  };
  look(source);
  return lines;
}

it('words are read when they are drawn, since they change with the language after a module is loaded', () => {
  const faults = files.flatMap((path) => readsWhileLoading(readFileSync(join(STATIC, path), 'utf8')).map((line) => `${path}:${line}`));
  expect(faults).toEqual([]);
});

it('finds one that is read while a module loads', () => {
  expect(readsWhileLoading("import { text } from './text';\nconst LABELS = { name: text.name };\nconst f = () => text.name;")).toEqual([2]);
  expect(readsWhileLoading("import { text } from './text';\nconst LABELS = ['a'].map((key) => text[key]);")).toEqual([2]);
});

it('parts that come later come in the viewer’s language', () => {
  const lazily = files.filter((path) => path !== 'kit/later.ts' && /\blazy\b/.test(readFileSync(join(STATIC, path), 'utf8')));
  expect(lazily).toEqual([]);
});
