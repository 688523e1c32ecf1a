import Button from '@atlaskit/button/new';
import Lozenge from '@atlaskit/lozenge';
import { type ReactNode, useRef, useState } from 'react';
import type { KpiRecord, ValueRecord } from '../../../src/contract/views';
import { Table } from '../../kit/table';
import { say } from '../../kit/text/say';
import { useAhead } from '../../kit/use-ahead';
import { useFormat } from '../../kit/viewer';
import { text } from '../text';
import { CorrectForm } from './correct-form';
import { ValueHistory } from './value-history';

const columns = () => [
  { key: 'at', title: text.date, width: 17, sortable: true },
  { key: 'value', title: text.value, width: 24, sortable: true },
  { key: 'source', title: text.source, width: 13, sortable: true },
  { key: 'recorded', title: text.recordedAt, width: 17, sortable: true },
  { key: 'corrections', title: text.corrections, width: 19, sortable: true },
];

const ROWS_PER_PAGE = 25;

function withValue(values: readonly ValueRecord[], at: string, value: number): readonly ValueRecord[] {
  return values.map((one) => (one.at === at ? { ...one, value } : one));
}

/** All values, the newest first; each is corrected in its place. */
export function ValuesTable({
  kpi,
  values: read,
  now,
  accountId,
  mayRecord,
  onRecorded,
}: {
  kpi: KpiRecord;
  values: readonly ValueRecord[];
  now: string;
  accountId: string;
  mayRecord: boolean;
  onRecorded: () => Promise<void>;
}): ReactNode {
  const format = useFormat();
  const { shown: values, pending, show } = useAhead(read);
  const [correcting, setCorrecting] = useState<string>();
  const place = useRef<HTMLDivElement>(null);
  const close = (at: string): void => {
    setCorrecting(undefined);
    // Once the row is drawn again: back to the button that the form stood for.
    requestAnimationFrame(() => place.current?.querySelector<HTMLElement>(`[data-correct="${at}"] button`)?.focus());
  };
  return (
    <div ref={place}>
      <Table
        label={say(text.valuesTable, { kpi: kpi.name })}
        columns={mayRecord ? [...columns(), { key: 'actions', title: '', width: 10 }] : columns()}
        shortCells
        rowsPerPage={ROWS_PER_PAGE}
        rows={[...values].reverse().map((one) => ({
          key: one.at,
          cells: {
            at: { content: format.date(one.at), sort: one.at },
            value: {
              content: (
                <>
                  {correcting === one.at && (
                    // Out of sight while its value stands there already, and back as it was when that is refused.
                    <div hidden={pending}>
                      <CorrectForm kpi={kpi} present={one} onSend={(value) => show((before) => withValue(before, one.at, value))} onClose={() => close(one.at)} onRecorded={onRecorded} />
                    </div>
                  )}
                  {(correcting !== one.at || pending) && (
                    <>
                      <b>{format.quantity(one.value, kpi.unit)}</b>{' '}
                      {one.marks?.map((mark) => (
                        <span key={mark} title={text.markWhy[mark]}>
                          <Lozenge maxWidth="none">{text.marks[mark]}</Lozenge>{' '}
                        </span>
                      ))}
                    </>
                  )}
                </>
              ),
              sort: one.value,
            },
            source: { content: text.sources[one.source], sort: one.source },
            recorded: { content: <span className="n-nowrap" title={format.instant(one.recordedAt)}>{format.age(one.recordedAt, now)}</span>, sort: one.recordedAt },
            corrections: { content: one.corrections > 0 && <ValueHistory kpi={kpi} value={one} accountId={accountId} />, sort: one.corrections },
            actions: {
              content: mayRecord && correcting !== one.at && (
                <span data-correct={one.at}>
                  <Button
                    spacing="compact"
                    appearance="subtle"
                    aria-label={say(text.correctOf, { date: format.date(one.at) })}
                    onClick={() => setCorrecting(one.at)}
                  >
                    {text.correct}
                  </Button>
                </span>
              ),
            },
          },
        }))}
      />
    </div>
  );
}
