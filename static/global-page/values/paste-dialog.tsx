import { type ReactNode, useMemo } from 'react';
import type { KpiRecord } from '../../../src/contract/views';
import { call } from '../../kit/call';
import { Dialog } from '../../kit/dialog';
import { AreaField } from '../../kit/fields';
import { tell } from '../../kit/flag';
import { say } from '../../kit/text/say';
import { type Sent, useForm } from '../../kit/use-form';
import { useFormat } from '../../kit/viewer';
import { text } from '../text';
import { parts } from './parts';
import { type PastedLine, parseRows } from './parse-rows';
import { recordedWords } from './quick-entry';

type Values = { values: string };
type Value = Extract<PastedLine, { kind: 'value' }>;
type Fault = Extract<PastedLine, { kind: 'fault' }>;

const MOST_SHOWN = 50;

/** Many values at once, read in the page and shown before they are recorded. */
export function PasteDialog({
  kpi,
  now,
  onClose,
  onRecorded,
}: {
  kpi: KpiRecord;
  now: string;
  onClose: () => void;
  onRecorded: () => void;
}): ReactNode {
  const format = useFormat();
  const form = useForm<Values>({ values: '' }, async (sent): Promise<Sent<Values>> => {
    const { rows, faults } = sorted(parseRows(sent.values, now.slice(0, 10), kpi.unit));
    if (faults.length > 0) return { errors: { values: say(text.pasteFaults, { count: faults.length, n: format.number(faults.length) }) } };
    if (rows.length === 0) return { errors: { values: text.pasteNothing } };
    const values = rows.map(({ at, value }) => ({ at, value }));
    const recorded = { added: 0, corrected: 0, repeated: 0 };
    for (const part of parts(values)) {
      const answer = await call('value.record', { kpiId: kpi.kpiId, source: 'paste', values: part });
      // What was recorded so far is known when the same is sent again.
      if (!answer.ok) return { trouble: answer.trouble };
      for (const key of ['added', 'corrected', 'repeated'] as const) recorded[key] += answer.data[key];
    }
    tell(recordedWords(recorded, format.number));
    onRecorded();
    return undefined;
  });
  const pasted = form.values.values;
  const lines = useMemo(() => parseRows(pasted, now.slice(0, 10), kpi.unit), [pasted, now, kpi.unit]);
  const { rows, faults } = sorted(lines);
  return (
    <Dialog title={say(text.pasteTitle, { kpi: kpi.name })} submit={text.pasteSave} wide onClose={onClose} {...form}>
      <AreaField
        label={text.pasteLabel}
        hint={text.pasteHint}
        code
        rows={8}
        placeholder={text.pasteSample}
        value={pasted}
        error={form.errors.values}
        onChange={(value) => form.set('values', value)}
      />
      <Summary rows={rows} faults={faults} header={lines[0]?.kind === 'header'} />
      {faults.length > 0 && <Faults faults={faults} />}
      {rows.length > 0 && <Preview rows={rows} unit={kpi.unit} />}
    </Dialog>
  );
}

function sorted(lines: readonly PastedLine[]): { rows: Value[]; faults: Fault[] } {
  return {
    rows: lines.filter((line): line is Value => line.kind === 'value'),
    faults: lines.filter((line): line is Fault => line.kind === 'fault'),
  };
}

function Summary({ rows, faults, header }: { rows: readonly Value[]; faults: readonly Fault[]; header: boolean }): ReactNode {
  const format = useFormat();
  const dates = rows.map(({ at }) => at).sort();
  const [first] = dates;
  const last = dates.at(-1);
  return (
    <div role="status">
      {first !== undefined && last !== undefined && (
        <p>{say(text.pasteReady, { count: rows.length, n: format.number(rows.length), from: format.date(first), to: format.date(last) })}</p>
      )}
      {faults.length > 0 && <p>{say(text.pasteFaults, { count: faults.length, n: format.number(faults.length) })}</p>}
      {header && <p className="n-small n-subtle">{text.pasteHeader}</p>}
    </div>
  );
}

function Faults({ faults }: { faults: readonly Fault[] }): ReactNode {
  const format = useFormat();
  return (
    <section aria-label={text.linesNotRead}>
      <h2 className="n-h3">{text.linesNotRead}</h2>
      <ul className="n-preview">
        {faults.slice(0, MOST_SHOWN).map(({ line, text: written, fault }) => (
          <li key={line}>
            <b>{say(text.line, { n: format.number(line) })}</b>
            <span>
              <code>{written}</code> {text.fault[fault]}
            </span>
          </li>
        ))}
      </ul>
      <More all={faults.length} />
    </section>
  );
}

function Preview({ rows, unit }: { rows: readonly Value[]; unit: string }): ReactNode {
  const format = useFormat();
  return (
    <section aria-label={text.preview}>
      <h2 className="n-h3">{text.preview}</h2>
      <ul className="n-preview n-preview-values">
        {rows.slice(0, MOST_SHOWN).map(({ line, at, value }) => (
          <li key={line}>
            <span>{format.date(at)}</span>
            <b>{format.quantity(value, unit)}</b>
          </li>
        ))}
      </ul>
      <More all={rows.length} />
    </section>
  );
}

function More({ all }: { all: number }): ReactNode {
  const format = useFormat();
  if (all <= MOST_SHOWN) return null;
  return <p className="n-small n-subtle">{say(text.previewMore, { n: format.number(all - MOST_SHOWN) })}</p>;
}
