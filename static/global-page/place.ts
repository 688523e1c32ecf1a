import { SIGNALS, type SignalKind } from '../../src/domain/signal';

/** Where in the page one is, as its part of the address says. */
export type Place =
  /** `begins` opens the form for a new one: where the guided set-up leads. */
  | { kind: 'outcomes'; begins?: true }
  | { kind: 'outcome'; outcomeId: string; begins?: true }
  | { kind: 'review' }
  | { kind: 'kpis' }
  | { kind: 'sources' }
  | { kind: 'kpi'; kpiId: string }
  /** With the KPI that a file is said to be of. */
  | { kind: 'imports'; kpiId?: string }
  | { kind: 'import'; importId: string }
  /** With the list that led here, and leads back. */
  | { kind: 'exports'; of: 'outcomes' | 'kpis' }
  | { kind: 'unknown' };

const NEW = 'new';
const NEW_KPI = 'new-kpi';

export function placeOf(path: string): Place {
  const [section, id, ...rest] = path.split('/').filter(Boolean);
  if (section === 'outcomes' && id !== undefined && rest.length === 1 && rest[0] === NEW_KPI) return { kind: 'outcome', outcomeId: id, begins: true };
  if (rest.length > 0) return { kind: 'unknown' };
  if (section === undefined) return { kind: 'outcomes' };
  if (section === NEW && id === undefined) return { kind: 'outcomes', begins: true };
  if (section === 'outcomes') return id === undefined ? { kind: 'outcomes' } : { kind: 'outcome', outcomeId: id };
  if (section === 'kpis') return id === undefined ? { kind: 'kpis' } : { kind: 'kpi', kpiId: id };
  if (section === 'imports') {
    if (id === undefined) return { kind: 'imports' };
    return id.startsWith('kpi_') ? { kind: 'imports', kpiId: id } : { kind: 'import', importId: id };
  }
  if (section === 'exports' && (id === undefined || id === 'kpis')) return { kind: 'exports', of: id ?? 'outcomes' };
  if (section === 'sources' && id === undefined) return { kind: 'sources' };
  if (section === 'review' && id === undefined) return { kind: 'review' };
  return { kind: 'unknown' };
}

/** Which outcomes a list shows. It stands in the address, so that what one sees can be shared. */
export interface Filter {
  state: 'open' | 'archived';
  mine: boolean;
  /** By an outcome's own signal, whatever stands below it. */
  signal: SignalKind | 'all';
  text: string;
}

export const NO_FILTER: Filter = { state: 'open', mine: false, signal: 'all', text: '' };

export function filterOf(query: URLSearchParams): Filter {
  return {
    state: query.get('state') === 'archived' ? 'archived' : 'open',
    mine: query.get('mine') === 'yes',
    signal: SIGNALS.find((signal) => signal === query.get('signal')) ?? 'all',
    text: query.get('text') ?? '',
  };
}

/** Only what differs from the plain list. */
function queryOf({ state, mine, signal, text }: Filter): string {
  const query = new URLSearchParams();
  if (state === 'archived') query.set('state', state);
  if (mine) query.set('mine', 'yes');
  if (signal !== 'all') query.set('signal', signal);
  if (text !== '') query.set('text', text);
  return query.size > 0 ? `?${query.toString()}` : '';
}

export const paths = {
  outcomes: '/',
  outcomesBy: (filter: Filter) => `/${queryOf(filter)}`,
  newOutcome: `/${NEW}`,
  newKpi: (outcomeId: string) => `/outcomes/${outcomeId}/${NEW_KPI}`,
  outcome: (outcomeId: string) => `/outcomes/${outcomeId}`,
  review: '/review',
  sources: '/sources',
  kpis: '/kpis',
  kpi: (kpiId: string) => `/kpis/${kpiId}`,
  imports: (kpiId?: string) => (kpiId === undefined ? '/imports' : `/imports/${kpiId}`),
  exports: (of: 'outcomes' | 'kpis') => (of === 'outcomes' ? '/exports' : `/exports/${of}`),
  import: (importId: string) => `/imports/${importId}`,
};

/** What every view of the page is given. */
export interface Visit {
  go: (path: string) => void;
  /** Changes the address without a step to go back to. */
  replace: (path: string) => void;
  /** The address asks for the form of a new outcome, or of a new KPI of the outcome. */
  begins: boolean;
  /** What the address asks of the list of outcomes. */
  filter: Filter;
  /** True after a move inside the page: the title takes the focus. */
  moved: boolean;
  /** The platform's present, an ISO instant. */
  now: string;
  accountId: string;
  manages: boolean;
  jiraAdmin: boolean;
}
