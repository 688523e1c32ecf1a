/** Where in the page one is, as its part of the address says. */
export type Place =
  | { kind: 'outcomes' }
  | { kind: 'outcome'; outcomeId: string }
  | { kind: 'kpis' }
  | { kind: 'kpi'; kpiId: string }
  | { kind: 'unknown' };

export function placeOf(path: string): Place {
  const [section, id, ...rest] = path.split('/').filter(Boolean);
  if (rest.length > 0) return { kind: 'unknown' };
  if (section === undefined) return { kind: 'outcomes' };
  if (section === 'outcomes') return id === undefined ? { kind: 'outcomes' } : { kind: 'outcome', outcomeId: id };
  if (section === 'kpis') return id === undefined ? { kind: 'kpis' } : { kind: 'kpi', kpiId: id };
  return { kind: 'unknown' };
}

export const paths = {
  outcomes: '/',
  outcome: (outcomeId: string) => `/outcomes/${outcomeId}`,
  kpis: '/kpis',
  kpi: (kpiId: string) => `/kpis/${kpiId}`,
};

/** What every view of the page is given. */
export interface Visit {
  go: (path: string) => void;
  /** True after a move inside the page: the title takes the focus. */
  moved: boolean;
  /** The platform's present, an ISO instant. */
  now: string;
  accountId: string;
  manages: boolean;
}
