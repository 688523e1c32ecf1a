/** Cursors: where a page ended, for the same query only. Opaque to the app, which must not keep them. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { badRequest } from './refusal';
import type { Position } from './replica';

const cursorSchema = z.tuple([z.string(), z.union([z.string(), z.number()]), z.string()]);

/** `query` tells the query apart from others, without its page size. */
export function encodeCursor(query: readonly unknown[], { range, key }: Position): string {
  return Buffer.from(JSON.stringify([digestOf(query), range, key])).toString('base64url');
}

/** Where the next page begins. Throws the store's refusal for a cursor of another query. */
export function decodeCursor(query: readonly unknown[], cursor: string): Position {
  const [of, range, key] = readCursor(cursor);
  if (of !== digestOf(query)) throw badRequest('the cursor belongs to another query');
  return { range, key };
}

/** Keeps cursors short, however long the query's values are. */
function digestOf(query: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(query)).digest('base64url').slice(0, 16);
}

function readCursor(cursor: string): z.infer<typeof cursorSchema> {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw badRequest('the cursor is not one of this store');
  }
}
