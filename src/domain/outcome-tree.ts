import { type RolledUp, type Signal, byBadness, worstOf } from './signal';

/** One outcome and those that serve it. */
export interface TreeNode<T> {
  item: T;
  /** 1 at the root. */
  level: number;
  children: TreeNode<T>[];
}

interface Placed {
  outcomeId: string;
  parentId?: string | undefined;
}

/**
 * The outcomes as trees, siblings in the order given. One whose parent is not among them stands at the root, so that a
 * parent that may not be seen is not told of; so does the first of a circle, which two changes at once could make.
 */
export function outcomeTrees<T extends Placed>(items: readonly T[]): TreeNode<T>[] {
  const byId = new Map(items.map((item) => [item.outcomeId, item]));
  const below = new Map<string, T[]>();
  const roots: T[] = [];
  for (const item of items) {
    const parent = item.parentId === undefined ? undefined : byId.get(item.parentId);
    if (!parent || opensCircle(item, byId)) roots.push(item);
    else below.set(parent.outcomeId, [...(below.get(parent.outcomeId) ?? []), item]);
  }
  const nodeOf = (item: T, level: number): TreeNode<T> => ({
    item,
    level,
    children: (below.get(item.outcomeId) ?? []).map((child) => nodeOf(child, level + 1)),
  });
  return roots.map((item) => nodeOf(item, 1));
}

/** True for the one of a circle at which it is cut: that with the smallest id, whatever the order. */
function opensCircle<T extends Placed>(item: T, byId: ReadonlyMap<string, T>): boolean {
  const met = new Set<string>();
  let next: T | undefined = item;
  while (next && !met.has(next.outcomeId)) {
    met.add(next.outcomeId);
    next = next.parentId === undefined ? undefined : byId.get(next.parentId);
  }
  return next === item && [...met].every((id) => id >= item.outcomeId);
}

/** All of the trees, each before what is below it. */
export function everyNode<T>(trees: readonly TreeNode<T>[]): TreeNode<T>[] {
  return trees.flatMap((node) => [node, ...everyNode(node.children)]);
}

/** The worst signal of an outcome and all below it, with the outcome that it comes from. */
export function rolledUp<T extends Placed & { signal: Signal }>(node: TreeNode<T>): RolledUp {
  const { outcomeId, signal } = node.item;
  const own = { outcomeId, signal };
  return worstOf([own, ...node.children.map(rolledUp)]) ?? own;
}

/** The trees with the worst, by what is rolled up, before the others, and so below each; equals keep their order. */
export function worstFirst<T extends Placed & { signal: Signal }>(trees: readonly TreeNode<T>[]): TreeNode<T>[] {
  return trees
    .map((node) => ({ ...node, children: worstFirst(node.children) }))
    .sort((a, b) => byBadness(rolledUp(a).signal.kind, rolledUp(b).signal.kind));
}

/** The trees cut back to what `wanted` holds for and what stands above it. */
export function treesHolding<T>(trees: readonly TreeNode<T>[], wanted: (item: T) => boolean): TreeNode<T>[] {
  return trees.flatMap((node) => {
    const children = treesHolding(node.children, wanted);
    return children.length > 0 || wanted(node.item) ? [{ ...node, children }] : [];
  });
}
