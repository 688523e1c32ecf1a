import { type ReactNode, useState } from 'react';
import type { KpiRecord, ValueRecord } from '../../../src/contract/views';
import { type Format } from '../../kit/format';
import { say } from '../../kit/text/say';
import { useFormat } from '../../kit/viewer';
import { text } from '../text';

type Entry = Pick<ValueRecord, 'value' | 'source' | 'recordedAt' | 'byId'>;

/** How often a value was corrected; opened, all that stood there, the newest first, with when and by whom. */
export function ValueHistory({ kpi, value, accountId }: { kpi: KpiRecord; value: ValueRecord; accountId: string }): ReactNode {
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const { history = [], corrections } = value;
  if (corrections === 0) return null;
  const times = say(text.times, { count: corrections, n: format.number(corrections) });
  const words = (entry: Entry): string => entryWords(entry, kpi.unit, accountId, format);
  return (
    <>
      <button type="button" className="n-link" aria-expanded={open} onClick={() => setOpen(!open)}>
        {times}
      </button>
      {open && (
        <ol className="n-value-history n-small n-subtle" aria-label={say(text.historyOf, { date: format.date(value.at) })}>
          <li>{say(text.historyNow, { entry: words(value) })}</li>
          {[...history].reverse().map((entry) => (
            <li key={`${entry.recordedAt} ${entry.value}`}>{say(text.historyBefore, { entry: words(entry) })}</li>
          ))}
        </ol>
      )}
    </>
  );
}

function entryWords({ value, source, recordedAt, byId }: Entry, unit: string, accountId: string, format: Format): string {
  const told = { value: format.quantity(value, unit), source: text.sources[source], time: format.instant(recordedAt) };
  if (byId === undefined) return say(text.historyEntryNobody, told);
  return say(text.historyEntry, { ...told, who: byId === accountId ? text.ownerYou : text.ownerOther });
}
