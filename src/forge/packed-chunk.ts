import { type Chunk, type SupersededValue, type ValuePoint, type WithdrawnPoint } from '../domain/value-log';

/**
 * A chunk as it is stored: where its values come from stands once for all that came together, so that a year of daily
 * values has room for some forty corrections of every day in the 240 KiB of a stored value, in place of two.
 */
export interface PackedChunk {
  origins: Told[];
  points: [at: string, value: number, origin: number, superseded?: PackedValue[]][];
  withdrawn?: [at: string, superseded: PackedValue[]][];
}
type PackedValue = [value: number, origin: number];
/** All that is told of a value beside its figure and its date. */
type Told = Omit<SupersededValue, 'value'>;

export function packed({ points, withdrawn }: Chunk): PackedChunk {
  const origins = new Map<string, { index: number; told: Told }>();
  const originOf = (told: Told): number => {
    const name = JSON.stringify(Object.entries(told).filter(([, said]) => said !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)));
    const known = origins.get(name) ?? { index: origins.size, told };
    origins.set(name, known);
    return known.index;
  };
  const value = ({ value: figure, ...told }: SupersededValue): PackedValue => [figure, originOf(told)];
  const packedPoints = points.map(({ at, superseded, ...present }): PackedChunk['points'][number] => {
    const [figure, origin] = value(present);
    return superseded ? [at, figure, origin, superseded.map(value)] : [at, figure, origin];
  });
  const gone = withdrawn?.map(({ at, superseded }): [string, PackedValue[]] => [at, superseded.map(value)]);
  return { origins: [...origins.values()].map(({ told }) => told), points: packedPoints, ...(gone ? { withdrawn: gone } : {}) };
}

export function unpacked({ origins, points, withdrawn }: PackedChunk): Chunk {
  const value = ([figure, origin]: PackedValue): SupersededValue => {
    const told = origins[origin];
    if (!told) throw new Error('A stored value has no origin.');
    return { value: figure, ...told };
  };
  return {
    points: points.map(([at, figure, origin, superseded]): ValuePoint => ({ at, ...value([figure, origin]), ...(superseded ? { superseded: superseded.map(value) } : {}) })),
    ...(withdrawn ? { withdrawn: withdrawn.map(([at, superseded]): WithdrawnPoint => ({ at, superseded: superseded.map(value) })) } : {}),
  };
}
