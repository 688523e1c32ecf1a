import { type ReactNode } from 'react';
import { freshnessOf } from '../../src/domain/freshness';
import { type Cadence } from '../../src/domain/kpi';
import './signal.css';
import { text } from './text/freshness';

/** Says that a KPI's newest value is late or stale, without Atlaskit's lozenge, which is too heavy for the panel; nothing where it is fresh. `newest` is an ISO date, `now` an ISO instant. */
export function FreshnessMark({ newest, cadence, now }: { newest: string; cadence: Cadence; now: string }): ReactNode {
  const freshness = freshnessOf(newest, now.slice(0, 10), cadence);
  if (freshness === 'fresh') return null;
  return (
    <span title={text.why[freshness]} className={`n-signal n-signal-${freshness === 'stale' ? 'danger' : 'warning'}`}>
      {text.marks[freshness]}
    </span>
  );
}
