import { BEGINNING, type Progress, linesOf, verifyLine } from '../../src/domain/trail-export';
import { sha256 } from './trail';

interface Known {
  /** Where the line begins. */
  start: number;
  before: Progress;
}

/** What is known before each line of a whole export, so that damage is looked for without verifying all before it again. */
export async function linesKnown(bytes: Uint8Array): Promise<Known[]> {
  const known: Known[] = [];
  let [start, before] = [0, BEGINNING];
  for (const line of linesOf(bytes)) {
    known.push({ start, before });
    const next = await verifyLine(before, line, sha256);
    if ('kind' in next) throw new Error(`Line ${known.length} is bad.`);
    before = next;
    start += (line?.length ?? 0) + 1;
  }
  return known;
}

/** Whether these next lines show by themselves that something is wrong; at the end of the file, by ending too early too. */
export async function isFound(before: Progress, bytes: Uint8Array, atEnd = false): Promise<boolean> {
  let progress = before;
  for (const line of linesOf(bytes)) {
    const next = await verifyLine(progress, line, sha256);
    if ('kind' in next) return true;
    progress = next;
  }
  return atEnd && progress.end === undefined;
}

/** Damages each `stride`-th byte of a whole export in some ways, and names the damages that its line and the next do not show. */
export async function missedDamages(bytes: Buffer, stride: number): Promise<string[]> {
  const known = await linesKnown(bytes);
  const missed: string[] = [];
  let line = 0;
  for (let at = 0; at <= bytes.length; at += at + stride > bytes.length && at < bytes.length ? bytes.length - at : stride) {
    while ((known[line + 1]?.start ?? Infinity) <= at) line += 1;
    const { start, before } = known[line] ?? { start: 0, before: BEGINNING };
    const end = known[line + 2]?.start ?? bytes.length;
    const [head, tail] = [bytes.subarray(start, at), bytes.subarray(at, end)];
    // One bit turned, another one at each place.
    const other = Buffer.from([(bytes[at] ?? 10) ^ (1 << Math.floor(at / stride) % 8)]);
    const damages: [string, Buffer[]][] = [['insertion', [head, other, tail]], ['repetition', [head, tail.subarray(0, 1), tail]]];
    // Any other value than the one that stands there, another distance at each place.
    const another = Buffer.from([(bytes[at] ?? 0) + 1 + (at % 254)]);
    if (at < bytes.length) damages.push(['change', [head, other, tail.subarray(1)]], ['another change', [head, another, tail.subarray(1)]], ['deletion', [head, tail.subarray(1)]]);
    if (at + 1 < bytes.length && bytes[at] !== bytes[at + 1]) damages.push(['swap', [head, tail.subarray(1, 2), tail.subarray(0, 1), tail.subarray(2)]]);
    if (at === bytes.length) damages[1] = ['line feed', [head, Buffer.from('\n'), tail]];
    for (const [what, parts] of damages) {
      if (!(await isFound(before, Buffer.concat(parts), end === bytes.length))) missed.push(`${what} at ${at}`);
    }
  }
  return missed;
}
