import { Unzip, UnzipInflate } from 'fflate';

/** Why a workbook is not read. `bomb`: it unpacks to far more than a workbook of this size holds. */
export type WorkbookFault =
  | 'too-large'
  | 'not-a-workbook'
  | 'old-or-locked'
  | 'damaged'
  | 'bomb'
  | 'no-such-sheet'
  | 'empty'
  | 'too-many-rows'
  | 'too-many-columns'
  | 'too-many-cells'
  | 'too-many-merges';

export class WorkbookRefused extends Error {
  constructor(
    readonly fault: WorkbookFault,
    readonly row?: number,
  ) {
    super(fault);
  }
}

/** Bytes that one reading may unpack: several times what the largest sheet that is taken needs. */
export const MAX_UNPACKED = 256_000_000;
/** Files in a package; a workbook has some per sheet. */
const MAX_ENTRIES = 2_000;
/** Bytes unpacked at a time: deflate makes at most 1,032 of one, so that no step holds more than 8 MB. */
const SLICE = 8_192;
/** After so many slices the page gets a turn, so that it stays alive. */
const SLICES_PER_TURN = 32;

/** Whoever takes a file's bytes as they are unpacked; `end` after the last. */
export interface Sink {
  write(bytes: Uint8Array): void;
  end(): void;
}

/**
 * Unpacks those files of a ZIP for which `sinkFor` gives a sink, slice by slice and without ever holding one whole. What a
 * package claims of its sizes is not believed: bytes are counted as they come. Ends early once `isDone`.
 */
export async function unzipInto(bytes: Uint8Array, sinkFor: (path: string) => Sink | undefined, isDone: () => boolean): Promise<void> {
  let unpacked = 0;
  let entries = 0;
  const open = new Set<string>();
  const unzip = new Unzip((file) => {
    entries += 1;
    if (entries > MAX_ENTRIES) throw new WorkbookRefused('bomb');
    const sink = sinkFor(file.name.replace(/^\//, ''));
    if (!sink) return;
    open.add(file.name);
    file.ondata = (error, data, final) => {
      if (error) throw error;
      unpacked += data.length;
      if (unpacked > MAX_UNPACKED) throw new WorkbookRefused('bomb');
      sink.write(data);
      if (!final) return;
      open.delete(file.name);
      sink.end();
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  try {
    for (let at = 0, slices = 0; at < bytes.length && !isDone(); at += SLICE, slices += 1) {
      unzip.push(bytes.subarray(at, at + SLICE), at + SLICE >= bytes.length);
      if (slices % SLICES_PER_TURN === SLICES_PER_TURN - 1) await new Promise((resolve) => setTimeout(resolve, 0));
    }
  } catch (error) {
    if (error instanceof WorkbookRefused) throw error;
    throw new WorkbookRefused('damaged');
  }
  if (open.size > 0 && !isDone()) throw new WorkbookRefused('damaged');
}
