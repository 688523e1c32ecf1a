import { type Bound, OTHERS, RHOS, isBroken } from './goal';
import { type Cell, type Shape, type Tally, tally } from './simulation';

interface Length {
  before: number;
  after: number;
}

const SEED = 20260301;

/** Simulates each cell once, however often it is asked for. */
export function measurer(runs: number): (cell: Cell) => Tally {
  const measured = new Map<string, Tally>();
  return (cell) => {
    const name = nameOf(cell);
    const known = measured.get(name) ?? tally(cell, runs, seedOf(name));
    measured.set(name, known);
    return known;
  };
}

/** A cell's own seed, so that its draws do not depend on which others are measured. */
function seedOf(name: string): number {
  return [...name].reduce((seed, letter) => Math.imul(seed, 31) + letter.charCodeAt(0), SEED);
}

function nameOf({ before, after, rho, shape }: Cell): string {
  return `${before}+${after} ${shape} ${rho}`;
}

/** What was measured, in % by autocorrelation, beside what other methods reach. */
export function tableOf(measure: (cell: Cell) => Tally, lengths: readonly Length[], shapes: readonly Shape[]): string {
  const shares = (length: Length, shape: Shape, what: Bound['what']) =>
    RHOS.map((rho) => Math.round(100 * measure({ ...length, rho, shape })[what])).join('/');
  const rows = lengths.map((length) => [
    `${length.before}+${length.after}`,
    ...shapes.map((shape) => shares(length, shape, shape.startsWith('step') || shape === 'ramp' ? 'found' : 'claimed')),
    shares(length, 'step 2', 'covered'),
  ]);
  const others = OTHERS.map(({ name, flat, drift, power }) => [name, flat, drift, power]);
  return [
    `Claims in % at autocorrelation ${RHOS.join('/')}; for steps and ramps, those found in the right direction.`,
    ...aligned([['points', ...shapes, 'covered'], ...rows]),
    '',
    'Other methods at 24 points: flat, drift, and at .3 the power for 2 / 3 σ.',
    ...aligned(others),
  ].join('\n');
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_, c) => Math.max(...rows.map((row) => row[c]?.length ?? 0))) ?? [];
  return rows.map((row) => row.map((cell, c) => cell.padEnd(widths[c] ?? 0)).join('  ').trimEnd());
}

/** A sentence for each of the bounds that is broken. */
export function brokenBounds(measure: (cell: Cell) => Tally, bounds: readonly Bound[]): string[] {
  return bounds.flatMap((bound) => {
    const tallied = measure(bound.cell);
    if (!isBroken(bound, tallied)) return [];
    const share = (100 * tallied[bound.what]).toFixed(1);
    return [`${nameOf(bound.cell)}: ${bound.what} ${share} %, bound at ${bound.side} ${bound.limit} %`];
  });
}
