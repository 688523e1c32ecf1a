import { type ReactNode } from 'react';
import { SIGNALS } from '../../../src/domain/signal';
import { CheckField, ChoiceField, SelectField, TextField } from '../../kit/fields';
import { names } from '../../kit/text/signals';
import { type Filter } from '../place';
import { text } from '../text';

type State = Filter['state'];

/** What the list of outcomes shows, as the address says it; where none is open, `alone` leaves the way to those that are archived. */
export function OutcomeFilters({ filter, alone, onChange }: { filter: Filter; alone: boolean; onChange: (filter: Filter) => void }): ReactNode {
  return (
    <div className="n-filters" role="search" aria-label={text.filters}>
      {!alone && <TextField label={text.search} type="search" value={filter.text} onChange={(typed) => onChange({ ...filter, text: typed })} />}
      {!alone && (
        <SelectField
          label={text.signal}
          value={filter.signal}
          options={[{ value: 'all', label: text.allSignals }, ...SIGNALS.map((value) => ({ value, label: names[value] }))]}
          onChange={(signal) => onChange({ ...filter, signal: signal as Filter['signal'] })}
        />
      )}
      <StateChoice value={filter.state} onChange={(state) => onChange({ ...filter, state })} />
      {!alone && <CheckField label={text.mine} checked={filter.mine} onChange={(mine) => onChange({ ...filter, mine })} />}
    </div>
  );
}

/** Whether a list shows what is open or what is archived. */
export function StateChoice({ value, onChange }: { value: State; onChange: (state: State) => void }): ReactNode {
  return (
    <ChoiceField
      label={text.show}
      value={value}
      onChange={onChange}
      options={[
        { value: 'open', label: text.open },
        { value: 'archived', label: text.archived },
      ]}
    />
  );
}
