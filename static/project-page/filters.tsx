import { type ReactNode } from 'react';
import { ROLES } from '../../src/domain/measure';
import { SIGNALS } from '../../src/domain/signal';
import { SelectField, TextField } from '../kit/fields';
import { roleWords } from '../kit/standing';
import { names } from '../kit/text/signals';
import { type Filter, GROUPS, SORTS } from './place';
import { text } from './text';

/** What the list shows and in which order, as the address says it. */
export function Filters({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }): ReactNode {
  return (
    <div className="n-filters" role="search" aria-label={text.filters}>
      <TextField label={text.search} type="search" value={filter.text} onChange={(typed) => onChange({ ...filter, text: typed })} />
      <SelectField
        label={text.standing}
        value={filter.standing}
        options={[{ value: 'all', label: text.all }, ...GROUPS.map((value) => ({ value, label: text.standings[value] }))]}
        onChange={(standing) => onChange({ ...filter, standing: standing as Filter['standing'] })}
      />
      <SelectField
        label={text.signal}
        value={filter.signal}
        options={[{ value: 'all', label: text.all }, ...SIGNALS.map((value) => ({ value, label: names[value] }))]}
        onChange={(signal) => onChange({ ...filter, signal: signal as Filter['signal'] })}
      />
      <SelectField
        label={text.role}
        value={filter.role}
        options={[{ value: 'all', label: text.all }, ...ROLES.map((value) => ({ value, label: roleWords()[value].label }))]}
        onChange={(role) => onChange({ ...filter, role: role as Filter['role'] })}
      />
      <SelectField
        label={text.sort}
        value={filter.sort}
        options={SORTS.map((value) => ({ value, label: text.sorts[value] }))}
        onChange={(sort) => onChange({ ...filter, sort: sort as Filter['sort'] })}
      />
    </div>
  );
}
