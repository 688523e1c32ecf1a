import Button from '@atlaskit/button/new';
import { type ReactNode, useState } from 'react';
import type { KpiRecord } from '../../../src/contract/views';
import { type Reading } from '../../../src/domain/import-file/reading';
import { type Trouble } from '../../kit/call';
import { TroubleBox } from '../../kit/states';
import { Table } from '../../kit/table';
import { say } from '../../kit/text/say';
import { useFormat } from '../../kit/viewer';
import { sendImport } from './send';
import { text } from './text';

const MOST_SHOWN = 50;

/** What will be taken in, by KPI, and what will not, by row; then the sending. */
export function Preview({ name, reading, kpis, onStarted }: { name: string; reading: Reading; kpis: readonly KpiRecord[]; onStarted: (importId: string) => void }): ReactNode {
  const format = useFormat();
  const [sent, setSent] = useState<number>();
  const [trouble, setTrouble] = useState<Trouble>();
  const count = reading.parts.reduce((sum, { values }) => sum + values.length, 0);
  const send = async (): Promise<void> => {
    setSent(0);
    setTrouble(undefined);
    const done = await sendImport(name, reading, setSent);
    if ('importId' in done) return onStarted(done.importId);
    setSent(undefined);
    setTrouble(done.trouble);
  };
  return (
    <section className="n-card n-stack" aria-label={text.preview}>
      <h2 className="n-h2">{text.preview}</h2>
      {trouble && <TroubleBox trouble={trouble} />}
      {reading.tooManyParts ? <p role="alert">{text.tooManyParts}</p> : count === 0 ? <p role="status">{text.nothingFound}</p> : <ByKpi reading={reading} kpis={kpis} />}
      <NotTaken reading={reading} />
      <div className="n-actions">
        <Button appearance="primary" isDisabled={count === 0 || reading.tooManyParts} isLoading={sent !== undefined} onClick={() => void send()}>
          {say(text.start, { count, n: format.number(count) })}
        </Button>
        <span role="status">{sent !== undefined && say(text.sending, { done: format.number(sent), all: format.number(count) })}</span>
      </div>
    </section>
  );
}

function ByKpi({ reading, kpis }: { reading: Reading; kpis: readonly KpiRecord[] }): ReactNode {
  const format = useFormat();
  const columns = [
    { key: 'kpi', title: text.kpi, width: 40 },
    { key: 'values', title: text.values, width: 14 },
    { key: 'span', title: text.span, width: 28 },
    { key: 'newest', title: text.newest, width: 18 },
  ];
  const rows = kpis.flatMap((kpi) => {
    const values = reading.parts.flatMap((part) => (part.kpiId === kpi.kpiId ? part.values : []));
    const [[, from] = [0, ''], [, to, newest] = [0, '', 0]] = [values[0], values.at(-1)];
    if (values.length === 0) return [];
    return {
      key: kpi.kpiId,
      cells: {
        kpi: { content: <span className="n-wrap">{kpi.name}</span> },
        values: { content: format.number(values.length) },
        span: { content: format.dates(from, to) },
        newest: { content: format.quantity(newest, kpi.unit) },
      },
    };
  });
  return <Table label={text.preview} columns={columns} rows={rows} shortCells />;
}

/** Cells that are not taken, by row, with their column and why. */
export function NotTaken({ reading: { rows, refused, repeated } }: { reading: Pick<Reading, 'rows' | 'refused' | 'repeated'> }): ReactNode {
  const format = useFormat();
  if (rows.length === 0) return null;
  const columns = [
    { key: 'row', title: text.row, width: 12 },
    { key: 'column', title: text.column, width: 34 },
    { key: 'problem', title: text.problem, width: 54 },
  ];
  return (
    <section className="n-stack" aria-label={text.notTaken}>
      <h2 className="n-h3">{text.notTaken}</h2>
      <p role="status">
        {refused > 0 && say(text.notTakenCount, { count: refused, n: format.number(refused) })} {repeated > 0 && say(text.repeatedCount, { count: repeated, n: format.number(repeated) })}{' '}
        {rows.length > MOST_SHOWN && say(text.firstOnly, { n: format.number(MOST_SHOWN) })}
      </p>
      <Table
        label={text.notTaken}
        columns={columns}
        rowsPerPage={10}
        shortCells
        rows={rows.slice(0, MOST_SHOWN).map(({ row, column, reason }, i) => ({
          key: `${row}-${i}`,
          cells: { row: { content: <RowNumber n={format.number(row)} /> }, column: { content: <span className="n-wrap">{column}</span> }, problem: { content: text.faults[reason] } },
        }))}
      />
    </section>
  );
}

/** A number by itself would say nothing in a card. */
function RowNumber({ n }: { n: string }): ReactNode {
  return (
    <>
      <span className="n-cell-label" aria-hidden="true">
        {text.row}
      </span>
      {n}
    </>
  );
}
