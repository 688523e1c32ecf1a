import { createHash } from 'node:crypto';
import { type TrailHead, type TrailRecord, emptyHead, nextRecord } from '../../src/domain/trail';
import { trailExport } from '../../src/domain/trail-export';

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** A stream of `length` records that hold text beyond ASCII, numbers and nesting. */
export function chain(stream: string, length: number): TrailRecord[] {
  const records: TrailRecord[] = [];
  for (let n = 0; n < length; n += 1) {
    const last = records.at(-1);
    const head = last ? { stream, seq: last.seq, hash: last.hash } : emptyHead(stream);
    const change = { at: '2026-01-01T00:00:00.000Z', actor: 'a1', kind: 'values.recorded', data: { n: n / 8, was: [null, true, `„${n}“ 🧭`] } };
    records.push(nextRecord(head, change, sha256));
  }
  return records;
}

/** 1,000 records in three streams. */
export const thousand = (): TrailRecord[] => [...chain('outcome:a', 400), ...chain('kpi:b', 599), ...chain('kpi:c', 1)];

/** Where streams end, by their records. */
export function headsOf(records: readonly TrailRecord[]): TrailHead[] {
  const heads = new Map<string, TrailHead>();
  for (const { stream, seq, hash } of records) if (seq > (heads.get(stream)?.seq ?? 0)) heads.set(stream, { stream, seq, hash });
  return [...heads.values()];
}

/** The export of streams that are whole. */
export const exportOf = (records: readonly TrailRecord[]): Promise<string> => trailExport(records, headsOf(records), sha256);
