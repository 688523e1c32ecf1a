import fc from 'fast-check';
import { type Ports } from '../../src/app/ports';
import { seenPage } from '../../src/app/seen-page';
import { World } from './history/world';

const LIMIT = 3;

interface Item {
  id: string;
  isHidden: boolean;
}

/** A stored list in pages, read as somebody who may not see what is hidden; the cursors are as plain as a seal in a test may be. */
async function told(items: readonly Item[]): Promise<{ pages: string[][]; cursors: string[] }> {
  const seal = (text: string) => Promise.resolve(Buffer.from(text).toString('base64url'));
  const unseal = (text: string) => Promise.resolve(Buffer.from(text, 'base64url').toString());
  const ports: Ports = { ...new World(1).ports(), seal, unseal };
  const pages: string[][] = [];
  const cursors: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await seenPage<Item>(ports, {
      ...{ list: 'things', cursor, limit: LIMIT, idOf: ({ id }) => id },
      read: (from = '0') => {
        const end = Number(from) + LIMIT;
        return Promise.resolve({ items: items.slice(Number(from), end), ...(end < items.length ? { cursor: String(end) } : {}) });
      },
      see: (some) => Promise.resolve(some.filter(({ isHidden }) => !isHidden)),
    });
    pages.push(page.items.map(({ id }) => id));
    ({ cursor } = page);
    if (cursor !== undefined) cursors.push(cursor);
  } while (cursor !== undefined);
  return { pages, cursors };
}

it('what is hidden leaves no gap: pages and their number are those of a list without it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 40 }), async (hidden) => {
      const items = hidden.map((isHidden, index) => ({ id: `item${index}`, isHidden }));
      const without = items.filter(({ isHidden }) => !isHidden);
      expect((await told(items)).pages).toEqual((await told(without)).pages);
    }),
  );
});

it('goes on only its own list', async () => {
  const { cursors } = await told(Array.from({ length: 5 }, (_, index) => ({ id: `item${index}`, isHidden: false })));
  const ports: Ports = { ...new World(1).ports(), unseal: (text) => Promise.resolve(Buffer.from(text, 'base64url').toString()) };
  const other = seenPage<Item>(ports, { list: 'others', cursor: cursors[0], limit: LIMIT, idOf: ({ id }) => id, read: () => Promise.resolve({ items: [] }), see: (items) => Promise.resolve(items) });
  await expect(other).rejects.toMatchObject({ refusal: { code: 'invalid-input', field: 'cursor' } });
});
