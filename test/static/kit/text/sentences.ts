/** Every sentence with which the function may refuse something, read from its code: what `Refused` and zod are given. */
import ts from 'typescript';
import { readTree } from '../../../architecture/tree';

/** Where a message stands in a schema: `min(1, 'is empty')`, `refine(…, 'must be above 0')`, `{ message: '…' }`. */
const CHECKS = new Set(['min', 'max', 'regex', 'refine', 'date', 'length', 'check']);
/** Fields of tables that refusals are made from. */
const SAID = new Set(['problem', 'remedy', 'message', 'error']);

/** Templates with `{1}`, `{2}`… for what is filled in, without the path of a field before them, by the file that holds them. */
export function sentencesOf(root: string): Map<string, string> {
  const sources = [...readTree(root)].flatMap(([path, code]) =>
    code !== undefined && /^src\/(app|contract|forge)\/.*\.ts$/.test(path) ? [ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true)] : [],
  );
  const makers = new Set(['Refused', ...sources.flatMap(makersIn)]);
  const found = new Map<string, string>();
  for (const source of sources) {
    const take = (node: ts.Node): void => {
      for (const sentence of textsIn(node)) found.set(sentence, source.fileName);
    };
    const visit = (node: ts.Node): void => {
      if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && ts.isIdentifier(node.expression) && makers.has(node.expression.text)) {
        // The code of an error comes first and is for no reader; what makes refusals is given what it is about first.
        const [first, ...others] = node.arguments ?? [];
        if (node.expression.text === 'Refused') others.forEach(take);
        else if (first) take(first);
      } else if (ts.isPropertyAssignment(node) && SAID.has(node.name.getText()) && !ts.isObjectLiteralExpression(node.initializer)) {
        take(node.initializer);
      } else if (source.fileName.startsWith('src/contract/') && ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && CHECKS.has(node.expression.name.text)) {
        node.arguments.filter((argument) => !ts.isFunctionLike(argument)).forEach(take);
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return found;
}

/** Functions that make a refusal of words that they are given. */
function makersIn(source: ts.SourceFile): string[] {
  return source.statements.flatMap((one) => (ts.isFunctionDeclaration(one) && one.type?.getText() === 'Refused' && one.name ? [one.name.text] : []));
}

function textsIn(node: ts.Node): string[] {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return bare(node.text);
  if (ts.isTemplateExpression(node)) {
    const filled = node.templateSpans.map(({ literal }, index) => `{${index + 1}}${literal.text}`);
    return bare(node.head.text + filled.join(''));
  }
  // A field's name is a path and not for reading.
  if (ts.isPropertyAssignment(node) && ['field', 'path', 'code'].includes(node.name.getText())) return [];
  const texts: string[] = [];
  ts.forEachChild(node, (child) => void texts.push(...textsIn(child)));
  return texts;
}

/** Without the path of the field, which the page says by its label; nothing for what is no sentence or noun. */
function bare(text: string): string[] {
  const sentence = text.replace(/^(\{1\}|[\w.{}]+): /, '').replace(/^(\{\d\})\.$/, '');
  const renumbered = [...sentence.matchAll(/\{\d+\}/g)].reduce((said, [one], index) => said.replace(one, `{#${index + 1}}`), sentence).replaceAll('#', '');
  // Paths of fields are not for reading.
  if (/^[\w{}]+(\.[\w{}]+)+$|^[a-z]+[A-Z]\w*$/.test(renumbered)) return [];
  return /[a-z]/i.test(renumbered.replace(/\{\d\}/g, '')) ? [renumbered] : [];
}
