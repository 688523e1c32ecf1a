import { type KpiSource } from './kpi-source';

/** A KPI: what is measured. Its values lie in chunks beside it (see value-log.ts). */
export const DIRECTIONS = ['increase', 'decrease', 'within'] as const;
/** Which way is better; `within` means that the value should stay inside the target's band. */
export type Direction = (typeof DIRECTIONS)[number];

export const CADENCES = ['day', 'week', 'month', 'quarter'] as const;
/** How often a value is expected. */
export type Cadence = (typeof CADENCES)[number];

/** A KPI belongs to at most this many outcomes, so that one value and all it touches fit one transaction of 25 operations. */
export const MAX_OUTCOMES_PER_KPI = 15;

export interface Kpi {
  kpiId: string;
  name: string;
  /** Free text such as `hours` or `%`; shown behind every figure. */
  unit: string;
  direction: Direction;
  cadence: Cadence;
  /** Account id of the person who answers for the values. */
  ownerId: string;
  state: 'open' | 'archived';
  /** Raised when a person changes the fields above, not when links, measures or values do: what an editor's version means. */
  revision: number;
  /** The outcomes that use it, each through one measure. */
  outcomeIds: string[];
  series: SeriesHead;
  /** Where its values are worked out from; absent where they are entered, imported or pushed. */
  source?: KpiSource | undefined;
  /** The formulas that use it, by KPI id. */
  usedBy?: string[] | undefined;
}

/** What is known of a KPI's values without reading them. */
export interface SeriesHead {
  count: number;
  /** Calendar years that have a chunk, ascending. */
  years: number[];
  newest?: { at: string; value: number };
}

export const EMPTY_SERIES: SeriesHead = { count: 0, years: [] };
