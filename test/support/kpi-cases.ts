import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A real series with what is known about it: a CSV and a JSON of the same name. */
export interface KpiCase {
  id: string;
  direction: string;
  value: string;
  time?: string;
  launch_index?: number;
  season_period?: number;
  expected: { name: string; value: number; tol_rel?: number; tol_abs?: number }[];
  verdict?: { must_be?: string[]; must_not?: string[]; effect_relative_range?: [number, number]; effect_abs_range?: [number, number] };
}

/** The project's shared folder: `NEEDLE_SHARED`, or beside the repository. */
const folder = join(process.env['NEEDLE_SHARED'] ?? join(__dirname, '../../../shared'), 'data/kpi');

export const kpiCases: KpiCase[] = existsSync(folder)
  ? readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as KpiCase)
  : [];

/** `describe`, or a visible skip that says why when the shared data are not there. */
export const describeWithCases: jest.Describe = kpiCases.length > 0 ? describe : describe.skip;
if (kpiCases.length === 0) process.stderr.write(`Skipped: no KPI cases, set NEEDLE_SHARED to the folder that holds data/kpi.\n`);

export function kpiCase(id: string): KpiCase {
  const found = kpiCases.find((one) => one.id === id);
  if (!found) throw new Error(`no case ${id}`);
  return found;
}

/** Path of a case's CSV. */
export function csvOf({ id }: KpiCase): string {
  return join(folder, `${id}.csv`);
}

/** A column of a case's CSV; blank cells are missing. These files quote only their headers. */
export function columnOf(one: KpiCase, name: string): (number | null)[] {
  const [header = '', ...rows] = readFileSync(csvOf(one), 'utf8').trim().split(/\r?\n/);
  const at = header.split(',').findIndex((cell) => cell.replaceAll('"', '') === name);
  if (at < 0) throw new Error(`no column ${name}`);
  return rows.map((row) => row.split(',')[at] ?? '').map((cell) => (cell === '' || cell === 'NA' ? null : Number(cell)));
}

/** Checks a figure against the case's own within its tolerance. */
export function expectFigure(one: KpiCase, name: string, found: number): void {
  const expected = one.expected.find((figure) => figure.name === name);
  if (!expected) throw new Error(`no figure ${name}`);
  const tolerance = Math.max((expected.tol_rel ?? 0) * Math.abs(expected.value), expected.tol_abs ?? 0);
  expect([name, Math.abs(found - expected.value) <= tolerance ? expected.value : found]).toEqual([name, expected.value]);
}
