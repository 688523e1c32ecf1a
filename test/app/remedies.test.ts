import { join } from 'node:path';
import ts from 'typescript';
import { readTree } from '../architecture/tree';

interface Made {
  at: string;
  code: string;
  hasRemedy: boolean;
  hasField: boolean;
}

/** Every `new Refused(…)` in the functions' code, by where it stands, with whether it says what is at fault and what can be done. */
function refusals(): Made[] {
  return [...readTree(join(__dirname, '..', '..'))].flatMap(([path, code]) => {
    if (code === undefined || !/^src\/.*\.ts$/.test(path)) return [];
    const source = ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true);
    const found: Made[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isNewExpression(node) && node.expression.getText() === 'Refused') {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart());
        const [code, , more] = (node.arguments ?? []).map((argument) => argument.getText());
        // By the word: what is passed on has its remedy, and its field, where it was made.
        found.push({ at: `${path}:${line + 1}`, code: code ?? '', hasRemedy: /\bremedy\b/.test(more ?? ''), hasField: /\bfield\b/.test(more ?? '') });
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
  });
}

const found = refusals();

it('every refusal says what can be done about it', () => {
  expect(found.length).toBeGreaterThan(40);
  expect(found.filter(({ hasRemedy }) => !hasRemedy)).toEqual([]);
});

it.each(["'invalid-input'", "'limit-reached'"])('every refusal that is %s names the field at fault', (code) => {
  const ofCode = found.filter((one) => one.code === code);
  expect(ofCode.length).toBeGreaterThan(10);
  expect(ofCode.filter(({ hasField }) => !hasField)).toEqual([]);
});
