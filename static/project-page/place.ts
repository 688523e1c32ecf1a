import { ROLES, type MeasureRole } from '../../src/domain/measure';
import { SIGNALS, type SignalKind } from '../../src/domain/signal';

/** Where in the page one is, as its part of the address says. */
export type Place = { kind: 'list' } | { kind: 'report' } | { kind: 'outcome'; outcomeId: string };

export function placeOf(path: string): Place {
  const [section, outcomeId] = path.split('/').filter(Boolean);
  if (section === 'report') return { kind: 'report' };
  return section === 'outcomes' && outcomeId !== undefined ? { kind: 'outcome', outcomeId } : { kind: 'list' };
}

/** How an outcome stands by its leading KPI's verdict. */
export const GROUPS = ['worse', 'same', 'better', 'reached', 'unjudged'] as const;
export type Group = (typeof GROUPS)[number];
export const SORTS = ['urgent', 'title', 'delivered', 'due'] as const;
export type Sort = (typeof SORTS)[number];

/** What the list shows and how. It stands in the address, so that what one sees can be shared. */
export interface Filter {
  text: string;
  standing: Group | 'all';
  signal: SignalKind | 'all';
  /** Only KPIs in this role. */
  role: MeasureRole | 'all';
  sort: Sort;
  /** The week up to which one looks back, by its Monday; undefined while it was not chosen. What is no week of the project counts as not chosen. */
  week: string | undefined;
}

export function filterOf(query: URLSearchParams): Filter {
  return {
    text: query.get('text') ?? '',
    standing: GROUPS.find((group) => group === query.get('standing')) ?? 'all',
    signal: SIGNALS.find((signal) => signal === query.get('signal')) ?? 'all',
    role: ROLES.find((role) => role === query.get('role')) ?? 'all',
    sort: SORTS.find((sort) => sort === query.get('sort')) ?? 'urgent',
    week: query.get('week') ?? undefined,
  };
}

/** The KPI whose charts an outcome's view draws, as the address says; it need not be one of the outcome's. */
export function kpiOf(query: URLSearchParams): string | undefined {
  return query.get('kpi') ?? undefined;
}

export const paths = {
  /** Only what differs from the plain list. */
  list: ({ text, standing, signal, role, sort, week }: Filter): string => {
    const query = new URLSearchParams();
    if (text !== '') query.set('text', text);
    if (standing !== 'all') query.set('standing', standing);
    if (signal !== 'all') query.set('signal', signal);
    if (role !== 'all') query.set('role', role);
    if (sort !== 'urgent') query.set('sort', sort);
    if (week !== undefined) query.set('week', week);
    return query.size > 0 ? `/?${query.toString()}` : '/';
  },
  report: '/report',
  outcome: (outcomeId: string, kpiId?: string): string => `/outcomes/${outcomeId}${kpiId === undefined ? '' : `?${new URLSearchParams({ kpi: kpiId }).toString()}`}`,
};
