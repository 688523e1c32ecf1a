const HEIGHT = 10;
const WIDTH = 72;

/**
 * A small chart in text: one column per value, or per few values' mean when there are many; `o` before and `●` after the
 * launch, which a line marks. Missing values leave a gap.
 */
export function chart(values: readonly (number | null)[], isAfter: (place: number) => boolean): string {
  const perColumn = Math.ceil(values.length / WIDTH);
  const columns = Array.from({ length: Math.ceil(values.length / perColumn) }, (_, c) => {
    const part = values.slice(c * perColumn, (c + 1) * perColumn).filter((v) => v !== null);
    return { mean: part.length > 0 ? part.reduce((sum, v) => sum + v / part.length, 0) : null, after: isAfter(c * perColumn) };
  });
  const means = columns.flatMap(({ mean }) => mean ?? []);
  const low = Math.min(...means);
  const high = Math.max(...means);
  if (!Number.isFinite(high - low)) return '';
  const level = (mean: number) => (high > low ? Math.round(((mean - low) / (high - low)) * (HEIGHT - 1)) : 0);
  const rows = Array.from({ length: HEIGHT }, (_, r) => {
    const height = HEIGHT - 1 - r;
    const label = height === HEIGHT - 1 ? `${Number(high.toPrecision(4))}` : height === 0 ? `${Number(low.toPrecision(4))}` : '';
    const cells = columns.map(({ mean, after }, c) => {
      const launch = after && columns[c - 1]?.after === false ? '|' : '';
      return `${launch}${mean === null || level(mean) !== height ? ' ' : after ? '●' : 'o'}`;
    });
    return `${label.padStart(10)} ${cells.join('').trimEnd()}`;
  });
  return `${rows.join('\n')}\n`;
}
