import Button from '@atlaskit/button/new';
import { type ReactNode } from 'react';
import type { KpiRecord, ValueRecord } from '../../../src/contract/views';
import { Table } from '../../kit/table';
import { say } from '../../kit/text/say';
import { useFormat } from '../../kit/viewer';
import { text } from '../text';

const COLUMNS = [
  { key: 'at', title: text.date, width: 20, sortable: true },
  { key: 'value', title: text.value, width: 20, sortable: true },
  { key: 'source', title: text.source, width: 20, sortable: true },
  { key: 'recorded', title: text.recordedAt, width: 16, sortable: true },
  { key: 'corrections', title: text.corrections, width: 12, sortable: true },
];

const ROWS_PER_PAGE = 25;

/** All values, the newest first. */
export function ValuesTable({
  kpi,
  values,
  now,
  onCorrect,
}: {
  kpi: KpiRecord;
  values: readonly ValueRecord[];
  now: string;
  /** Absent for who may not record. */
  onCorrect: ((value: ValueRecord) => void) | undefined;
}): ReactNode {
  const format = useFormat();
  return (
    <Table
      label={say(text.valuesTable, { kpi: kpi.name })}
      columns={onCorrect ? [...COLUMNS, { key: 'actions', title: '', width: 12 }] : COLUMNS}
      shortCells
      rowsPerPage={ROWS_PER_PAGE}
      rows={[...values].reverse().map((one) => ({
        key: one.at,
        cells: {
          at: { content: format.date(one.at), sort: one.at },
          value: { content: <b>{format.quantity(one.value, kpi.unit)}</b>, sort: one.value },
          source: { content: text.sources[one.source], sort: one.source },
          recorded: { content: <span title={format.instant(one.recordedAt)}>{format.age(one.recordedAt, now)}</span>, sort: one.recordedAt },
          corrections: {
            content: one.corrections > 0 && say(text.times, { count: one.corrections, n: format.number(one.corrections) }),
            sort: one.corrections,
          },
          actions: {
            content: onCorrect && (
              <Button
                spacing="compact"
                appearance="subtle"
                aria-label={say(text.correctOf, { date: format.date(one.at) })}
                onClick={() => onCorrect(one)}
              >
                {text.correct}
              </Button>
            ),
          },
        },
      }))}
    />
  );
}
