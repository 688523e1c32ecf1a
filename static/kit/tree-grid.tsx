import { type CSSProperties, type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import './table.css';
import './tree-grid.css';
import { text } from './text/en';

export interface TreeColumn {
  key: string;
  title: string;
  /** As in a CSS grid's columns. */
  width: string;
}

export interface TreeRow {
  key: string;
  /** What a screen reader calls the row. */
  name: string;
  cells: Readonly<Record<string, ReactNode>>;
  /** What Enter does. */
  onOpen: () => void;
  children: readonly TreeRow[];
}

interface Shown {
  row: TreeRow;
  level: number;
  place: number;
  siblings: number;
  parent: TreeRow | undefined;
}

/** Space that a level is moved in by, in pixels. */
const INDENT = 20;

/**
 * Rows that hold rows, after the treegrid pattern of the ARIA practices with the rows in focus: up and down move, right
 * and left open, close and step in and out, Home and End go to the ends, Enter opens what a row stands for. Where it is
 * narrow, rows become cards.
 */
export function TreeGrid({ label, columns, rows }: { label: string; columns: readonly TreeColumn[]; rows: readonly TreeRow[] }): ReactNode {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [current, setCurrent] = useState<string>();
  const body = useRef<HTMLDivElement>(null);
  const shown = visible(rows, closed);
  // Where no row holds another, none keeps room for what opens it.
  const isFlat = rows.every(({ children }) => children.length === 0);
  // The row that Tab reaches; the first while none was visited or the visited one is gone.
  const reached = shown.some(({ row }) => row.key === current) ? current : shown[0]?.row.key;

  const toggle = (key: string, close: boolean): void =>
    setClosed((before) => new Set(close ? [...before, key] : [...before].filter((one) => one !== key)));
  const focus = (target: Shown | undefined): void => {
    if (!target) return;
    setCurrent(target.row.key);
    body.current?.querySelectorAll<HTMLElement>('[role="row"]')[shown.indexOf(target)]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent, at: number): void => {
    const here = shown[at];
    // Keys that a button inside the row was pressed with are its own.
    if (!here || event.target !== event.currentTarget) return;
    const { row } = here;
    const open = row.children.length > 0 && !closed.has(row.key);
    const actions: Record<string, () => void> = {
      ArrowDown: () => focus(shown[at + 1]),
      ArrowUp: () => focus(shown[at - 1]),
      Home: () => focus(shown[0]),
      End: () => focus(shown.at(-1)),
      ArrowRight: () => (row.children.length > 0 && !open ? toggle(row.key, false) : open && focus(shown[at + 1])),
      ArrowLeft: () => (open ? toggle(row.key, true) : focus(shown.find((one) => one.row === here.parent))),
      Enter: row.onOpen,
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };

  const style = { '--n-tree-columns': columns.map(({ width }) => width).join(' ') } as CSSProperties;
  return (
    <div className="n-tree" role="treegrid" aria-label={label} style={style}>
      <div role="rowgroup">
        <div role="row" className="n-tree-row n-tree-head">
          {columns.map(({ key, title }) => (
            <div key={key} role="columnheader">
              {title}
            </div>
          ))}
        </div>
      </div>
      <div ref={body} role="rowgroup" className="n-tree-body">
        {shown.map(({ row, level, place, siblings }, at) => {
          const holds = row.children.length > 0;
          const isClosed = closed.has(row.key);
          return (
            <div
              key={row.key}
              role="row"
              className="n-tree-row"
              aria-label={row.name}
              aria-level={level}
              aria-posinset={place}
              aria-setsize={siblings}
              aria-expanded={holds ? !isClosed : undefined}
              tabIndex={row.key === reached ? 0 : -1}
              style={{ '--n-tree-indent': `${(level - 1) * INDENT}px` } as CSSProperties}
              onFocus={() => setCurrent(row.key)}
              onKeyDown={(event) => onKeyDown(event, at)}
            >
              {columns.map((column, index) => (
                <div key={column.key} role="gridcell" className={index === 0 ? 'n-tree-name' : undefined}>
                  {index === 0 ? (
                    !isFlat && <Toggle holds={holds} label={isClosed ? text.expand : text.collapse} onToggle={() => toggle(row.key, !isClosed)} />
                  ) : (
                    <span className="n-cell-label" aria-hidden="true">
                      {column.title}
                    </span>
                  )}
                  {row.cells[column.key]}
                </div>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** For the mouse: with the keyboard the row itself is opened and closed. */
function Toggle({ holds, label, onToggle }: { holds: boolean; label: string; onToggle: () => void }): ReactNode {
  if (!holds) return <span className="n-tree-toggle" aria-hidden="true" />;
  return (
    <button type="button" className="n-tree-toggle" tabIndex={-1} aria-label={label} onClick={onToggle}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        <path d="m4 2 4 4-4 4" fill="none" stroke="currentColor" strokeWidth="1.6" />
      </svg>
    </button>
  );
}

function visible(rows: readonly TreeRow[], closed: ReadonlySet<string>, level = 1, parent?: TreeRow): Shown[] {
  return rows.flatMap((row, index) => [
    { row, level, place: index + 1, siblings: rows.length, parent },
    ...(closed.has(row.key) ? [] : visible(row.children, closed, level + 1, row)),
  ]);
}
