import { z } from 'zod';
import { call } from '../call';
import * as f from '../fields';
import * as view from '../views';

/** Where an export goes on: which list of streams, which page of it, which record of which stream was the last. */
const place = z.strictObject({
  list: z.int().min(0).max(5),
  cursor: f.cursor.optional(),
  stream: z.string().min(1).max(60).optional(),
  seq: z.int().min(0).optional(),
});

export const trail = {
  'trail.export': call({
    summary: 'The records of all streams that the caller may see, a page at a time, and where each stream ends; a record may come twice. Of one that names what they may not see, only its place and hash.',
    permission: 'signed-in',
    modules: ['global-page', 'admin-page'],
    input: z.strictObject({ after: place.optional() }),
    reply: z.strictObject({
      records: z.array(view.trailRecord),
      /** Of each stream whose last record is on this page. One that never comes can no longer be seen: its records are to be left out. */
      heads: z.array(view.trailHead.extend({ stream: z.string() })),
      /** Present when there is more; a page may be empty and still have one. */
      next: place.optional(),
    }),
  }),
};
