/** Files of one JSON document a line. */
import { closeSync, openSync, readSync } from 'node:fs';

const READ_BYTES = 1 << 20;

/** How many lines of a file hold anything. */
export function countLines(file: string): number {
  let lines = 0;
  for (const line of linesOf(file)) if (line.trim() !== '') lines++;
  return lines;
}

/** The lines of a file, read piece by piece. */
export function* linesOf(file: string): Iterable<string> {
  const descriptor = openSync(file, 'r');
  try {
    const decoder = new TextDecoder();
    const buffer = Buffer.alloc(READ_BYTES);
    let rest = '';
    for (let read = readSync(descriptor, buffer); read > 0; read = readSync(descriptor, buffer)) {
      const lines = (rest + decoder.decode(buffer.subarray(0, read), { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
    if (rest.trim() !== '') yield rest;
  } finally {
    closeSync(descriptor);
  }
}
