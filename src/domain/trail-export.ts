import { type Json, canonicalJson } from './canonical-json';
import { type ChainFault, type TrailHead, type TrailRecord, WITHHELD, chainFault, emptyHead, withheld } from './trail';

/**
 * An export of the trail: canonical JSON lines (RFC 8785, UTF-8, each ended by a line feed). First the records, stream by
 * stream in the order of the streams' names (UTF-16 code units), each stream from its record 1 without gaps; then one
 * line with every stream's head, its count and how many of its records are withheld, and the hash of that line's other
 * fields. A trail has exactly one such text, so any byte that differs is found. Of a record that whoever took the export may
 * not read (see `withheld`) only its place and hash stand in it: the chain is verified over it, its content is not. As any
 * record could be withheld afterwards, their number is part of the one figure that stands for the whole export.
 */
export interface ExportEnd {
  /** In the first version nothing was said of withheld records. */
  v: 1 | 2;
  heads: { stream: string; count: number; hash: string; withheld?: number }[];
  /** SHA-256, in hex, of the canonical JSON of `v` and `heads`: one figure that stands for the whole export. */
  hash: string;
}

/** May be Node's, which answers at once, or the browser's, which answers later. */
export type AnyHash = (text: string) => string | Promise<string>;

/**
 * What is wrong with a line: `unreadable` (no UTF-8 or JSON), `not-canonical` (the same value written otherwise),
 * `not-a-record`, `order` (a stream stands before one that it should follow), the faults of a chain, `end` (the last line
 * is missing, disagrees with the records, or is followed by more) and `head` (a head noted elsewhere is not in it).
 */
export type TrailFault = ChainFault | 'unreadable' | 'not-canonical' | 'not-a-record' | 'order' | 'end' | 'head';

export interface BadLine {
  /** Counted from 1. */
  line: number;
  /** Of the record on the line, where that can be told. */
  stream: string | null;
  seq: number | null;
  kind: TrailFault;
}

export interface TrailCheck {
  ok: boolean;
  /** Records and streams up to the first bad line. */
  records: number;
  streams: number;
  /** How many of the records are withheld, so that nothing is known of their content; absent when none is. */
  withheld?: number;
  firstBad?: BadLine;
}

/**
 * The export's text. `records` are whole streams and `heads` where these end, in any order: as they are stored beside the
 * records and not as the records would have it, so that a tail that is missing there is found.
 */
export async function trailExport(records: readonly TrailRecord[], heads: readonly TrailHead[], hash: AnyHash): Promise<string> {
  const sorted = [...records].sort((a, b) => (a.stream === b.stream ? a.seq - b.seq : byStream(a, b)));
  const hidden = new Map<string, number>();
  for (const { stream, kind } of sorted) hidden.set(stream, (hidden.get(stream) ?? 0) + (kind === WITHHELD ? 1 : 0));
  const ends = [...heads].sort(byStream).map((head) => ({ ...head, withheld: hidden.get(head.stream) ?? 0 }));
  return [...sorted, await endOf(ends, hash, 2)].map((line) => `${canonicalJson({ ...line })}\n`).join('');
}

function byStream(a: TrailHead, b: TrailHead): number {
  return a.stream < b.stream ? -1 : 1;
}

/** Where a stream ends, and how many of its records are withheld. */
interface StreamEnd extends TrailHead {
  withheld: number;
}

/** What is known after some lines. */
export interface Progress {
  /** Of the streams so far, the last one first; it may go on. */
  last?: Heads | undefined;
  records: number;
  streams: number;
  withheld: number;
  /** The whole export's hash, once its last line was read. */
  end?: string;
}

/** A list that grows at its beginning, so that many streams cost no more a record than few. */
interface Heads {
  head: StreamEnd;
  before: Heads | undefined;
}

export const BEGINNING: Progress = { records: 0, streams: 0, withheld: 0 };

const LINE_FEED = 10;

/** Verifies an export that is in memory. */
export function verifyTrail(bytes: Uint8Array, hash: AnyHash, noted?: string): Promise<TrailCheck> {
  return verifyLines(linesOf(bytes), hash, noted);
}

/**
 * Verifies an export line by line, holding no more of it than a line and the streams' heads. `noted` is a head written
 * down elsewhere: a stream's, which must be the hash of one of its records, or the whole export's. Without it a tail that
 * was cut off and closed with a new last line looks whole.
 */
export async function verifyLines(lines: AsyncIterable<Uint8Array | undefined> | Iterable<Uint8Array | undefined>, hash: AnyHash, noted?: string): Promise<TrailCheck> {
  let progress = BEGINNING;
  let line = 0;
  let isNoted = noted === undefined;
  const counted = (ok: boolean): TrailCheck => ({
    ...{ ok, records: progress.records, streams: progress.streams },
    ...(progress.withheld > 0 ? { withheld: progress.withheld } : {}),
  });
  const failed = (fault: Omit<BadLine, 'line'>): TrailCheck => ({ ...counted(false), firstBad: { line, ...fault } });
  for await (const text of lines) {
    line += 1;
    const next = await verifyLine(progress, text, hash);
    if ('kind' in next) return failed(next);
    progress = next;
    isNoted ||= noted === (progress.end ?? progress.last?.head.hash);
  }
  if (progress.end === undefined) {
    line += 1;
    return failed(unplaced('end'));
  }
  return isNoted ? counted(true) : failed(unplaced('head'));
}

/** The lines without their line feed; `undefined` for a last one that lacks it. */
export function* linesOf(bytes: Uint8Array): Generator<Uint8Array | undefined> {
  let start = 0;
  for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
    yield bytes.subarray(start, end);
    start = end + 1;
  }
  if (start < bytes.length) yield undefined;
}

/** What is known after one more line, or what is wrong with it. */
export async function verifyLine(
  before: Progress,
  line: Uint8Array | undefined,
  hash: AnyHash,
): Promise<Progress | Omit<BadLine, 'line'>> {
  if (before.end !== undefined || !line) return unplaced('end');
  const read = parse(line);
  if (read === 'unreadable' || read === 'not-canonical') return unplaced(read);
  if (isEnd(read)) return (await agrees(read, headsOf(before), hash)) ? { ...before, end: read.hash } : unplaced('end');
  if (!isRecord(read)) return unplaced('not-a-record');
  const { stream, seq, hash: stated, ...rest } = read;
  const current = before.last?.head;
  if (current && stream < current.stream) return { stream, seq, kind: 'order' };
  const goesOn = current?.stream === stream;
  const isWithheld = read.kind === WITHHELD;
  if (isWithheld && canonicalJson({ ...withheld(read) }) !== canonicalJson(read)) return { stream, seq, kind: 'not-a-record' };
  const computed = isWithheld ? stated : await hash(canonicalJson({ stream, seq, ...rest }));
  const fault = chainFault(goesOn ? current : emptyHead(stream), read, computed);
  if (fault) return { stream, seq, kind: fault };
  return {
    last: { head: { stream, seq, hash: stated, withheld: (goesOn ? current.withheld : 0) + (isWithheld ? 1 : 0) }, before: goesOn ? before.last?.before : before.last },
    records: before.records + 1,
    streams: before.streams + (goesOn ? 0 : 1),
    withheld: before.withheld + (isWithheld ? 1 : 0),
  };
}

/** In the order in which the streams stand. */
function headsOf({ last }: Progress): StreamEnd[] {
  const heads: StreamEnd[] = [];
  for (let at = last; at; at = at.before) heads.push(at.head);
  return heads.reverse();
}

function unplaced(kind: TrailFault): Omit<BadLine, 'line'> {
  return { stream: null, seq: null, kind };
}

function parse(line: Uint8Array): Json | 'unreadable' | 'not-canonical' {
  try {
    // Fatal, for a byte that is no UTF-8 would otherwise be read as if it were another; a mark at the beginning counts.
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(line);
    const value = JSON.parse(text) as Json;
    if (canonicalJson(value) !== text) return 'not-canonical';
    return typeof value === 'object' ? value : 'unreadable';
  } catch {
    return 'unreadable';
  }
}

function isRecord(value: Json): value is TrailRecord & { [key: string]: Json } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { v, seq, stream, at, actor, kind, prev, hash } = value;
  const texts = [stream, at, actor, kind, prev, hash].every((text) => typeof text === 'string');
  return v === 1 && texts && Number.isInteger(seq) && 'data' in value;
}

function isEnd(value: Json): value is ExportEnd & { [key: string]: Json } {
  return typeof value === 'object' && value !== null && 'heads' in value;
}

/** Compared as text: whatever the line holds instead of heads then simply differs. */
async function agrees(end: ExportEnd, heads: readonly StreamEnd[], hash: AnyHash): Promise<boolean> {
  return canonicalJson({ ...end }) === canonicalJson({ ...(await endOf(heads, hash, end.v === 1 ? 1 : 2)) });
}

async function endOf(heads: readonly StreamEnd[], hash: AnyHash, v: ExportEnd['v']): Promise<ExportEnd> {
  const body = { v, heads: heads.map(({ stream, seq, hash: of, withheld: n }) => ({ stream, count: seq, hash: of, ...(v === 1 ? {} : { withheld: n }) })) };
  return { ...body, hash: await hash(canonicalJson(body)) };
}
