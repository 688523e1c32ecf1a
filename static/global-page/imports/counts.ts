import type { ImportRecord } from '../../../src/contract/calls/import';
import { type Format } from '../../kit/format';
import { text } from './text';

/** What came of an import, in counts: those that are not zero. */
export function countsOf({ counts, notSent, undone }: ImportRecord, format: Format): string[] {
  const words = { ...text.counts, ...text.undoneCounts };
  const all = { ...counts, repeated: notSent.repeated, notSent: notSent.refused, ...(undone ? { restored: undone.restored, withdrawn: undone.withdrawn, kept: undone.kept } : {}) };
  return Object.entries(all).flatMap(([key, n]) => (n > 0 ? `${format.number(n)} ${words[key as keyof typeof words]}` : []));
}
