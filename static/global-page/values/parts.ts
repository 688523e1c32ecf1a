import { MAX_VALUES, MAX_YEARS_PER_RECORD } from '../../../src/contract/bounds';

/** Values by date in parts that one call takes. */
export function parts<V extends { at: string }>(values: readonly V[]): V[][] {
  const all: V[][] = [];
  let years = new Set<string>();
  for (const value of [...values].sort((a, b) => (a.at < b.at ? -1 : 1))) {
    const last = all.at(-1);
    const year = value.at.slice(0, 4);
    if (!last || last.length >= MAX_VALUES || (!years.has(year) && years.size >= MAX_YEARS_PER_RECORD)) {
      all.push([value]);
      years = new Set([year]);
    } else {
      last.push(value);
      years.add(year);
    }
  }
  return all;
}
