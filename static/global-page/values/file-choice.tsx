import { type ReactNode, useId, useState } from 'react';
import { type FileFault, readTable } from '../../../src/domain/table-file';
import { SelectField } from '../../kit/fields';
import { type Columns, asPasted, guessColumns } from './columns';

const text = {
  file: 'Or choose a CSV file',
  hint: 'Comma, semicolon, tab or bar between the columns; the first line may name them.',
  dateColumn: 'Column of dates',
  valueColumn: 'Column of values',
  column: 'Column {n}',
  faults: {
    empty: 'This file holds no rows.',
    'too-large': 'This file is larger than 20 MB. Split it, or export only the two columns.',
    'too-many-rows': 'This file holds more than 100,000 rows. Split it by year.',
    'too-many-columns': 'This file has more than 200 columns. Export only the two that are needed.',
    binary: 'This is not a text file. Save the sheet as CSV and choose that.',
    'open-quote': 'A quotation mark in this file is never closed. Export it again.',
  } satisfies Record<FileFault, string>,
};

/** Reads a file in the page and hands its two columns on as if they had been pasted. */
export function FileChoice({ onChosen }: { onChosen: (pasted: string) => void }): ReactNode {
  const id = useId();
  const [rows, setRows] = useState<string[][]>();
  const [columns, setColumns] = useState<Columns>({ date: 0, value: 1 });
  const [fault, setFault] = useState<FileFault>();

  const take = (from: string[][], chosen: Columns): void => {
    setColumns(chosen);
    onChosen(asPasted(from, chosen));
  };
  const choose = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    const read = readTable(new Uint8Array(await file.arrayBuffer()));
    setFault(read.ok ? undefined : read.fault);
    setRows(read.ok ? read.rows : undefined);
    if (read.ok) take(read.rows, guessColumns(read.rows));
  };
  const names = (rows?.[0] ?? []).map((name, column) => ({ value: String(column), label: name.trim() || text.column.replace('{n}', String(column + 1)) }));
  return (
    <>
      <div className="n-field">
        <label htmlFor={id}>{text.file}</label>
        <input id={id} type="file" accept=".csv,.tsv,.txt,text/csv" aria-describedby={`${id}-hint`} onChange={(event) => void choose(event.currentTarget.files?.[0])} />
        <p id={`${id}-hint`} className="n-small n-subtle">
          {text.hint}
        </p>
        {fault && <p role="alert">{text.faults[fault]}</p>}
      </div>
      {rows && names.length > 2 && (
        <div className="n-form-row">
          <SelectField label={text.dateColumn} options={names} value={String(columns.date)} onChange={(date) => take(rows, { ...columns, date: Number(date) })} />
          <SelectField label={text.valueColumn} options={names} value={String(columns.value)} onChange={(value) => take(rows, { ...columns, value: Number(value) })} />
        </div>
      )}
    </>
  );
}
