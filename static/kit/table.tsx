import DynamicTable from '@atlaskit/dynamic-table';
import { type ReactNode } from 'react';
import './table.css';

export interface Column {
  key: string;
  title: string;
  /** Share of the table's width in per cent. */
  width?: number;
  sortable?: boolean;
}

export interface Row {
  key: string;
  /** By column. `sort` is what the column sorts by. */
  cells: Readonly<Record<string, { content: ReactNode; sort?: string | number }>>;
}

/**
 * Atlaskit's table, whose rows become cards where it is narrow (later when its cells are short): then each cell says by
 * itself which column it belongs to. Columns with an empty title hold a row's actions.
 */
export function Table({
  label,
  columns,
  rows,
  rowsPerPage,
  shortCells = false,
}: {
  label: string;
  columns: readonly Column[];
  rows: readonly Row[];
  rowsPerPage?: number;
  shortCells?: boolean;
}): ReactNode {
  return (
    <div className={shortCells ? 'n-table n-table-rows' : 'n-table n-table-cards'}>
      <DynamicTable
        label={label}
        head={{
          cells: columns.map(({ key, title, width, sortable = false }) => ({
            key,
            content: title,
            isSortable: sortable,
            ...(width === undefined ? {} : { width }),
          })),
        }}
        rows={rows.map((row) => ({
          key: row.key,
          cells: columns.map((column, index) => {
            const cell = row.cells[column.key];
            return {
              key: cell?.sort ?? `${row.key}-${column.key}`,
              content: (
                <>
                  {index > 0 && column.title !== '' && hasContent(cell?.content) && (
                    <span className="n-cell-label" aria-hidden="true">
                      {column.title}
                    </span>
                  )}
                  {cell?.content}
                </>
              ),
            };
          }),
        }))}
        {...(rowsPerPage !== undefined && rows.length > rowsPerPage ? { rowsPerPage, defaultPage: 1 } : {})}
      />
    </div>
  );
}

function hasContent(content: ReactNode): boolean {
  return content !== undefined && content !== null && content !== false && content !== '';
}
