import { type ReactNode, useState } from 'react';
import type { KpiRecord, ValueRecord } from '../../../src/contract/views';
import { say } from '../../kit/text/say';
import { usePeople } from '../../kit/use-people';
import { useFormat } from '../../kit/viewer';
import { text } from '../text';

type Entry = Pick<ValueRecord, 'value' | 'source' | 'recordedAt' | 'byId'>;

/** How often a value was corrected; opened, all that stood there, the newest first, with when and by whom. */
export function ValueHistory({ kpi, value, accountId }: { kpi: KpiRecord; value: ValueRecord; accountId: string }): ReactNode {
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const times = say(text.times, { count: value.corrections, n: format.number(value.corrections) });
  return (
    <>
      <button type="button" className="n-link" aria-expanded={open} onClick={() => setOpen(!open)}>
        {times}
      </button>
      {open && <Entries kpi={kpi} value={value} accountId={accountId} />}
    </>
  );
}

function Entries({ kpi, value, accountId }: { kpi: KpiRecord; value: ValueRecord; accountId: string }): ReactNode {
  const format = useFormat();
  const { history = [] } = value;
  const others = [value, ...history].flatMap(({ byId }) => (byId === undefined || byId === accountId ? [] : [byId]));
  const names = usePeople(others);
  const words = (entry: Entry): string => {
    const told = { value: format.quantity(entry.value, kpi.unit), source: text.sources[entry.source], time: format.instant(entry.recordedAt) };
    if (entry.byId === undefined) return say(text.historyEntryNobody, told);
    const who = entry.byId === accountId ? text.ownerYou : (names.get(entry.byId) ?? text.ownerOther);
    return say(text.historyEntry, { ...told, who });
  };
  return (
    <ol className="n-value-history n-small n-subtle" aria-label={say(text.historyOf, { date: format.date(value.at) })}>
      <li>{say(text.historyNow, { entry: words(value) })}</li>
      {[...history].reverse().map((entry) => (
        <li key={`${entry.recordedAt} ${entry.value}`}>{say(text.historyBefore, { entry: words(entry) })}</li>
      ))}
    </ol>
  );
}
