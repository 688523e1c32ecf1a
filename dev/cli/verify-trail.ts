/**
 * `npm run --silent verify-trail -- FILE [--head HASH]`: whether an export of the trail is whole. Prints
 * `{ok, records, streams, withheld?, firstBad?: {line, stream, seq, kind}}`; exit code 0 for whole, 1 for broken, 2 for a
 * command that cannot be understood or a file that cannot be read or is no export at all, with one sentence on standard error.
 * Reads line by line, so that the file may be larger than the memory.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { verifyLines } from '../../src/domain/trail-export';

const USAGE = 'Use: verify-trail FILE [--head HASH], HASH being 64 hexadecimal digits noted from a report or an export.';

const LINE_FEED = 10;
/** Far above any record (a stored value is at most 240 KiB) and a last line with 100,000 heads. */
const MAX_LINE_BYTES = 32 * 1024 * 1024;

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

/** The file's lines without their line feed, as `linesOf` gives those of bytes in memory. What is too long for a line is given in parts, none of which is one. */
async function* linesIn(file: string): AsyncGenerator<Uint8Array | undefined> {
  let begun: Buffer[] = [];
  let size = 0;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      yield Buffer.concat([...begun, chunk.subarray(start, end)]);
      [begun, size, start] = [[], 0, end + 1];
    }
    if (start < chunk.length) begun.push(chunk.subarray(start));
    size += chunk.length - start;
    if (size <= MAX_LINE_BYTES) continue;
    yield Buffer.concat(begun);
    [begun, size] = [[], 0];
  }
  if (size > 0) yield undefined;
}

/** Whether any line is JSON, as all of an export is, however it was damaged. */
async function holdsJson(file: string): Promise<boolean> {
  for await (const line of linesIn(file)) {
    try {
      const value: unknown = JSON.parse(new TextDecoder().decode(line));
      if (typeof value === 'object' && value !== null) return true;
    } catch {
      continue;
    }
  }
  return false;
}

async function main(): Promise<void> {
  const asked = options();
  if (!asked) return fail(USAGE);
  const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
  try {
    const check = await verifyLines(linesIn(asked.file), sha256, asked.head);
    if (check.records === 0 && !check.ok && !(await holdsJson(asked.file))) return fail(`The file ${asked.file} is no export of the trail: none of its lines is JSON.`);
    process.stdout.write(`${JSON.stringify(check)}\n`);
    process.exitCode = check.ok ? 0 : 1;
  } catch {
    fail(`The file ${asked.file} cannot be read.`);
  }
}

void main();
