import ts from 'typescript';
import { lineOf } from './imports';

/** Names of the surrounding world. A local variable that hides one of them is better named otherwise. */
const WORLD: Record<string, string> = {
  process: 'the environment',
  globalThis: 'the environment',
  window: 'the environment',
  document: 'the environment',
  localStorage: 'I/O',
  fetch: 'I/O',
  XMLHttpRequest: 'I/O',
  console: 'I/O',
  performance: 'the clock',
  setTimeout: 'the clock',
  setInterval: 'the clock',
  setImmediate: 'the clock',
  crypto: 'randomness',
};

/** Members by the name of what they are called on. */
const MEMBERS: Record<string, string> = {
  'Date.now': 'the clock',
  'DateTime.now': 'the clock',
  'DateTime.local': 'the clock',
  'Math.random': 'randomness',
};

/** Methods whose result depends on the machine's time zone or locale, whatever they are called on. */
const LOCAL =
  /^(get(Date|Day|FullYear|Hours|Minutes|Month|TimezoneOffset)|set(Date|FullYear|Hours|Minutes|Month)|toLocale\w*String)$/;

export interface Impurity {
  what: string;
  line: number;
}

export function impuritiesOf(source: ts.SourceFile): Impurity[] {
  const found: Impurity[] = [];
  const visit = (node: ts.Node): void => {
    const what = impurity(node);
    if (what) found.push({ what, line: lineOf(source, node.getStart(source)) });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function impurity(node: ts.Node): string | undefined {
  if (ts.isIdentifier(node) && isReference(node)) {
    // Own keys only: a variable called `constructor` is not in the list.
    const world = Object.hasOwn(WORLD, node.text) ? WORLD[node.text] : undefined;
    return world && `${node.text} is ${world}`;
  }
  if (ts.isPropertyAccessExpression(node)) {
    const name = `${ts.isIdentifier(node.expression) ? node.expression.text : ''}.${node.name.text}`;
    if (Object.hasOwn(MEMBERS, name)) return `${name} is ${MEMBERS[name]}`;
    return LOCAL.test(node.name.text) ? `.${node.name.text} depends on the machine's zone or locale` : undefined;
  }
  if (ts.isMetaProperty(node)) return 'import.meta is the environment';
  const bare = (ts.isNewExpression(node) || ts.isCallExpression(node)) && !node.arguments?.length;
  if (bare && ts.isIdentifier(node.expression) && node.expression.text === 'Date') return 'Date() is the clock';
  return undefined;
}

/** A name that is read, not one that is given to a member, a property or a type. */
function isReference(node: ts.Identifier): boolean {
  const parent = node.parent;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isQualifiedName(parent) || ts.isTypeReferenceNode(parent) || ts.isTypeQueryNode(parent)) return false;
  if (ts.isBindingElement(parent)) return parent.propertyName !== node;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return false;
  const isMember =
    ts.isPropertyAssignment(parent) ||
    ts.isPropertySignature(parent) ||
    ts.isMethodSignature(parent) ||
    ts.isMethodDeclaration(parent) ||
    ts.isPropertyDeclaration(parent) ||
    ts.isEnumMember(parent);
  return !(isMember && parent.name === node);
}
