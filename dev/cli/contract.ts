/**
 * `npm run --silent contract`: every call that crosses the bridge, as JSON on standard output. Input schemas describe
 * what a page sends (defaults may be left out), reply schemas what it gets under `data` of `{ok: true, data}`.
 */
import { z } from 'zod';
import { calls } from '../../src/contract';

const rows = Object.entries(calls).map(([name, { summary, permission, modules, input, reply }]) => ({
  name,
  summary,
  permission,
  modules,
  input: z.toJSONSchema(input, { io: 'input' }),
  reply: z.toJSONSchema(reply, { io: 'output' }),
}));

process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
