import { type ReactNode, useState } from 'react';
import { download } from '../download';
import { say } from '../text/say';
import { text } from '../text/charts';
import { svgFile } from './svg-file';
import { type ChartTable, TableOf, csvOf } from './table';

interface Props {
  name: string;
  summary: string;
  table: ChartTable;
  /** The drawing, at the moment when it is asked for. */
  drawn: () => SVGSVGElement | null | undefined;
  /** They say themselves of what they are, where it does not stand above them. */
  titled?: boolean;
}

/** The same as is drawn, as a table, CSV and SVG. */
export function ChartTools({ name, summary, table, drawn, titled = false }: Props): ReactNode {
  const [open, setOpen] = useState(false);
  const save = (): void => {
    const svg = drawn();
    if (svg) download(fileName(name, 'svg'), svgFile(svg, `${name}. ${summary}`), 'image/svg+xml');
  };
  return (
    <>
      <div className="n-chart-tools n-small">
        {titled && <span className="n-subtle">{say(text.toolsOf, { name })}</span>}
        <button type="button" className="n-link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? text.tableHide : text.table}
        </button>
        <button type="button" className="n-link" aria-label={say(text.csvOf, { name })} onClick={() => download(fileName(name, 'csv'), `\uFEFF${csvOf(table)}`, 'text/csv')}>
          {text.csv}
        </button>
        <button type="button" className="n-link" aria-label={say(text.svgOf, { name })} onClick={save}>
          {text.svg}
        </button>
      </div>
      {open && <TableOf name={name} table={table} />}
    </>
  );
}

function fileName(name: string, ending: string): string {
  return `${name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '').toLowerCase()}.${ending}`;
}
