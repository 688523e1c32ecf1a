import { type Json, canonicalJson } from './canonical-json';

/**
 * The trail: append-only streams of hash-chained records, one stream an outcome, KPI or setting. A record holds a
 * keyed pseudonym of the person who made the change, never the account id, so that erasing a person breaks no chain.
 * Tamper-evident, not tamper-proof: comparing a head that was noted elsewhere is what finds a rewritten chain.
 */
export interface TrailRecord {
  v: 1;
  stream: string;
  /** 1 for the first record of a stream, without gaps. */
  seq: number;
  /** ISO instant. */
  at: string;
  actor: string;
  kind: string;
  data: Json;
  /** Hash of the record before it; 64 zeros for the first. */
  prev: string;
  /** SHA-256, in hex, of the canonical JSON of all other fields. */
  hash: string;
}

/** The kind of a record of which a reader may know only that it stands there. */
export const WITHHELD = 'withheld';

/**
 * What is told of a record that names what its reader may not see: where it stands in the chain and its hash, so that the
 * chain is whole for them too, and nothing of what it says.
 */
export function withheld({ v, stream, seq, prev, hash }: TrailRecord): TrailRecord {
  return { v, stream, seq, at: '', actor: '', kind: WITHHELD, data: null, prev, hash };
}

/** Where a stream stands. */
export interface TrailHead {
  stream: string;
  seq: number;
  hash: string;
}

/** A hash function from text (UTF-8) to hex; handed in, so that this stays free of platform packages. */
export type Hash = (text: string) => string;

export const GENESIS = '0'.repeat(64);

export function emptyHead(stream: string): TrailHead {
  return { stream, seq: 0, hash: GENESIS };
}

/** Key under which record `seq` of a stream is stored; zero-padded so that keys sort as numbers do. */
export function recordKey(stream: string, seq: number): string {
  return `${stream}#${String(seq).padStart(9, '0')}`;
}

/** The record that follows `head`. */
export function nextRecord(
  head: TrailHead,
  change: { at: string; actor: string; kind: string; data: Json },
  hash: Hash,
): TrailRecord {
  const body = { v: 1 as const, stream: head.stream, seq: head.seq + 1, ...change, prev: head.hash };
  return { ...body, hash: hash(canonicalJson(body)) };
}

export type ChainFault = 'sequence' | 'previous' | 'hash';

/** What keeps `record` from following `head`, if anything; `computed` is the hash of its other fields. */
export function chainFault(head: TrailHead, record: TrailRecord, computed: string): ChainFault | undefined {
  if (record.seq !== head.seq + 1) return 'sequence';
  if (record.prev !== head.hash) return 'previous';
  return record.hash === computed ? undefined : 'hash';
}

/** The first record of one stream that does not follow from those before it, or undefined for a whole chain. */
export function firstFault(
  records: readonly TrailRecord[],
  hash: Hash,
): { index: number; kind: ChainFault } | undefined {
  let head = emptyHead('');
  for (const [index, record] of records.entries()) {
    const { hash: stated, ...body } = record;
    const kind = chainFault(head, record, record.kind === WITHHELD ? stated : hash(canonicalJson({ ...body })));
    if (kind) return { index, kind };
    head = { stream: record.stream, seq: record.seq, hash: stated };
  }
  return undefined;
}
