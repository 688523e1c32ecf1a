/**
 * `npm run --silent verify-trail -- FILE [--head HASH]`: whether an export of the trail is whole. Prints
 * `{ok, records, streams, firstBad?: {line, stream, seq, kind}}`; exit code 0 for whole, 1 for broken, 2 for a file that
 * cannot be read or a command that cannot be understood, with one sentence on standard error.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { verifyTrail } from '../../src/domain/trail-export';

const USAGE = 'Use: verify-trail FILE [--head HASH], HASH being 64 hexadecimal digits noted from a report or an export.';

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 2;
}

function options(): { file: string; head: string | undefined } | undefined {
  try {
    const { values, positionals } = parseArgs({ options: { head: { type: 'string' } }, allowPositionals: true });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) return undefined;
    const head = values.head?.toLowerCase();
    return head === undefined || /^[0-9a-f]{64}$/.test(head) ? { file, head } : undefined;
  } catch {
    return undefined;
  }
}

function read(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

async function main(): Promise<void> {
  const asked = options();
  if (!asked) return fail(USAGE);
  const bytes = read(asked.file);
  if (!bytes) return fail(`The file ${asked.file} cannot be read.`);
  const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
  const check = await verifyTrail(bytes, sha256, asked.head);
  process.stdout.write(`${JSON.stringify(check)}\n`);
  process.exitCode = check.ok ? 0 : 1;
}

void main();
