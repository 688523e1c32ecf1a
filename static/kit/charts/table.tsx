import { type ReactNode } from 'react';
import './table.css';

/** As a reader sees it, and as a program reads it: ISO dates, plain numbers, nothing where there is no figure. */
export interface Cell {
  words: string;
  raw: string | number;
}

/** What a chart shows, in rows; the first cell of a row names it. */
export interface ChartTable {
  head: readonly string[];
  rows: readonly (readonly Cell[])[];
}

/** Spreadsheets run what begins like this as a formula (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r]/;

/** The table as comma-separated values (RFC 4180). */
export function csvOf({ head, rows }: ChartTable): string {
  const lines = [head, ...rows.map((row) => row.map(({ raw }) => raw))];
  return lines.map((line) => `${line.map(field).join(',')}\r\n`).join('');
}

function field(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function TableOf({ name, table: { head, rows } }: { name: string; table: ChartTable }): ReactNode {
  return (
    <div className="n-chart-table n-focus" tabIndex={0} role="region" aria-label={name}>
      <table aria-label={name}>
        <thead>
          <tr>
            {head.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first, ...others], row) => (
            <tr key={`${row} ${first?.raw}`}>
              <th scope="row">{first?.words}</th>
              {others.map(({ words }, column) => (
                <td key={head[column + 1]}>{words}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
