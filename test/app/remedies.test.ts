import { join } from 'node:path';
import ts from 'typescript';
import { readTree } from '../architecture/tree';

/** Every `new Refused(…)` in the functions' code, by where it stands, with whether it says what can be done. */
function refusals(): { at: string; hasRemedy: boolean }[] {
  return [...readTree(join(__dirname, '..', '..'))].flatMap(([path, code]) => {
    if (code === undefined || !/^src\/.*\.ts$/.test(path)) return [];
    const source = ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true);
    const found: { at: string; hasRemedy: boolean }[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isNewExpression(node) && node.expression.getText() === 'Refused') {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart());
        // By the word: what is passed on has its remedy where it was made.
        found.push({ at: `${path}:${line + 1}`, hasRemedy: /\bremedy\b/.test(node.arguments?.[2]?.getText() ?? '') });
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
  });
}

it('every refusal says what can be done about it', () => {
  const found = refusals();
  expect(found.length).toBeGreaterThan(40);
  expect(found.filter(({ hasRemedy }) => !hasRemedy)).toEqual([]);
});
