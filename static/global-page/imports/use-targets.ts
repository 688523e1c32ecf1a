import { useEffect, useState } from 'react';
import type { KpiRecord } from '../../../src/contract/views';
import { type Trouble } from '../../kit/call';
import { readPages } from '../../kit/use-pages';

/** The open KPIs whose values the viewer may record, all pages of them; not those whose values come in by themselves. */
export function useTargets(): { kpis: KpiRecord[] | undefined; trouble: Trouble | undefined } {
  const [state, setState] = useState<{ kpis: KpiRecord[] | undefined; trouble: Trouble | undefined }>({ kpis: undefined, trouble: undefined });
  useEffect(() => {
    let gone = false;
    void readPages('kpi.list', { state: 'open' }).then((read) => {
      if (gone) return;
      if (read.ok) setState({ kpis: read.data.pages.flatMap((page) => page.kpis.filter((kpi) => kpi.workedOut === undefined)), trouble: undefined });
      else setState({ kpis: undefined, trouble: read.trouble });
    });
    return () => {
      gone = true;
    };
  }, []);
  return state;
}
