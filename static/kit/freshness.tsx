import Lozenge from '@atlaskit/lozenge';
import { type ReactNode } from 'react';
import { freshnessOf } from '../../src/domain/freshness';
import { type Cadence } from '../../src/domain/kpi';
import { text } from './text/freshness';

/** Says that a KPI's newest value is late or stale; nothing where it is fresh. `newest` is an ISO date, `now` an ISO instant. */
export function FreshnessMark({ newest, cadence, now }: { newest: string; cadence: Cadence; now: string }): ReactNode {
  const freshness = freshnessOf(newest, now.slice(0, 10), cadence);
  if (freshness === 'fresh') return null;
  return (
    <span title={text.why[freshness]}>
      <Lozenge appearance={freshness === 'stale' ? 'removed' : 'moved'} maxWidth="none">
        {text.marks[freshness]}
      </Lozenge>
    </span>
  );
}
