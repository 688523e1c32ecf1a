import fc from 'fast-check';
import { type TreeNode, outcomeTrees, rolledUp, treesHolding, worstFirst } from '../../src/domain/outcome-tree';
import { type SignalKind } from '../../src/domain/signal';

interface Item {
  outcomeId: string;
  parentId?: string;
}
type Shape = [string, Shape[]];

const shapeOf = ({ item, children }: TreeNode<Item>): Shape => [item.outcomeId, children.map(shapeOf)];
const shapes = (items: readonly Item[]): Shape[] => outcomeTrees(items).map(shapeOf);

describe('outcomes as trees', () => {
  it('puts children below their parent, siblings in the order given, wherever the parent stands in it', () => {
    const items = [{ outcomeId: 'c', parentId: 'a' }, { outcomeId: 'a' }, { outcomeId: 'b', parentId: 'a' }, { outcomeId: 'd', parentId: 'b' }];
    expect(shapes(items)).toEqual([['a', [['c', []], ['b', [['d', []]]]]]]);
    expect(outcomeTrees(items)[0]?.children[1]?.children[0]?.level).toBe(3);
  });

  it('a child whose parent is not among them stands at the root', () => {
    expect(shapes([{ outcomeId: 'b', parentId: 'hidden' }, { outcomeId: 'c', parentId: 'b' }])).toEqual([['b', [['c', []]]]]);
  });

  it('loses none and ends, whatever the parents are, circles included', () => {
    const items = fc
      .array(fc.nat(9), { minLength: 1, maxLength: 10 })
      .map((parents) => parents.map((parent, n) => ({ outcomeId: `${n}`, parentId: `${parent}` })));
    const count = (nodes: readonly TreeNode<Item>[]): number => nodes.reduce((sum, node) => sum + 1 + count(node.children), 0);
    fc.assert(fc.property(items, (list) => count(outcomeTrees(list)) === list.length));
  });

  it('cuts a circle at one place', () => {
    expect(shapes([{ outcomeId: 'b', parentId: 'a' }, { outcomeId: 'a', parentId: 'b' }])).toEqual([['a', [['b', []]]]]);
  });

  it('keeps what stands above what is looked for', () => {
    const trees = outcomeTrees([{ outcomeId: 'a' }, { outcomeId: 'b', parentId: 'a' }, { outcomeId: 'c', parentId: 'a' }, { outcomeId: 'd' }]);
    expect(treesHolding(trees, ({ outcomeId }) => outcomeId === 'c').map(shapeOf)).toEqual([['a', [['c', []]]]]);
  });
});

describe('the roll-up', () => {
  const message = { key: '', params: {} };
  const item = (outcomeId: string, kind: SignalKind, since: string | null, parentId?: string) => ({
    ...{ outcomeId, signal: { kind, since, why: message, clears: message } },
    ...(parentId === undefined ? {} : { parentId }),
  });
  const worst = (...items: ReturnType<typeof item>[]): string[] => outcomeTrees(items).map((node) => rolledUp(node).outcomeId);

  it('puts the worst first, at each level, and leaves equals in their order', () => {
    const items = [
      item('moving', 'moving', null),
      item('fine', 'moving', null),
      item('trap', 'activity-trap', null, 'fine'),
      item('early', 'too-early', null, 'fine'),
      item('stall', 'silent-stall', null, 'fine'),
      item('unproven', 'unproven', null),
      item('another', 'moving', null),
    ];
    expect(worstFirst(outcomeTrees(items)).map(shapeOf)).toEqual([
      ['fine', [['stall', []], ['trap', []], ['early', []]]],
      ['unproven', []],
      ['moving', []],
      ['another', []],
    ]);
  });

  it('the worst child wins, however deep it lies', () => {
    const items = [item('a', 'achieved', null), item('b', 'moving', null, 'a'), item('c', 'silent-stall', null, 'b'), item('d', 'unproven', null, 'a')];
    expect(worst(...items)).toEqual(['c']);
  });

  it('a parent that is worse than all its children stays its own', () => {
    expect(worst(item('a', 'wrong-way', null), item('b', 'activity-trap', null, 'a'))).toEqual(['a']);
  });

  it('of equally bad ones the oldest wins', () => {
    expect(worst(item('a', 'unproven', '2026-03-01'), item('b', 'unproven', '2026-01-01', 'a'))).toEqual(['b']);
  });
});
