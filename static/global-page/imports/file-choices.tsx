import { type ReactNode } from 'react';
import { cellText, isEmpty } from '../../../src/domain/import-file/sheet';
import { DELIMITERS, type Delimiter, ENCODINGS, type Encoding } from '../../../src/domain/table-file';
import { type OpenChoice, type OpenedFile } from '../../files/open';
import { SelectField } from '../../kit/fields';
import { say } from '../../kit/text/say';
import { text } from './text';

/** First rows that may be said to hold the headings. */
const MOST_HEADERS = 10;

/** How the file was read, to be changed where that went wrong: sheet, or encoding and delimiter, and where its headings stand. */
export function FileChoices({
  opened,
  header,
  onChoose,
  onHeader,
}: {
  opened: Extract<OpenedFile, { ok: true }>;
  header: number;
  onChoose: (choice: OpenChoice) => void;
  onHeader: (header: number) => void;
}): ReactNode {
  const rows = opened.sheet.rows.slice(0, MOST_HEADERS).map(({ row, cells }, index) => ({
    value: String(index),
    label: say(text.headerRow, { row: String(row), cells: cells.filter((cell) => !isEmpty(cell)).slice(0, 6).map(cellText).join(', ') }),
  }));
  return (
    <section className="n-card n-stack" aria-label={text.choices}>
      <h2 className="n-h2">{text.choices}</h2>
      <div className="n-import-fields">
        {opened.kind === 'workbook' ? (
          <SheetField names={opened.sheetNames} index={opened.sheetIndex} onChoose={onChoose} />
        ) : (
          <>
            <SelectField<Encoding>
              label={text.encoding}
              options={ENCODINGS.map((value) => ({ value, label: text.encodings[value] }))}
              value={opened.encoding}
              onChange={(encoding) => encoding !== '' && onChoose({ encoding, delimiter: opened.delimiter })}
            />
            <SelectField<Delimiter>
              label={text.delimiter}
              options={DELIMITERS.map((value) => ({ value, label: text.delimiters[value] }))}
              value={opened.delimiter}
              onChange={(delimiter) => delimiter !== '' && onChoose({ encoding: opened.encoding, delimiter })}
            />
          </>
        )}
        <SelectField label={text.header} options={[...rows, { value: '-1', label: text.headerNone }]} value={String(header)} onChange={(value) => value !== '' && onHeader(Number(value))} />
      </div>
    </section>
  );
}

export function SheetField({ names, index, onChoose }: { names: readonly string[]; index: number; onChoose: (choice: OpenChoice) => void }): ReactNode {
  return (
    <SelectField
      label={text.sheet}
      options={names.map((label, sheet) => ({ value: String(sheet), label }))}
      value={String(index)}
      onChange={(sheet) => sheet !== '' && onChoose({ sheet: Number(sheet) })}
    />
  );
}
