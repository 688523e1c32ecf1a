import Button from '@atlaskit/button/new';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { InboxRow, SourceRecord } from '../../../src/contract/calls/source';
import { isDate } from '../../../src/domain/push';
import { type Trouble, call } from '../../kit/call';
import { Dialog } from '../../kit/dialog';
import { tell } from '../../kit/flag';
import { SelectField, TextField } from '../../kit/fields';
import { parseNumber } from '../../kit/parse-number';
import { Empty, Show, Skeleton, TroubleBox } from '../../kit/states';
import { Table } from '../../kit/table';
import { text as common } from '../../kit/text/en';
import { say } from '../../kit/text/say';
import { useCall } from '../../kit/use-call';
import { useForm } from '../../kit/use-form';
import { useFormat } from '../../kit/viewer';
import { dialogOf } from './source-dialogs';
import { text } from './text';

const columns = () => [
  { key: 'kpi', title: text.kpi, width: 22 },
  { key: 'at', title: text.date, width: 14 },
  { key: 'value', title: text.value, width: 12 },
  { key: 'problem', title: text.problem, width: 24 },
  { key: 'received', title: text.received, width: 12 },
  { key: 'actions', title: '', width: 16 },
];

/** What a source sent and could not be taken in: to correct or to dismiss. */
export function InboxView({ source, now, onChanged }: { source: SourceRecord; now: string; onChanged: () => void }): ReactNode {
  const format = useFormat();
  const heading = useRef<HTMLHeadingElement>(null);
  // It opens below the sources: whoever cannot see that is taken there.
  useEffect(() => heading.current?.focus(), []);
  const loaded = useCall('inbox.list', { sourceId: source.sourceId });
  const [correcting, setCorrecting] = useState<InboxRow>();
  const [trouble, setTrouble] = useState<Trouble>();
  const changed = (): void => {
    setCorrecting(undefined);
    void loaded.reload();
    onChanged();
  };
  const dismiss = async ({ itemId }: InboxRow): Promise<void> => {
    const answer = await call('inbox.dismiss', { sourceId: source.sourceId, itemIds: [itemId] });
    setTrouble(answer.ok ? undefined : answer.trouble);
    changed();
    if (answer.ok) tell(text.dismissed, { undo: { text: common.undo, run: () => void putBack(itemId) } });
  };
  const putBack = async (itemId: string): Promise<void> => {
    const answer = await call('inbox.restore', { sourceId: source.sourceId, itemIds: [itemId] });
    setTrouble(answer.ok ? undefined : answer.trouble);
    changed();
    if (answer.ok) tell(text.restored);
  };
  const nameOf = (kpiId: string): string => source.kpis.find((kpi) => kpi.kpiId === kpiId)?.name ?? kpiId;
  const title = say(text.inboxOf, { name: source.name });
  return (
    <section className="n-stack" aria-label={title}>
      <h2 ref={heading} tabIndex={-1} className="n-h2 n-focus">
        {title}
      </h2>
      {trouble && <TroubleBox trouble={trouble} />}
      <Show loaded={loaded} skeleton={<Skeleton heights={[48, 48]} />}>
        {({ items, dropped }) => (
          <>
            {dropped > 0 && <p className="n-subtle">{say(text.dropped, { count: dropped, n: format.number(dropped) })}</p>}
            {items.length === 0 ? (
              <Empty title={text.inboxEmpty}>{text.inboxEmptyHow}</Empty>
            ) : (
              <Table
                label={title}
                columns={columns()}
                rowsPerPage={25}
                rows={[...items].reverse().map((item) => ({
                  key: item.itemId,
                  cells: {
                    kpi: { content: <span className="n-wrap">{nameOf(item.kpi)}</span> },
                    at: { content: <span className="n-wrap">{item.at}</span> },
                    value: { content: <span className="n-wrap">{item.value}</span> },
                    problem: { content: `${text.fields[item.field]}: ${text.faults[item.reason]}` },
                    received: { content: <span title={format.instant(item.receivedAt)}>{format.age(item.receivedAt, now)}</span> },
                    actions: {
                      content: (
                        <div className="n-actions">
                          <Button spacing="compact" aria-label={`${text.correct}, ${text.row} ${item.row + 1}`} onClick={() => setCorrecting(item)}>
                            {text.correct}
                          </Button>
                          <Button spacing="compact" appearance="subtle" aria-label={`${text.dismiss}, ${text.row} ${item.row + 1}`} onClick={() => void dismiss(item)}>
                            {text.dismiss}
                          </Button>
                        </div>
                      ),
                    },
                  },
                }))}
              />
            )}
          </>
        )}
      </Show>
      {correcting && <CorrectRow source={source} item={correcting} onClose={() => setCorrecting(undefined)} onDone={changed} />}
    </section>
  );
}

function CorrectRow({ source, item, onClose, onDone }: { source: SourceRecord; item: InboxRow; onClose: () => void; onDone: () => void }): ReactNode {
  const known = source.kpis.some((kpi) => kpi.kpiId === item.kpi);
  const form = useForm({ kpiId: known ? item.kpi : '', at: item.at, value: item.value }, async ({ kpiId, at, value }) => {
    const number = parseNumber(value);
    const errors = {
      ...(kpiId === '' ? { kpiId: text.chooseKpi } : {}),
      ...(isDate(at) ? {} : { at: text.dateNeeded }),
      ...(number.ok ? {} : { value: text.valueNeeded }),
    };
    if (Object.keys(errors).length > 0 || !number.ok) return { errors };
    const answer = await call('inbox.correct', { sourceId: source.sourceId, itemId: item.itemId, kpiId, at, value: number.value });
    if (!answer.ok) return answer;
    tell(text.takenIn);
    onDone();
    return undefined;
  });
  return (
    <Dialog title={say(text.correctTitle, { row: String(item.row + 1) })} submit={text.takeIn} {...dialogOf(form)} onClose={onClose}>
      <SelectField
        label={text.kpi}
        options={source.kpis.map(({ kpiId, name }) => ({ value: kpiId, label: name }))}
        value={form.values.kpiId}
        error={form.errors.kpiId}
        onChange={(kpiId) => form.set('kpiId', kpiId)}
      />
      <TextField label={text.date} value={form.values.at} error={form.errors.at} onChange={(at) => form.set('at', at)} />
      <TextField label={text.value} value={form.values.value} error={form.errors.value} onChange={(value) => form.set('value', value)} />
    </Dialog>
  );
}
